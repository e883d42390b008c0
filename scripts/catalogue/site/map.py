"""The map of the départements, and the same thing as rows of a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import ceil, dist

from catalogue.records.corpus import Corpus, collation
from catalogue.records.types import BaseMap, MapShape, Term
from catalogue.site.addresses import member_address, term_link
from catalogue.site.views import Facet, Link
from catalogue.site.wording import number, plural

LEVELS = 4
"""How many shades the map has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A département: its page if it has records, its région, and how many records it has."""

    id: str
    lien: Link
    region: Link
    fiches: int
    compte: str
    """The same number, as it is written."""
    phrase: str
    niveau: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMark:
    """A région with records whose sources name no département: where its mark stands."""

    lien: Link
    phrase: str
    x: int
    y: int
    compte: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """The map: its shapes, what its shades mean, and what it cannot show."""

    fond: BaseMap
    formes: tuple[tuple[Department, MapShape], ...]
    legende: tuple[tuple[int, str], ...]
    regions: tuple[RegionMark, ...]
    hors_carte: tuple[Department, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """A région with its records, and those of them whose source names no département."""

    lien: Link
    fiches: int
    sans_departement: int


def departments(corpus: Corpus, facet: Facet) -> tuple[Department, ...]:
    """Return every département: those with most records first, then in alphabetical order."""
    counts = {value.id: len(value.fiches) for value in facet.valeurs}
    terms = [term for term in corpus.territories.values() if term.type == "departement"]
    tops = upper_bounds(max((counts.get(term.id, 0) for term in terms), default=0))
    found = []
    for term in terms:
        count = counts.get(term.id, 0)
        address = member_address("territoires", term.id) if count else None
        words = plural(count, "fiche", "fiches") if count else "aucune fiche"
        region = term_link(corpus, "territoires", term.parent) if term.parent else Link(libelle="")
        place = Department(
            id=term.id,
            lien=Link(libelle=term.libelle, adresse=address),
            region=region,
            fiches=count,
            compte=number(count),
            phrase=f"{term.libelle} : {words}",
            niveau=level(count, tops) if count else 0,
        )
        found.append(place)
    return tuple(sorted(found, key=lambda p: (-p.fiches, collation(p.lien.libelle))))


def upper_bounds(most: int) -> tuple[int, ...]:
    """Return the largest number of records of each shade: each is half of the next."""
    return tuple(sorted({ceil(most / 2**halving) for halving in range(LEVELS)} - {0}))


def level(count: int, tops: tuple[int, ...]) -> int:
    """Return the shade of a number of records; where there are few shades, they are the darkest."""
    return LEVELS - len(tops) + bisect_left(tops, count) + 1


def map_view(base: BaseMap, lieux: Iterable[Department], regions: Iterable[RegionRow]) -> MapView:
    """Return the map of the départements, those that it lacks and that have records apart."""
    by_id = {place.id: place for place in lieux}
    shapes = [(by_id[s.departement], s) for s in base.formes if s.departement in by_id]
    drawn = {place.id for place, _ in shapes}
    tops = upper_bounds(max((place.fiches for place in by_id.values()), default=0))
    legend = []
    for bottom, top in zip((1, *(top + 1 for top in tops)), tops, strict=False):
        several = f"de {number(bottom)} à " if bottom < top else ""
        legend.append((level(top, tops), f"{several}{plural(top, 'fiche', 'fiches')}"))
    return MapView(
        fond=base,
        formes=tuple(shapes),
        legende=tuple(legend),
        regions=tuple(_marks(shapes, regions)),
        hors_carte=tuple(p for p in by_id.values() if p.fiches and p.id not in drawn),
    )


def _marks(
    shapes: Sequence[tuple[Department, MapShape]], rows: Iterable[RegionRow]
) -> Iterator[RegionMark]:
    """Yield the marks of the régions, each where it is farthest from the numbers on the map.

    It stands on a département without record, if there is one: it must not hide a number.
    """
    numbers = [shape.centre for place, shape in shapes if place.fiches]
    for row in rows:
        own = [(p, shape) for p, shape in shapes if p.region.adresse == row.lien.adresse]
        if not row.sans_departement or not own:
            continue
        free = [(p, shape) for p, shape in own if not p.fiches] or own
        x, y = max(
            (shape.centre for _, shape in free),
            key=lambda centre: min((dist(centre, other) for other in numbers), default=0),
        )
        count = plural(row.sans_departement, "fiche", "fiches")
        yield RegionMark(
            lien=row.lien,
            phrase=f"{row.lien.libelle}, sans département précis : {count}",
            x=x,
            y=y,
            compte=number(row.sans_departement),
        )


def empty_departments(lieux: Iterable[Department]) -> list[tuple[str, list[Link]]]:
    """Return the départements without record by région, each with its page, which leads on."""
    without = [place for place in lieux if not place.fiches]
    without.sort(key=lambda p: (collation(p.region.libelle), p.id))
    found: dict[str, list[Link]] = defaultdict(list)
    for place in without:
        address = member_address("territoires", place.id)
        found[place.region.libelle].append(Link(libelle=place.lien.libelle, adresse=address))
    return list(found.items())


def region_rows(corpus: Corpus, facet: Facet) -> tuple[RegionRow, ...]:
    """Return the régions that have records, those with most of them first."""
    located: dict[str | None, set[int]] = defaultdict(set)
    for value in facet.valeurs:
        located[value.parent].update(value.fiches)
    rows = (
        RegionRow(
            lien=Link(libelle=value.libelle, adresse=value.adresse),
            fiches=len(value.fiches),
            sans_departement=len({*value.fiches} - located[value.id]),
        )
        for value in facet.valeurs
        if value.fiches and corpus.territories[value.id].type == "region"
    )
    return tuple(sorted(rows, key=lambda row: (-row.fiches, collation(row.lien.libelle))))


def neighbours(base: BaseMap, territories: Mapping[str, Term]) -> dict[str, tuple[str, ...]]:
    """Return the territories side by side: départements, then régions by their départements.

    Two départements that touch have a point of their outlines in common; those that a box parts are
    listed in the map. What is overseas has no neighbour.
    """
    corners: dict[tuple[float, float], set[str]] = defaultdict(set)
    for shape in base.formes:
        for corner in _corners(shape.trace):
            corners[corner].add(shape.departement)
    found: dict[str, set[str]] = defaultdict(set)
    touching = (pair for group in corners.values() for pair in permutations(group, 2))
    boxed = (pair for pair in base.voisins for pair in (pair, pair[::-1]))
    for one, other in (*touching, *boxed):
        found[one].add(other)
        above, beside = (
            term.parent if (term := territories.get(id_)) else None for id_ in (one, other)
        )
        if above and beside and above != beside:
            found[above].add(beside)
    return {id_: tuple(sorted(others)) for id_, others in found.items()}


STEP = re.compile(r"[MLHVlhvz]|-?\d+(?:\.\d+)?")
"""The words of an outline: where to go, from where the pen stands unless in a capital letter."""


def _corners(trace: str) -> Iterator[tuple[float, float]]:
    """Yield the points of an outline."""
    x = y = 0.0
    command = ""
    words = iter(STEP.findall(trace))
    for word in words:
        if word.isalpha():
            command = word
            continue
        moved = float(word)
        from_x, from_y = (x, y) if command.islower() else (0.0, 0.0)
        if command in "hH":
            x = from_x + moved
        elif command in "vV":
            y = from_y + moved
        else:
            x, y = from_x + moved, from_y + float(next(words))
        yield x, y
