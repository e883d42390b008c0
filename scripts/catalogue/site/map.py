"""The map of the départements, and the same thing as rows of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, groupby
from math import dist

from catalogue.records.corpus import Corpus, collation
from catalogue.records.types import BaseMap, MapFrame, MapShape, Term
from catalogue.site.addresses import member_address, term_link
from catalogue.site.facets import mask
from catalogue.site.views import Facet, FacetValue, Link
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
    phrase: str
    niveau: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentShape:
    """A département on the map, and where its number stands."""

    lieu: Department
    trace: str
    x: int
    y: int
    compte: str


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
    """The map: its shapes, its boxes, what its shades mean, and what it cannot show."""

    largeur: int
    hauteur: int
    formes: tuple[DepartmentShape, ...]
    fonds: tuple[str, ...]
    cadres: tuple[MapFrame, ...]
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
    values = {value.id: value for value in facet.valeurs}
    terms = [term for term in corpus.territories.values() if term.type == "departement"]
    counts = {term.id: _count(values.get(term.id)) for term in terms}
    tops = upper_bounds(max(counts.values(), default=0))
    found = (_place(corpus, term, counts[term.id], tops) for term in terms)
    return tuple(sorted(found, key=lambda p: (-p.fiches, collation(p.lien.libelle))))


def _count(value: FacetValue | None) -> int:
    return len(value.fiches) if value else 0


def upper_bounds(most: int) -> tuple[int, ...]:
    """Return the largest number of records of each shade: each is half of the next."""
    return tuple(sorted({-(-most // 2**halving) for halving in range(LEVELS)} - {0}))


def level(count: int, tops: tuple[int, ...]) -> int:
    """Return the shade of a number of records; where there are few shades, they are the darkest."""
    rank = next(rank for rank, top in enumerate(tops, 1) if count <= top)
    return LEVELS - len(tops) + rank


def _place(corpus: Corpus, term: Term, count: int, tops: tuple[int, ...]) -> Department:
    address = member_address("territoires", term.id) if count else None
    words = plural(count, "fiche", "fiches") if count else "aucune fiche"
    return Department(
        id=term.id,
        lien=Link(libelle=term.libelle, adresse=address),
        region=term_link(corpus, "territoires", term.parent) if term.parent else Link(libelle=""),
        fiches=count,
        phrase=f"{term.libelle} : {words}",
        niveau=level(count, tops) if count else 0,
    )


def map_view(base: BaseMap, lieux: Iterable[Department], regions: Iterable[RegionRow]) -> MapView:
    """Return the map of the départements, those that it lacks and that have records apart."""
    by_id = {place.id: place for place in lieux}
    shown = [shape for shape in base.formes if shape.departement in by_id]
    drawn = {shape.departement for shape in shown}
    return MapView(
        largeur=base.largeur,
        hauteur=base.hauteur,
        formes=tuple(
            DepartmentShape(
                lieu=by_id[shape.departement],
                trace=shape.trace,
                x=shape.centre[0],
                y=shape.centre[1],
                compte=number(by_id[shape.departement].fiches),
            )
            for shape in shown
        ),
        fonds=base.fonds,
        cadres=base.cadres,
        legende=_legend(max((p.fiches for p in by_id.values()), default=0)),
        regions=tuple(_marks(shown, by_id, regions)),
        hors_carte=tuple(p for p in by_id.values() if p.fiches and p.id not in drawn),
    )


def _marks(
    shapes: Sequence[MapShape], lieux: Mapping[str, Department], rows: Iterable[RegionRow]
) -> Iterator[RegionMark]:
    """Yield the marks of the régions, each where it is farthest from the numbers on the map.

    It stands on a département without record, if there is one: it must not hide a number.
    """
    numbers = [s.centre for s in shapes if lieux[s.departement].fiches]
    for row in rows:
        own = [s for s in shapes if lieux[s.departement].region.adresse == row.lien.adresse]
        if not row.sans_departement or not own:
            continue
        free = [s for s in own if not lieux[s.departement].fiches] or own
        x, y = max(
            (s.centre for s in free), key=lambda c: min(map(partial(dist, c), numbers), default=0)
        )
        count = plural(row.sans_departement, "fiche", "fiches")
        yield RegionMark(
            lien=row.lien,
            phrase=f"{row.lien.libelle}, sans département précis : {count}",
            x=x,
            y=y,
            compte=number(row.sans_departement),
        )


def _legend(most: int) -> tuple[tuple[int, str], ...]:
    tops = upper_bounds(most)
    spans = zip((1, *(top + 1 for top in tops)), tops, strict=False)
    return tuple((level(top, tops), _span(bottom, top)) for bottom, top in spans)


def _span(bottom: int, top: int) -> str:
    if bottom == top:
        return plural(top, "fiche", "fiches")
    return f"de {number(bottom)} à {plural(top, 'fiche', 'fiches')}"


def empty_departments(lieux: Iterable[Department]) -> list[tuple[str, list[Link]]]:
    """Return the départements without record by région, each with its page, which leads on."""
    without = (place for place in lieux if not place.fiches)
    ranked = sorted(without, key=lambda p: (collation(p.region.libelle), p.id))
    return [
        (
            region,
            [
                Link(libelle=place.lien.libelle, adresse=member_address("territoires", place.id))
                for place in members
            ],
        )
        for region, members in groupby(ranked, key=lambda place: place.region.libelle)
    ]


def region_rows(corpus: Corpus, facet: Facet) -> tuple[RegionRow, ...]:
    """Return the régions that have records, those with most of them first."""
    values = {value.id: value for value in facet.valeurs}
    regions = [v for v in facet.valeurs if v.fiches and corpus.territories[v.id].type == "region"]
    rows = (
        _region(value, [v for v in values.values() if v.parent == value.id]) for value in regions
    )
    return tuple(sorted(rows, key=lambda row: (-row.fiches, collation(row.lien.libelle))))


def _region(value: FacetValue, inside: list[FacetValue]) -> RegionRow:
    located = mask(position for v in inside for position in v.fiches)
    return RegionRow(
        lien=Link(libelle=value.libelle, adresse=value.adresse),
        fiches=len(value.fiches),
        sans_departement=len(value.fiches) - (mask(value.fiches) & located).bit_count(),
    )


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
    for one, other in (*_pairs(corners.values()), *base.voisins):
        for a, b in ((one, other), (other, one)):
            found[a].add(b)
            above, beside = _parent(territories, a), _parent(territories, b)
            if above and beside and above != beside:
                found[above].add(beside)
    return {id_: tuple(sorted(others)) for id_, others in found.items()}


def _pairs(groups: Iterable[set[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from combinations(sorted(group), 2)


def _parent(territories: Mapping[str, Term], id_: str) -> str:
    term = territories.get(id_)
    return (term.parent or "") if term else ""


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
