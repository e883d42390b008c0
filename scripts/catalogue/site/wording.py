"""Numbers, dates and lists as French text."""

from __future__ import annotations

import re
from collections.abc import Sequence

NBSP = "\u00a0"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

NOT_GIVEN = "non renseigné"
NO_DATE = "date non renseignée"
YES_NO = {True: "oui", False: "non"}
FIRST = "1er"
OUT_OF = "sur"
FRACTIONS = frozenset(
    {"tiers", "quart", "quarts", "cinquième", "cinquièmes", "dixième", "dixièmes"}
)
IN_LETTERS = {1: "un", 2: "deux", 3: "trois", 4: "quatre"}
"""How many fractions, as a sentence has it: « deux tiers », never « 2 tiers »."""
COMPLEMENT = re.compile(r"\s+(?:(?:de|du|des|par|en|à|au|aux|pour|sur)\s|d’)")
"""Where what is counted ends, and what is said of it begins: « euros | par an »."""
MONEY = frozenset({"euros", "€"})
MILLION, TEN_THOUSAND = 1_000_000, 10_000
NO_SINGULAR = frozenset({"mois", "fois", "tiers", "temps"})
UNDER_ONE, OVER_99 = f"moins de 1{NBSP}%", f"plus de 99{NBSP}%"


def number(value: float) -> str:
    """Return a number with no-break spaces by thousands and a decimal comma: « 1 250,5 »."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.replace(",", NBSP).replace(".", ",")


def quantity(value: float, unit: str, qualifier: str = "", top: float | None = None) -> str:
    """Return a figure with its qualifier and unit: « près de 150 projets », « un tiers »."""
    value, top, unit = _in_millions(value, top, unit)
    words = [qualifier] if qualifier else []
    words += [_range(value, top, qualifier) if top is not None else _amount(value, unit)]
    words += [singular(unit) if max(value, top or 0) < 2 else unit] if unit else []
    return NBSP.join(words) if len(words) < 3 else f"{words[0]} {NBSP.join(words[1:])}"


def _in_millions(value: float, top: float | None, unit: str) -> tuple[float, float | None, str]:
    """Return a sum of millions as people write it: « 4,2 millions d’euros par an ».

    One that has other digits than two after the comma keeps all of them.
    """
    money, *rest = unit.split(" ", 1)
    ends = [value] if top is None else [value, top]
    if money not in MONEY or min(ends) < MILLION or any(end % TEN_THOUSAND for end in ends):
        return value, top, unit
    words = " ".join(("millions d’euros", *rest))
    return value / MILLION, None if top is None else top / MILLION, words


def _range(low: float, top: float, qualifier: str) -> str:
    """Return « de 40 à 50 », or « 40 à 50 » after a qualifier: « près de 40 à 50 »."""
    words = f"{number(low)} à {number(top)}"
    return words if qualifier else f"de {words}"


def _amount(value: float, unit: str) -> str:
    fraction = unit.partition(" ")[0] in FRACTIONS
    return IN_LETTERS.get(int(value), number(value)) if fraction else number(value)


def singular(unit: str) -> str:
    """Return a plural unit as it follows one: « euro par an », « ménage accompagné par… »."""
    end = COMPLEMENT.search(unit)
    counted, rest = (unit[: end.start()], unit[end.start() :]) if end else (unit, "")
    return " ".join(map(_one, counted.split(" "))) + rest


def _one(word: str) -> str:
    return word if len(word) < 3 or word in NO_SINGULAR else word.removesuffix("s")


def date_words(value: str) -> str:
    """Return an ISO date, month or year in words, "" as it is: « 13 septembre 2019 »."""
    parts = value.split("-")
    year = parts[0]
    if len(parts) == 1:
        return year
    month = MONTHS[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {year}"
    day = int(parts[2])
    return f"{FIRST if day == 1 else day} {month} {year}"


def date_or_unknown(value: str) -> str:
    """Return an ISO date in words, or that there is none."""
    return date_words(value) if value else NO_DATE


def plural(count: int, one: str, many: str) -> str:
    """Return a count with its noun, singular up to one as French has it."""
    return f"{number(count)}{NBSP}{one if count < 2 else many}"


def share(part: float, total: float) -> str:
    """Return a share in whole percents, or the empty string where it would not be one."""
    if not 0 <= part <= total or not total:
        return ""
    percents = int(100 * part / total + 0.5)
    if percents == 0 < part:
        return UNDER_ONE
    if percents == 100 and part < total:
        return OVER_99
    return f"{percents}{NBSP}%"


def inner_quotes(text: str) -> str:
    """Return a text as it stands within « », its own quotation marks made “ ”."""
    return re.sub(r"«\s?([^»]*?)\s?»", r"“\1”", text)


def lower_first(text: str) -> str:
    """Return a label as it stands within a sentence; an acronym keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return a text as it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]


def listing(words: Sequence[str]) -> str:
    """Return words as an enumeration: « gestionnaire, financeur et orienteur »."""
    return " et ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
