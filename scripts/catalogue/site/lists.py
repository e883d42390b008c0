"""What the editorial pages list: vocabularies, organisations, territories, glossary, fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from catalogue.records.corpus import collation
from catalogue.records.types import GlossaryEntry, Source, Term
from catalogue.schema.fields import Spec
from catalogue.site.figure_views import source_link
from catalogue.site.site_view import SiteView
from catalogue.site.terms import guide_aspects
from catalogue.site.views import Facet, Link, OrganisationEntry
from catalogue.site.wording import date_or_unknown

Counted = tuple[Link, int]


def facet_of(view: SiteView, reference: str) -> Facet | None:
    """Return the facet whose choices are a set's members."""
    pairs = zip(view.facet_fields, view.facets, strict=True)
    return next((facet for field, facet in pairs if field.reference == reference), None)


def vocabulary_groups(view: SiteView, id_: str) -> list[tuple[str, list[Counted]]]:
    """Return a vocabulary's terms in use, by family, each with its number of records."""
    facet = facet_of(view, id_)
    values = facet.valeurs if facet else ()
    names = dict(facet.familles) if facet else {}
    groups = groupby(values, key=lambda value: value.famille)
    return [
        (
            names.get(family, ""),
            [(v.lien, len(v.fiches)) for v in members],
        )
        for family, members in groups
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideTable:
    """The terms of a family side by side: what the guide of each says first, by aspect."""

    famille: str
    aspects: tuple[str, ...]
    lignes: tuple[tuple[Link, tuple[str, ...]], ...]
    """Each term, and what is said of it for each aspect: the empty string where nothing is."""


LEAST_COMPARED = 2
"""How many aspects a guide must tell to be worth a row: with one, the row says nothing beside."""


def guide_tables(view: SiteView, id_: str) -> tuple[list[GuideTable], list[Link]]:
    """Return a vocabulary's guides by family, and the terms of which too little is told."""
    facet, vocabulary = facet_of(view, id_), view.corpus.vocabularies[id_]
    compared = [a for a in guide_aspects(view.schemas) if a.note("compare")]
    rows = [
        (v.famille, v.lien, _first_words(vocabulary.termes[v.id], compared))
        for v in (facet.valeurs if facet else ())
    ]
    told = [row for row in rows if _is_compared(row[2])]
    names = dict(facet.familles) if facet else {}
    groups = groupby(told, key=lambda row: row[0])
    tables = [_table(names.get(family, ""), compared, list(group)) for family, group in groups]
    return tables, [link for _, link, words in rows if not _is_compared(words)]


def _is_compared(words: Sequence[str]) -> bool:
    return sum(map(bool, words)) >= LEAST_COMPARED


def _table(
    family: str, compared: Sequence[Spec], rows: Sequence[tuple[str, Link, tuple[str, ...]]]
) -> GuideTable:
    """Return the table of a family; an aspect that none of its guides tells is no column."""
    kept = [i for i in range(len(compared)) if any(words[i] for _, _, words in rows)]
    return GuideTable(
        famille=family,
        aspects=tuple(compared[i].title for i in kept),
        lignes=tuple((link, tuple(words[i] for i in kept)) for _, link, words in rows),
    )


def _first_words(term: Term, aspects: Iterable[Spec]) -> tuple[str, ...]:
    said = dict(term.guide)
    return tuple(said[a.name][0].texte if a.name in said else "" for a in aspects)


def organisation_groups(view: SiteView) -> list[tuple[Term, list[OrganisationEntry]]]:
    """Return the organisations by type, those with most records first."""
    types = {t.libelle: t for t in view.corpus.references.get("types-organisme", {}).values()}
    members: dict[str, list[OrganisationEntry]] = {label: [] for label in types}
    for one in sorted(view.organisations, key=lambda o: -o.fiches):
        members[one.type].append(one)
    return [(types[label], found) for label, found in members.items() if found]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """A glossary entry with its links."""

    id: str
    terme: str
    developpe: str
    definition: str
    voir: tuple[Link, ...]
    sources: tuple[Link, ...]
    a_relire: bool


def glossary_letters(view: SiteView) -> list[tuple[str, list[GlossaryView]]]:
    """Return the glossary in alphabetical order, by first letter."""
    entries = sorted(view.corpus.glossary, key=lambda e: collation(e.terme))
    names = {e.id: e.terme for e in entries}
    groups = groupby(entries, key=lambda e: _initial(e.terme))
    return [(letter, [_entry(view, e, names) for e in members]) for letter, members in groups]


def _initial(term: str) -> str:
    first = collation(term)[:1].upper()
    return first if first.isalpha() else "0-9"


def _entry(view: SiteView, entry: GlossaryEntry, names: dict[str, str]) -> GlossaryView:
    return GlossaryView(
        id=entry.id,
        terme=entry.terme,
        developpe=entry.developpe,
        definition=entry.definition,
        voir=tuple(Link(libelle=names.get(v, v), adresse=f"#{v}") for v in entry.voir),
        sources=tuple(source_link(view.corpus, s) for s in entry.sources),
        a_relire=entry.a_relire,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document of the bibliography in words."""

    id: str
    document: str
    url: str
    details: tuple[str, ...]
    fiabilite: str
    precision: str


def bibliography(view: SiteView) -> list[DocumentView]:
    """Return the documents of the bibliography in the order of its file."""
    return [_document(view, source) for source in view.corpus.sources.values()]


def _document(view: SiteView, source: Source) -> DocumentView:
    date = date_or_unknown(source.date)
    return DocumentView(
        id=source.id,
        document=source.document,
        url=source.url,
        details=tuple(part for part in (source.editeur, date) if part),
        fiabilite=view.corpus.label("fiabilites", source.fiabilite),
        precision=source.precision,
    )
