"""The programme's history as a line of dated moments, in words."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.derive.addresses import term_link
from catalogue.derive.figures import source_link
from catalogue.derive.views import Link
from catalogue.derive.wording import date_words
from catalogue.model.corpus import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneView:
    """A moment: when, what, where its call is told, and the documents that say so."""

    jour: str
    date: str
    titre: str
    texte: str
    appel: Link | None
    sources: tuple[Link, ...]


def milestone_views(corpus: Corpus) -> tuple[MilestoneView, ...]:
    """Return the moments of the history in the order of their file."""
    return tuple(
        MilestoneView(
            jour=moment.date,
            date=date_words(moment.date),
            titre=moment.titre,
            texte=moment.texte,
            appel=term_link(corpus, "appels", moment.appel) if moment.appel else None,
            sources=tuple(source_link(corpus, id_) for id_ in moment.sources),
        )
        for moment in corpus.milestones
    )
