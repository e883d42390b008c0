"""The published data are read back before they are published: what points to nothing is refused.

Only the files are looked at, as somebody would who has never seen the program.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from catalogue.data.package import DATED_RECORD, FOLDER, ONE_RECORD, ROOT
from catalogue.data.tables import RECORDS
from catalogue.text.inspection import InspectionError
from catalogue.text.letters import quoted

Names = tuple[str, ...]
POINTED_AT = (("id",), ("fiche", "id"), ("appel", "id"), ("vocabulaire", "id"))
"""What tables point to in others."""
ADDRESSES = ("page", "etat")
"""The columns whose values are addresses of the site."""


def inspect_data(out: Path, site_url: str) -> None:
    """Look at the data of a site; InspectionError at the first reference that leads to nothing."""
    for fault in data_faults(out, site_url):
        raise InspectionError(f"{FOLDER}{fault} : rien n’est publié")


def data_faults(out: Path, site_url: str = "") -> Iterator[str]:
    """Yield what is wrong with the published data of a site."""
    folder = out / FOLDER
    package = _json(folder / "datapackage.json")
    tables = {one["name"]: PublishedTable(folder, one) for one in package["resources"]}
    for table in tables.values():
        yield from table.faults(tables)
        yield from table.address_faults(out)
    yield from _count_faults(folder, tables[RECORDS])
    yield from _address_faults(out, site_url)


def _json(path: Path) -> Any:
    return json.loads(path.read_bytes())


class PublishedTable:
    """A CSV file and what the data package says of it."""

    def __init__(self, folder: Path, described: dict[str, Any]) -> None:
        self.path = folder / described["path"]
        self.described = described
        self.schema = described["schema"]
        self.count = 0
        self.held: dict[Names, set[tuple[str, ...]]] = {names: set() for names in self._looked_at()}
        with self.path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            self.columns = next(reader, [])
            self._read(reader)

    def _looked_at(self) -> set[Names]:
        """Return the columns that are looked at together, here and from other tables."""
        names = {field["name"] for field in self.schema["fields"]}
        pointing = (self._pointing(field) for field in self.schema["fields"] if "renvoi" in field)
        foreign = (_tuple(key["fields"]) for key in self.schema["foreignKeys"])
        closed = (field["name"] for field in self.schema["fields"] if "constraints" in field)
        single = {(name,) for name in (*closed, *ADDRESSES)}
        found = {*pointing, *single, *foreign, *POINTED_AT, tuple(self.schema["primaryKey"])}
        return {one for one in found if names.issuperset(one)}

    def _pointing(self, field: dict[str, Any]) -> Names:
        """Return the columns that say where a value points to, after that which tells its row."""
        row = self.schema["primaryKey"][0]
        return tuple(dict.fromkeys((row, *field["renvoi"].get("avec", {}).values(), field["name"])))

    def _read(self, rows: Iterable[list[str]]) -> None:
        """Keep what is looked at, in one pass: the rows would fill the memory."""
        places = {n: [self.columns.index(one) for one in n] for n in self.held if self._has(n)}
        for row in rows:
            self.count += 1
            for names, at in places.items():
                self.held[names].add(tuple([row[one] for one in at]))

    def _has(self, names: Names) -> bool:
        return all(name in self.columns for name in names)

    def values(self, names: Names) -> set[tuple[str, ...]]:
        """Return what some of its columns hold together."""
        return self.held[names]

    def faults(self, tables: dict[str, PublishedTable]) -> Iterator[str]:
        """Yield what is wrong with it."""
        names = [field["name"] for field in self.schema["fields"]]
        if self.columns != names:
            yield f"{self.path.name} : les colonnes ne sont pas celles que la description annonce"
            return
        told = self.described["lignes"]
        if self.count != told:
            yield f"{self.path.name} : {self.count} lignes au lieu de {told}"
        key = tuple(self.schema["primaryKey"])
        if len(self.values(key)) != self.count:
            yield f"{self.path.name} : deux lignes ont la même clé ({', '.join(key)})"
        for foreign in self.schema["foreignKeys"]:
            yield from self._foreign(foreign, tables)
        for field in self.schema["fields"]:
            yield from self._field(field, tables)

    def address_faults(self, out: Path) -> Iterator[str]:
        """Yield the addresses of the site that lead to no file of it."""
        for name in ADDRESSES:
            for (address,) in sorted(self.held.get((name,), ())):
                if address and not _leads(out, address, ""):
                    yield f"{self.path.name} : {name} {quoted(address)} ne mène à rien"

    def _foreign(self, key: dict[str, Any], tables: dict[str, PublishedTable]) -> Iterator[str]:
        names, wanted = _tuple(key["fields"]), _tuple(key["reference"]["fields"])
        target = tables[key["reference"]["resource"] or self.described["name"]]
        for given in self.values(names) - target.values(wanted):
            if any(given):
                yield self._lost(names, given, target)

    def _field(self, field: dict[str, Any], tables: dict[str, PublishedTable]) -> Iterator[str]:
        name, closed = field["name"], field.get("constraints", {}).get("enum")
        if closed:
            for (given,) in self.values((name,)) - {(one,) for one in (*closed, "")}:
                yield f"{self.path.name} : {name} ne peut pas valoir {quoted(given)}"
        if "renvoi" in field:
            yield from self._several(field, tables[field["renvoi"]["resource"]])

    def _several(self, field: dict[str, Any], target: PublishedTable) -> Iterator[str]:
        """Yield the values of a cell that lead to nothing: in the part that it says, if it does."""
        to, mark = field["renvoi"], field.get("separateur", "")
        parts, fixed = to.get("avec", {}), to.get("vocabulaire")
        wanted = (*parts, *(["vocabulaire"] if fixed else []), to["field"])
        names = self._pointing(field)
        for held in self.values(names):
            row = dict(zip(names, held, strict=True))
            part, cell = [row[here] for here in parts.values()], row[field["name"]]
            for one in cell.split(mark) if mark else [cell]:
                sought = (*part, *([fixed] if fixed else []), one)
                if one and sought not in target.values(wanted):
                    yield self._lost(names, (*held[:-1], one), target)

    def _lost(self, names: Iterable[str], given: Iterable[str], target: PublishedTable) -> str:
        told = ", ".join(f"{n} {quoted(g)}" for n, g in zip(names, given, strict=True))
        return f"{self.path.name} : {told} ne mène à rien dans {target.path.name}"


def _tuple(names: str | list[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _count_faults(folder: Path, records: PublishedTable) -> Iterator[str]:
    """Yield the files that do not hold the records of the table, no more and no less."""
    wanted = {id_ for (id_,) in records.values(("id",))}
    pages = (
        node["@id"].rstrip("/") for node in _lines(folder / "fiches.jsonld") if "about" in node
    )
    found = {
        "fiches.json": {one["id"] for one in _lines(folder / "fiches.json")},
        "projets/": {path.stem for path in (folder / "projets").glob("*.json")},
        "fiches.jsonld": {address.rpartition("/")[2] for address in pages},
    }
    for name, ids in found.items():
        if odd := sorted(ids ^ wanted):
            yield f"{name} : {quoted(odd[0])} n’est pas des deux côtés ({name} et fiches.csv)"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the members of a list that is written one a line: the whole would fill the memory."""
    with path.open(encoding="utf-8") as file:
        next(file)
        yield from (json.loads(line.rstrip(",\n")) for line in file if line.startswith("{"))


def _address_faults(out: Path, site_url: str) -> Iterator[str]:
    """Yield the addresses of the linked data and of the OpenAPI that lead to no file."""
    folder, base = out / FOLDER, site_url or ROOT
    graphs: dict[str, Callable[[], Iterable[Any]]] = {
        "fiches.jsonld": lambda: _lines(folder / "fiches.jsonld"),
        "vocabulaires.jsonld": lambda: _json(folder / "vocabulaires.jsonld")["@graph"],
        "dcat.jsonld": lambda: _json(folder / "dcat.jsonld")["@graph"],
    }
    defined = {node["@id"] for nodes in graphs.values() for node in nodes() if "#" in node["@id"]}
    for name, nodes in graphs.items():
        for address in sorted({one["@id"] for node in nodes() for one in _nodes(node)}):
            # An anchor is a thing that one of the files tells of, the rest is a page or a file.
            there = address in defined if "#" in address else _leads(out, address, base)
            if address.startswith(base) and not there:
                yield f"{name} : « {address} » ne mène à rien"
    for path in _json(folder / "openapi.json")["paths"]:
        if not path.endswith((ONE_RECORD, DATED_RECORD)) and not (out / path.strip("/")).is_file():
            yield f"openapi.json : « {path} » ne mène à rien"


def _nodes(held: Any) -> Iterator[dict[str, Any]]:
    """Yield every group of a graph that has an address."""
    waiting = [held]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()
            if "@id" in one:
                yield one


def _leads(out: Path, address: str, base: str) -> bool:
    """Tell whether an address of the site is a page or a file."""
    place = out / address.removeprefix(base)
    return place.is_file() or (place / "index.html").is_file()
