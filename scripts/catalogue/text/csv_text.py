"""Rows as a French spreadsheet reads them: semicolons, a UTF-8 mark, no cell a formula.

For programs, rows as they read them: commas, no mark, and every value as it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

SEPARATOR = " | "
"""What stands between the values of one cell."""
MARK = "\ufeff"
"""Without it a spreadsheet takes UTF-8 for something else."""
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # spreadsheets read the wide signs as signs
"""What a spreadsheet may take for the beginning of a formula."""


def lines(rows: Iterable[list[str]]) -> str:
    """Return rows as a French spreadsheet reads them."""
    # Most cells are empty, and need no look.
    return "".join([";".join([c and _quoted(c) for c in row]) + "\r\n" for row in rows])


def _quoted(cell: str) -> str:
    """Return a cell in quotes where it needs them, as csv's writer does in three times the time."""
    return '"' + cell.replace('"', '""') + '"' if _needs_quotes(cell) else cell


_needs_quotes = re.compile(r'[;"\r\n]').search


def neutral(cell: str) -> str:
    """Return a cell that a spreadsheet cannot take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def plain_lines(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as programs read them: nothing for what is not known, true and false."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[_plain(cell) for cell in row] for row in rows])
    return text.getvalue()


def _plain(cell: object) -> object:
    return str(cell).lower() if isinstance(cell, bool) else cell
