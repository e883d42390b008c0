"""The published data are read back before they are published: what points to nothing is refused.

Only the files are looked at, as somebody would who has never seen the program.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from catalogue.data.package import DATED_RECORD, FOLDER, ONE_RECORD, ROOT
from catalogue.data.tables import RECORDS
from catalogue.text.inspection import InspectionError
from catalogue.text.letters import quoted

Names = tuple[str, ...]
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
        with self.path.open(encoding="utf-8", newline="") as file:
            names, *rows = list(csv.reader(file)) or [[]]
        self.count = len(rows)
        self.columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}

    def values(self, names: Names) -> set[tuple[str, ...]]:
        """Return what some of its columns hold together; nothing where it lacks one."""
        return set(zip(*(self.columns.get(name, ()) for name in names), strict=False))

    def faults(self, tables: dict[str, PublishedTable]) -> Iterator[str]:
        """Yield what is wrong with it."""
        names = [field["name"] for field in self.schema["fields"]]
        if list(self.columns) != names:
            yield f"{self.path.name} : les colonnes ne sont pas celles que la description annonce"
            return
        told = self.described["lignes"]
        if self.count != told:
            yield f"{self.path.name} : {self.count} lignes au lieu de {told}"
        key = tuple(self.schema["primaryKey"])
        if len(self.values(key)) != self.count:
            yield f"{self.path.name} : deux lignes ont la même clé ({', '.join(key)})"
        for foreign in self.schema["foreignKeys"]:
            here, wanted = _tuple(foreign["fields"]), _tuple(foreign["reference"]["fields"])
            target = tables[foreign["reference"]["resource"] or self.described["name"]]
            for given in self.values(here) - target.values(wanted):
                if any(given):
                    yield self._lost(here, given, target)
        for field in self.schema["fields"]:
            name, closed = field["name"], field.get("constraints", {}).get("enum")
            for other in sorted({*self.columns[name]} - {*closed, ""}) if closed else ():
                yield f"{self.path.name} : {name} ne peut pas valoir {quoted(other)}"
            if "renvoi" in field:
                yield from self._several(field, tables[field["renvoi"]["resource"]])

    def address_faults(self, out: Path) -> Iterator[str]:
        """Yield the addresses of the site that lead to no file of it."""
        for name in ADDRESSES:
            for address in sorted(set(self.columns.get(name, ()))):
                if address and not _leads(out, address, ""):
                    yield f"{self.path.name} : {name} {quoted(address)} ne mène à rien"

    def _several(self, field: dict[str, Any], target: PublishedTable) -> Iterator[str]:
        """Yield the values of a cell that lead to nothing: in the part that it says, if it does."""
        to, mark = field["renvoi"], field.get("separateur", "")
        parts, fixed = to.get("avec", {}), to.get("vocabulaire")
        known = target.values((*parts, *(["vocabulaire"] if fixed else []), to["field"]))
        # What tells the row, then what says the part, then the value itself; each once.
        row_key = self.schema["primaryKey"][0]
        names = tuple(dict.fromkeys((row_key, *parts.values(), field["name"])))
        for held in self.values(names):
            row = dict(zip(names, held, strict=True))
            part, cell = [row[here] for here in parts.values()], row[field["name"]]
            for one in cell.split(mark) if mark else [cell]:
                sought = (*part, *([fixed] if fixed else []), one)
                if one and sought not in known:
                    yield self._lost(names, (*held[:-1], one), target)

    def _lost(self, names: Iterable[str], given: Iterable[str], target: PublishedTable) -> str:
        told = ", ".join(f"{n} {quoted(g)}" for n, g in zip(names, given, strict=True))
        return f"{self.path.name} : {told} ne mène à rien dans {target.path.name}"


def _tuple(names: str | list[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _count_faults(folder: Path, records: PublishedTable) -> Iterator[str]:
    """Yield the files that do not hold the records of the table, no more and no less."""
    wanted = set(records.columns.get("id", ()))
    linked = _json(folder / "fiches.jsonld")["@graph"]
    pages = (node["@id"].rstrip("/") for node in linked if "about" in node)
    found = {
        "fiches.json": {one["id"] for one in _json(folder / "fiches.json")["fiches"]},
        "projets/": {path.stem for path in (folder / "projets").glob("*.json")},
        "fiches.jsonld": {address.rpartition("/")[2] for address in pages},
    }
    for name, ids in found.items():
        if odd := sorted(ids ^ wanted):
            yield f"{name} : {quoted(odd[0])} n’est pas des deux côtés ({name} et fiches.csv)"


def _address_faults(out: Path, site_url: str) -> Iterator[str]:
    """Yield the addresses of the linked data and of the OpenAPI that lead to no file."""
    folder, base = out / FOLDER, site_url or ROOT
    names = ("fiches.jsonld", "vocabulaires.jsonld", "dcat.jsonld")
    graphs = {name: _json(folder / name)["@graph"] for name in names}
    defined = {node["@id"] for nodes in graphs.values() for node in nodes if "#" in node["@id"]}
    for name, nodes in graphs.items():
        for address in sorted({one["@id"] for one in _nodes(nodes)}):
            # An anchor is a thing that one of the files tells of, the rest is a page or a file.
            there = address in defined if "#" in address else _leads(out, address, base)
            if address.startswith(base) and not there:
                yield f"{name} : « {address} » ne mène à rien"
    for path in _json(folder / "openapi.json")["paths"]:
        if not path.endswith((ONE_RECORD, DATED_RECORD)) and not (out / path.strip("/")).is_file():
            yield f"openapi.json : « {path} » ne mène à rien"


def _nodes(held: Any) -> Iterator[dict[str, Any]]:
    """Yield every group of a graph that has an address."""
    if isinstance(held, dict) and "@id" in held:
        yield held
    inner = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    for one in inner:
        yield from _nodes(one)


def _leads(out: Path, address: str, base: str) -> bool:
    """Tell whether an address of the site is a page or a file."""
    place = out / address.removeprefix(base)
    return place.is_file() or (place / "index.html").is_file()
