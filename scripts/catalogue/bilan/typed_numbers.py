"""The numbers that an editor typed in a text of an edition, and what each of them counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from catalogue.text.french_numbers import (
    LETTERS,
    MONTHS,
    MULTIPLIER,
    NUMBER,
    times_of,
    value_of,
)

RECORDS: Final = frozenset({"fiche", "initiative"})
COUNTED: Final = RECORDS | {
    "appel", "session", "projet", "dossier", "ménage", "famille", "personne", "logement", "place",
    "bailleur", "association", "public", "outil", "région", "département",
}  # fmt: skip
"""What an edition counts: a number is judged before these alone, a share or a sum of money."""
PROGRAMME: Final = 10_000
"""« 10 000 logements Hlm accompagnés » is the name of the programme."""
ENTIRE: Final = frozenset({"titre", "sous_titre", "perimetre"})
"""The parts whose numbers are those of the whole edition."""

YEAR: Final = re.compile(
    r"(?<![\d/–-])(?P<mot>(?:19|20)\d\d)(?![\d/–-]|[ \u00a0]à[ \u00a0](?:19|20)\d\d)"
)
"""« 2014-366 » is the number of a law; « 2024-2030 » and « de 2018 à 2022 » are a span of years."""
UNREAD: Final = re.compile(r"\{\{[^{}]*\}\}|\]\([^)]*\)")
"""What a text holds that its reader does not see as it is written: a call, where a link leads."""

_named = "|".join(COUNTED)
_noun = re.compile(
    rf"\s*(?:(?P<adj>[^\W\d]+[sx])\s+(?=(?:{_named})s?\b))?"
    rf"(?P<nom>[%€]|pour[ -]cent\b|euros?\b|(?:{_named})s?\b)",
    re.IGNORECASE,
)
_some = re.compile(r"premi|derni|autre")
_qualified = re.compile(r"\s+[^\W\d]+(?:ées?|és|ales|aux|el(?:le)?s|i[fv]e?s|aires|iques)\b")
"""What follows « les cinq initiatives » where they are not all: « financées », « nationales »."""
_every = re.compile(
    r"\b(?:les|des|aux|nos|(?:total|édition|bilan) de|(?:édition|bilan|elle|il|on)(?: \d{4})?"
    r" (?:a|compte|décrit|réunit|rassemble|présente|contient|couvre)) $",
    re.IGNORECASE,
)
"""What stands before the number of all that an edition has."""
_of_records = re.compile(r"\b(?:initiatives|fiches)\b")
_of_total = re.compile(
    r"\s*(?:sur|parmi|des|de ces|de nos|d’entre)(?: les| ces| nos)? "
    rf"(?P<total>\d+|{LETTERS}(?:-{LETTERS})*)\b(?P<nom>\s+(?:initiatives|fiches)\b)?",
    re.IGNORECASE,
)
"""What follows a part: « sur 10 », « des dix initiatives »."""
_bare = re.compile(
    r"\s*(?:$|[.,;:)]|(?:dont|que|qui|sont|ont|n’|ne|en|seulement|d’entre|[^\W\d]+ées?|[^\W\d]+és)\b)"
)
"""What follows a number that counts what the sentence named before it."""
_reference = re.compile(
    r"(?:\b(?:art|articles?|numéros?|pages?|p|lois?|décrets?|circulaires?|chapitres?|parties?"
    r"|tableaux?|graphiques?|figures?|annexes?|étapes?|versions?|alinéas?|lignes?|phases?|lots?"
    r"|le département|L|R|D)\.?|n°s?)\s*(?:[\d.-]+(?:, | et | à | ou ))*$",
    re.IGNORECASE,
)
"""What stands before a number that names a thing, and counts none."""
_day = re.compile(rf"(?:\s*(?:,|au|et|ou|à|-)\s*\d{{1,2}})*\s+(?:{'|'.join(MONTHS)})\b|\s*h\b")
"""What stands after the number of a day, or of an hour."""
_end_of_clause = re.compile(rf"[.;:]|(?:,| dont) (?=\d|{LETTERS}\b)|, dont ")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedNumber:
    """A number that an editor typed, and what it counts."""

    value: float
    noun: str
    """In the singular; « € » for a sum, « % » for a share.

    Empty for a part of the initiatives, which the sentence names: « sept des dix initiatives ».
    """
    words: str
    """The number and its noun, as typed."""
    every: bool
    """All that the edition has is meant: « les cinq initiatives »."""
    some: bool
    """Not all of its noun: « les trois premiers appels », « deux appels départementaux »."""
    clause: str
    """What the sentence says of them, to its next stop or number."""
    before: str
    """What stands before it in its sentence."""


def flat(sentence: str) -> str:
    """Return a sentence on one line, without what its reader does not see."""
    return re.sub(r"[ \n]+", " ", UNREAD.sub(" ", sentence))


def typed_numbers(sentence: str, part: str) -> Iterator[TypedNumber]:
    """Yield the numbers of what an edition counts in a sentence: neither days nor references."""
    read, end = flat(sentence), 0
    for match in NUMBER.finditer(read):
        before, after = read[: match.start()], read[match.end() :]
        value = value_of(match)
        names = _reference.search(before) or _day.match(after) or YEAR.fullmatch(match[0])
        if match.start() < end or names or value == 1:
            continue
        times = MULTIPLIER.match(after)
        noun = _noun.match(after, times.end() if times else 0)
        if times and times["sign"].endswith("€"):
            noun = None
        name = _name(noun, times, after)
        # « Six initiatives sur dix »: ten of what the words before it name.
        whole = not name and before.endswith(" sur ") and bool(_of_records.search(before))
        name = "initiative" if whole else name
        of = None if name else _part_of(before, after)
        value *= times_of(times)
        if not (name or of) or (value == PROGRAMME and name == "logement"):
            continue
        told = noun or times or of
        end = match.end() + (told.end() if told else 0)
        some = noun and (_some.match(noun["adj"] or "") or _qualified.match(after, noun.end()))
        yield TypedNumber(
            value=value,
            noun=name,
            words=" ".join(read[match.start() : end].split()),
            every=whole or (not some and (part in ENTIRE or bool(_every.search(before)))),
            some=bool(some) or before.endswith("dont "),
            clause=_end_of_clause.split(read[end if name else match.end() :], maxsplit=1)[0],
            before=before,
        )


def _name(noun: re.Match[str] | None, times: re.Match[str] | None, after: str) -> str:
    """Return what a number counts, in the singular, or the empty string where nothing says it."""
    if noun:
        word = noun["nom"].lower().removesuffix("s")
        return {"euro": "€", "pour cent": "%", "pour-cent": "%"}.get(word, word)
    if not times or times["sign"] == "mille":
        return ""
    # « 15 millions » alone is money: « 12 millions d’habitants » is none.
    alone = not re.match(r"\s*[^\W\d]", after[times.end() :]) and not times[0].endswith(("’", " "))
    return "€" if alone or times["sign"].endswith("€") else ""


def _part_of(before: str, after: str) -> re.Match[str] | None:
    """Return what makes a number without a noun a part of the initiatives, None where nothing."""
    named = _of_records.search(before)
    if (total := _of_total.match(after)) and (total["nom"] or total["total"].isdecimal()):
        return total if total["nom"] or named or _bare.match(after, total.end()) else None
    if named and _bare.match(after):
        return re.match(r"(?:\s+[^\W\d]+(?:ées?|és)\b)?", after)
    return None
