"""Calls for projects in words: what each asks and pays, its calendar, what the browser dates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from catalogue.records.corpus import Corpus
from catalogue.records.types import (
    CALL_TERMS,
    Call,
    CallStep,
    Said,
    Scheduled,
    UnreadDocument,
)
from catalogue.schema.fields import Spec
from catalogue.site.addresses import catalogue_address, member_address, term_link
from catalogue.site.figure_views import FigureGroup, figure_groups, figure_view, source_link
from catalogue.site.views import Link, SourcedWords
from catalogue.site.wording import date_words, lower_first, upper_first


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step of a calendar: its name and date in words, and the document that gives it."""

    nom: str
    date: str
    note: str
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class CallState:
    """What tells, on the day it is read, whether a call is open; nothing does at the build."""

    fenetres: str
    """Its openings and closings as JSON (see assets/js/appels/etat.js)."""
    mots: Mapping[str, str]
    """The words for each state, empty where the call cannot be in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRubric:
    """A question of an applicant, and what the documents answer; nothing is « non lu »."""

    id: str
    titre: str
    dit: tuple[SourcedWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A call in a list."""

    lien: Link
    annee: str
    territoires: tuple[Link, ...]
    lancement: str
    cloture: str
    etat: CallState


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """A call with everything published on it."""

    appel: Call
    id: str
    nom: str
    adresse: str
    instrument: str
    territoires: tuple[Link, ...]
    etat: CallState
    etapes: tuple[StepView, ...]
    termes: tuple[tuple[str, tuple[tuple[Link, str, Link], ...]], ...]
    """The terms that it names, set by set, each with what is to be known and its document."""
    rubriques: tuple[CallRubric, ...]
    suites: tuple[SourcedWords, ...]
    non_lus: tuple[UnreadDocument, ...]
    financeurs: tuple[Link, ...]
    sessions: tuple[tuple[str, tuple[StepView, ...], tuple[FigureGroup, ...]], ...]
    """Each session: its name, its calendar in words, its figures."""
    groupes: tuple[FigureGroup, ...]
    sources: tuple[Link, ...]
    recherche: str


PARAMETER = "appel"
"""The catalogue's parameter for a call."""
NATIONAL = "Toute la France"
AFTER = ("comite", "reponse", "conventions", "bilan")
"""Steps that come once a call is closed: without a closing date, they tell that it is."""


def calls_in_order(corpus: Corpus) -> list[Call]:
    """Return the calls from the oldest; those of which no year is known come last."""
    return sorted(corpus.calls.values(), key=lambda c: (c.annee or 9999, c.lancement, c.id))


def calls_from_newest(corpus: Corpus) -> list[Call]:
    """Return the calls from the newest; those of which no year is known come last."""

    def last_moment(call: Call) -> tuple[int, str]:
        """Return the year of a call, then the last day that it is known to have been open."""
        dates = [day for part in (call, *call.sessions) for day in (part.cloture, part.lancement)]
        return (call.annee, max(dates)) if call.annee else (0, "")

    return sorted(calls_in_order(corpus), key=last_moment, reverse=True)


def call_line(corpus: Corpus, call: Call) -> CallLine:
    """Return a call in a list: where, when, and what tells whether it is open."""
    return CallLine(
        lien=Link(libelle=call.nom, adresse=member_address("appels", call.id)),
        annee=str(call.annee) if call.annee else "",
        territoires=_places(corpus, call),
        lancement=date_words(call.lancement),
        cloture=date_words(_closing(call)),
        etat=call_state(call),
    )


def _places(corpus: Corpus, call: Call) -> tuple[Link, ...]:
    places = tuple(term_link(corpus, "territoires", t) for t in call.territoires)
    return places or (Link(libelle=NATIONAL),)


def _closing(call: Call) -> str:
    return max((part.cloture for part in (call, *call.sessions)), default="")


def call_state(call: Call) -> CallState:
    """Return what the browser needs to tell whether a call is open, on the reader's day."""
    closing, opening = _closing(call), call.lancement
    if closing:
        closed = f"Clos : clôture {_when(closing)}"
    elif any(map(_days_after, (call, *call.sessions))):
        closed = "Clos : la suite est publiée"
    else:
        # Where not even the year is known, nothing will ever tell that it is closed.
        year = call.annee
        closed = f"Sans doute clos : appel de {year}, clôture non lue" if year else ""
    return CallState(
        fenetres=json.dumps(windows_of(call)),
        mots={
            "ouvert": f"Ouvert : clôture {_when(closing)}" if closing else "",
            "a-venir": f"À venir : ouverture {_when(opening)}" if opening else "",
            "clos": closed,
            "inconnu": "On ne sait pas s’il est ouvert",
        },
    )


def windows_of(call: Call) -> list[list[str]]:
    """Return when a call may be open, session by session (see assets/js/appels/etat.js)."""
    return [_window(call, session) for session in call.sessions] or [_window(call, call)]


def _days_after(part: Scheduled) -> list[str]:
    """Return the last day of each step that comes once a call is closed."""
    return [_ends(step.date)[1] for step in part.calendrier if step.etape in AFTER]


def _when(date: str) -> str:
    """Return a date after a noun: « le 30 juin 2025 », « en juin 2025 »."""
    words = date_words(date)
    return f"le {words}" if len(date) == len("2025-06-30") else f"en {words}"


def _window(call: Call, part: Scheduled) -> list[str]:
    """Return the earliest and latest days of an opening, of a closing, and a day that follows."""
    opening, closing = part.lancement or call.lancement, part.cloture or call.cloture
    # A call belongs to a year: one more, and nobody will answer it, though no closing was read.
    stale = f"{call.annee + 1}-12-31" if call.annee and not closing else ""
    days = [*_ends(opening), *_ends(closing)]
    return [*days, min(_days_after(part), default=stale)]


def _ends(date: str) -> tuple[str, str]:
    """Return the first and the last day that a date may mean; months end where text does."""
    rest = len(date) - len("2025")
    return (f"{date}{'-01-01'[rest:]}", f"{date}{'-12-31'[rest:]}") if date else ("", "")


def call_view(corpus: Corpus, call: Call, spec: Spec) -> CallView:
    """Return a call with everything published on it; `spec` names its rubrics."""
    document = partial(source_link, corpus)
    return CallView(
        appel=call,
        id=call.id,
        nom=call.nom,
        adresse=member_address("appels", call.id),
        instrument=corpus.label("instruments", call.instrument),
        territoires=_places(corpus, call),
        etat=call_state(call),
        etapes=tuple(_steps(corpus, call.calendrier)),
        termes=tuple(
            (
                spec.properties[reference].title,
                tuple(
                    (term_link(corpus, reference, one.terme), one.precision, document(one.source))
                    for one in named
                ),
            )
            for reference in CALL_TERMS
            if (named := getattr(call, reference))
        ),
        rubriques=tuple(_rubrics(corpus, call, spec)),
        suites=_statements(corpus, call.suites),
        non_lus=tuple(replace(d, manque=lower_first(d.manque.rstrip("."))) for d in call.non_lus),
        financeurs=tuple(term_link(corpus, "organismes", o) for o in call.financeurs),
        sessions=tuple(
            (
                session.nom,
                tuple(_steps(corpus, session.calendrier)),
                figure_groups(corpus, session.chiffres),
            )
            for session in call.sessions
        ),
        groupes=figure_groups(corpus, call.chiffres),
        sources=tuple(map(document, call.sources)),
        recherche=catalogue_address((PARAMETER, call.id)),
    )


def _steps(corpus: Corpus, steps: Iterable[CallStep]) -> Iterator[StepView]:
    for step in steps:
        end = f" – {date_words(step.fin)}" if step.fin else ""
        yield StepView(
            nom=corpus.label("etapes-appel", step.etape),
            date=f"{date_words(step.date)}{end}",
            note=step.precision,
            source=source_link(corpus, step.source),
        )


def _rubrics(corpus: Corpus, call: Call, spec: Spec) -> Iterator[CallRubric]:
    """Yield every rubric of the rules in the schema's order; one without a line is not known."""
    figures = [*call.chiffres, *(f for session in call.sessions for f in session.chiffres)]
    for id_, rubric in spec.properties["regles"].properties.items():
        views = [figure_view(corpus, figure) for figure in figures if figure.regle == id_]
        told = tuple(
            SourcedWords(
                texte=f"{view.libelle} : {view.valeur}",
                note=_note(view.date, view.precision),
                source=view.source,
            )
            for view in views
        )
        said = _statements(corpus, call.regles.get(id_, ()))
        yield CallRubric(id=id_, titre=rubric.title, dit=(*told, *said))


def _statements(corpus: Corpus, said: Sequence[Said]) -> tuple[SourcedWords, ...]:
    return tuple(
        SourcedWords(
            texte=one.texte,
            note=_note(date_words(one.date), one.precision),
            source=source_link(corpus, one.source),
        )
        for one in said
    )


def _note(*parts: str) -> str:
    return upper_first(", ".join(part.rstrip(".") for part in parts if part))


def regional_calls(corpus: Corpus) -> list[tuple[Link, list[CallLine]]]:
    """Return every region with its calls, those of its départements among them."""
    calls = calls_from_newest(corpus)
    return [
        (
            term_link(corpus, "territoires", region.id),
            [call_line(corpus, call) for call in calls if concerns(corpus, call, region.id)],
        )
        for region in corpus.territories.values()
        if region.type == "region"
    ]


def concerns(corpus: Corpus, call: Call, region: str) -> bool:
    """Tell whether a call is one of a region, or of one of its départements."""
    return any(
        region == held.id for t in call.territoires for held in corpus.lineage("territoires", t)
    )
