"""The records of the catalogue as the contribution form looks them up: a few in each file.

Whoever fills in the form needs the records of one place, to see that theirs is not there already,
and a few names, to see that theirs is free. All of them would weigh megabytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from catalogue.check.twins import key_of, shelf_of
from catalogue.derive.views import Card
from catalogue.model.records import Project
from catalogue.render.catalogue_data import compact

FOLDER: Final = "formulaire/"
NAMES: Final = 250
"""How many names stand in a file, in their order."""

Shelves = dict[str, list[Project]]


def shelves_of(projects: Iterable[Project]) -> Shelves:
    """Return the records that may have a near-duplicate, by the place that names their file."""
    shelves: Shelves = defaultdict(list)
    for project in projects:
        if project.territoires:
            shelves[shelf_of(project)].append(project)
    return shelves


def shelf_list(shelves: Shelves, cards: Iterable[Card]) -> dict[str, Any]:
    """Return what the form needs to know to ask for the right file, and for none that is not."""
    return {
        "dossier": FOLDER,
        "lieux": sorted(shelves),
        "noms": sorted(card.id for card in cards)[::NAMES],
    }


def shelf_files(shelves: Shelves, cards: Iterable[Card]) -> Iterator[tuple[str, str]]:
    """Yield the files that the form asks for once it knows what it looks for, by name."""
    for place, projects in sorted(shelves.items()):
        yield f"{FOLDER}lieu-{place}.json", compact(_shelf(projects))
    titles = sorted((card.id, card.titre) for card in cards)
    for rank in range(0, len(titles), NAMES):
        yield f"{FOLDER}noms-{rank // NAMES}.json", compact(dict(titles[rank : rank + NAMES]))


def _shelf(projects: Iterable[Project]) -> dict[str, list[list[Any]]]:
    """Return the records of a place by what near-duplicates have in common, in their order."""
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for project in projects:
        organisations = sorted({own.organisme for own in project.organismes})
        found[key_of(project)].append([project.id, project.titre, organisations])
    return found
