"""Does an edition read from a file hold together? What its schema has no word for.

Its shape is known to be right: what follows asks only for keys that are there.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
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
BLOCKS = {
    "tableau": "tableaux", "valeurs": "tableaux", "graphique": "graphiques", "fiche": "fiches",
    "liste": "listes", "enseignements": "enseignements",
}  # fmt: skip
"""Kind of block that shows one thing → the list where it is."""
PLAIN = ("paragraphe", "puces")
"""What a lesson is told in."""


def wrong_links(edition: Edition, year: str) -> Iterator[Fault]:
    """Yield what an edition says wrongly of itself, or calls and does not hold."""
    for check in CHECKS:
        yield from check(edition, {name: _names(edition, name) for name in NAMED})
    yield from _of_year(edition, year)


Known = dict[str, set[str]]


def _names(edition: Edition, name: str) -> set[str]:
    return {item[NAMED[name][0]] for item in edition[name]}


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


def _repeated(edition: Edition, known: Known) -> Iterator[Fault]:
    for name, fields in NAMED.items():
        for field in fields:
            seen: set[Any] = set()
            for rank, item in enumerate(edition[name]):
                # A document of a record alone has no id: nothing leads to it.
                if item[field] in seen and item[field] != "":
                    yield (name, rank, field), f"« {item[field]} » y est deux fois"
                seen.add(item[field])


def _lists(edition: Edition, known: Known) -> Iterator[Fault]:
    for rank, listed in enumerate(edition["listes"]):
        if listed["adresse"] != f"{edition['adresse']}listes/{listed['cle']}/":
            yield ("listes", rank, "adresse"), "l’adresse d’une liste est faite de sa clé"
        yield from _missing(("listes", rank, "fiches"), listed["fiches"], known["fiches"])


def _missing(path: Steps, ids: list[str], known: set[str]) -> Iterator[Fault]:
    for rank, id_ in enumerate(ids):
        if id_ not in known:
            yield (*path, rank), f"« {id_} » n’est pas dans cette édition"


def _tables(edition: Edition, known: Known) -> Iterator[Fault]:
    for rank, table in enumerate(edition["tableaux"]):
        for at, line in enumerate(table["lignes"]):
            path = ("tableaux", rank, "lignes", at, "cellules")
            if len(line["cellules"]) != len(table["colonnes"]):
                yield path, "une ligne a autant de cases que le tableau a de colonnes"
            for place, cell in enumerate(line["cellules"]):
                yield from _said((*path, place, "valeurs"), cell["valeurs"], known)


def _said(path: Steps, said: list[Any], known: Known) -> Iterator[Fault]:
    """Yield each value, or piece of a sentence, that leads to nothing of the edition."""
    for rank, value in enumerate(said):
        for field, name in (("liste", "listes"), ("chiffre", "chiffres")):
            if value[field] and value[field] not in known[name]:
                yield (*path, rank, field), f"« {value[field]} » n’est pas dans cette édition"


def _charts(edition: Edition, known: Known) -> Iterator[Fault]:
    for rank, chart in enumerate(edition["graphiques"]):
        path = ("graphiques", rank)
        if chart["tableau"] not in known["tableaux"]:
            yield (*path, "tableau"), f"« {chart['tableau']} » n’est pas dans cette édition"
        dates = [point["date"] for point in chart["donnees"]]
        if chart["genre"] in {"etendues", "frise"} and not (dates and all(dates)):
            yield (*path, "donnees"), "un de ces points n’a pas de date, ou il n’y en a aucun"


def _sections(edition: Edition, known: Known) -> Iterator[Fault]:
    places = [section["place"] for section in edition["sections"]]
    if places[:1] != ["essentiel"] or "essentiel" in places[1:]:
        yield ("sections",), "« L’essentiel » est la première partie, et la seule de sa place"
    for rank, section in enumerate(edition["sections"]):
        yield from _blocks(("sections", rank, "contenus"), section["contenus"], known)


def _blocks(path: Steps, blocks: list[Any], known: Known) -> Iterator[Fault]:
    for rank, block in enumerate(blocks):
        name = BLOCKS.get(block["genre"])
        if name and block["id"] not in known[name]:
            yield (*path, rank, "id"), f"« {block['id']} » n’est pas dans cette édition"
        yield from _said((*path, rank, "morceaux"), block["morceaux"], known)
        for at, pieces in enumerate(block["elements"]):
            yield from _said((*path, rank, "elements", at), pieces, known)


def _lessons(edition: Edition, known: Known) -> Iterator[Fault]:
    for rank, lessons in enumerate(edition["enseignements"]):
        yield from _said(("enseignements", rank), [lessons["nombre"]], known)
        for at, lesson in enumerate(lessons["lecons"]):
            path = ("enseignements", rank, "lecons", at)
            yield from _missing(path, [lesson["fiche"]], known["fiches"])
            yield from _blocks((*path, "contenus"), lesson["contenus"], known)
            for place, block in enumerate(lesson["contenus"]):
                if block["genre"] not in PLAIN:
                    yield (*path, "contenus", place, "genre"), "une leçon n’a que du texte"


def _key_figures(edition: Edition, known: Known) -> Iterator[Fault]:
    for rank, key in enumerate(edition["chiffres_cles"]):
        yield from _missing(("chiffres_cles", rank, "chiffres"), key["chiffres"], known["chiffres"])


CHECKS: tuple[Callable[[Edition, Known], Iterator[Fault]], ...] = (
    _repeated, _lists, _tables, _charts, _sections, _lessons, _key_figures,
)  # fmt: skip
