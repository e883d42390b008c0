"""Numbers and months as people write them in French: « 1 200,5 », « trois cents », « août »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_VALUES: Final = {
    **{word: n for n, word in enumerate((
        "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
        "douze", "treize", "quatorze", "quinze", "seize",
    ), start=1)},
    "une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "cent": 100, "cents": 100, "mille": 1000,
}  # fmt: skip
LETTERS: Final = f"(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
"""A word of a number in letters, as a pattern."""
NUMBER: Final = re.compile(
    # Neither a part of a word, of a date nor of a reference: « 2014-366 », « 06/14 ».
    r"(?<![\w/.,°-])(?:(?P<digits>(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?)"
    rf"|(?P<letters>{LETTERS}(?:(?:[- ]et)?[- ]{LETTERS}(?!\w))*))(?![/-]|[.,]\d)"
    r"(?:(?!\w)|(?=(?:Md|M|k)€))",
    re.IGNORECASE,
)
MULTIPLIER: Final = re.compile(
    r"\s*(?P<sign>(?:Md|M|k)€|(?:mille|millions?|milliards?)\b)(?:\s+(?:d[’']|de\s))?"
)
"""What may follow a number and multiplies it: « 1,3 M€ », « 12 millions de »."""
TIMES: Final = {"mille": 1e3, "million": 1e6, "milliard": 1e9, "k€": 1e3, "M€": 1e6, "Md€": 1e9}


def value_of(number: re.Match[str]) -> float:
    """Return the value of what NUMBER found: « trois cent douze » is 312."""
    if number["digits"]:
        return float(re.sub(r"\s", "", number["digits"]).replace(",", "."))
    total = last = 0
    for word in re.split(r"[- ](?:et[- ])?", number["letters"].lower()):
        value = _VALUES[word]
        if value == 1000:
            total, last = total + (last or 1) * value, 0
        elif value == 100:
            last = (last or 1) * value
        elif value == 20 and last % 100 == 4:
            last += 80 - 4
        else:
            last += value
    return float(total + last)


def values_in(text: str) -> Iterator[float]:
    """Yield the value of each number of a text, multiplied by what follows it: « 1,3 M€ »."""
    for number in NUMBER.finditer(text):
        yield value_of(number) * times_of(MULTIPLIER.match(text, number.end()))


def times_of(multiplier: re.Match[str] | None) -> float:
    """Return by how much what MULTIPLIER found multiplies a number; 1 where it found nothing."""
    return TIMES[multiplier["sign"].removesuffix("s")] if multiplier else 1
