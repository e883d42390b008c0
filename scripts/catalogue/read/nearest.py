"""The nearest known word to a mistyped one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from catalogue.read.letters import bare

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
