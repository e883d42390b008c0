"""A facet with hundreds of choices in packs: who asks for one choice reads its pack alone."""

from __future__ import annotations

from collections import defaultdict

from catalogue.derive.views import Facet, FacetValue

PACK = 64
"""How many choices stand in a pack, each with those under it."""


def packs(facet: Facet) -> list[list[FacetValue]]:
    """Return the choices by packs in the order of their ids, each followed by those under it."""
    under: dict[str | None, list[FacetValue]] = defaultdict(list)
    for value in facet.valeurs:
        under[value.parent].append(value)
    roots = sorted(under[None], key=lambda value: value.id)
    return [
        [found for root in roots[start : start + PACK] for found in (root, *under[root.id])]
        for start in range(0, len(roots), PACK)
    ]
