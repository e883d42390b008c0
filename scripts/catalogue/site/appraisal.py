"""What helps to judge a record: what it documents, how fresh it is, which others are like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.site.evidence import Judgement, judgements
from catalogue.site.freshness import Freshness, freshness, newest_check
from catalogue.site.likeness import Neighbours
from catalogue.site.views import Card


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
