"""Words compared by their letters, and the nearest known word to a mistyped one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

MARKS: Final = re.compile("[\u0300-\u036f]")
"""The accents of letters, once they stand apart."""


def bare(text: str) -> str:
    """Return a text in lower case, its ligatures in two letters, its accents taken off."""
    lower = text.lower().replace("œ", "oe").replace("æ", "ae")
    return MARKS.sub("", unicodedata.normalize("NFKD", lower))


MOST_LISTED = 20
"""How many words a message lists when none is near."""


def fold(text: str) -> str:
    """Return the text in lower case, without accents, its separators as single hyphens."""
    kept = (c if c.isalnum() else "-" for c in bare(text))
    return "-".join(part for part in "".join(kept).split("-") if part)


def nearest(
    word: str, known: Iterable[str] | Mapping[str, Iterable[str]], cutoff: float = 0.6
) -> str | None:
    """Return the known id one of whose names is closest to the word, if close enough."""
    names = known if isinstance(known, Mapping) else dict.fromkeys(known, ())
    by_name = {fold(name): id_ for id_, others in names.items() for name in (*others, id_)}
    close = difflib.get_close_matches(fold(word), by_name, n=1, cutoff=cutoff)
    return by_name[close[0]] if close else None


def suggestion(
    word: str, known: Iterable[str] | Mapping[str, Iterable[str]], cutoff: float = 0.6
) -> str:
    """Return « — vouliez-vous dire « x » ? » or the empty string."""
    found = nearest(word[:80], known, cutoff)
    return f" — vouliez-vous dire « {found} » ?" if found else ""


def suggestion_or_choices(word: str, known: Iterable[str]) -> str:
    """Return the nearest known word as a question, or else the first of all the known ones."""
    found = list(known)
    return suggestion(word, found) or f" (choix : {', '.join(found[:MOST_LISTED])})"
