"""A rule on durations: a part does not last longer than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from catalogue.check.figures import is_number
from catalogue.check.messages import say
from catalogue.check.rules import Context, Finding, Subject, rule
from catalogue.issues import Path

LONG_SUPPORT: Final = 60
"""Months: beyond five years, « months » was often meant for weeks or days."""
MONTH: Final = re.compile("^([0-9]{4})(?:-([0-9]{2}))?")
"""The year and the month of a date, at the precision that it has."""


@rule(
    "duree-plausible",
    "Une étape ne dure pas plus que l’ensemble, ni un accompagnement plus que l’initiative.",
    "warning",
)
def plausible_duration(context: Context, subject: Subject) -> Iterator[Finding]:
    """A step lasts no longer than what holds it, and the support no longer than the initiative."""
    data = subject.data
    if subject.kind != "project" or not isinstance(data, dict):
        return
    support = data.get("accompagnement")
    longest = support.get("duree_max_mois") if isinstance(support, dict) else None
    here: Path = ("accompagnement", "duree_max_mois")
    if _over(longest, LONG_SUPPORT):
        yield Finding(here, say("duree-plausible/longue", mois=longest))
    elif _over(longest, _span(data)):
        blanks = {"mois": longest, "debut": data["debut"], "fin": data["fin"]}
        yield Finding(here, say("duree-plausible/dates", **blanks))
    course = data.get("deroulement")
    yield from _steps(course, ("deroulement",), longest, "duree-plausible/tout")


def _steps(course: Any, path: Path, whole: Any, message: str) -> Iterator[Finding]:
    """Yield the steps of a course, and of the course inside each, that outlast the whole."""
    steps = course.get("elements") if isinstance(course, dict) else None
    for index, step in enumerate(steps if isinstance(steps, list) else ()):
        if not isinstance(step, dict):
            continue
        here, own = (*path, "elements", index), step.get("duree_mois")
        if _over(own, whole):
            yield Finding((*here, "duree_mois"), say(message, mois=own, total=whole))
        inner, text = (own, "etape") if is_number(own) else (whole, "tout")
        yield from _steps(step.get("detail"), (*here, "detail"), inner, f"duree-plausible/{text}")


def _over(part: Any, whole: Any) -> bool:
    return is_number(part) and is_number(whole) and part > whole


def _span(data: dict[str, Any]) -> int | None:
    """Return the most months that an initiative may have lasted, at the precision it gives."""
    start, end = data.get("debut"), data.get("fin")
    if not isinstance(start, str) or not isinstance(end, str):
        return None
    first, last = _month(start, 1), _month(end, 12)
    return None if first is None or last is None else last - first + 1


def _month(day: str, absent: int) -> int | None:
    """Return a date as a number of months, its month being the given one when it has none."""
    found = MONTH.search(day)
    return int(found[1]) * 12 + int(found[2] or absent) if found else None
