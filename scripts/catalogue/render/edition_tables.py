"""The tables of an edition for a spreadsheet, its published figures, its lists of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from catalogue.derive.wording import number
from catalogue.render.exports import MARK, SEPARATOR, lines, neutral
from catalogue.render.reading import Edited

FIGURES = {
    "id": "Identifiant", "libelle": "Ce qui est mesuré", "appel": "Appel", "session": "Session",
    "valeur": "Valeur", "valeur_max": "Valeur haute", "unite": "Unité",
    "qualificatif": "Qualificatif", "nature": "Prévu ou réalisé", "date": "Date",
    "source": "Document", "source_mots": "Qui le dit", "precision": "À savoir",
    "admis": "Pourquoi, sans date",
}  # fmt: skip
"""Field of a published figure → heading of its column."""


def edition_tables(edition: Edited) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each CSV file of an edition."""
    for table in edition.tableaux:
        yield file_name(table), _file(table_rows(table))
    yield "chiffres-publies.csv", _file(figure_rows(edition))
    yield "listes.csv", _file(list_rows(edition))


def file_name(table: Edited) -> str:
    """Return the name of a table's file."""
    return f"{table.numero:02d}-{table.id}.csv"


def _file(rows: Iterable[list[str]]) -> str:
    return MARK + lines([neutral(cell) for cell in row] for row in rows)


def table_rows(table: Edited) -> Iterator[list[str]]:
    """Yield a table's headings, then its rows; what is counted stands as plain numbers."""
    out_of = [] if table.sur is None else ["Sur"]
    yield [column.titre for column in table.colonnes] + out_of
    for line in table.lignes:
        cells = [_cell(cell, counted=table.sur is not None) for cell in line.cellules]
        yield cells + ([] if table.sur is None else [str(table.sur)])


def _cell(cell: Edited, *, counted: bool) -> str:
    return SEPARATOR.join(_value(value, counted=counted) for value in cell.valeurs)


def _value(value: Edited, *, counted: bool) -> str:
    if counted and value.nombre is not None:
        return _plain(value.nombre)
    return value_words(value)


def value_words(value: Edited) -> str:
    """Return a value in words, with the document and the date of a published figure."""
    return f"{value.texte} ({value.note})" if value.chiffre and value.note else value.texte


def _plain(value: Any) -> str:
    """Return a value for a spreadsheet: a number without its spaces, an absence as nothing."""
    if isinstance(value, int | float):
        return number(value).replace("\u00a0", "")
    return "" if value is None else str(value)


def figure_rows(edition: Edited) -> Iterator[list[str]]:
    """Yield the headings of the published figures, then a row each."""
    yield list(FIGURES.values())
    for figure in edition.chiffres:
        yield [_plain(getattr(figure, name)) for name in FIGURES]


def list_rows(edition: Edited) -> Iterator[list[str]]:
    """Yield the headings of the lists of records, then a row each."""
    yield ["Liste", "Ce qu’elle contient", "Adresse", "Nombre", "Fiches"]
    for listed in edition.listes:
        yield [
            listed.cle,
            listed.titre,
            listed.adresse,
            str(len(listed.fiches)),
            SEPARATOR.join(listed.fiches),
        ]
