"""Everything the pages show, derived once from the corpus."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from weakref import WeakKeyDictionary

from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.schema.fields import Schemas, Spec
from catalogue.site.appraisal import Appraiser
from catalogue.site.call_views import CallView, call_view, calls_from_newest
from catalogue.site.cards import card
from catalogue.site.evidence import worth
from catalogue.site.facets import FacetField, choices, choices_of, facet_fields, facets
from catalogue.site.histories import NOT_ASKED, Event, Histories, events
from catalogue.site.kinds.table import TERM, PageKind, kinds_of
from catalogue.site.lexicon import Lexicon
from catalogue.site.names import Answer, Name, about_calls, answers, site_names
from catalogue.site.nodes import Sheet
from catalogue.site.organisations import (
    SHARED,
    OrganisationEntry,
    OrganisationMaker,
    OrganisationView,
)
from catalogue.site.sheet import SheetMaker
from catalogue.site.terms import TermMaker, TermView, guide_aspects
from catalogue.site.views import Card, Facet
from catalogue.site.ways import Ways


def _year(event: Event) -> str:
    return event.jour[:4]


@dataclass(frozen=True, slots=True)
class Kept:
    """Cards and choices by record; a record that is read again is another one."""

    cards: MutableMapping[Project, Card] = field(default_factory=WeakKeyDictionary)
    choices: MutableMapping[Project, tuple[frozenset[str], ...]] = field(
        default_factory=WeakKeyDictionary
    )
    """What each facet finds in a record, in the order of the facets."""


@dataclass(frozen=True)
class SiteView:
    """The corpus as the site shows it; each part is computed when first asked for."""

    corpus: Corpus
    schemas: Schemas
    kept: Kept | None = None
    """What was derived before, and is derived now for the next time; a single build keeps none."""
    histories: Histories = NOT_ASKED
    """What git says of the past; it is read before the pages are made."""

    @cached_property
    def spec(self) -> Spec:
        """Return the field tree of a record."""
        return self.schemas.spec("project")

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Return the cards in the order of the catalogue."""
        return tuple(self._card(project) for project in self.corpus.projects)

    def _card(self, project: Project) -> Card:
        if self.kept is None:
            return card(self.corpus, project)
        made = self.kept.cards.get(project)
        if made is None:
            made = self.kept.cards[project] = card(self.corpus, project)
        return made

    @cached_property
    def cards_by_id(self) -> dict[str, Card]:
        """Return the cards by the id of their record."""
        return {card.id: card for card in self.cards}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Return what happened to the data, the newest first."""
        return tuple(events(self.corpus, self.histories))

    @cached_property
    def journal(self) -> dict[str, tuple[Event, ...]]:
        """Return what happened to the data by year, the newest first."""
        years = groupby(sorted(self.events, key=_year, reverse=True), _year)
        return {year: tuple(held) for year, held in years}

    @cached_property
    def cards_by_address(self) -> dict[str, Card]:
        """Return the cards by the address of their record."""
        return {card.adresse: card for card in self.cards}

    @cached_property
    def facet_fields(self) -> tuple[FacetField, ...]:
        """Return the facets as the schema declares them."""
        return facet_fields(self.spec)

    @cached_property
    def all_facets(self) -> tuple[Facet, ...]:
        """Return the facets with every value, those that no record has included."""
        known = None if self.kept is None else self.kept.choices
        return facets(self.corpus, self.facet_fields, known)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Return the facets with the values that the catalogue offers."""
        paired = zip(self.facet_fields, self.all_facets, strict=True)
        return tuple(choices(self.corpus, field, facet) for field, facet in paired)

    @cached_property
    def kinds(self) -> tuple[PageKind, ...]:
        """Return the kinds of page of the site; those of terms follow the facets."""
        return kinds_of(self.corpus, (field.reference for field in self.facet_fields))

    @property
    def terms(self) -> tuple[tuple[str, TermView], ...]:
        """Return the terms that have a page, with its address."""
        listed = self.terms_by_kind.items()
        return tuple((kind.address(term.id), term) for kind, terms in listed for term in terms)

    @cached_property
    def terms_by_kind(self) -> dict[PageKind, tuple[TermView, ...]]:
        """Return the terms that have a page, by kind of page."""
        paired = tuple(zip(self.facet_fields, self.all_facets, strict=True))
        maker = TermMaker(self.corpus, self.cards, paired, guide_aspects(self.schemas))
        kinds = (kind for kind in self.kinds if kind.module == TERM.module)
        return {kind: tuple(maker.views(kind)) for kind in kinds}

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Return what a query may name."""
        paired = tuple(zip(self.facet_fields, self.all_facets, strict=True))
        return site_names(self.corpus, paired)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Return what the search answers to who names no record."""
        parameters = {field.reference: field.parametre for field in self.facet_fields}
        return tuple(answers(self.corpus, about_calls(self.corpus, parameters)))

    @cached_property
    def organisations(self) -> tuple[OrganisationEntry, ...]:
        """Return the organisations in alphabetical order."""
        return tuple(self._organisations.entries())

    def organisation_view(self, entry: OrganisationEntry) -> OrganisationView:
        """Return the page of an organisation."""
        return self._organisations.view(entry)

    def records_of(self, entry: OrganisationEntry) -> tuple[Project, ...]:
        """Return the records that name an organisation, in the catalogue's order."""
        return self._organisations.records_of(entry)

    @cached_property
    def _organisations(self) -> OrganisationMaker:
        paired = tuple(zip(self.facet_fields, self.facets, strict=True))
        return OrganisationMaker(self.corpus, self.cards, choices_of(paired, tuple(SHARED)))

    @cached_property
    def calls(self) -> tuple[CallView, ...]:
        """Return the calls from the newest."""
        spec = self.schemas.spec("call")
        return tuple(call_view(self.corpus, call, spec) for call in calls_from_newest(self.corpus))

    @cached_property
    def ways(self) -> Ways:
        """Return what finds where a page leads on."""
        paired = tuple(zip(self.facet_fields, self.all_facets, strict=True))
        return Ways(self.corpus, self.cards, paired)

    def cards_of_call(self, id_: str) -> tuple[Card, ...]:
        """Return the cards of the records that a call selected."""
        return self._cards_by_call.get(id_, ())

    @cached_property
    def _cards_by_call(self) -> dict[str, tuple[Card, ...]]:
        found: dict[str, list[Card]] = {}
        for shown, project in zip(self.cards, self.corpus.projects, strict=True):
            if project.appel:
                found.setdefault(project.appel, []).append(shown)
        return {id_: tuple(cards) for id_, cards in found.items()}

    def latest(self, count: int) -> tuple[Card, ...]:
        """Return the records checked last; at equal dates, the best documented first."""
        ordered = sorted(self.corpus.projects, key=lambda p: (p.verifie_le, worth(p)), reverse=True)
        return tuple(self.cards_by_id[p.id] for p in ordered[:count])

    def sheet(self, project: Project) -> Sheet:
        """Return a record's sheet."""
        return self._sheets.sheet(project, self.cards_by_id[project.id])

    @cached_property
    def appraiser(self) -> Appraiser:
        """Return what finds the records like another, and judges each."""
        return Appraiser(self.corpus, self.cards)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Return what finds the words of the glossary in a text."""
        return Lexicon(self.corpus.glossary)

    @cached_property
    def _sheets(self) -> SheetMaker:
        return SheetMaker(self.corpus, self.spec, self.schemas.sections, self.lexicon)
