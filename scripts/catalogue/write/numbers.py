"""Numbers as people write them → numbers; a text that could be two numbers stays as it is."""

from __future__ import annotations

import re
from typing import Final

from catalogue.read.scalars import plain

_SPACE: Final = "[ \u00a0\u2009\u202f]"
# Three digits after a comma or a dot may be thousands in another language: not certain.
_number = re.compile(
    rf"(-?(?:[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+))(?:[,.]([0-9]{{1,2}}|[0-9]{{4,}}))?"
).fullmatch
_space = re.compile(_SPACE)


def as_number(text: str, unit: str = "") -> int | float | None:
    """Return the number that a text writes, its unit apart; None when it is not certain."""
    bare = text.strip()
    bare = bare.removesuffix(unit).strip() if unit else bare
    match = _number(bare)
    if match is None:
        return None
    whole = _space.sub("", match[1])
    value = plain(f"{whole}.{match[2]}" if match[2] else whole)
    return value if isinstance(value, int | float) else None
