"""The values of a record made tidy: what a machine may change without touching their meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from catalogue.schema.fields import Spec
from catalogue.text.decoding import seen
from catalogue.text.french_numbers import MONTHS
from catalogue.text.letters import bare, fold
from catalogue.text.scalars import Scalar, in_digits, plain
from catalogue.text.typography import typeset

_NUMBERS: Final = {word: n for n, name in enumerate(MONTHS, 1) for word in (name, bare(name))}
"""Each month with its accents and without them → its number."""
_DATES: Final = (
    r"(?P<day>[0-9]{1,2})(?P<by>[/.-])(?P<month>[0-9]{1,2})(?P=by)(?P<year>[12][0-9]{3})",
    r"(?P<year>[12][0-9]{3})(?P<by>[/.])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})",
    r"(?P<month>[0-9]{1,2})[/.-](?P<year>[12][0-9]{3})",
    r"(?:(?:le )?(?:(?P<day>[0-9]{1,2})|1er) )?(?P<month>[a-zéû]+) (?P<year>[12][0-9]{3})",
)


def as_date(text: str) -> str:
    """Return a date as « 2018-12-31 » or « 2018-12 », or the text itself when it is not certain."""
    text = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    matches = (re.fullmatch(pattern, text, re.IGNORECASE) for pattern in _DATES)
    if not (match := next(filter(None, matches), None)):
        return text
    year, month = match["year"], match["month"].lower()
    month = str(_NUMBERS.get(month, month))
    day = "1" if "1er" in text.lower() else match.groupdict().get("day") or ""
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return text  # No month of that name, or the calendar has no such day.
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])


_SPACE: Final = "[ \u00a0\u2009\u202f]"
# Three digits after a comma or a dot may be thousands in another language: not certain.
_number = re.compile(
    rf"(-?(?:[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+))(?:[,.]([0-9]{{1,2}}|[0-9]{{4,}}))?"
).fullmatch
_space = re.compile(_SPACE)


def as_number(text: str, unit: str = "") -> int | float | None:
    """Return the number that a text writes, its unit apart; None when it is not certain."""
    match = _number(text.strip().removesuffix(unit).strip())
    if match is None:
        return None
    whole = _space.sub("", match[1])
    value = plain(f"{whole}.{match[2]}" if match[2] else whole)
    return value if isinstance(value, int | float) else None


BULLETS: Final = "•●▪◦‣"
"""Signs that do nothing but begin an item."""
DASH: Final = "–"
"""A sign that begins an item too, or an aside: alone, it says nothing certain."""
BLANKS: Final = " \t\u00a0\u2009\u202f"


def dashed(text: str) -> str:
    """Return a prose text, the paragraphs that begin with a bullet made lists."""
    if not any(sign in text for sign in (*BULLETS, DASH)):
        return text
    return "\n\n".join(map(_dashed, text.split("\n\n")))


def _dashed(paragraph: str) -> str:
    """Return a paragraph with dashes if it is a list: each line that has the sign of the first."""
    lines = paragraph.split("\n")
    sign = lines[0][:1]
    items = [line[:1] == sign and line[1:2] in BLANKS and bool(line[2:]) for line in lines]
    sure = sign in BULLETS if sign != DASH else len(lines) > 1 and all(items)
    if not sign or not sure:
        return paragraph
    made = (
        f"- {line[1:].lstrip(BLANKS)}" if item else line
        for line, item in zip(lines, items, strict=True)
    )
    return "\n".join(made)


_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})
_SPACES: Final = " \u00a0\u2009\u202f"
_is_term = re.compile(r"[^\W_]+(?:-[^\W_]+)*").fullmatch
_TRUTHS: Final = {"oui": True, "vrai": True, "non": False, "faux": False}

VALUE_REPAIRS: Final = (
    "guillemets", "invisibles", "bords", "accents", "date", "nombre", "oui-non", "termes", "puces",
    "typographie",
)  # fmt: skip
"""The repairs of a value, in the order they are made."""


def repaired(name: str, value: Scalar, spec: Spec) -> Scalar:
    """Return a value after one repair, or the same when it is right already or not certain."""
    made: Scalar = value
    if not isinstance(value, str):
        # A number where the field wants a text.
        wrong = name == "guillemets" and spec.type == "string" and value is not None
        return in_digits(value) if wrong else value
    match name:
        case "invisibles":
            made = seen(value)
        case "bords":
            made = value.strip(_SPACES)
        case "accents" if spec.note("vue") != "url":
            made = unicodedata.normalize("NFC", value)
        case "date" if spec.note("vue") == "date":
            day = as_date(value)
            made = day if re.search(spec.schema["pattern"], day) else value
        case "nombre" if spec.type in {"integer", "number"}:
            number = as_number(value, spec.note("unite", ""))
            fits = number is not None and (spec.type == "number" or isinstance(number, int))
            made = number if fits else value
        case "oui-non" if spec.type == "boolean":
            made = _TRUTHS.get(value.strip().lower(), value)
        case "termes" if spec.reference and _is_term(value):
            # Accents and capitals are taken off the id of a term, if an id is what is left.
            made = fold(value) if fold(value).isascii() else value
        case "puces" if spec.note("prose"):
            made = dashed(value)
        case "typographie" if is_free_text(spec) and not spec.note("langue"):
            made = typeset(value)
    return made


def is_free_text(spec: Spec | None) -> bool:
    """Tell whether a field holds sentences: neither a code, nor a reference, nor an address."""
    if spec is None:
        return False
    # `x-libre`: the pattern only asks for one line, and the words stay free.
    formed = "pattern" in spec.schema and not spec.note("libre")
    return spec.type == "string" and not spec.reference and not formed


def tidy(data: Any, spec: Spec | None) -> Any:
    """Return values in the order of the schema, without what is empty, each one repaired."""
    if isinstance(data, dict):
        known = spec.properties if spec else {}
        fields = {name: tidy(data[name], known.get(name)) for name in in_order(data, known)}
        return {name: value for name, value in fields.items() if value not in _EMPTY}
    if isinstance(data, list):
        items = [tidy(item, spec.items if spec else None) for item in data]
        return [item for item in items if item not in _EMPTY]
    return tidy_value(data, spec) if spec else data


def tidy_value(value: Scalar, spec: Spec) -> Scalar:
    """Return one value after every repair."""
    for name in VALUE_REPAIRS:
        value = repaired(name, value, spec)
    return value


def in_order(names: Mapping[str, object] | list[str], known: Mapping[str, Spec]) -> list[str]:
    """Return names of fields in the order of the schema, then those it does not know, as given."""
    return [n for n in known if n in names] + [n for n in names if n not in known]
