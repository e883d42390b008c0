"""What the editorial pages list: vocabularies, organisations, territories, glossary, fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from catalogue.records.corpus import collation
from catalogue.records.types import GlossaryEntry, Source, Term
from catalogue.schema.fields import Spec
from catalogue.site.addresses import catalogue_address, contribution_address
from catalogue.site.facets import mask, shared
from catalogue.site.figure_views import source_link
from catalogue.site.site_view import SiteView
from catalogue.site.terms import guide_aspects
from catalogue.site.views import Facet, FacetValue, Link, OrganisationEntry
from catalogue.site.wording import date_or_unknown, number, plural

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


@dataclass(frozen=True, slots=True)
class GapCell:
    """A pair of choices: what the cell shows, what it says, where it leads."""

    texte: str
    phrase: str
    adresse: str
    vide: bool


@dataclass(frozen=True, slots=True)
class GapRow:
    """A choice of the first column with its pairs, in the order of the columns."""

    lien: Link
    cases: tuple[GapCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTable:
    """Two facets crossed: columns and rows by family, and how many pairs have a record."""

    id: str
    titre: str
    colonnes: tuple[tuple[str, tuple[Link, ...]], ...]
    rangees: tuple[tuple[str, tuple[GapRow, ...]], ...]
    largeur: int
    phrase: str
    """How much of it is filled, in words."""


EMPTY = "–"


def gap_table(across: Facet, down: Facet) -> GapTable:
    """Return the table of two facets, one choice of `across` to a column."""
    columns = [(value, mask(value.fiches)) for value in across.valeurs]
    rows = tuple(
        (family, tuple(_row(across, columns, down, value) for value in values))
        for family, values in _by_family(down, down.valeurs)
    )
    cells = [cell for _, members in rows for row in members for cell in row.cases]
    return GapTable(
        id=f"{across.parametre}-{down.parametre}",
        titre=f"{across.libelle} et {down.libelle.lower()}",
        colonnes=tuple(
            (family, tuple(_link(v) for v in values))
            for family, values in _by_family(across, across.valeurs)
        ),
        rangees=rows,
        largeur=len(columns) + 1,
        phrase=_filled(sum(not cell.vide for cell in cells), len(cells)),
    )


def _filled(count: int, total: int) -> str:
    """Return how many cells have a record: « 96 cases ont une fiche, 597 sont encore vides. »."""
    filled = plural(count, "case a une fiche", "cases ont une fiche")
    return f"{filled}, {plural(total - count, 'est encore vide', 'sont encore vides')}."


def _by_family(facet: Facet, values: Iterable[FacetValue]) -> list[tuple[str, list[FacetValue]]]:
    names = dict(facet.familles)
    groups = groupby(values, key=lambda value: value.famille)
    return [(names.get(family, ""), list(members)) for family, members in groups]


def _link(value: FacetValue) -> Link:
    return Link(libelle=value.libelle, adresse=value.adresse)


def _row(
    across: Facet, columns: list[tuple[FacetValue, int]], down: Facet, value: FacetValue
) -> GapRow:
    own = mask(value.fiches)
    return GapRow(
        _link(value), tuple(_cell(across, c, down, value, shared(own, m)) for c, m in columns)
    )


def _cell(across: Facet, column: FacetValue, down: Facet, row: FacetValue, count: int) -> GapCell:
    pair = (across.parametre, column.id), (down.parametre, row.id)
    names = f"{column.libelle} et {row.libelle}"
    if count:
        phrase = f"{plural(count, 'fiche', 'fiches')} : {names}"
        return GapCell(number(count), phrase, catalogue_address(*pair), False)
    return GapCell(EMPTY, f"rien de recensé : {names}", contribution_address(*pair), True)
