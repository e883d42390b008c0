"""What the catalogue must answer, computed from the YAML files alone.

Nothing here comes from the program under test: its reader, its facets and its order are not used.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Selection = Mapping[str, list[str]]
"""Parameter of the address → the values chosen."""

FACETS: dict[str, tuple[str, str]] = {
    "public": ("publics", "publics"),
    "partenariat": ("partenariats", "partenariats"),
    "outil": ("outils", "outils"),
    "finalite": ("finalites", "finalites"),
    "lien": ("financement.statut", "statuts-financement"),
    "appel": ("financement.appel", ""),
    "statut": ("statut", "statuts"),
    "occupation": ("logement.statuts_occupation", "statuts-occupation"),
    "modalite": ("accompagnement.modalites", "modalites"),
    "domaine": ("accompagnement.domaines", "domaines"),
}
"""Parameter → where a record says it, and the vocabulary that says what is broader."""

TERRITORY = "territoire"
YEAR = "annee"
ORGANISATION = "organisme"

COUNTED = (*FACETS, TERRITORY, YEAR)
"""The facets whose every choice stands in the page with its count."""
PARAMETERS = (*COUNTED, ORGANISATION)
"""The facets that this oracle computes; `preuve` is judged by the rubric, tested as a table."""

HOUSEHOLDS = ("menages", "familles")
"""The units that count households."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the catalogue page shows or counts of a record."""

    id: str
    titre: str
    verifie_le: str
    menages: int | None
    valeurs: Mapping[str, frozenset[str]]
    texte: str


def read_records(root: Path) -> list[Record]:
    """Return the records of a folder, the programme's own first, each group in title order."""
    broader = {p: _parents(root, vocabulary) for p, (_, vocabulary) in FACETS.items()}
    broader[TERRITORY] = _regions(root)
    years = {p.stem: str(_load(p).get("annee", "")) for p in (root / "reference/calls").glob("*")}
    paths = (root / "projects").glob("*.yml")
    records = (_record(path, broader, years) for path in paths)
    links = _load(root / "reference/vocabularies/statuts-financement.yml")["termes"]
    counted = {term["id"] for term in links if term["famille"] == "programme"}
    return sorted(records, key=lambda r: (not r.valeurs["lien"] & counted, _collation(r.titre)))


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _parents(root: Path, vocabulary: str) -> dict[str, str]:
    if not vocabulary:
        return {}
    terms = _load(root / "reference" / "vocabularies" / f"{vocabulary}.yml")["termes"]
    return {term["id"]: term["parent"] for term in terms if "parent" in term}


def _regions(root: Path) -> dict[str, str]:
    territories = _load(root / "reference" / "territories.yml")["territoires"]
    return {t["id"]: t["parent"] for t in territories if "parent" in t}


def _record(
    path: Path, broader: Mapping[str, Mapping[str, str]], years: Mapping[str, str]
) -> Record:
    data = _load(path)
    said = {parameter: set(_said(data, where)) for parameter, (where, _) in FACETS.items()}
    said[TERRITORY] = {
        code
        for territory in data.get("territoires", [])
        for code in (territory.get("departement"), territory.get("region"))
        if code
    }
    said[YEAR] = {years[call] for call in said["appel"] if years[call]}
    said[ORGANISATION] = {
        choice
        for part in data["organismes"]
        for choice in (part["organisme"], *(f"{part['organisme']}.{r}" for r in part["roles"]))
    }
    counts = data.get("menages", [])
    return Record(
        id=data["id"],
        titre=data["titre"],
        verifie_le=data.get("verifie_le", ""),
        menages=next((m["valeur"] for m in counts if m["unite"] in HOUSEHOLDS), None),
        valeurs={p: frozenset(_with_broader(ids, broader.get(p, {}))) for p, ids in said.items()},
        texte=path.read_text(encoding="utf-8"),
    )


def _said(data: Any, where: str) -> Iterator[str]:
    for key in where.split("."):
        data = data.get(key, {})
    if isinstance(data, str):
        yield data
    else:
        yield from data


def _with_broader(ids: set[str], parents: Mapping[str, str]) -> Iterator[str]:
    for id_ in ids:
        current: str | None = id_
        while current:
            yield current
            current = parents.get(current)


def _collation(title: str) -> str:
    """Order titles as a French dictionary does: accents, case and punctuation aside."""
    plain = unicodedata.normalize("NFKD", title.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in plain if c.isalnum() or c == " ") + "\0" + title


def answers(record: Record, selection: Selection) -> bool:
    """Say whether a record has, for each parameter, at least one of the values chosen."""
    return all(record.valeurs[p] & set(ids) for p, ids in selection.items() if ids)


def results(records: list[Record], selection: Selection) -> list[str]:
    """Return the ids of the records that answer a selection, in catalogue order."""
    return [record.id for record in records if answers(record, selection)]


def counts(records: list[Record], selection: Selection) -> dict[tuple[str, str], int]:
    """Return, for each value that would give results beside the other facets, how many."""
    found: dict[tuple[str, str], int] = {}
    for parameter in COUNTED:
        others = {p: ids for p, ids in selection.items() if p != parameter}
        for record in records:
            for id_ in record.valeurs[parameter] if answers(record, others) else ():
                found[parameter, id_] = found.get((parameter, id_), 0) + 1
    return found


def random_selection(records: list[Record], seed: int) -> dict[str, list[str]]:
    """Return a selection over one to three facets, from values that records have."""
    draw = random.Random(seed)
    parameters = draw.sample(PARAMETERS, draw.randint(1, 3))
    chosen = {}
    for parameter in parameters:
        values = sorted({id_ for record in records for id_ in record.valeurs[parameter]})
        chosen[parameter] = draw.sample(values, min(len(values), draw.randint(1, 3)))
    return chosen


def broader_way_out(records: list[Record], root: Path) -> tuple[str, str, str]:
    """Return a région, a département of it and a public that only the région has a record for."""
    regions = _regions(root)
    places = sorted({id_ for record in records for id_ in record.valeurs[TERRITORY]})
    publics = sorted({id_ for record in records for id_ in record.valeurs["public"]})
    return next(
        (regions[place], place, public)
        for place in places
        for public in publics
        if place in regions
        and not results(records, {TERRITORY: [place], "public": [public]})
        and results(records, {TERRITORY: [regions[place]], "public": [public]})
    )
