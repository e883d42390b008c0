"""Rules on what values say: dates, and texts that are no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final, TypeGuard

from catalogue.issues import Path
from catalogue.rules.messages import SHOWN, say
from catalogue.rules.registry import Context, Finding, Subject, rule
from catalogue.schema.fields import Spec

DAY: Final = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
DATE: Final = "^[0-9]{4}(-[0-9]{2}){0,2}$"
"""A text that can be set before or after another: what has not that form is a fault of its own."""
HTML: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_date = re.compile(DATE).fullmatch
IN_ORDER: Final = (
    ("debut", "fin"),
    ("date", "fin"),
    ("date", "consulte_le"),
)
"""Fields of one group whose dates follow each other."""
STEPS: Final = ("ouverture", "cloture", "comite", "reponse")
"""Steps of a call's calendar whose dates follow each other; an examination may last past them."""
PAST_FIELDS: Final = ("verifie_le", "consulte_le")
"""Dates of what was done; those of a record's sources are too."""


@rule("date-possible", "Une date existe dans le calendrier.")
def possible_date(context: Context, subject: Subject) -> Iterator[Finding]:
    """A full date is a day of the calendar."""
    for path, _, value in subject.find("date"):
        if isinstance(value, str) and DAY.fullmatch(value) and not _exists(value):
            yield Finding(path, say("date-possible", valeur=value))


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


@rule("dates-en-ordre", "Une fin ne précède pas son début, une consultation sa publication.")
def dates_in_order(context: Context, subject: Subject) -> Iterator[Finding]:
    """Of two dates that follow each other, the second is not before the first."""
    for path, spec, value in subject.find("object"):
        for first, second in _ordered(spec) if isinstance(value, dict) else ():
            if _before(value.get(second), value.get(first)):
                yield Finding(
                    (*path, second),
                    say(
                        "dates-en-ordre",
                        second=second,
                        apres=value[second],
                        premier=first,
                        avant=value[first],
                    ),
                )
    for path, spec, value in subject.find("array"):
        if spec.name == "calendrier" and isinstance(value, list):
            yield from _steps_in_order(path, value)


def _steps_in_order(path: Path, steps: list[Any]) -> Iterator[Finding]:
    """Yield each step of a call's calendar that is dated before one that it follows."""
    given = [s for s in steps if isinstance(s, dict)]
    for rank, step in enumerate(steps):
        if not isinstance(step, dict) or step.get("etape") not in STEPS:
            continue
        earlier = STEPS[: STEPS.index(step["etape"])]
        for other in given:
            if other.get("etape") in earlier and _before(step.get("date"), other.get("date")):
                blanks = {"second": step["etape"], "apres": step["date"]}
                blanks |= {"premier": other["etape"], "avant": other["date"]}
                yield Finding((*path, rank, "date"), say("dates-en-ordre", **blanks))
                break


@cache
def _ordered(spec: Spec) -> tuple[tuple[str, str], ...]:
    """Return the pairs of dates that a group of fields may hold."""
    return tuple(pair for pair in IN_ORDER if pair[0] in spec.properties)


def _before(one: Any, other: Any) -> bool:
    """Tell whether a date ends before another starts, at the precision that both have."""
    if not _is_date(one) or not _is_date(other):
        return False
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _is_date(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and _date(value) is not None


@rule(
    "date-passee", "Une vérification, une consultation ou une publication n’est pas datée du futur."
)
def not_in_the_future(context: Context, subject: Subject) -> Iterator[Finding]:
    """A day on which something was read or published is not to come."""
    for path, spec, value in subject.find("date"):
        past = spec.name in PAST_FIELDS or path[:1] == ("sources",)
        if past and _before(context.au, value):
            yield Finding(path, say("date-passee", valeur=value))


@rule(
    "pas-de-html",
    "Les textes ne contiennent pas de balise HTML : elle serait montrée telle quelle.",
    "warning",
)
def no_html(context: Context, subject: Subject) -> Iterator[Finding]:
    """No text holds an HTML tag; the site would show it as text."""
    # All together first, for it is rarely there.
    if "<" in subject.whole_text and HTML.search(subject.whole_text):
        for path, text in subject.texts:
            if found := HTML.search(text):
                yield Finding(path, say("pas-de-html", trouve=found.group()[:SHOWN]))


@rule("texte-vide", "Un texte ne se réduit pas à des espaces.")
def blank_text(context: Context, subject: Subject) -> Iterator[Finding]:
    """No text is made of white space alone."""
    for path, text in subject.texts:
        if text.isspace():
            yield Finding(path, say("texte-vide"))
