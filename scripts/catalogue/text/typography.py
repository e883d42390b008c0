"""The typography of free text: a table of replacements that Python and JavaScript read alike.

Only spaces and apostrophes change; never inside an address, code between back-quotes, a tag, a
piece of template or the target of a link.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Replacement(NamedTuple):
    """A pattern in the syntax common to Python and JavaScript, and what replaces its match.

    In `by`, « $1 » is the first group of the match.
    """

    name: str
    pattern: str
    by: str


_LETTER: Final = "A-Za-zÀ-ÖØ-öø-ÿŒœŸ"
_WEAK: Final = " \u2009\u202f"
_SPACE: Final = f"[{_WEAK}\u00a0]"
# What may follow a sign that ends a word or a sentence: nothing, a space, or another sign.
_CLOSED: Final = r"(?![^\s.,;:!?)\]»”’*_…])"

KEPT: Final = (
    r"`[^`\n]*`|[A-Za-z][A-Za-z0-9+.-]{0,20}://[^\s<>]*|<[^<>\n]*>|\{\{[^{}\n]*\}\}"
    r"|\{%[^{}\n]*%\}|\]\([^()\s]*\)|&[A-Za-z0-9#]{1,20};"
)
"""What is never touched: code, an address, a tag, a piece of template, a target, an entity."""

REPLACEMENTS: Final = (
    Replacement("apostrophe", rf"([{_LETTER}0-9])'(?=[{_LETTER}«0-9])", "$1’"),
    Replacement("guillemet ouvrant", rf"«{_SPACE}*(?=[^\s«»])", "«\u00a0"),
    Replacement("guillemet fermant", rf"([^\s«»]){_SPACE}*»", "$1\u00a0»"),
    Replacement("signe double", rf"([^\s«])[{_WEAK}]+(?=[:;!?%€]+{_CLOSED})", "$1\u00a0"),
    Replacement("pour cent", rf"([0-9])(?=%{_CLOSED})", "$1\u00a0"),
    Replacement(
        "milliers",
        rf"(?<![0-9.,/-])([0-9]{{1,3}})[{_WEAK}](?=[0-9]{{3}}(?![0-9]))",
        "$1\u00a0",
    ),
)
"""Applied one after the other, each to every match of the text; twice changes nothing more."""

_kept = re.compile(f"({KEPT})").split
_COMPILED: Final = tuple(
    (re.compile(r.pattern), re.sub(r"\$(\d)", r"\\\1", r.by)) for r in REPLACEMENTS
)


def typeset(text: str) -> str:
    """Return a free text with the spaces and the apostrophes of French typography."""
    parts = _kept(text)
    for pattern, by in _COMPILED:
        parts[::2] = [pattern.sub(by, part) for part in parts[::2]]
    return "".join(parts)
