"""In what two records are alike, in a sentence: same public, same tools, other territory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from catalogue.derive.wording import NBSP, lower_first
from catalogue.model.corpus import Corpus
from catalogue.model.records import Project

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Trait:
    """A field that makes records alike: its words for one shared term and for several."""

    un: str
    plusieurs: str
    suffit: bool
    """Whether sharing it makes records alike: half of them share a goal or a partnership."""


TRAITS = {
    "publics": Trait("Même public", "Mêmes publics", True),
    "outils": Trait("Même outil", "Mêmes outils", True),
    "partenariats": Trait("Même partenariat", "Mêmes partenariats", False),
    "finalites": Trait("Même finalité", "Mêmes finalités", False),
}
"""The fields that make records alike, in the order of the sentence."""

PLACES = {
    "departement": "Même département.",
    "region": "Même région.",
    "ailleurs": "Autre territoire.",
}
"""What to say of the places of two records, from the closest."""
MORE = ("{n} autre", "{n} autres")
"""What stands for the shared terms that are not named: one, several."""

Term = tuple[str, str]
"""A field of a record, and a term that it has there."""


def terms_of(project: Project) -> Iterator[Term]:
    """Yield what may make a record like another."""
    for field in TRAITS:
        for id_ in getattr(project, field):
            yield field, id_


class Likeness:
    """Says what records share; where each takes place is found once.

    Places are bits: those of a record fit in two integers, its départements and its régions.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.bits = {code: 1 << rank for rank, code in enumerate(corpus.territories)}
        self.departments = [self._departments(project) for project in corpus.projects]
        self.regions = [self._regions(project) for project in corpus.projects]
        self.of_field = lru_cache(maxsize=8192)(self._of_field)

    def words(self, one: int, other: int, shared: Iterable[Term]) -> str:
        """Return what two records share, given by their positions, and whether they are close."""
        by_field: dict[str, list[str]] = {field: [] for field in TRAITS}
        for field, id_ in shared:
            by_field[field].append(id_)
        parts = [self.of_field(field, tuple(ids)) for field, ids in by_field.items() if ids]
        return " ".join([*parts, *self._distance(one, other)])

    def _distance(self, one: int, other: int) -> list[str]:
        """Return whether two records are close, or nothing where that is not known."""
        if self.departments[one] & self.departments[other]:
            return [PLACES["departement"]]
        if self.regions[one] & self.regions[other]:
            return [PLACES["region"]]
        return [PLACES["ailleurs"]] if self.regions[one] and self.regions[other] else []

    def _of_field(self, field: str, ids: tuple[str, ...]) -> str:
        named = [lower_first(self.corpus.label(field, id_)) for id_ in ids[:MOST_NAMED]]
        more = len(ids) - len(named)
        named += [MORE[more > 1].format(n=more)] if more else []
        trait = TRAITS[field]
        words = trait.un if len(ids) == 1 else trait.plusieurs
        return f"{words}{NBSP}: {', '.join(named)}."

    def _departments(self, project: Project) -> int:
        return self._set({t.departement for t in project.territoires})

    def _regions(self, project: Project) -> int:
        known = self.corpus.territories
        codes = {t.region for t in project.territoires}
        upper = (known[t.departement].parent for t in project.territoires if t.departement in known)
        return self._set(codes.union(code for code in upper if code))

    def _set(self, codes: set[str]) -> int:
        return sum(self.bits.get(code, 0) for code in codes)
