"""Everything the pages show, derived once from the corpus."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.schema.fields import Schemas, Spec
from catalogue.site.appraisal import Appraiser
from catalogue.site.call_views import CallView, call_view, calls_from_newest
from catalogue.site.cards import card
from catalogue.site.evidence import worth
from catalogue.site.facets import choices, choices_of, facet_fields, facets
from catalogue.site.histories import NOT_ASKED, Event, Histories, events
from catalogue.site.kinds.table import TERM, PageKind, kinds_of
from catalogue.site.lexicon import Lexicon
from catalogue.site.names import Answer, Name, about_calls, answers, site_names
from catalogue.site.nodes import Sheet
from catalogue.site.organisations import SHARED, OrganisationEntry, OrganisationMaker
from catalogue.site.sheet import SheetMaker
from catalogue.site.terms import TermMaker, TermView, guide_aspects
from catalogue.site.views import Card, Facet
from catalogue.site.ways import Ways

Kept = WeakKeyDictionary[Project, Card]
"""Cards by record: one that is read again is another record, the others keep their card."""


@dataclass(frozen=True)
class SiteView:
    """The corpus as the site shows it; each part is computed when first asked for."""

    corpus: Corpus
    schemas: Schemas
    kept: Kept = field(default_factory=Kept, compare=False)
    """The cards that were made before, and those made now for the next time."""
    histories: Histories = NOT_ASKED
    """What git says of the past; it is read before the pages are made."""

    @cached_property
    def spec(self) -> Spec:
        """Return the field tree of a record."""
        return self.schemas.spec("project")

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Return the cards in the order of the catalogue."""
        for project in self.corpus.projects:
            if project not in self.kept:
                self.kept[project] = card(self.corpus, project)
        return tuple(self.kept[project] for project in self.corpus.projects)

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
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            found[event.jour[:4]].append(event)
        return {year: tuple(found[year]) for year in sorted(found, reverse=True)}

    @cached_property
    def all_facets(self) -> tuple[Facet, ...]:
        """Return the facets of the schema with every value, those that no record has included."""
        return facets(self.corpus, facet_fields(self.spec))

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Return the facets with the values that the catalogue offers."""
        return tuple(choices(self.corpus, facet) for facet in self.all_facets)

    @cached_property
    def kinds(self) -> tuple[PageKind, ...]:
        """Return the kinds of page of the site; those of terms follow the facets."""
        return kinds_of(self.corpus, (facet.reference for facet in self.all_facets))

    @property
    def terms(self) -> tuple[tuple[str, TermView], ...]:
        """Return the terms that have a page, with its address."""
        listed = self.terms_by_kind.items()
        return tuple((kind.address(term.id), term) for kind, terms in listed for term in terms)

    @cached_property
    def terms_by_kind(self) -> dict[PageKind, tuple[TermView, ...]]:
        """Return the terms that have a page, by kind of page."""
        aspects = guide_aspects(self.schemas)
        maker = TermMaker(self.corpus, self.cards, self.all_facets, aspects)
        kinds = (kind for kind in self.kinds if kind.module == TERM.module)
        return {kind: tuple(maker.views(kind)) for kind in kinds}

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Return what a query may name."""
        return site_names(self.corpus, self.all_facets)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Return what the search answers to who names no record."""
        return tuple(answers(self.corpus, about_calls(self.corpus, self.all_facets)))

    @cached_property
    def organisations(self) -> tuple[OrganisationEntry, ...]:
        """Return the organisations in alphabetical order."""
        return tuple(self.organisation_maker.entries())

    @cached_property
    def organisation_maker(self) -> OrganisationMaker:
        """Return what makes the page of an organisation, and finds its records."""
        shared = choices_of(self.facets, tuple(SHARED))
        return OrganisationMaker(self.corpus, self.cards, shared)

    @cached_property
    def calls(self) -> tuple[CallView, ...]:
        """Return the calls from the newest."""
        spec = self.schemas.spec("call")
        return tuple(call_view(self.corpus, call, spec) for call in calls_from_newest(self.corpus))

    @cached_property
    def ways(self) -> Ways:
        """Return what finds where a page leads on."""
        return Ways(self.corpus, self.cards, self.all_facets)

    @cached_property
    def cards_by_call(self) -> dict[str, tuple[Card, ...]]:
        """Return the cards of the records that each call selected, by its id."""
        found: dict[str, list[Card]] = defaultdict(list)
        for shown, project in zip(self.cards, self.corpus.projects, strict=True):
            found[project.appel].append(shown)
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
