"""What helps to judge a record, beside its evidence: how fresh it is, which others are like it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, log, sqrt
from typing import NamedTuple

from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.site.views import Card
from catalogue.site.wording import NBSP, date_words, lower_first

MOST_NAMED = 3

TRAITS = {
    "publics": ("Même public", "Mêmes publics"),
    "outils": ("Même outil", "Mêmes outils"),
    "partenariats": ("Même partenariat", "Mêmes partenariats"),
    "finalites": ("Même finalité", "Mêmes finalités"),
}
"""The fields that make records alike, in the order of the sentence: words for one term and several.
"""
SUFFICIENT = frozenset({"publics", "outils"})
"""Those that make records alike by themselves: half of them share a goal or a partnership."""


def _reason(corpus: Corpus, one: Project, other: Project, shared: Sequence[tuple[str, str]]) -> str:
    """Return what two records share, in words: terms, each after its field, then places."""
    parts = []
    for field, (one_word, many_words) in TRAITS.items():
        ids = [id_ for name, id_ in shared if name == field]
        named = [lower_first(corpus.label(field, id_)) for id_ in ids[:MOST_NAMED]]
        if more := len(ids) - len(named):
            named.append(f"{more} autre{'s' if more > 1 else ''}")
        if named:
            words = one_word if len(ids) == 1 else many_words
            parts.append(f"{words}{NBSP}: {', '.join(named)}.")
    departments, regions = _places(corpus, one)
    other_departments, other_regions = _places(corpus, other)
    if departments & other_departments:
        parts.append("Même département.")
    elif regions & other_regions:
        parts.append("Même région.")
    elif regions and other_regions:  # Else one of them has no known place.
        parts.append("Autre territoire.")
    return " ".join(parts)


def _places(corpus: Corpus, project: Project) -> tuple[set[str], set[str | None]]:
    """Return the départements of a record, and its régions, theirs included."""
    known = corpus.territories
    departments = {t.departement for t in project.territoires} & known.keys()
    regions = {known[code].parent for code in departments}
    return departments, regions.union(t.region for t in project.territoires) & known.keys()


MOST_SHOWN = 4
RAREST = 4
"""How many of a record's terms its lists are made of: it bounds the memory."""
WINDOW = 12
"""How many records of one list are looked at."""
LOOKED_AT = 24
"""How many records are looked at before the shortest lists are enough."""


class Neighbours:
    """Finds the records like another without comparing it with all of them.

    A term is a number here: its rank among the terms of the corpus, from the most frequent.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        named = [
            [(field, id_) for field in TRAITS for id_ in getattr(project, field)]
            for project in corpus.projects
        ]
        counts = Counter(term for own in named for term in own)
        self.terms = sorted(counts, key=lambda term: (-counts[term], term))
        # One more than there are: what every record has still says a little.
        self.weights = [log((len(named) + 1) / counts[term]) for term in self.terms]
        ranks = {term: rank for rank, term in enumerate(self.terms)}
        self.sets = [{ranks[term] for term in own} for own in named]
        self.needed = {rank for (field, _), rank in ranks.items() if field in SUFFICIENT}
        self.norms = [1 / sqrt(self.weight(own) or 1) for own in self.sets]
        # By their rarest terms, so that records alike stand together in each list.
        self.order = sorted(
            range(len(named)), key=lambda position: sorted(self.sets[position], reverse=True)
        )
        self.lists: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for rank, position in enumerate(self.order):
            for key in _keys(self.sets[position]):
                self.lists[key].append(rank)

    def of(self, position: int) -> list[tuple[int, str]]:
        """Return the records most like the one at a position of the catalogue's order.

        Each is its own position, and what the two share.
        """
        own, found = self.sets[position], []
        for other in self.candidates(position):
            shared = own & self.sets[other]
            if shared & self.needed:
                found.append((-self.weight(shared) * self.norms[other], other))
        alike = []
        for _, other in sorted(found)[:MOST_SHOWN]:
            # The rarest first: what says most of the two is named before what many share.
            terms = [self.terms[rank] for rank in sorted(own & self.sets[other], reverse=True)]
            projects = self.corpus.projects
            alike.append((other, _reason(self.corpus, projects[position], projects[other], terms)))
        return alike

    def candidates(self, position: int) -> Iterator[int]:
        """Yield the records worth comparing with one, itself aside."""
        if len(self.order) <= LOOKED_AT:
            return (other for other in self.order if other != position)
        rank, seen = self.order.index(position), set[int]()
        for members in sorted((self.lists[key] for key in _keys(self.sets[position])), key=len):
            if len(seen) > LOOKED_AT:
                break
            # Those that stand nearest in the list, as many on each side as there are.
            start = max(0, min(bisect_left(members, rank) - WINDOW // 2, len(members) - WINDOW))
            seen.update(members[start : start + WINDOW])
        seen.discard(rank)
        return (self.order[other] for other in seen)

    def weight(self, terms: Iterable[int]) -> float:
        """Return how much some terms say: the sum of what each does."""
        return fsum(self.weights[term] for term in terms)


def _keys(terms: Iterable[int]) -> list[tuple[int, ...]]:
    """Return the rarest of some terms, two by two and alone."""
    rarest = sorted(terms)[-RAREST:]
    return [*combinations(rarest, 2), *combinations(rarest, 1)]


class Age(NamedTuple):
    """An age from which a check is old: in years, what to call it, what it means to a reader."""

    id: str
    ans: int
    titre: str
    conseil: str


AGES = (
    Age(
        "a-reverifier",
        2,
        "Fiche à revérifier",
        "L’initiative a pu changer depuis : avant de vous en servir, demandez où elle en est.",
    ),
    Age(
        "ancienne",
        4,
        "Fiche ancienne",
        "Lisez-la comme une trace de ce qui s’est fait, et vérifiez tout ce que vous en reprenez.",
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


def freshness(checked: str, state: str, definition: str, au: str) -> tuple[Notice, ...]:
    """Return what a reader must know of a record on a day: its state, then how old its check is.

    `checked` and `au` are ISO days, the first or none; `definition` is that of the state.
    """
    found = []
    if state in STATES:
        title, advice = STATES[state]
        said = tuple(filter(None, (definition, advice)))
        found.append(Notice(id="etat", titre=title, phrases=said))
    due = [f"{int(checked[:4]) + age.ans}{checked[4:]}" for age in AGES if checked]
    # All are in the page, the oldest age reached is shown: the reader's day may reach another.
    reached = sum(day <= au for day in due)
    for rank, (age, day) in enumerate(zip(AGES, due, strict=False), start=1):
        old = OLD.format(date=date_words(checked), ans=age.ans)
        found.append(
            Notice(
                id=age.id,
                titre=age.titre,
                phrases=(old, age.conseil),
                depuis=day,
                montre=rank == reached,
            )
        )
    return tuple(found)


def newest_check(corpus: Corpus) -> str:
    """Return the newest day of checking: what a site built of these records takes for today."""
    return max((project.verifie_le for project in corpus.projects), default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """The card of a record like another, and what the two share."""

    carte: Card
    raison: str


class Appraiser:
    """Appraises the records of a corpus; what they are compared by is prepared once."""

    def __init__(self, corpus: Corpus, cards: Sequence[Card]) -> None:
        self.corpus, self.cards = corpus, cards
        self.positions = {project.id: rank for rank, project in enumerate(corpus.projects)}
        self.neighbours = Neighbours(corpus)
        self.day = newest_check(corpus)

    def alike(self, project: Project) -> tuple[Alike, ...]:
        """Return the records like one, the most alike first."""
        found = self.neighbours.of(self.positions[project.id])
        return tuple(Alike(carte=self.cards[position], raison=why) for position, why in found)

    def freshness(self, project: Project) -> tuple[Notice, ...]:
        """Return what to know of a record before reading it."""
        state = self.corpus.term("statuts", project.statut)
        definition = state.definition if state else ""
        return freshness(project.verifie_le, project.statut, definition, self.day)
