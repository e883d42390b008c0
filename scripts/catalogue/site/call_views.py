"""Calls for projects in words: what each asks and pays, its calendar, what the browser dates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from catalogue.records.corpus import Corpus
from catalogue.records.types import (
    CALL_TERMS,
    Call,
    CallStep,
    Figure,
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
class SessionView:
    """A session of a call: its calendar in words, and its figures."""

    nom: str
    etapes: tuple[StepView, ...]
    groupes: tuple[FigureGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallState:
    """What tells, on the day it is read, whether a call is open; nothing does at the build."""

    fenetres: str
    """Its openings and closings as JSON (see assets/js/appels/etat.js)."""
    ouvert: str
    clos: str
    a_venir: str
    inconnu: str
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

    id: str
    nom: str
    adresse: str
    instrument: str
    territoires: tuple[Link, ...]
    description: str
    etat: CallState
    etapes: tuple[StepView, ...]
    termes: tuple[tuple[str, tuple[tuple[Link, str, Link], ...]], ...]
    """The terms that it names, set by set, each with what is to be known and its document."""
    rubriques: tuple[CallRubric, ...]
    suites: tuple[SourcedWords, ...]
    non_lus: tuple[UnreadDocument, ...]
    financeurs: tuple[Link, ...]
    sessions: tuple[SessionView, ...]
    groupes: tuple[FigureGroup, ...]
    a_savoir: str
    sources: tuple[Link, ...]
    fiches: int
    recherche: str


PARAMETER = "appel"
"""The catalogue's parameter for a call."""
NATIONAL = "Toute la France"
AFTER = ("comite", "reponse", "conventions", "bilan")
"""Steps that come once a call is closed: without a closing date, they tell that it is."""


def calls_in_order(corpus: Corpus) -> list[Call]:
    """Return the calls from the oldest: by year, the programme's own before regional ones."""
    return sorted(corpus.calls.values(), key=lambda c: (c.annee or 9999, c.lancement, c.id))


def calls_from_newest(corpus: Corpus) -> list[Call]:
    """Return the calls from the newest; those of which no year is known come last."""
    dated = [call for call in calls_in_order(corpus) if call.annee]
    undated = [call for call in calls_in_order(corpus) if not call.annee]
    return [*sorted(dated, key=_last_moment, reverse=True), *undated]


def _last_moment(call: Call) -> tuple[int, str]:
    """Return the year of a call, then the last day that it is known to have been open."""
    dates = [day for part in (call, *call.sessions) for day in (part.cloture, part.lancement)]
    return call.annee or 0, max(dates)


def call_line(corpus: Corpus, call: Call) -> CallLine:
    """Return a call in a list: where, when, and what tells whether it is open."""
    return CallLine(
        lien=Link(libelle=call.nom, adresse=member_address("appels", call.id)),
        annee=str(call.annee) if call.annee else "",
        territoires=_places(corpus, call),
        lancement=_day(call.lancement),
        cloture=_day(_closing(call)),
        etat=call_state(call),
    )


def _places(corpus: Corpus, call: Call) -> tuple[Link, ...]:
    places = tuple(term_link(corpus, "territoires", t) for t in call.territoires)
    return places or (Link(libelle=NATIONAL),)


def _day(date: str) -> str:
    return date_words(date) if date else ""


def _closing(call: Call) -> str:
    return max((part.cloture for part in (call, *call.sessions)), default="")


def call_state(call: Call) -> CallState:
    """Return what the browser needs to tell whether a call is open, on the reader's day."""
    closing, opening = _closing(call), call.lancement
    return CallState(
        fenetres=json.dumps(windows_of(call)),
        ouvert=f"Ouvert : clôture {_when(closing)}" if closing else "",
        clos=_closed(call, closing),
        a_venir=f"À venir : ouverture {_when(opening)}" if opening else "",
        inconnu="On ne sait pas s’il est ouvert",
    )


def windows_of(call: Call) -> list[list[str]]:
    """Return when a call may be open, session by session (see assets/js/appels/etat.js)."""
    return [_window(call, session) for session in call.sessions] or [_window(call, call)]


def _closed(call: Call, closing: str) -> str:
    """Return how one knows that a call is closed, "" where nothing will ever tell."""
    if closing:
        return f"Clos : clôture {_when(closing)}"
    if any(_after(part) for part in (call, *call.sessions)):
        return "Clos : la suite est publiée"
    return f"Sans doute clos : appel de {call.annee}, clôture non lue" if call.annee else ""


def _after(part: Scheduled) -> list[str]:
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
    return [*days, min(_after(part), default=stale)]


def _ends(date: str) -> tuple[str, str]:
    """Return the first and the last day that a date may mean; months end where text does."""
    rest = len(date) - len("2025")
    return (f"{date}{'-01-01'[rest:]}", f"{date}{'-12-31'[rest:]}") if date else ("", "")


def call_view(corpus: Corpus, call: Call, spec: Spec) -> CallView:
    """Return a call with everything published on it; `spec` names its rubrics."""
    return CallView(
        id=call.id,
        nom=call.nom,
        adresse=member_address("appels", call.id),
        instrument=corpus.label("instruments", call.instrument),
        territoires=_places(corpus, call),
        description=call.description,
        etat=call_state(call),
        etapes=tuple(_steps(corpus, call.calendrier)),
        termes=tuple(_terms(corpus, call, spec)),
        rubriques=tuple(_rubrics(corpus, call, spec)),
        suites=_statements(corpus, call.suites),
        non_lus=tuple(replace(d, manque=lower_first(d.manque.rstrip("."))) for d in call.non_lus),
        financeurs=tuple(term_link(corpus, "organismes", o) for o in call.financeurs),
        sessions=tuple(
            SessionView(
                nom=session.nom,
                etapes=tuple(_steps(corpus, session.calendrier)),
                groupes=figure_groups(corpus, session.chiffres),
            )
            for session in call.sessions
        ),
        groupes=figure_groups(corpus, call.chiffres),
        a_savoir=call.a_savoir,
        sources=tuple(source_link(corpus, s) for s in call.sources),
        fiches=sum(p.appel == call.id for p in corpus.projects),
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


def _terms(
    corpus: Corpus, call: Call, spec: Spec
) -> Iterator[tuple[str, tuple[tuple[Link, str, Link], ...]]]:
    """Yield the terms that a call names, set by set, each with what is to be known of it."""
    for reference in CALL_TERMS:
        cited = tuple(
            (term_link(corpus, reference, c.terme), c.precision, source_link(corpus, c.source))
            for c in getattr(call, reference)
        )
        if cited:
            yield spec.properties[reference].title, cited


def _rubrics(corpus: Corpus, call: Call, spec: Spec) -> Iterator[CallRubric]:
    """Yield every rubric of the rules in the schema's order; one without a line is not known."""
    for id_, rubric in spec.properties["regles"].properties.items():
        figures = [figure_view(corpus, f) for f in _figures(call) if f.regle == id_]
        told = tuple(
            SourcedWords(
                texte=f"{view.libelle} : {view.valeur}",
                note=_note(view.date, view.precision),
                source=view.source,
            )
            for view in figures
        )
        said = _statements(corpus, call.regles.get(id_, ()))
        yield CallRubric(id=id_, titre=rubric.title, dit=(*told, *said))


def _figures(call: Call) -> Iterator[Figure]:
    yield from call.chiffres
    for session in call.sessions:
        yield from session.chiffres


def _statements(corpus: Corpus, said: Sequence[Said]) -> tuple[SourcedWords, ...]:
    return tuple(
        SourcedWords(
            texte=one.texte,
            note=_note(_day(one.date), one.precision),
            source=source_link(corpus, one.source),
        )
        for one in said
    )


def _note(*parts: str) -> str:
    return upper_first(", ".join(part.rstrip(".") for part in parts if part))


def regional_calls(corpus: Corpus) -> list[tuple[Link, list[CallLine]]]:
    """Return every region with its calls, those of its départements among them."""
    regions = [t for t in corpus.territories.values() if t.type == "region"]
    found = []
    for region in regions:
        lines = [
            call_line(corpus, c)
            for c in calls_from_newest(corpus)
            if concerns(corpus, c, region.id)
        ]
        found.append((term_link(corpus, "territoires", region.id), lines))
    return found


def concerns(corpus: Corpus, call: Call, region: str) -> bool:
    """Tell whether a call is one of a region, or of one of its départements."""
    return any(
        region == held.id for t in call.territoires for held in corpus.lineage("territoires", t)
    )
