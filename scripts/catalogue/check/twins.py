"""A rule on the whole catalogue: the same initiative is not told in two records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from catalogue.check.messages import say
from catalogue.check.rules import Context, corpus_rule
from catalogue.issues import Issue, Place
from catalogue.model.records import Project

SHARED: Final = 0.5
"""Two records are near when they share at least this part of all their organisations."""
COMPARED: Final = 8
"""How many records with one same organisation, place and public a record is compared with."""

Key = tuple[str, frozenset[str], frozenset[str]]


@corpus_rule(
    "fiche-proche",
    "Deux fiches n’ont pas à la fois le territoire, les publics et les organismes en commun.",
    "warning",
)
def near_duplicate(context: Context) -> Iterator[Issue]:
    """No two records have the same places, the same publics and most organisations in common."""
    projects = context.corpus.projects
    beside: dict[Key, list[Project]] = defaultdict(list)
    for project in projects:
        for key in _keys(project):
            beside[key].append(project)
    crowded = {key: found for key, found in beside.items() if len(found) > 1}
    for project in projects if crowded else ():
        twin = next((o for o in _candidates(project, crowded) if _near(project, o)), None)
        if twin is not None:
            message = say("fiche-proche", titre=twin.titre, autre=twin.file)
            yield Issue(Place(project.file, ("titre",)), "fiche-proche", message, "warning")


def _keys(project: Project) -> Iterator[Key]:
    """Yield one key for each organisation, so that near records meet without comparing all."""
    places, publics = places_of(project), frozenset(project.publics)
    if places:
        for own in project.organismes:
            yield own.organisme, places, publics


def places_of(project: Project) -> frozenset[str]:
    """Return the départements of a record, or the régions where it gives none."""
    return frozenset(
        f"{t.departement or t.region}{'/' + t.commune.lower() if t.commune else ''}"
        for t in project.territoires
    )


def _candidates(project: Project, crowded: dict[Key, list[Project]]) -> Iterator[Project]:
    for key in _keys(project):
        yield from (other for other in crowded.get(key, ())[:COMPARED] if other is not project)


def _near(one: Project, other: Project) -> bool:
    own, others = ({p.organisme for p in project.organismes} for project in (one, other))
    return len(own & others) >= SHARED * len(own | others)
