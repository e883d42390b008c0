"""A facet's choices as a tree: which stand under which, by families for the page, in packs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue.site.views import Facet, FacetValue

FIRST_CHOICES = 12
"""How many choices of a facet that has hundreds stand in the page."""
SHORT = 6
"""Up to how many choices in use a facet shows them at first."""
PACK = 64
"""How many choices stand in a pack, each with those under it."""


def by_parent(values: Iterable[FacetValue]) -> dict[str | None, list[FacetValue]]:
    """Return choices by the id of the one above them; None holds those that have none above.

    A choice with nothing under it has an empty list.
    """
    under: dict[str | None, list[FacetValue]] = defaultdict(list)
    for value in values:
        under[value.parent].append(value)
    return under


def packs(facet: Facet) -> list[list[FacetValue]]:
    """Return the choices by packs in the order of their ids, each followed by those under it.

    Who asks for one choice of hundreds reads its pack alone.
    """
    under = by_parent(facet.valeurs)
    roots = sorted(under[None], key=lambda value: value.id)
    return [
        [found for root in roots[start : start + PACK] for found in (root, *under[root.id])]
        for start in range(0, len(roots), PACK)
    ]


Tree = tuple[FacetValue, tuple[FacetValue, ...]]
"""A choice and those under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetBlock:
    """A facet as the catalogue page writes it: its choices by family, each with those under it."""

    facette: Facet
    groupes: tuple[tuple[str, tuple[Tree, ...]], ...]
    """Label of the family, or the empty string, and its choices."""
    vide: bool
    """No choice has a record."""
    reste: int
    """How many choices are left out, which the data file has."""
    ouverte: bool
    """It shows its choices at first: it is short, or the first one."""
    paquets: tuple[str, ...]
    """The first id of each pack of the choices, where there are hundreds."""


def blocks(facets: Sequence[Facet]) -> list[FacetBlock]:
    """Return what the catalogue page writes of its facets."""
    return [_block(facet, is_first=not rank) for rank, facet in enumerate(facets)]


def _block(facet: Facet, *, is_first: bool) -> FacetBlock:
    under = by_parent(facet.valeurs)
    shown = under[None][:FIRST_CHOICES] if facet.nombreuse else under[None]
    trees = [(v, () if facet.nombreuse else tuple(under[v.id])) for v in shown]
    families = (*facet.familles, ("", ""))
    groups = ((label, tuple(t for t in trees if t[0].famille == id_)) for id_, label in families)
    return FacetBlock(
        facette=facet,
        groupes=tuple((label, members) for label, members in groups if members),
        vide=not any(value.fiches for value in facet.valeurs),
        reste=len(under[None]) - len(shown),
        ouverte=is_first or _is_short(facet),
        paquets=tuple(pack[0].id for pack in packs(facet)) if facet.nombreuse else (),
    )


def _is_short(facet: Facet) -> bool:
    used = sum(bool(value.fiches) for value in facet.valeurs)
    return used <= SHORT and not facet.secondaire and not facet.nombreuse
