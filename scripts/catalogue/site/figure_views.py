"""Published figures and calls, in words; what the sources contradict stays side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.records.corpus import Corpus
from catalogue.records.types import Call, Figure, Session, Source
from catalogue.site.addresses import catalogue_address, member_address, term_link
from catalogue.site.views import (
    CallView,
    FigureGroup,
    FigureView,
    Link,
    SessionView,
    SourceMark,
)
from catalogue.site.wording import date_words, quantity

BIBLIOGRAPHY = "programme/"
ACRONYM = re.compile(r"(?!.* et )[^(]+ \((\w+)\)")
"""The name of one publisher, then its acronym."""
PARAMETER = "appel"
"""The catalogue's parameter for a call."""


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
    return tuple(_group(corpus, group) for group in by_indicator.values())


def _group(corpus: Corpus, figures: list[Figure]) -> FigureGroup:
    views = tuple(figure_view(corpus, figure) for figure in figures)
    return FigureGroup(
        libelle=figures[0].libelle,
        chiffres=views,
        conflit=len({view.valeur for view in views}) > 1,
    )


def call_view(corpus: Corpus, call: Call) -> CallView:
    """Return a call with its sessions and figures."""
    return CallView(
        id=call.id,
        nom=call.nom,
        adresse=member_address("appels", call.id),
        instrument=corpus.label("instruments", call.instrument),
        region=term_link(corpus, "territoires", call.region) if call.region else None,
        description=call.description,
        dates=_dates(
            ("Lancement", call.lancement),
            ("Clôture", call.cloture),
            ("Comité de sélection", call.comite),
        ),
        financeurs=tuple(term_link(corpus, "organismes", o) for o in call.financeurs),
        sessions=tuple(_session(corpus, session) for session in call.sessions),
        groupes=figure_groups(corpus, call.chiffres),
        a_savoir=call.a_savoir,
        sources=tuple(source_link(corpus, s) for s in call.sources),
        fiches=sum(p.appel == call.id for p in corpus.projects),
        recherche=catalogue_address((PARAMETER, call.id)),
    )


def _session(corpus: Corpus, session: Session) -> SessionView:
    return SessionView(
        nom=session.nom,
        dates=_dates(("Clôture", session.cloture), ("Comité de sélection", session.comite)),
        groupes=figure_groups(corpus, session.chiffres),
    )


def _dates(*named: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, date_words(value)) for name, value in named if value)


def calls_in_order(corpus: Corpus) -> list[Call]:
    """Return the calls from the oldest: by year, the programme's own before regional ones."""
    return sorted(corpus.calls.values(), key=lambda c: (c.annee or 9999, c.lancement, c.id))


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
