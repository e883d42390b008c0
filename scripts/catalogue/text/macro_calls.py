"""Where a word stands in a text that calls blocks: {{ tableau("publics") }}."""

from __future__ import annotations

import re
from collections.abc import Iterable


def as_word(word: str) -> re.Pattern[str]:
    """Return what finds a word that no letter, figure or hyphen goes on with."""
    return re.compile(rf"(?<![\w-])(?P<mot>{re.escape(word)})(?![\w-])")


def as_called(word: str) -> re.Pattern[str]:
    """Return what finds a word inside a call, as its name or as one of its values."""
    return re.compile(rf"\{{\{{[^{{}}]*?(?<![\w-])(?P<mot>{re.escape(word)})(?![\w-])")


def as_given(name: str, values: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the call of a name with just these values, quoted or not, named or not."""
    given = r"\s*,\s*".join(
        rf"""(?:[a-z_]+\s*=\s*)?["']?{re.escape(value)}["']?""" for value in values
    )
    return re.compile(rf"\{{\{{\s*(?P<mot>{re.escape(name)})\(\s*{given}\s*\)")


def not_those(name: str, example: str) -> str:
    """Return what to say of a call that was not given as many values as it takes."""
    right = f"{{{{ {example} }}}}"
    return f"« {name} » n’a pas les bonnes valeurs entre parenthèses : écrivez par exemple {right}"


def offset_of(text: str, *patterns: re.Pattern[str]) -> int:
    """Return where the first pattern that is found has its word; the beginning where none is."""
    found = (pattern.search(text) for pattern in patterns)
    return next((match.start("mot") for match in found if match), 0)
