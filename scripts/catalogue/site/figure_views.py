"""Published figures and moments, in words; what the sources contradict stays side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.records.corpus import Corpus
from catalogue.records.types import Figure, Source
from catalogue.site.addresses import term_link
from catalogue.site.views import Link, SourceMark
from catalogue.site.wording import date_words, quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A published figure in words, with its document."""

    id: str
    libelle: str
    valeur: str
    date: str
    precision: str
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """The figures published for one indicator; `conflit` when they do not say the same."""

    libelle: str
    chiffres: tuple[FigureView, ...]
    conflit: bool


BIBLIOGRAPHY = "programme/"
ACRONYM = re.compile(r"(?!.* et )[^(]+ \((\w+)\)")
"""The name of one publisher, then its acronym."""


def source_link(corpus: Corpus, id_: str) -> Link:
    """Return a document of the bibliography: who published it and when, and its entry."""
    source = corpus.sources.get(id_)
    if source is None:
        return Link(libelle=id_)
    address = f"{BIBLIOGRAPHY}#source-{id_}"
    return Link(libelle=brief_name(source), adresse=address, definition=source.document)


def brief_name(source: Source) -> str:
    """Return a document in few words: who published it and when, or else its title."""
    return ", ".join(filter(None, (source.editeur, source.date[:4]))) or source.document


def source_marks(sources: Iterable[Source]) -> dict[str, SourceMark]:
    """Return the numbered call-out of each document of a page, by its id."""
    return {
        s.id: SourceMark(
            numero=rank, ancre=f"source-{s.id}", document=s.document, bref=brief_name(s)
        )
        for rank, s in enumerate(sources, start=1)
    }


def short_name(source: Source) -> str:
    """Return who published a document, in short: its acronym where it has one of its own."""
    name = source.editeur.split(",")[0] or source.document
    acronym = ACRONYM.fullmatch(name)
    return acronym[1] if acronym else name


def figure_view(corpus: Corpus, figure: Figure) -> FigureView:
    """Return a published figure in words."""
    qualifier = corpus.label("qualificatifs", figure.qualificatif)
    return FigureView(
        id=figure.id,
        libelle=figure.libelle,
        valeur=quantity(figure.valeur, figure.unite, qualifier, figure.valeur_max),
        date=date_words(figure.date) if figure.date else "",
        precision=figure.precision,
        source=source_link(corpus, figure.source),
    )


def figure_groups(corpus: Corpus, figures: Iterable[Figure]) -> tuple[FigureGroup, ...]:
    """Return figures grouped by indicator, in the order of the first of each."""
    by_indicator: dict[str, list[Figure]] = {}
    for figure in figures:
        by_indicator.setdefault(figure.indicateur or figure.id, []).append(figure)
    found = []
    for group in by_indicator.values():
        views = tuple(figure_view(corpus, figure) for figure in group)
        differ = len({view.valeur for view in views}) > 1
        found.append(FigureGroup(libelle=group[0].libelle, chiffres=views, conflit=differ))
    return tuple(found)


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
