"""Text → events of libyaml, and unquoted text → its value: YAML 1.2, so that « no » stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from sys import intern
from typing import Final

import yaml
from yaml.events import Event, ScalarEvent

from catalogue.text.decoding import Spot, find_unseen
from catalogue.text.limits import MAX_DEPTH, MAX_DIGITS, MAX_EVENTS, MAX_NODES
from catalogue.text.reading_faults import tell

_TEXT_TAGS: Final = frozenset(("!", "tag:yaml.org,2002:str"))


class LimitError(Exception):
    """The text goes over a limit: the rule, the message and the place."""

    def __init__(self, rule: str, message: str, spot: Spot) -> None:
        """Keep what makes the issue."""
        super().__init__(rule)
        self.rule, self.message, self.spot = rule, message, spot


def parse(text: str) -> Iterator[Event]:
    """Yield the events of a text; raise YAMLError, UnicodeError or LimitError where it fails."""
    read = iter(yaml.CBaseLoader(text).get_event, None)
    for rank, event in enumerate(read, start=1):
        yield event
        if rank == MAX_EVENTS:
            message = tell("long", limite=MAX_NODES)
            raise LimitError("yaml-trop-long", message, spot_of(event))


def check_depth(event: Event, depth: int) -> None:
    """Raise LimitError at a list or mapping that is nested too deep."""
    if depth > MAX_DEPTH:
        message = tell("profond", limite=MAX_DEPTH)
        raise LimitError("yaml-trop-profond", message, spot_of(event))


def spot_of(event: Event) -> Spot:
    """Return the line and column, from 1, where the node of an event starts."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def scalar_of(event: ScalarEvent) -> Scalar:
    """Return the value of a scalar; what is quoted, or said to be text, is text."""
    if event.style or event.tag in _TEXT_TAGS:
        return event.value
    return plain(event.value)


Scalar = str | int | float | bool | None

_WORDS: Final[dict[str, Scalar]] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_WHOLE: Final = rf"-?(?:0|[1-9][0-9]{{0,{MAX_DIGITS - 1}}})"
_is_integer = re.compile(_WHOLE).fullmatch
# Two digits of exponent at most: a third one could make an infinity, which JSON cannot say.
_is_decimal = re.compile(rf"{_WHOLE}\.[0-9]{{1,{MAX_DIGITS}}}(?:[eE][+-]?[0-9]{{1,2}})?").fullmatch


def plain(text: str) -> Scalar:
    """Return the value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if _is_integer(text):
        return int(text)
    if _is_decimal(text):
        value = float(text)
        # « 25.0 » is twenty-five, for the schema as for a reader.
        return int(value) if value.is_integer() and abs(value) < 10**MAX_DIGITS else value
    # One copy in memory of each: they are ids, terms and dates, found in thousands of files.
    return intern(text)


_AMBIGUOUS: Final = frozenset(["true", "false", "yes", "no", "on", "off", "y", "n", "null", "<<"])
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
        or text.lower() in _AMBIGUOUS
        or text[0] in _FIRST
        or bool(_numeric(text) or _meaning(text) or edged(text) or hidden(text))
    )


def edged(text: str) -> bool:
    """Tell whether a text starts or ends with a space or a line break."""
    return _edge(text) is not None


def hidden(text: str) -> bool:
    """Tell whether a text holds what a line cannot show: a line break, a tab, a control sign."""
    return "\n" in text or "\t" in text or find_unseen(text) is not None


def in_quotes(text: str) -> str:
    """Return a text between double quotes, on one line."""
    shown = _escaped.sub(r"\\\g<0>", text)
    return f'"{"".join(_visible(sign) for sign in shown)}"' if hidden(text) else f'"{shown}"'


def _visible(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    code = ord(sign)
    if not find_unseen(sign):
        return sign
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def in_digits(value: float | bool | None) -> str:
    """Return a number in digits, or the word of what is not one."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f")
