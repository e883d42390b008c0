"""The records as data: for the catalogue page, and for people's spreadsheets and programs."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from catalogue.derive.site import SiteView
from catalogue.derive.views import Card, Facet, FacetValue
from catalogue.model.corpus import Corpus
from catalogue.model.records import Project
from catalogue.read.schema import Spec

SEPARATOR = " | "


def compact(data: object) -> str:
    """Return data as JSON without a needless space."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def catalogue_data(view: SiteView, lot: int) -> dict[str, str]:
    """Return the files that the catalogue page reads, by name; `lot` records a file of details."""
    projects, cards = view.corpus.projects, view.cards
    files = {
        "facettes.json": compact(_facets(view, lot)),
        "titres.json": compact(
            {
                "ids": [card.id for card in cards],
                "titres": [card.titre for card in cards],
                "lieux": [card.lieu for card in cards],
            }
        ),
    }
    for rank in range(0, max(len(projects), 1), lot):
        details = [_details(card) for card in cards[rank : rank + lot]]
        files[f"cartes-{rank // lot}.json"] = compact(details)
    return files


def _facets(view: SiteView, lot: int) -> dict[str, Any]:
    projects = view.corpus.projects
    positions = range(len(projects))
    recent = sorted(positions, key=lambda i: projects[i].verifie_le, reverse=True)
    most = sorted(positions, key=lambda i: -_households(projects[i]))
    return {
        "version": 1,
        "n": len(projects),
        "lot": lot,
        "facettes": [_facet(facet, len(projects)) for facet in view.facets],
        "ordres": {"recent": recent, "menages": most},
    }


def _households(project: Project) -> int:
    """Return the first number that a record gives, or -1: what is not known comes last."""
    return project.menages[0].valeur if project.menages else -1


def _facet(facet: Facet, total: int) -> dict[str, Any]:
    return {
        "parametre": facet.parametre,
        "libelle": facet.libelle,
        "secondaire": facet.secondaire,
        "familles": [{"id": id_, "libelle": label} for id_, label in facet.familles],
        "valeurs": [_value(value, total) for value in facet.valeurs],
    }


def _value(value: FacetValue, total: int) -> dict[str, Any]:
    return {
        "id": value.id,
        "libelle": value.libelle,
        "adresse": value.adresse,
        "famille": value.famille,
        "parent": value.parent,
        "alias": list(value.alias),
        "fiches": positions_or_bits(value.fiches, total),
    }


def positions_or_bits(positions: Sequence[int], total: int) -> list[int] | str:
    """Return positions as a list, or as base64 bits (bit i of byte i>>3, low first) if shorter."""
    if len(compact(list(positions))) <= (total + 7) // 8 * 4 // 3:
        return list(positions)
    bits = bytearray((total + 7) // 8)
    for position in positions:
        bits[position >> 3] |= 1 << (position & 7)
    return base64.b64encode(bits).decode()


def _details(card: Card) -> dict[str, Any]:
    return {
        "resume": card.resume,
        "organismes": card.organismes,
        "publics": [link.libelle for link in card.publics],
        "outils": [link.libelle for link in card.outils],
        "menages": card.menages,
    }


def columns(spec: Spec) -> list[tuple[str, Spec]]:
    """Return the columns of the table of records: one a field, one a field of a plain group."""
    found: list[tuple[str, Spec]] = []
    for name, field in spec.properties.items():
        inner = field.properties.items() if field.type == "object" else ()
        found += [(f"{name}.{key}", child) for key, child in inner] or [(name, field)]
    return found


def projects_csv(corpus: Corpus, spec: Spec) -> str:
    """Return the table of records for a French spreadsheet: semicolons, UTF-8 mark, CRLF."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    listed = columns(spec)
    writer.writerow(["id", *(name for name, _ in listed if name != "id")])
    for project in corpus.projects:
        cells = [
            _cell(corpus, field, _inner(project, name)) for name, field in listed if name != "id"
        ]
        writer.writerow([project.id, *map(neutral, cells)])
    return "\ufeff" + made.getvalue()


def neutral(cell: str) -> str:
    """Return a cell that a spreadsheet cannot take for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def _inner(project: Project, name: str) -> Any:
    value: Any = project.data
    for key in name.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _cell(corpus: Corpus, spec: Spec, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        item = spec.items
        return SEPARATOR.join(_cell(corpus, item, v) for v in value) if item else ""
    if isinstance(value, dict):
        parts = ((s.title, _cell(corpus, s, value.get(k))) for k, s in spec.properties.items())
        return ", ".join(f"{title} : {text}" for title, text in parts if text)
    if isinstance(value, bool):
        return "oui" if value else "non"
    return corpus.label(spec.reference, value) if spec.reference else str(value)


def projects_json(corpus: Corpus) -> str:
    """Return every record as it was written, with its id."""
    records = (compact({"id": project.id, **project.data}) for project in corpus.projects)
    lines = ",\n".join(records)
    return f'{{"version":1,"fiches":[\n{lines}\n]}}\n'


def export_files(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield the exports, by file name."""
    yield "fiches.csv", projects_csv(view.corpus, view.spec)
    yield "fiches.json", projects_json(view.corpus)
