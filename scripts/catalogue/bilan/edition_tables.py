"""The tables of an edition for a spreadsheet, its published figures, its lists of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from catalogue.bilan.edition_views import Edition
from catalogue.bilan.shapes import Cell, Table, TableRow, Value
from catalogue.site.wording import OUT_OF, number
from catalogue.text.csv_text import MARK, SEPARATOR, lines, neutral

FIGURES = {
    "libelle": "Ce qui est mesuré", "contexte": "Appel et session",
    "valeur": "Valeur", "valeur_max": "Valeur haute", "unite": "Unité",
    "qualificatif_mots": "Qualificatif", "nature_mots": "Prévu ou réalisé", "date": "Date",
    "couvre_mots": "Appels comptés",
    "source_mots": "Qui le dit", "precision": "À savoir", "admis": "Pourquoi, sans date",
    "id": "Code du chiffre", "appel": "Code de l’appel", "session": "Code de la session",
    "source": "Code du document",
}  # fmt: skip
"""Field of a published figure → heading of its column; codes, for machines, come last."""
LISTS = (
    "Liste", "Combien de fiches", "Initiative", "Où",
    "Code de la liste", "Code de la fiche",
)  # fmt: skip
REMARKS = "À savoir"
"""Heading of what a number alone does not say: its unit, its nuance, that its source adds."""

Written = str | int | float
"""What a cell of a spreadsheet holds."""


def edition_tables(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each CSV file of an edition."""
    for table in edition.tableaux:
        yield file_name(table), _file(table_rows(table))
    yield "chiffres-publies.csv", _file(figure_rows(edition))
    yield "listes.csv", _file(list_rows(edition))


def file_name(table: Table) -> str:
    """Return the name of a table's file."""
    return f"{table.numero:02d}-{table.id}.csv"


def _file(rows: Iterable[Sequence[Written]]) -> str:
    """Return rows as a CSV text: a number without its spaces."""
    plain = (
        [number(c).replace("\u00a0", "") if isinstance(c, int | float) else c for c in row]
        for row in rows
    )
    return MARK + lines([neutral(cell) for cell in row] for row in plain)


def table_rows(table: Table) -> Iterator[list[Written]]:
    """Yield a table's headings, then its rows; what is counted stands as numbers."""
    total = table.sur
    remarks = [] if total is None else [_remarks(line, total) for line in table.lignes]
    more = ([] if total is None else ["Sur"]) + ([REMARKS] if any(remarks) else [])
    yield [*(column.titre for column in table.colonnes), *more]
    for at, line in enumerate(table.lignes):
        yield [
            *(_cell(cell, counted=total is not None) for cell in line.cellules),
            *([] if total is None else [total]),
            *([remarks[at]] if any(remarks) else []),
        ]


def _cell(cell: Cell, *, counted: bool) -> Written:
    """Return a number where there is one alone, else the words of every value."""
    alone = _alone(cell)
    if counted and alone and alone.nombre is not None:
        return float(alone.nombre)
    return SEPARATOR.join(map(value_words, cell.valeurs))


def _alone(cell: Cell) -> Value | None:
    """Return the one number of a cell, which stands as a number: a record's, named beside it.

    What is counted under a name of its own is nothing without it.
    """
    value = cell.valeurs[0]
    named = value.quoi and value.liste
    lone = len(cell.valeurs) == 1 and value.nombre is not None and not named
    return value if lone else None


def _remarks(line: TableRow, total: int) -> str:
    """Return the words of the numbers that stand as numbers, but for « n sur N »."""
    found = filter(None, map(_alone, line.cellules))
    share = f" {OUT_OF} {number(total)}"
    words = (value_words(v) for v in found)
    return SEPARATOR.join(told for told in words if not told.endswith(share))


def value_words(value: Value) -> str:
    """Return a value in words: what it is, who says so and when, what must be known of it."""
    words = f"{value.quoi} : {value.texte}" if value.quoi else value.texte
    notes = [value.note, value.precision.rstrip(".")]
    told = ". ".join(filter(None, notes))
    return f"{words} ({told})" if told else words


def figure_rows(edition: Edition) -> Iterator[list[Written]]:
    """Yield the headings of the published figures, then a row each."""
    yield list(FIGURES.values())
    for figure in edition.chiffres:
        values = (getattr(figure, name) for name in FIGURES)
        yield ["" if value is None else value for value in values]


def list_rows(edition: Edition) -> Iterator[list[Written]]:
    """Yield the headings of the lists of records, then a row for each record of each list."""
    yield list(LISTS)
    records = {record.id: record for record in edition.fiches}
    for listed in edition.listes:
        for id_ in listed.fiches:
            record = records[id_]
            yield [listed.titre, len(listed.fiches), record.titre, record.lieu, listed.cle, id_]
