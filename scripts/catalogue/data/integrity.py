"""The published data are read back before they are published: what points to nothing is refused.

Only the files are looked at, as somebody would who has never seen the program.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from catalogue.data.package import FOLDER, ONE_RECORD, ROOT
from catalogue.data.tables import RECORDS
from catalogue.text.inspection import InspectionError
from catalogue.text.quoting import quoted

CsvRow = dict[str, str]


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
        self.held: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        with self.path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            self.rows: list[CsvRow] = list(reader)
            self.columns = list(reader.fieldnames or ())

    def values(self, names: tuple[str, ...]) -> set[tuple[str, ...]]:
        """Return what some of its columns hold together."""
        if names not in self.held:
            self.held[names] = {tuple(row[name] for name in names) for row in self.rows}
        return self.held[names]

    def faults(self, tables: dict[str, PublishedTable]) -> Iterator[str]:
        """Yield what is wrong with it."""
        names = [field["name"] for field in self.schema["fields"]]
        if self.columns != names:
            yield f"{self.path.name} : les colonnes ne sont pas celles que la description annonce"
            return
        count, told = len(self.rows), self.described["lignes"]
        if count != told:
            yield f"{self.path.name} : {count} lignes au lieu de {told}"
        key = tuple(self.schema["primaryKey"])
        if len(self.values(key)) != len(self.rows):
            yield f"{self.path.name} : deux lignes ont la même clé ({', '.join(key)})"
        for foreign in self.schema["foreignKeys"]:
            yield from self._foreign(foreign, tables)
        for field in self.schema["fields"]:
            yield from self._field(field, tables)

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
        """Yield the values of a list that lead to nothing, in the same record if it is said so."""
        name, to = field["name"], field["renvoi"]
        of_record = "fiche" if "fiche" in self.columns else "id"
        own = {"fiche": of_record} if "fiche" in to else {}
        fixed = (to["vocabulaire"],) if "vocabulaire" in to else ()
        wanted = (*own, *(["vocabulaire"] if fixed else []), to["field"])
        for *record, cell in self.values((*own.values(), name)):
            for one in cell.split(field["separateur"]) if cell else ():
                if (*record, *fixed, one) not in target.values(wanted):
                    yield self._lost((*own.values(), name), (*record, one), target)

    def _lost(self, names: Iterable[str], given: Iterable[str], target: PublishedTable) -> str:
        told = ", ".join(f"{n} {quoted(g)}" for n, g in zip(names, given, strict=True))
        return f"{self.path.name} : {told} ne mène à rien dans {target.path.name}"


def _tuple(names: str | list[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _count_faults(folder: Path, records: PublishedTable) -> Iterator[str]:
    """Yield the files that do not hold the records of the table, no more and no less."""
    wanted = {row["id"] for row in records.rows}
    graph = _json(folder / "fiches.jsonld")["@graph"]
    pages = (node["@id"].rstrip("/") for node in graph if "about" in node)
    found = {
        "fiches.json": {one["id"] for one in _json(folder / "fiches.json")[RECORDS]},
        "projets/": {path.stem for path in (folder / "projets").glob("*.json")},
        "fiches.jsonld": {address.rpartition("/")[2] for address in pages},
    }
    for name, ids in found.items():
        if odd := sorted(ids ^ wanted):
            yield f"{name} : {quoted(odd[0])} n’est pas des deux côtés ({name} et fiches.csv)"


GRAPHS = ("fiches.jsonld", "vocabulaires.jsonld", "dcat.jsonld")


def _address_faults(out: Path, site_url: str) -> Iterator[str]:
    """Yield the addresses of the linked data and of the OpenAPI that lead to no file."""
    graphs = {name: _json(out / FOLDER / name)["@graph"] for name in GRAPHS}
    defined = {node["@id"] for graph in graphs.values() for node in graph}
    base = site_url or ROOT
    for name, graph in graphs.items():
        for address in sorted({node["@id"] for node in _nodes(graph)}):
            # An anchor is a thing that one of the files tells of, the rest is a page or a file.
            there = address in defined if "#" in address else _leads(out, address, base)
            if address.startswith(base) and not there:
                yield f"{name} : « {address} » ne mène à rien"
    for path in _json(out / FOLDER / "openapi.json")["paths"]:
        if not path.endswith(ONE_RECORD) and not (out / path.strip("/")).is_file():
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
