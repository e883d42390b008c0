"""A text of JSON becomes plain values, or the one fault that keeps it from being read."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final

from catalogue.issues import Issue
from catalogue.text.decoding import find_unseen, forbidden, forbidden_message, position
from catalogue.text.limits import MAX_DEPTH
from catalogue.text.reading_faults import fault

_SYNTAX: Final = (
    "ce n’est pas du JSON : il manque sans doute ici une virgule, un guillemet, un crochet ou une"
    " accolade"
)
_TOO_DEEP: Final = f"des valeurs s’emboîtent sur plus de {MAX_DEPTH} niveaux"


class _RefusedError(Exception):
    """A value that JSON has no word for, or that would hide another; `word` is as it is written."""

    def __init__(self, word: str, message: str) -> None:
        super().__init__(message)
        self.word = word


def read_json(text: str, file: str, rule: str) -> tuple[Any, list[Issue]]:
    """Return the values of a text, or None and what is wrong with it, as issues of a rule."""
    if unseen := forbidden(text, file):
        return None, unseen
    try:
        data = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float,
            parse_int=_int,
        )  # fmt: skip
    except json.JSONDecodeError as error:
        told = _SYNTAX if text.strip() else "le fichier est vide"
        return None, [fault(file, rule, told, error.lineno, error.colno)]
    except _RefusedError as error:
        found = re.search(rf"(?<![\w.+-]){re.escape(error.word)}", text)
        spot = position(text, found.start()) if found else (1, 1)
        return None, [fault(file, rule, str(error), *spot)]
    except RecursionError:
        return None, [fault(file, rule, _TOO_DEEP)]
    wrong = _wrong_text(data)
    return (None, [fault(file, rule, wrong)]) if wrong else (data, [])


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            word = json.dumps(key, ensure_ascii=False)
            raise _RefusedError(word, f"le champ {word} est écrit deux fois dans le même groupe")
        found[key] = value
    return found


def _constant(word: str) -> Any:
    raise _RefusedError(word, f"{word} n’est pas un nombre")


def _float(word: str) -> float:
    number = float(word)
    if not math.isfinite(number):
        raise _RefusedError(word, "ce nombre est trop grand")
    return number


def _int(word: str) -> int:
    # Python itself refuses thousands of digits, in English.
    if len(word) > 20:
        raise _RefusedError(word, "ce nombre est trop grand")
    return int(word)


def _wrong_text(data: Any) -> str:
    """Return what is said of what an escape may bring, too deep or unseen; the empty string."""
    waiting: list[tuple[Any, int]] = [(data, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return _TOO_DEEP
        if isinstance(value, dict):
            waiting += [(item, depth + 1) for pair in value.items() for item in pair]
        elif isinstance(value, list):
            waiting += [(item, depth + 1) for item in value]
        elif isinstance(value, str) and (match := find_unseen(value)):
            return forbidden_message(match[0])
    return ""
