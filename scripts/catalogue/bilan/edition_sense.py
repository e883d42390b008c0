"""Does an edition read from a file hold together? What its schema has no word for.

Its shape is known to be right: what follows asks only for keys that are there.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from typing import Any

from catalogue.bilan.page_kinds import EDITION
from catalogue.issues import Path as Steps

Edition = dict[str, Any]
Fault = tuple[Steps, str]
"""What is wrong: the keys and indices that lead there, and a French sentence."""

NAMED = {
    "sections": ("id",), "tableaux": ("id", "numero"), "graphiques": ("id", "numero"),
    "chiffres": ("id",), "fiches": ("id",), "listes": ("cle",), "enseignements": ("id",),
    "documents": ("id",),
}  # fmt: skip
"""List of an edition → the fields by which each of its items is told from the others."""
LEADS = {
    "liste": "listes", "chiffre": "chiffres", "chiffres": "chiffres", "fiche": "fiches",
    "fiches": "fiches", "tableau": "tableaux",
}  # fmt: skip
"""Key of an id, or of ids, anywhere in an edition → the list where they are."""
BLOCKS = {
    "tableau": "tableaux", "valeurs": "tableaux", "graphique": "graphiques", "fiche": "fiches",
    "liste": "listes", "enseignements": "enseignements",
}  # fmt: skip
"""Kind of block that shows one thing → the list where it is."""
PLAIN = ("paragraphe", "puces")
"""What a lesson is told in."""


def wrong_links(edition: Edition, year: str) -> Iterator[Fault]:
    """Yield what an edition says wrongly of itself, or calls and does not hold."""
    yield from _repeated(edition)
    known = {name: {item[fields[0]] for item in edition[name]} for name, fields in NAMED.items()}
    yield from _missing((), edition, known)
    yield from _misshaped(edition)
    yield from _of_year(edition, year)


def _repeated(edition: Edition) -> Iterator[Fault]:
    for name, fields in NAMED.items():
        for field in fields:
            seen: set[Any] = set()
            for rank, item in enumerate(edition[name]):
                # A document of a record alone has no id: nothing leads to it.
                if item[field] in seen and item[field] != "":
                    yield (name, rank, field), f"« {item[field]} » y est deux fois"
                seen.add(item[field])


def _missing(path: Steps, held: Any, known: dict[str, set[str]]) -> Iterator[Fault]:
    """Yield each id, at any depth, that leads to nothing of the edition."""
    if isinstance(held, list):
        for rank, item in enumerate(held):
            yield from _missing((*path, rank), item, known)
    if not isinstance(held, dict):
        return
    for key, value in held.items():
        name = BLOCKS.get(held.get("genre", "")) if key == "id" else LEADS.get(key)
        ids = value if isinstance(value, list) else [value]
        for rank, id_ in enumerate(ids):
            # A number may lead nowhere; a block that shows nothing is wrong.
            named = isinstance(id_, str) and (id_ or key == "id")
            if name and named and id_ not in known[name]:
                spot = (*path, key, rank) if isinstance(value, list) else (*path, key)
                yield spot, f"« {id_} » n’est pas dans cette édition"
        yield from _missing((*path, key), value, known)


def _misshaped(edition: Edition) -> Iterator[Fault]:
    """Yield what its parts say wrongly of themselves."""
    for rank, listed in enumerate(edition["listes"]):
        if listed["adresse"] != f"{edition['adresse']}listes/{listed['cle']}/":
            yield ("listes", rank, "adresse"), "l’adresse d’une liste est faite de sa clé"
    for rank, table in enumerate(edition["tableaux"]):
        for at, line in enumerate(table["lignes"]):
            if len(line["cellules"]) != len(table["colonnes"]):
                path: Steps = ("tableaux", rank, "lignes", at, "cellules")
                yield path, "une ligne a autant de cases que le tableau a de colonnes"
    for rank, chart in enumerate(edition["graphiques"]):
        dates = [point["date"] for point in chart["donnees"]]
        if chart["genre"] in {"etendues", "frise"} and not (dates and all(dates)):
            told = "un de ces points n’a pas de date, ou il n’y en a aucun"
            yield ("graphiques", rank, "donnees"), told
    places = [section["place"] for section in edition["sections"]]
    if places[:1] != ["essentiel"] or "essentiel" in places[1:]:
        yield ("sections",), "« L’essentiel » est la première partie, et la seule de sa place"
    for rank, lessons in enumerate(edition["enseignements"]):
        for at, lesson in enumerate(lessons["lecons"]):
            for place, block in enumerate(lesson["contenus"]):
                if block["genre"] not in PLAIN:
                    path = ("enseignements", rank, "lecons", at, "contenus", place, "genre")
                    yield path, "une leçon n’a que du texte"


def _of_year(edition: Edition, year: str) -> Iterator[Fault]:
    wanted = {"annee": year, "adresse": EDITION.address(year), "statut": "publie"}
    wanted["nombre_de_fiches"] = str(len(edition["fiches"]))
    for field, value in wanted.items():
        if str(edition[field]) != value:
            yield (field,), f"« {field} » vaut {value} dans le fichier {year}.json"
    for field in ("arrete_au", "etabli_le"):
        year_, month, day = map(int, edition[field].split("-"))
        if day > calendar.monthrange(year_, month)[1]:
            yield (field,), f"le {edition[field]} n’existe pas"
