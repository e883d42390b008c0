"""Rows as a French spreadsheet reads them: semicolons, a UTF-8 mark, no cell a formula.

For programs, rows as they read them: commas, no mark, and every value as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

SEPARATOR = " | "
"""What stands between the values of one cell."""
MARK = "\ufeff"
"""Without it a spreadsheet takes UTF-8 for something else."""
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # spreadsheets read the wide signs as signs
"""What a spreadsheet may take for the beginning of a formula."""


def lines(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as a French spreadsheet reads them."""
    return _written(rows, ";")


def neutral(cell: str) -> str:
    """Return a cell that a spreadsheet cannot take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def plain_lines(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as programs read them: nothing for what is not known, true and false."""
    plain = ([str(c).lower() if isinstance(c, bool) else c for c in row] for row in rows)
    return _written(plain, ",")


def _written(rows: Iterable[Sequence[object]], separator: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()
