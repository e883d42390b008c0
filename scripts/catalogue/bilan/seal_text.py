"""A sealed edition: its JSON as published, its fingerprint, that of each record it rested on.

A seal is a file like any other: anybody can write one and compute its fingerprint again. So it is
judged by the schemas of its own version, then for what it refers to, before anything is made of it.
"""

from __future__ import annotations

import calendar
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any, Final

from catalogue.bilan.edition import VERSION
from catalogue.bilan.edition_json import json_text, of_today
from catalogue.bilan.page_kinds import EDITION
from catalogue.issues import Issue, Place, StopError
from catalogue.issues import Path as Steps
from catalogue.records.types import Project
from catalogue.schema.fields import Schemas
from catalogue.schema.shape import check_shape
from catalogue.text.document import Document, locate
from catalogue.text.json_text import read_json

RULE: Final = "sceau-illisible"
SEALS: Final = {1: "seal-1", 2: "seal-2"}
"""Version of a seal → its schema; the last is the one that is written."""
EDITIONS: Final = {VERSION: "bilan", "1.1": "bilan-1.1"}
"""Version of the edition inside → its schema."""
MOST_TOLD: Final = 20
"""How many faults of one seal are told."""

WARNING = (
    "Écrit par « catalogue bilan ANNÉE --seal ». À ne pas modifier : c’est l’édition telle qu’elle"
    " a été publiée."
)
UNREADABLE = "ce n’est pas un bilan scellé lisible : "
TOUCHED = (
    "ce bilan scellé a été modifié depuis. Reprenez le fichier d’origine ; un changement voulu se"
    ' fait dans les fiches ou les textes, puis par « catalogue bilan ANNÉE --reseal --why "…" »'
)
OTHER_VERSION = (
    "ce bilan est scellé dans la version {} de schemas/bilan.schema.json, et le programme lit la"
    f' version {VERSION} : scellez à nouveau (catalogue bilan ANNÉE --reseal --why "…")'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reseal:
    """Why an edition was sealed again: the day, ISO, the reason, the fingerprint replaced."""

    date: str
    motif: str
    remplace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a seal holds: the edition's JSON, to the byte, and the fingerprints of its records."""

    text: str
    fiches: Mapping[str, str]
    rescellements: tuple[Reseal, ...] = ()


class BrokenSealError(StopError):
    """A seal is not what the program wrote; `issues` say what and where, in French."""

    def __init__(self, issues: list[Issue]) -> None:
        lines = [
            f"{i.place.file}:{i.place.line}:{i.place.column}: {i.message}"
            for i in sorted(issues, key=lambda issue: issue.order)
        ]
        super().__init__("\n".join(lines))
        self.issues = issues


def fingerprint(text: str) -> str:
    """Return what tells a text from any other."""
    return f"sha256-{hashlib.sha256(text.encode()).hexdigest()}"


def record_fingerprint(project: Project) -> str:
    """Return what tells what a record says from anything else it could say."""
    return fingerprint(json.dumps(project.data, ensure_ascii=False, sort_keys=True))


def seal_text(text: str, projects: Iterable[Project], reseals: Iterable[Reseal] = ()) -> str:
    """Return the file that seals an edition given as its JSON; `projects` are today's records."""
    edition = json.loads(text)
    used = {record["id"] for record in edition["fiches"]}
    return json_text(
        {
            "version": max(SEALS),
            "avertissement": WARNING,
            "empreinte": fingerprint(text),
            "fiches": {p.id: record_fingerprint(p) for p in projects if p.id in used},
            "rescellements": [asdict(reseal) for reseal in reseals],
            "edition": edition,
        }
    )


def read_seal(file: str, text: str, schemas: Schemas) -> Seal:
    """Return the seal of a file named by its year; BrokenSealError unless it is sound and whole."""
    data, edition_text = read_envelope(file, text, schemas)
    edition = data["edition"]
    kind = EDITIONS.get(edition["version"])
    if kind is None:
        _refuse(file, text, [(("edition", "version"), OTHER_VERSION.format(edition["version"]))])
    else:
        # What it refers to is looked at where its shape is right, as it will be shown.
        _refuse(file, text, _wrong_shape(edition, kind, schemas, file, ("edition",)))
        year = file.rpartition("/")[2].removesuffix(".json")
        wrong = wrong_links(of_today(edition), year)
        told = ((("edition", *path), f"{UNREADABLE}{message}") for path, message in wrong)
        _refuse(file, text, told)
    return Seal(text=edition_text, fiches=dict(data["fiches"]), rescellements=reseals_of(data))


def read_envelope(file: str, text: str, schemas: Schemas) -> tuple[Mapping[str, Any], str]:
    """Return what a seal holds, its edition not yet judged, and the JSON of that edition.

    BrokenSealError unless it has the shape of its version and its edition its fingerprint.
    """
    data, issues = read_json(text, file, RULE)
    if issues:
        raise BrokenSealError([replace(i, message=f"{UNREADABLE}{i.message}") for i in issues])
    version = data.get("version") if isinstance(data, dict) else None
    kind = SEALS.get(version) if type(version) is int else None
    if kind is None:
        known = " ou ".join(map(str, SEALS))
        _refuse(file, text, [((), f"{UNREADABLE}« version » y vaut {known}")])
    _refuse(file, text, _wrong_shape(data, kind or "", schemas, file, ()))
    edition = json_text(data["edition"])
    if data["empreinte"] != fingerprint(edition):
        _refuse(file, text, [(("empreinte",), TOUCHED)])
    return data, edition


def reseals_of(data: Mapping[str, Any]) -> tuple[Reseal, ...]:
    """Return why an edition was sealed again, as its seal says, the oldest first."""
    return tuple(Reseal(**reseal) for reseal in data.get("rescellements", ()))


Fault = tuple[Steps, str]
"""What is wrong in a seal: the keys and indices that lead there, and a French sentence."""


def _wrong_shape(
    data: Any, kind: str, schemas: Schemas, file: str, start: Steps
) -> Iterator[Fault]:
    for issue in check_shape(Document(file, data), kind, schemas):
        yield (*start, *issue.place.path), f"{UNREADABLE}{issue.message}"


def _refuse(file: str, text: str, faults: Iterable[Fault]) -> None:
    """Raise BrokenSealError where there is a fault, each at its line and column."""
    found = list(islice(faults, MOST_TOLD))
    if not found:
        return
    spots = locate(text, [(path, False) for path, _ in found])
    raise BrokenSealError(
        [
            Issue(Place(file, path).at(*spot), RULE, message)
            for (path, message), spot in zip(found, spots, strict=True)
        ]
    )


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


def wrong_links(edition: dict[str, Any], year: str) -> Iterator[Fault]:
    """Yield what an edition says wrongly of itself, or calls and does not hold."""
    yield from _repeated(edition)
    known = {name: {item[fields[0]] for item in edition[name]} for name, fields in NAMED.items()}
    yield from _missing((), edition, known)
    yield from _misshaped(edition)
    yield from _of_year(edition, year)


def _repeated(edition: dict[str, Any]) -> Iterator[Fault]:
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


def _misshaped(edition: dict[str, Any]) -> Iterator[Fault]:
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


def _of_year(edition: dict[str, Any], year: str) -> Iterator[Fault]:
    wanted = {"annee": year, "adresse": EDITION.address(year), "statut": "publie"}
    wanted["nombre_de_fiches"] = str(len(edition["fiches"]))
    for field, value in wanted.items():
        if str(edition[field]) != value:
            yield (field,), f"« {field} » vaut {value} dans le fichier {year}.json"
    for field in ("arrete_au", "etabli_le"):
        year_, month, day = map(int, edition[field].split("-"))
        if day > calendar.monthrange(year_, month)[1]:
            yield (field,), f"le {edition[field]} n’existe pas"
