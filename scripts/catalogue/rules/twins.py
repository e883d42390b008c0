"""A rule on the whole catalogue: the same initiative is not told in two records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Final

from catalogue.issues import Issue, Place
from catalogue.records.types import Project
from catalogue.rules.registry import Context, corpus_rule, say

SHARED: Final = 0.5
"""Two records are near when they share at least this part of all their organisations."""
COMPARED: Final = 8
"""How many records with one same organisation, place and public a record is compared with."""

ELSEWHERE: Final = "autre"
"""What stands for the code of a place that has none: a commune alone."""

Key = tuple[str, str]


@corpus_rule(
    "fiche-proche",
    "Deux fiches n’ont pas à la fois le territoire, les publics et les organismes en commun.",
    "warning",
    says=(
        "cette fiche a le territoire, les publics et les organismes de « {titre} » ({autre}) :"
        " si c’est la même initiative, gardez une seule fiche"
    ),
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
    if project.territoires:
        shared = key_of(project)
        for own in project.organismes:
            yield own.organisme, shared


def key_of(project: Project) -> str:
    """Return all the places and publics of a record as one text: near records have the same."""
    return "\n".join([*_places(project), "", *sorted(set(project.publics))])


def shelf_of(project: Project) -> str:
    """Return the first place of a record, a code: near records have the same."""
    return _places(project)[0].partition("/")[0] or ELSEWHERE


def _places(project: Project) -> list[str]:
    """Return the départements of a record, or the régions where it gives none, in order."""
    return sorted(
        {
            f"{t.departement or t.region}{'/' + t.commune.lower() if t.commune else ''}"
            for t in project.territoires
        }
    )


def _candidates(project: Project, crowded: dict[Key, list[Project]]) -> Iterator[Project]:
    for key in _keys(project):
        others = (other for other in crowded.get(key, ()) if other is not project)
        yield from islice(others, COMPARED)


def _near(one: Project, other: Project) -> bool:
    own, others = ({p.organisme for p in project.organismes} for project in (one, other))
    return len(own & others) >= SHARED * len(own | others)
