"""Terms: the page of every choice of every facet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import NamedTuple

from catalogue.records.corpus import Corpus, collation
from catalogue.records.types import Statement, Term
from catalogue.schema.fields import Schemas, Spec, field_at
from catalogue.site.addresses import (
    catalogue_address,
    contribution_address,
    glossary_address,
    term_link,
)
from catalogue.site.facets import MaskedChoice, choices_of, mask, most_shared, shared
from catalogue.site.figure_views import source_marks
from catalogue.site.kinds.table import PageKind
from catalogue.site.nodes import SourceDocument, document_view
from catalogue.site.page import landing_link
from catalogue.site.views import Card, Facet, FacetValue, Link, SourceMark


class GuideSection(NamedTuple):
    """What a guide says under one title; `ordonne`: its statements are steps."""

    titre: str
    ordonne: bool
    enonces: tuple[tuple[str, tuple[SourceMark, ...]], ...]
    """Each statement, and the documents that make it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term's page: what it means, where it stands in its list, the records that use it."""

    id: str
    libelle: str
    vocabulaire: Link
    famille: str
    definition: str
    definie_par: tuple[SourceMark, ...]
    """The documents that the definition is written after."""
    guide: tuple[GuideSection, ...]
    """What is to be known before using it."""
    fonctionnement: str
    """How it works, in prose, or the empty string."""
    sources: tuple[SourceMark, ...]
    """The documents that say how it works."""
    documents: tuple[SourceDocument, ...]
    """All the documents that the page cites, in the order of their numbers."""
    alias: str
    en_anglais: str
    """Its label in English, or the empty string."""
    remplace_par: Link | None
    parent: Link | None
    enfants: tuple[tuple[Link, int], ...]
    associes: tuple[tuple[Link, str, int], ...]
    """Terms that the same records name: link, vocabulary, number of records."""
    voisins: tuple[tuple[Link, int], ...]
    """Terms beside it in its list that have records, and how many."""
    glossaire: Link | None
    croise: bool
    """The gap map crosses it with others."""
    cartes: tuple[Card, ...]
    recherche: str
    contribution: str
    source: str
    """The file that defines it."""


ASSOCIATED = ("publics", "partenariats", "outils")
"""The vocabularies whose terms are worth naming beside another."""
MOST_ASSOCIATED = 8
MOST_NEIGHBOURS = 8


def guide_aspects(schemas: Schemas) -> tuple[Spec, ...]:
    """Return what a guide may say of a term, in the order of the schema."""
    guide = field_at(schemas.spec("vocabulary"), ("termes", 0, "guide"))
    return tuple(guide.properties.values()) if guide else ()


Masks = Mapping[str, int]
"""The records of each choice of a facet, by its id: each choice is compared with dozens."""


@dataclass(frozen=True)
class TermMaker:
    """What every term's page needs."""

    corpus: Corpus
    cards: Sequence[Card]
    facets: Sequence[Facet]
    aspects: Sequence[Spec] = ()
    """What a guide may say of a term."""

    @cached_property
    def associable(self) -> tuple[MaskedChoice, ...]:
        """Return the choices that may be named beside another."""
        return choices_of(self.facets, ASSOCIATED)

    @cached_property
    def glossary(self) -> Mapping[str, Link]:
        """Return the glossary's entries by each of their names, as `_name` writes them."""
        found: dict[str, Link] = {}
        for entry in self.corpus.glossary:
            link = Link(libelle=entry.terme, adresse=glossary_address(entry.id))
            for name in filter(None, (entry.terme, entry.developpe)):
                found.setdefault(_name(name), link)
        return found

    def views(self, kind: PageKind) -> Iterator[TermView]:
        """Yield the terms of a kind of page, in the order of their facet."""
        for facet in self.facets:
            if facet.reference == kind.reference:
                masks = {value.id: mask(value.fiches) for value in facet.valeurs}
                for value in facet.valeurs:
                    yield self._view(kind, facet, value, masks)

    def _view(self, kind: PageKind, facet: Facet, value: FacetValue, masks: Masks) -> TermView:
        # A choice that is computed has no term: one that says nothing stands for it.
        term = self.corpus.term(facet.reference, value.id) or Term(id=value.id, libelle="")
        works = term.fonctionnement or Statement(texte="", sources=())
        told = dict(term.guide)
        guide = [(aspect, told[aspect.name]) for aspect in self.aspects if aspect.name in told]
        # The documents in the order in which the page is read.
        ids = [*term.sources, *(id_ for _, said in guide for one in said for id_ in one.sources)]
        known = self.corpus.sources
        marks = source_marks(
            known[id_] for id_ in dict.fromkeys((*ids, *works.sources)) if id_ in known
        )
        return TermView(
            id=value.id,
            libelle=value.libelle,
            vocabulaire=landing_link(kind),
            famille=dict(facet.familles).get(value.famille, ""),
            definition=value.definition,
            definie_par=_called(marks, term.sources),
            guide=tuple(
                GuideSection(
                    titre=aspect.title,
                    ordonne=aspect.note("ordre", default=False),
                    enonces=tuple((one.texte, _called(marks, one.sources)) for one in said),
                )
                for aspect, said in guide
            ),
            fonctionnement=works.texte,
            sources=_called(marks, works.sources),
            documents=tuple(
                document_view(asdict(self.corpus.sources[id_]), mark) for id_, mark in marks.items()
            ),
            alias=", ".join(value.alias),
            en_anglais=term.label_en,
            remplace_par=self._link(facet, term.remplace_par),
            parent=self._link(facet, value.parent),
            enfants=tuple((v.lien, len(v.fiches)) for v in facet.valeurs if v.parent == value.id),
            associes=self._associated(facet, value, masks[value.id]),
            voisins=self._neighbours(facet, value, masks),
            glossaire=self._glossary_entry(value),
            croise=facet.reference in ASSOCIATED,
            cartes=tuple(self.cards[position] for position in value.fiches),
            recherche=catalogue_address((facet.parametre, value.id)),
            contribution=contribution_address((facet.parametre, value.id)),
            source=kind.source,
        )

    def _link(self, facet: Facet, id_: str | None) -> Link | None:
        return term_link(self.corpus, facet.reference, id_) if id_ else None

    def _associated(
        self, facet: Facet, value: FacetValue, records: int
    ) -> tuple[tuple[Link, str, int], ...]:
        """Return the terms that most of the same records name; a broader one says nothing."""
        own = (facet.reference, value.id)
        kin = {own, (facet.reference, value.parent)}
        others = (
            c
            for c in self.associable
            if (c.reference, c.valeur.id) not in kin and (c.reference, c.valeur.parent) != own
        )
        found = most_shared(others, records, MOST_ASSOCIATED)
        return tuple(
            (c.valeur.lien, self.corpus.vocabularies[c.reference].libelle, n) for c, n in found
        )

    def _neighbours(
        self, facet: Facet, value: FacetValue, masks: Masks
    ) -> tuple[tuple[Link, int], ...]:
        """Return the terms beside it that have records: those that share most of them first."""
        if not (value.parent or value.famille):
            return ()
        own = masks[value.id]
        beside = [
            other
            for other in facet.valeurs
            if (other.parent, other.famille) == (value.parent, value.famille)
            and other.id != value.id
            and other.fiches
        ]
        beside.sort(key=lambda other: -shared(masks[other.id], own))
        return tuple((v.lien, len(v.fiches)) for v in beside[:MOST_NEIGHBOURS])

    def _glossary_entry(self, value: FacetValue) -> Link | None:
        names = (_name(name) for name in (value.libelle, *value.alias))
        return next((self.glossary[name] for name in names if name in self.glossary), None)


def _called(marks: Mapping[str, SourceMark], ids: Iterable[str]) -> tuple[SourceMark, ...]:
    """Return the call-outs of some documents, in the order of their numbers."""
    found = (marks[id_] for id_ in ids if id_ in marks)
    return tuple(sorted(found, key=lambda mark: mark.numero))


def _name(text: str) -> str:
    """Return a name as it is compared: without case, accents, nor the acronym in brackets."""
    # A key to sort by ends with the text as it is written.
    return collation(text.split(" (", 1)[0]).split("\0", 1)[0].strip()
