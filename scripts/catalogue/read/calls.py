"""Where a word stands in a text that calls blocks: {{ tableau("publics") }}."""

from __future__ import annotations

import re


def as_word(word: str) -> re.Pattern[str]:
    """Return what finds a word that no letter, figure or hyphen goes on with."""
    return re.compile(rf"(?<![\w-])(?P<mot>{re.escape(word)})(?![\w-])")


def as_called(word: str) -> re.Pattern[str]:
    """Return what finds a word inside a call, as its name or as one of its values."""
    return re.compile(rf"\{{\{{[^{{}}]*?(?<![\w-])(?P<mot>{re.escape(word)})(?![\w-])")


def offset_of(text: str, *patterns: re.Pattern[str]) -> int:
    """Return where the first pattern that is found has its word; the beginning where none is."""
    found = (pattern.search(text) for pattern in patterns)
    return next((match.start("mot") for match in found if match), 0)
