"""The values of unquoted text: YAML 1.2, so that « no », « 12:30 » and « 01001 » stay text."""

from __future__ import annotations

import re
from typing import Final

from catalogue.read.limits import MAX_DIGITS

Scalar = str | int | float | bool | None

_WORDS: Final[dict[str, Scalar]] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_STARTS: Final = frozenset("-0123456789")
_WHOLE: Final = rf"-?(?:0|[1-9][0-9]{{0,{MAX_DIGITS - 1}}})"
_is_integer = re.compile(_WHOLE).fullmatch
# Two digits of exponent at most: a third one could make an infinity, which JSON cannot say.
_is_decimal = re.compile(rf"{_WHOLE}\.[0-9]{{1,{MAX_DIGITS}}}(?:[eE][+-]?[0-9]{{1,2}})?").fullmatch


def plain(text: str) -> Scalar:
    """Return the value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _STARTS else text


def _number(text: str) -> Scalar:
    """Return the number, or the text itself when it only looks like one."""
    if _is_integer(text):
        return int(text)
    if not _is_decimal(text):
        return text
    value = float(text)
    # « 25.0 » is twenty-five, for the schema as for a reader.
    return int(value) if value.is_integer() and abs(value) < 10**MAX_DIGITS else value
