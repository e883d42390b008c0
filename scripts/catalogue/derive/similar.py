"""The records most like another: what few records have counts more than what all have.

Comparing each record with all others would cost their square. Records are put in an order where
those with the same rare terms stand together; each pair of rare terms keeps, in that order, the
records that have both; a record looks around itself in the shortest of its lists.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import log, sqrt

from catalogue.derive.likeness import TRAITS, Likeness, terms_of
from catalogue.model.corpus import Corpus

MOST_SHOWN = 4
RAREST = 4
"""How many of a record's terms its lists are made of: it bounds the memory."""
WINDOW = 12
"""How many records of one list are looked at."""
LOOKED_AT = 24
"""How many records are looked at before the shortest lists are enough."""
CHUNK = 12
"""How many terms are weighed at once."""
LOW = (1 << CHUNK) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A record like another: its place in the catalogue's order, and what the two share."""

    position: int
    raison: str


class Neighbours:
    """Finds the records like another; what they have in common is weighed once for all.

    A set of terms is an integer with a bit for each, the rarest the highest.
    """

    def __init__(self, corpus: Corpus) -> None:
        terms = [tuple(terms_of(project)) for project in corpus.projects]
        counts = Counter(term for own in terms for term in own)
        self.terms = sorted(counts, key=lambda term: (-counts[term], term))
        weights = [log((len(terms) + 1) / counts[term]) for term in self.terms]
        bits = {term: 1 << rank for rank, term in enumerate(self.terms)}
        self.sets = [sum(bits[term] for term in set(own)) for own in terms]
        self.needed = sum(bit for (field, _), bit in bits.items() if TRAITS[field].suffit)
        self.tables = _tables(weights)
        self.norms = [1 / sqrt(self.weight(own) or 1) for own in self.sets]
        self.order = sorted(range(len(terms)), key=lambda position: (self.sets[position], position))
        self.ranks = {position: rank for rank, position in enumerate(self.order)}
        self.lists = self._lists()
        self.likeness = Likeness(corpus)

    def of(self, position: int) -> tuple[Neighbour, ...]:
        """Return the records most like the one at a position of the catalogue's order."""
        own, sets, norms, needed = self.sets[position], self.sets, self.norms, self.needed
        found: list[tuple[float, int]] = []
        for other in self.candidates(position):
            shared = own & sets[other]
            if shared & needed:
                found.append((-self.weight(shared) * norms[other], other))
        return tuple(self._neighbour(position, other) for _, other in sorted(found)[:MOST_SHOWN])

    def _neighbour(self, position: int, other: int) -> Neighbour:
        shared = self.sets[position] & self.sets[other]
        # The rarest first: what says most of the two is named before what many share.
        terms = [self.terms[rank] for rank in reversed(_ranks(shared))]
        return Neighbour(position=other, raison=self.likeness.words(position, other, terms))

    def candidates(self, position: int) -> Iterator[int]:
        """Yield the records worth comparing with one, itself aside."""
        if len(self.order) <= LOOKED_AT:
            return (other for other in self.order if other != position)
        rank, seen = self.ranks[position], set[int]()
        for members in sorted((self.lists[k] for k in _keys(self.sets[position])), key=len):
            if len(seen) > LOOKED_AT:
                break
            seen.update(_around(members, rank))
        seen.discard(rank)
        return (self.order[other] for other in seen)

    def _lists(self) -> dict[int, list[int]]:
        lists: dict[int, list[int]] = defaultdict(list)
        for rank, position in enumerate(self.order):
            for key in _keys(self.sets[position]):
                lists[key].append(rank)
        return lists

    def weight(self, terms: int) -> float:
        """Return how much a set of terms says: the sum of what each does."""
        total = 0.0
        for table in self.tables:
            total += table[terms & LOW]
            terms >>= CHUNK
        return total


def _tables(weights: Sequence[float]) -> list[list[float]]:
    """Return, for each run of terms, the weight of each of its sets: adding up is dear."""
    tables = []
    for start in range(0, len(weights), CHUNK):
        table = [0.0]
        for weight in weights[start : start + CHUNK]:
            table += [weight + others for others in table]
        tables.append(table)
    return tables


def _ranks(terms: int) -> list[int]:
    """Return the bits of a set, the lowest first."""
    ranks = []
    while terms:
        lowest = terms & -terms
        ranks.append(lowest.bit_length() - 1)
        terms ^= lowest
    return ranks


@lru_cache(maxsize=4096)
def _keys(terms: int) -> tuple[int, ...]:
    """Return the rarest terms of a set, alone and two by two."""
    rarest = [1 << rank for rank in _ranks(terms)[-RAREST:]]
    return (*(one | other for one, other in combinations(rarest, 2)), *rarest)


def _around(members: Sequence[int], rank: int) -> Sequence[int]:
    """Return the members that stand nearest to a rank, as many on each side as there are."""
    start = bisect_left(members, rank) - WINDOW // 2
    start = max(0, min(start, len(members) - WINDOW))
    return members[start : start + WINDOW]
