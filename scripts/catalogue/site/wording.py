"""Numbers, dates and lists as French text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.text.french_numbers import MONTHS

NBSP = "\u00a0"
NOT_GIVEN = "non renseigné"
YES_NO = {True: "oui", False: "non"}
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


def number(value: float) -> str:
    """Return a number with no-break spaces by thousands and a decimal comma: « 1 250,5 »."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.replace(",", NBSP).replace(".", ",")


def quantity(value: float, unit: str, qualifier: str = "", top: float | None = None) -> str:
    """Return a figure with its qualifier and unit: « près de 150 projets », « un tiers »."""
    money, _, rest = unit.partition(" ")
    ends = [value] if top is None else [value, top]
    # A sum of millions is written « 4,2 millions d’euros par an »; one that has other digits than
    # two after the comma keeps all of them.
    if money in MONEY and min(ends) >= MILLION and not any(end % TEN_THOUSAND for end in ends):
        ends = [end / MILLION for end in ends]
        unit = f"millions d’euros {rest}".rstrip()
    if top is not None:
        said = " à ".join(map(number, ends))
        said = said if qualifier else f"de {said}"  # « de 40 à 50 », « près de 40 à 50 ».
    elif money in FRACTIONS:
        said = IN_LETTERS.get(int(value), number(value))
    else:
        said = number(ends[0])
    words = [*([qualifier] if qualifier else []), said]
    words += [singular(unit) if max(ends) < 2 else unit] if unit else []
    return NBSP.join(words) if len(words) < 3 else f"{words[0]} {NBSP.join(words[1:])}"


def singular(unit: str) -> str:
    """Return a plural unit as it follows one: « euro par an », « ménage accompagné par… »."""
    end = COMPLEMENT.search(unit)
    counted, rest = (unit[: end.start()], unit[end.start() :]) if end else (unit, "")
    words = (
        word if len(word) < 3 or word in NO_SINGULAR else word.removesuffix("s")
        for word in counted.split(" ")
    )
    return " ".join(words) + rest


def date_words(value: str) -> str:
    """Return an ISO date, month or year in words, "" as it is: « 13 septembre 2019 »."""
    year, *rest = value.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = int(rest[1])
    return f"{'1er' if day == 1 else day} {month} {year}"


def date_or_unknown(value: str) -> str:
    """Return an ISO date in words, or that there is none."""
    return date_words(value) if value else "date non renseignée"


def plural(count: int, one: str, many: str) -> str:
    """Return a count with its noun, singular up to one as French has it."""
    return f"{number(count)}{NBSP}{one if count < 2 else many}"


def share(part: float, total: float) -> str:
    """Return a share in whole percents, or the empty string where it would not be one."""
    if not 0 <= part <= total or not total:
        return ""
    percents = int(100 * part / total + 0.5)
    if percents == 0 < part:
        return f"moins de 1{NBSP}%"
    if percents == 100 and part < total:
        return f"plus de 99{NBSP}%"
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
