"""How well a record documents what it says: computed from its fields by the rubric, never typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from catalogue.derive.held import Raw
from catalogue.derive.rubric import DOCUMENTED, GRADES, RUBRIC, Dimension
from catalogue.model.records import Project

ORDER = tuple(GRADES)
ENOUGH = ORDER.index(DOCUMENTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The level that a record reaches in one dimension, why, and what would raise it."""

    id: str
    libelle: str
    niveau: str
    niveau_libelle: str
    compte: str
    """How much the record gives, or the empty string."""
    raisons: tuple[str, ...]
    """What it holds that counted."""
    suivant: str
    """The words of the next level, or the empty string at the highest."""
    manque: tuple[str, ...]
    """What the next level still asks for."""


def documented(project: Project) -> frozenset[str]:
    """Return the ids of the dimensions that a record documents well enough to filter on."""
    data = project.data
    met = ((dimension.id, *_best(dimension, data)) for dimension in RUBRIC)
    return frozenset(id_ for id_, rank, _ in met if rank >= ENOUGH)


def judgements(project: Project) -> tuple[Judgement, ...]:
    """Return what a record's fields say of it, dimension by dimension."""
    data = project.data
    return tuple(_of(dimension, data) for dimension in RUBRIC)


def _of(dimension: Dimension, data: Raw) -> Judgement:
    rank, met = _best(dimension, data)
    return _judgement(dimension.id, rank, met, dimension.compte(data) if rank else "")


def _best(dimension: Dimension, data: Raw) -> tuple[int, int]:
    """Return the rank of the level that the best piece reaches, and the needs that it meets."""
    rank = best = 0
    for piece in dimension.judged(data):
        met = sum(1 << i for i, need in enumerate(dimension.besoins) if need.test.passes(piece))
        reached = _rank(dimension.id, met)
        # Of pieces of the same level, the fullest; of those, the first.
        if (reached, met.bit_count()) > (rank, best.bit_count()):
            rank, best = reached, met
    return rank, best


# Thousands of records share a few dozen answers: the needs met are bits, and each answer is made
# once. A dimension goes by its id, because its own hash would go through all of its needs.
BY_ID = {dimension.id: dimension for dimension in RUBRIC}


@cache
def _rank(id_: str, met: int) -> int:
    """Return how many levels are reached: each asks for its own needs and those before it."""
    needs = enumerate(BY_ID[id_].besoins)
    lacking = min((ORDER.index(n.niveau) for i, n in needs if not met >> i & 1), default=len(ORDER))
    return lacking - 1


@lru_cache(maxsize=4096)
def _judgement(id_: str, rank: int, met: int, count: str) -> Judgement:
    dimension = BY_ID[id_]
    following = ORDER[rank + 1] if rank + 1 < len(ORDER) else ""
    held = [(need, bool(met >> i & 1)) for i, need in enumerate(dimension.besoins)]
    wanted = tuple(n.nom for n, there in held if n.niveau == following and not there)
    return Judgement(
        id=id_,
        libelle=dimension.libelle,
        niveau=ORDER[rank],
        niveau_libelle=GRADES[ORDER[rank]][0],
        compte=count,
        raisons=tuple(need.nom for need, there in held if there and need.nom),
        suivant=GRADES[following][0] if following else "",
        manque=wanted if rank else (dimension.premier,),
    )
