"""What helps to judge a record: what it documents, how fresh it is, which others are like it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import log, sqrt

from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.site.evidence import Judgement, judgements
from catalogue.site.views import Card
from catalogue.site.wording import NBSP, NOT_GIVEN, date_words, lower_first

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
        self.departments = [
            self._set({t.departement for t in project.territoires}) for project in corpus.projects
        ]
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

    def _regions(self, project: Project) -> int:
        known = self.corpus.territories
        codes = {t.region for t in project.territoires}
        upper = (known[t.departement].parent for t in project.territoires if t.departement in known)
        return self._set(codes.union(code for code in upper if code))

    def _set(self, codes: set[str]) -> int:
        return sum(self.bits.get(code, 0) for code in codes)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """An age from which a check is old: in years, what to call it, what it means to a reader."""

    id: str
    ans: int
    titre: str
    conseil: str


AGES = (
    Age(
        id="a-reverifier",
        ans=2,
        titre="Fiche à revérifier",
        conseil=(
            "L’initiative a pu changer depuis : avant de vous en servir, demandez où elle en est."
        ),
    ),
    Age(
        id="ancienne",
        ans=4,
        titre="Fiche ancienne",
        conseil=(
            "Lisez-la comme une trace de ce qui s’est fait, et vérifiez tout ce que vous en"
            " reprenez."
        ),
    ),
)
"""The thresholds, from the least: the one place where they stand."""

OLD = (
    "Personne ne l’a relue face à ses sources depuis le {date}, il y a plus de {ans}"
    + NBSP
    + "ans."
)

STATES: dict[str, tuple[str, str]] = {
    "abandonnee": (
        "Initiative abandonnée",
        "La fiche reste, car ce qui n’a pas marché sert aussi : ne la prenez pas pour un modèle"
        " sans avoir compris pourquoi.",
    ),
    "inconnu": (
        "Aucun document lu ne dit où en est l’initiative",
        "Avant de la citer en exemple, demandez à ses porteurs où elle en est.",
    ),
    "": (
        "État de l’initiative non renseigné",
        "Avant de la citer en exemple, demandez à ses porteurs où elle en est.",
    ),
}
"""The states that a reader must know before reading on: their title and what to do about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to know before reading, true from the day `depuis` where that is given."""

    id: str
    titre: str
    phrases: tuple[str, ...]
    depuis: str = ""
    montre: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """When a record was last checked, in words, and what a reader must know of it."""

    verifie_le: str
    etat: Notice | None
    ages: tuple[Notice, ...]
    """What is or will be to say of its age; at most one is shown."""


@lru_cache(maxsize=512)
def freshness(checked: str, state: str, state_definition: str, au: str) -> Freshness:
    """Return how fresh a record is on a day: `checked` and `au` are ISO days, the first or none."""
    return Freshness(
        verifie_le=date_words(checked) if checked else NOT_GIVEN,
        etat=_state(state, state_definition),
        ages=_ages(checked, au) if checked else (),
    )


def _state(state: str, definition: str) -> Notice | None:
    if state not in STATES:
        return None
    title, advice = STATES[state]
    return Notice(id="etat", titre=title, phrases=tuple(p for p in (definition, advice) if p))


def _ages(checked: str, au: str) -> tuple[Notice, ...]:
    due = [(age, f"{int(checked[:4]) + age.ans}{checked[4:]}") for age in AGES]
    current = max((rank for rank, (_, day) in enumerate(due) if day <= au), default=-1)
    return tuple(
        Notice(
            id=age.id,
            titre=age.titre,
            phrases=(OLD.format(date=date_words(checked), ans=age.ans), age.conseil),
            depuis=day,
            montre=rank == current,
        )
        for rank, (age, day) in enumerate(due)
    )


def newest_check(corpus: Corpus) -> str:
    """Return the newest day of checking: what a site built of these records takes for today."""
    return max((project.verifie_le for project in corpus.projects), default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """The card of a record like another, and what the two share."""

    carte: Card
    raison: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """What helps to judge a record."""

    preuves: tuple[Judgement, ...]
    fraicheur: Freshness
    proches: tuple[Alike, ...]


class Appraiser:
    """Appraises the records of a corpus; what they are compared by is prepared once."""

    def __init__(self, corpus: Corpus, cards: Sequence[Card]) -> None:
        self.corpus, self.cards = corpus, cards
        self.positions = {project.id: rank for rank, project in enumerate(corpus.projects)}
        self.neighbours = Neighbours(corpus)
        self.day = newest_check(corpus)

    def alike(self, project: Project) -> tuple[Alike, ...]:
        """Return the records like one, the most alike first."""
        return tuple(
            Alike(carte=self.cards[n.position], raison=n.raison)
            for n in self.neighbours.of(self.positions[project.id])
        )

    def appraisal(self, project: Project, alike: tuple[Alike, ...] | None = None) -> Appraisal:
        """Return what helps to judge a record; those like it may be found already."""
        state = self.corpus.term("statuts", project.statut)
        definition = state.definition if state else ""
        return Appraisal(
            preuves=judgements(project),
            fraicheur=freshness(project.verifie_le, project.statut, definition, self.day),
            proches=self.alike(project) if alike is None else alike,
        )
