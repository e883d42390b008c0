"""An edition of the bilan as a workbook: a notice, one sheet a table, figures and lists."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from textwrap import shorten
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # The library ships no types.

from catalogue.bilan.edition_tables import Written, figure_rows, list_rows, table_rows
from catalogue.bilan.edition_views import Edition
from catalogue.bilan.shapes import Table

WIDEST, NARROWEST = 60, 9
"""Characters: a column is as wide as its text between the two; longer texts go to the line."""
MOST = 32_767
"""The most characters that a cell may hold."""
NAME = 31
"""The most characters that the name of a sheet may have."""
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""A text stays a text: nothing that a record says becomes a formula."""
LOOKS: dict[str, dict[str, Any]] = {
    "titre": {"bold": True, "font_size": 14},
    "tete": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2},
    "texte": {"text_wrap": True, "valign": "top"},
    "nombre": {"num_format": "#,##0.##;-#,##0.##", "valign": "top"},
    "entier": {"num_format": "#,##0", "valign": "top"},
}
TWO_KINDS = (
    "Les chiffres publiés viennent de documents, avec leur date et leur nuance. Les nombres comptés"
    " viennent des fiches de l’édition, toujours « n sur N ». Ils ne se mélangent pas."
)
CODES = (
    "Les colonnes « Code… » sont pour les programmes : un code ne change pas d’une édition à"
    " l’autre. La page d’une liste est à l’adresse de l’édition, suivie de listes/ et du code de"
    " la liste."
)
NOT_SAID = "Ce que les sources ne disent pas. Ce n’est jamais zéro."
REUSE = "Licence Ouverte 2.0, en citant le catalogue et la date d’arrêt."


class WorkbookSheet:
    """A sheet that is filled row by row, and knows how wide each of its columns is."""

    def __init__(self, book: Any, looks: dict[str, Any], name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.looks = looks
        self.row = 0
        self.widths: list[int] = []

    def say(self, words: str, look: str = "texte") -> None:
        """Write a line of its own, which does not count for the columns."""
        self.sheet.write_string(self.row, 0, words[:MOST], self.looks[look])
        self.row += 1

    def add(self, cells: Sequence[Written | None], look: str = "texte") -> None:
        """Write a row: numbers as numbers, the rest as text; nothing where nothing is known."""
        self.widths += [NARROWEST] * (len(cells) - len(self.widths))
        for at, cell in enumerate(cells):
            if isinstance(cell, str):
                self.sheet.write_string(self.row, at, cell[:MOST], self.looks[look])
                longest = max(map(len, cell.split("\n")), default=0)
                self.widths[at] = max(self.widths[at], min(WIDEST, longest + 2))
            elif cell is not None:
                whole = self.looks["entier" if cell == int(cell) else "nombre"]
                self.sheet.write_number(self.row, at, cell, whole)
        self.row += 1

    def finish(self, head: int, last: int) -> None:
        """Set the columns' widths, keep the headings in view and on every page."""
        for at, width in enumerate(self.widths):
            self.sheet.set_column(at, at, width)
        self.sheet.freeze_panes(head + 1, 1)
        self.sheet.repeat_rows(head)
        if last > head:
            self.sheet.autofilter(head, 0, last, len(self.widths) - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)


def workbook(edition: Edition) -> bytes:
    """Return an edition as an .xlsx file; the same edition gives the same bytes."""
    memory = io.BytesIO()
    book, looks = opened_book(memory, edition.titre, edition.etabli_le, edition.sous_titre)
    _notice(WorkbookSheet(book, looks, "Notice"), edition)
    for table in edition.tableaux:
        _table(WorkbookSheet(book, looks, sheet_name(_numbered(table))), table)
    fill_sheet(WorkbookSheet(book, looks, "Chiffres publiés"), figure_rows(edition))
    fill_sheet(WorkbookSheet(book, looks, "Listes"), list_rows(edition))
    book.close()
    return memory.getvalue()


def opened_book(
    memory: io.BytesIO, title: str, day: str, subject: str = ""
) -> tuple[Any, dict[str, Any]]:
    """Return a workbook to fill and the looks of its cells; its day is given, never the clock's."""
    book = xlsxwriter.Workbook(memory, {"in_memory": True, **TEXT_ONLY})
    made = datetime.fromisoformat(day)
    book.set_properties({"title": title, "subject": subject, "created": made})
    return book, {name: book.add_format(look) for name, look in LOOKS.items()}


def sheet_name(title: str) -> str:
    """Return the name of a table's sheet: its title without forbidden signs, cut."""
    name = re.sub(r"[\[\]:*?/\\]", " ", title)
    # An apostrophe may not end it.
    return shorten(name, NAME, placeholder="…").rstrip("'")


def _numbered(table: Table) -> str:
    return f"{table.numero}. {table.titre}"


def _notice(sheet: WorkbookSheet, edition: Edition) -> None:
    """Write what the workbook is, how to read it, and what each sheet holds."""
    sheet.say(edition.titre, "titre")
    sheet.row += 1
    head = sheet.row
    sheet.add(["Cette édition", ""], "tete")
    sheet.add(["Arrêtée au", edition.arrete_au_mots])
    sheet.add(["Établie le", edition.etabli_le_mots])
    sheet.add(["Périmètre", edition.perimetre])
    sheet.add(["Initiatives", edition.nombre_de_fiches])
    sheet.add(["Deux sortes de chiffres", TWO_KINDS])
    sheet.add(["« Non renseigné »", NOT_SAID])
    sheet.add(["Codes", CODES])
    sheet.add(["Réutilisation", REUSE])
    for table in edition.tableaux:
        words = f"{table.titre}. {table.description}"
        sheet.add([sheet_name(_numbered(table)), words])
    sheet.finish(head, head)


def _table(sheet: WorkbookSheet, table: Table) -> None:
    """Write a table: its title, its headings, a row each, its notes."""
    sheet.say(f"Tableau {table.numero} : {table.titre}", "titre")
    sheet.say(table.description)
    head = sheet.row
    for row in table_rows(table):
        sheet.add(row, "texte" if sheet.row > head else "tete")
    last = sheet.row - 1
    for note in table.notes:
        sheet.say(note)
    sheet.finish(head, last)


def fill_sheet(sheet: WorkbookSheet, rows: Iterable[Sequence[Written | None]]) -> None:
    """Write rows under their headings, which come first."""
    for row in rows:
        sheet.add(row, "texte" if sheet.row else "tete")
    sheet.finish(0, sheet.row - 1)
