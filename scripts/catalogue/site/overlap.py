"""Sets of records as bit masks: how many two choices share is one « and »."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalogue.site.facets import FacetField
from catalogue.site.views import Facet, FacetValue

ONE = ord("1")


def mask(positions: Iterable[int]) -> int:
    """Return the mask of the records at positions of the catalogue's order."""
    found = tuple(positions)
    # A digit a record, the first one last: Python reads a long binary number at once.
    digits = bytearray(b"0") * (max(found, default=0) + 1)
    for position in found:
        digits[position] = ONE
    digits.reverse()
    return int(digits, 2)


def shared(one: int, other: int) -> int:
    """Return how many records two masks have in common."""
    return (one & other).bit_count()


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedChoice:
    """A choice of a facet with the mask of its records."""

    parametre: str
    reference: str
    valeur: FacetValue
    fiches: int


def choices_of(
    facets: Sequence[tuple[FacetField, Facet]], references: Sequence[str]
) -> tuple[MaskedChoice, ...]:
    """Return the choices of some facets, by the sets they come from, in the facets' order."""
    return tuple(
        MaskedChoice(
            parametre=field.parametre,
            reference=field.reference,
            valeur=value,
            fiches=mask(value.fiches),
        )
        for field, facet in facets
        if field.reference in references
        for value in facet.valeurs
    )


def most_shared(
    choices: Iterable[MaskedChoice], records: int, limit: int
) -> Iterator[tuple[MaskedChoice, int]]:
    """Yield the choices that share most records with a mask, and how many each shares."""
    counted = [(choice, shared(choice.fiches, records)) for choice in choices]
    ranked = sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1])
    yield from ranked[:limit]
