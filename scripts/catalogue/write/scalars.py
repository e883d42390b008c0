"""One value as YAML, so that ours and any other reader take it for the same thing.

A text stands between double quotes when one of these holds:
- it is one of the words that some reader takes for true, false or nothing (`_WORDS`), or is empty;
- it starts with a sign of YAML's own, or a curly quote that could be meant as one (`_FIRST`);
- it starts with a digit and has no space, or no letter;
- it contains « : » or « # » where YAML gives them a meaning: « : » before a space or at the end,
  « # » after a space;
- it starts or ends with a space of any width, or contains what cannot be seen.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from catalogue.read.text import find_forbidden

_WORDS: Final = frozenset(["true", "false", "yes", "no", "on", "off", "y", "n", "null", "<<"])
_FIRST: Final = frozenset("-?:,[]{}#&*!|>'\"%@`=~.+“”„‘’")
_numeric = re.compile(r"[0-9](?:\S*|[^A-Za-zÀ-ÖØ-öø-ÿŒœŸ]*)").fullmatch
_meaning = re.compile(r":(?: |$)| #").search
_edge = re.compile(
    "^[ \t\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
    "|[ \t\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]$"
).search
_escaped = re.compile(r'[\\"]')
_ESCAPES: Final = {"\n": "\\n", "\t": "\\t"}


def needs_quotes(text: str) -> bool:
    """Tell whether a text could be taken for something else without quotes."""
    return (
        text == ""
        or text.lower() in _WORDS
        or text[0] in _FIRST
        or bool(_numeric(text) or _meaning(text) or edged(text) or hidden(text))
    )


def edged(text: str) -> bool:
    """Tell whether a text starts or ends with a space or a line break."""
    return _edge(text) is not None


def hidden(text: str) -> bool:
    """Tell whether a text holds what a line cannot show: a line break, a tab, a control sign."""
    return "\n" in text or "\t" in text or find_forbidden(text) is not None


def in_quotes(text: str) -> str:
    """Return a text between double quotes, on one line."""
    shown = _escaped.sub(r"\\\g<0>", text)
    return f'"{"".join(_visible(sign) for sign in shown)}"' if hidden(text) else f'"{shown}"'


def _visible(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    code = ord(sign)
    return f"\\u{code:04X}" if find_forbidden(sign) and code < 0x10000 else sign


def in_digits(value: float | bool | None) -> str:
    """Return a number in digits, or the word of what is not one."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f")
