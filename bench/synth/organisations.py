"""Synthetic organisations, and which of them act in a département."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import isqrt
from random import Random
from typing import Any

from synth.prose import Skewed, low, slug
from synth.yaml_text import Value

# As in life, organisations grow more slowly than records: the same ones come back.
PER_ROOT = {"bailleur": 6, "association": 10, "collectivite": 3}
"""Type of organisation → how many there are, times the square root of the number of records."""

NATIONAL = 25
"""One organisation in so many acts everywhere."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A synthetic organisation; without territories it acts everywhere."""

    id: str
    nom: str
    type: str
    territoires: tuple[str, ...]

    def record(self, random: Random) -> dict[str, Value]:
        """Return what its file says."""
        record: dict[str, Value] = {"id": self.id, "nom": self.nom, "type": self.type}
        if self.type == "bailleur" and random.random() < 0.7:
            record["famille"] = random.choice(("oph", "esh", "esh", "coop", "sem"))
        if self.territoires:
            record["territoires"] = self.territoires
        record["description"] = "Organisme synthétique, inventé pour les mesures : il n’existe pas."
        return record


@dataclass(frozen=True, slots=True)
class Directory:
    """The organisations of each type by territory; the key « » holds those that act everywhere."""

    organisations: tuple[Organisation, ...]
    by_place: Mapping[tuple[str, str], Sequence[Organisation]]

    def draw(self, random: Random, kind: str, places: Sequence[str]) -> Organisation:
        """Return an organisation of a type that acts in one of the places, the nearest first."""
        found = next((f for p in (*places, "") if (f := self.by_place.get((kind, p)))), ())
        return low(random, found)


def make_directory(
    words: Mapping[str, Any], regions: Mapping[str, str], records: int, random: Random
) -> Directory:
    """Return the organisations for a number of records; `regions` gives each département's."""
    places = Skewed.of(regions, words["poids"]["departements"])
    made = tuple(
        Organisation(
            slug(name), name, kind, _territories(random, rank, places.draw(random), regions)
        )
        for kind, factor in PER_ROOT.items()
        for rank, name in enumerate(
            _names(words["noms"], kind, factor * (isqrt(records) + 1), random)
        )
    )
    by_place: dict[tuple[str, str], list[Organisation]] = {}
    for organisation in made:
        for place in organisation.territoires or ("",):
            by_place.setdefault((organisation.type, place), []).append(organisation)
    return Directory(made, by_place)


def _territories(
    random: Random, rank: int, home: str, regions: Mapping[str, str]
) -> tuple[str, ...]:
    if rank % NATIONAL == 0:
        return ()
    if random.random() < 0.15:
        return (regions[home],)
    neighbours = [c for c, region in regions.items() if region == regions[home] and c != home]
    if neighbours and random.random() < 0.2:
        return tuple(sorted((home, random.choice(neighbours))))
    return (home,)


def _names(names: Mapping[str, Any], kind: str, count: int, random: Random) -> Iterator[str]:
    """Yield different names of a type."""
    roots = ["".join(parts) for parts in product(names["lieux"]["debut"], names["lieux"]["fin"])]
    possible = list(product(names[kind], roots))
    random.shuffle(possible)
    if count > len(possible):
        raise ValueError(f"only {len(possible)} names of {kind} for {count}")
    return (pattern.format(lieu=root) for pattern, root in possible[:count])
