"""What words are compared by: their letters, without case, accents and ligatures."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MARKS: Final = re.compile("[\u0300-\u036f]")
"""The accents of letters, once they stand apart."""


def bare(text: str) -> str:
    """Return a text in lower case, its ligatures in two letters, its accents taken off."""
    lower = text.lower().replace("œ", "oe").replace("æ", "ae")
    return MARKS.sub("", unicodedata.normalize("NFKD", lower))
