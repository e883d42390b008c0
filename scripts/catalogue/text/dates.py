"""Dates as people write them → the catalogue's own: year, month, day."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final

_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_NUMBERS: Final = {name: n for n, name in enumerate(_MONTHS, 1)} | {
    "fevrier": 2,
    "aout": 8,
    "decembre": 12,
}
_day_first = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([12][0-9]{3})").fullmatch
_year_first = re.compile(r"([12][0-9]{3})([/.])([0-9]{1,2})\2([0-9]{1,2})").fullmatch
_month_first = re.compile(r"([0-9]{1,2})[/.-]([12][0-9]{3})").fullmatch
_in_words = re.compile(
    "(?:(?:le )?(?:([0-9]{1,2})|1er) )?([a-zéû]+) ([12][0-9]{3})", re.IGNORECASE
).fullmatch


def as_date(text: str) -> str:
    """Return a date as « 2018-12-31 » or « 2018-12 », or the text itself when it is not certain."""
    text = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    if match := _day_first(text):
        return _written(match[4], match[3], match[1], text)
    if match := _year_first(text):
        return _written(match[1], match[3], match[4], text)
    if match := _month_first(text):
        return _written(match[2], match[1], "", text)
    match = _in_words(text)
    month = _NUMBERS.get(match[2].lower(), 0) if match else 0
    if not match or not month:
        return text
    first_of_month = "1er" in text.lower()
    return _written(match[3], str(month), "1" if first_of_month else match[1] or "", text)


def _written(year: str, month: str, day: str, given: str) -> str:
    """Return the date, or what was given when the calendar has no such day."""
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= _last_day(year, month)):
        return given
    parts = [year, month.zfill(2), *([day.zfill(2)] if day else [])]
    return "-".join(parts)


def _last_day(year: str, month: str) -> int:
    return monthrange(int(year), int(month))[1]
