"""An edition of the bilan as a workbook: a notice, one sheet a table, the published figures."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable
from typing import Any

import xlsxwriter

from catalogue.render.edition_tables import figure_rows, list_rows
from catalogue.render.exports import SEPARATOR
from catalogue.render.reading import Edited

WIDEST = 60
"""Characters: a column grows with its text up to there, then its text goes to the line."""
NAME = 31
"""The most characters that the name of a sheet may have."""


def workbook(edition: Edited) -> bytes:
    """Return an edition as an .xlsx file; the same edition gives the same bytes."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False,
                                        "strings_to_urls": False, "strings_to_numbers": False})  # fmt: skip
    book.set_properties(
        {
            "title": edition.titre,
            "subject": edition.sous_titre,
            "created": datetime.datetime.fromisoformat(edition.etabli_le),
        }
    )
    looks = {
        "titre": book.add_format({"bold": True, "font_size": 14}),
        "tete": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2}),
        "texte": book.add_format({"text_wrap": True, "valign": "top"}),
        "nombre": book.add_format({"num_format": "# ##0", "valign": "top"}),
    }
    _notice(book, looks, edition)
    for table in edition.tableaux:
        _table(book, looks, table)
    _plain(book, looks, "Chiffres publiés", figure_rows(edition))
    _plain(book, looks, "Listes", list_rows(edition))
    book.close()
    return memory.getvalue()


def _notice(book: Any, looks: dict[str, Any], edition: Edited) -> None:
    """Write what the workbook is, its rules of reading, and what each sheet holds."""
    sheet = book.add_worksheet("Notice")
    sheet.set_column(0, 0, 34, looks["texte"])
    sheet.set_column(1, 1, 90, looks["texte"])
    sheet.write(0, 0, edition.titre, looks["titre"])
    rows = [
        ("Arrêté au", edition.arrete_au_mots),
        ("Établi le", edition.etabli_le_mots),
        ("Périmètre", edition.perimetre),
        ("Initiatives", str(edition.nombre_de_fiches)),
        ("Deux sortes de chiffres", TWO_KINDS),
        ("Non renseigné", NOT_SAID),
        ("Réutilisation", "Licence Ouverte 2.0, en citant le catalogue et la date d’arrêt."),
    ]
    rows += [(sheet_name(t), f"Tableau {t.numero} : {t.titre}. {t.description}") for t in edition.tableaux]
    for row, (name, words) in enumerate(rows, start=2):
        sheet.write_string(row, 0, name, looks["tete"] if row == 2 else looks["texte"])
        sheet.write_string(row, 1, words, looks["texte"])


TWO_KINDS = (
    "Les chiffres publiés viennent de documents, avec leur date et leur nuance. Les nombres comptés"
    " viennent des fiches de l’édition, toujours « n sur N ». Ils ne se mélangent pas."
)
NOT_SAID = "Ce que les sources ne disent pas. Ce n’est jamais zéro."


def sheet_name(table: Edited) -> str:
    """Return the name of a table's sheet: its number, then its title without forbidden signs."""
    return re.sub(r"[\[\]:*?/\\]", " ", f"{table.numero}. {table.titre}")[:NAME].strip()


def _table(book: Any, looks: dict[str, Any], table: Edited) -> None:
    """Write a table: numbers as numbers, with « sur N » in a column of its own."""
    sheet = book.add_worksheet(sheet_name(table))
    sheet.write_string(0, 0, f"Tableau {table.numero} : {table.titre}", looks["titre"])
    heads = [column.titre for column in table.colonnes] + ([] if table.sur is None else ["Sur"])
    for at, head in enumerate(heads):
        sheet.write_string(2, at, head, looks["tete"])
    widths = [len(head) for head in heads]
    for row, line in enumerate(table.lignes, start=3):
        for at, cell in enumerate(line.cellules):
            widths[at] = max(widths[at], _cell(sheet, looks, row, at, cell, table.sur is not None))
        if table.sur is not None:
            sheet.write_number(row, len(line.cellules), table.sur, looks["nombre"])
    last = 3 + len(table.lignes)
    for at, note in enumerate(table.notes, start=last + 1):
        sheet.write_string(at, 0, note)
    _finish(sheet, widths, 2, last - 1)


def _cell(sheet: Any, looks: dict[str, Any], row: int, at: int, cell: Edited, counted: bool) -> int:
    """Write a cell and return how wide its text is."""
    if counted and len(cell.valeurs) == 1 and cell.valeurs[0].nombre is not None:
        sheet.write_number(row, at, cell.valeurs[0].nombre, looks["nombre"])
        return 6
    words = SEPARATOR.join(
        f"{v.texte} ({v.note})" if v.chiffre and v.note else v.texte for v in cell.valeurs
    )
    sheet.write_string(row, at, words, looks["texte"])
    return len(words)


def _plain(book: Any, looks: dict[str, Any], name: str, rows: Iterable[list[str]]) -> None:
    """Write rows of text under their headings."""
    sheet = book.add_worksheet(name)
    widths: list[int] = []
    last = 0
    for last, row in enumerate(rows):
        widths = widths or [len(cell) for cell in row]
        widths = [max(width, len(cell)) for width, cell in zip(widths, row, strict=True)]
        for at, cell in enumerate(row):
            sheet.write_string(last, at, cell, looks["texte"] if last else looks["tete"])
    _finish(sheet, widths, 0, last)


def _finish(sheet: Any, widths: list[int], head: int, last: int) -> None:
    """Give the columns their width, keep the headings in view, repeat them on paper."""
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(WIDEST, width + 3))
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    sheet.autofilter(head, 0, max(head, last), len(widths) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
