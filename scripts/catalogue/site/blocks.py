"""The blocks that editorial pages ask for by a macro, with what they list; and what rooms add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import signature
from itertools import groupby
from typing import Any

from markupsafe import Markup

from catalogue.issues import LEVELS
from catalogue.records.corpus import collation
from catalogue.records.types import GlossaryEntry, Term
from catalogue.rules.listing import every_rule
from catalogue.schema.fields import Spec
from catalogue.site.addresses import catalogue_address, contribution_address, folder_of
from catalogue.site.appraisal import AGES
from catalogue.site.arguments import BadArgumentError, wrong_values
from catalogue.site.call_views import call_line, calls_from_newest, regional_calls
from catalogue.site.catalogue_data import DATA_FOLDER, LOT
from catalogue.site.environment import environment, fill, tools
from catalogue.site.evidence import GRADES, RUBRIC, Dimension, criteria
from catalogue.site.facets import blocks, mask, shared
from catalogue.site.figure_views import figure_groups, figure_view, milestone_views, source_link
from catalogue.site.kinds.made import MadeKind, made_kinds, site_map
from catalogue.site.kinds.table import JOURNAL
from catalogue.site.kinds.whole_list import catalogue_list
from catalogue.site.map import Department, departments, empty_departments, map_view, region_rows
from catalogue.site.organisations import OrganisationEntry
from catalogue.site.sheet_data import ESSENTIAL
from catalogue.site.site_view import SiteView
from catalogue.site.terms import guide_aspects
from catalogue.site.views import Card, Facet, FacetValue, Link
from catalogue.site.wording import date_or_unknown, number, plural
from catalogue.text.letters import suggestion
from catalogue.text.typography import typeset

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
"""How many aspects a guide must tell to be worth a row: with one, there is nothing to compare."""


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


Entry = tuple[GlossaryEntry, list[Link], list[Link]]
"""An entry of the glossary, those to see beside it, and its documents."""


def glossary_letters(view: SiteView) -> list[tuple[str, list[Entry]]]:
    """Return the glossary in alphabetical order, by first letter."""
    entries = sorted(view.corpus.glossary, key=lambda e: collation(e.terme))
    names = {e.id: e.terme for e in entries}
    groups = groupby(entries, key=lambda e: _initial(e.terme))

    def linked(entry: GlossaryEntry) -> Entry:
        beside = [Link(libelle=names.get(v, v), adresse=f"#{v}") for v in entry.voir]
        return entry, beside, [source_link(view.corpus, s) for s in entry.sources]

    return [(letter, list(map(linked, members))) for letter, members in groups]


def _initial(term: str) -> str:
    first = collation(term)[:1].upper()
    return first if first.isalpha() else "0-9"


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


NO_RECORD = "–"


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
    return GapCell(NO_RECORD, f"rien de recensé : {names}", contribution_address(*pair), True)


Block = Callable[..., Markup]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What another room adds to the hand-written pages."""

    blocks: Mapping[str, Block]
    """What it shows, by the name of its macro."""
    kinds: tuple[MadeKind, ...] = ()
    """Its kinds of page."""


class Blocks:
    """Every block by the name of its macro; `base` leads from the page to the site's root."""

    def __init__(self, view: SiteView, additions: Iterable[Addition] = ()) -> None:
        self.view = view
        self.additions = tuple(additions)
        self.table: dict[str, Block] = {
            "recherche": self._search,
            "chiffres_cles": self._key_figures,
            "chiffre": self._figure,
            "tableau_chiffres": self._figures,
            "chronologie": self._milestones,
            "tableau_appels": self._calls,
            "dernieres_fiches": self._latest,
            "nombre_de_fiches": self._count,
            "catalogue": self._catalogue,
            "vocabulaire": self._vocabulary,
            "guides": self._guides,
            "liste_organismes": self._organisations,
            "carte_de_france": self._map,
            "liste_territoires": self._territories,
            "croisement": self._crossing,
            "glossaire": self._glossary,
            "bibliographie": self._bibliography,
            "regles": self._rules,
            "plan_du_site": self._site_map,
            "journal": self._journal,
            "niveaux_de_preuve": lambda base: filled_block(
                "niveaux_de_preuve", base, GRADES.values()
            ),
            "grille_de_preuve": lambda base: filled_block("grille_de_preuve", base, rubric_rows()),
            "ages_de_fiche": lambda base: filled_block("ages_de_fiche", base, AGES),
            "selection": partial(_page_block, "selection"),
            "comparaison": partial(_page_block, "comparaison"),
        }
        for addition in self.additions:
            self.table.update(addition.blocks)

    def html(self, base: str, name: str, *arguments: Any) -> Markup:
        """Return the HTML of a block; BadArgumentError where it names what does not exist."""
        if name not in self.table:
            hint = suggestion(name, list(self.table))
            raise BadArgumentError(name, f"bloc inconnu « {name} »{hint}")
        # Values given with their names come last, together (see site/macros.py).
        given, named = (arguments[:-1], arguments[-1]) if _is_named(arguments) else (arguments, {})
        try:
            signature(self.table[name]).bind(base, *given, **named)
        except TypeError as error:
            raise wrong_values(name, map(str, (*given, *named.values()))) from error
        return self.table[name](base, *given, **named)

    def _search(self, base: str) -> Markup:
        return filled_block("recherche", base)

    def _key_figures(self, base: str, *ids: str) -> Markup:
        views = [figure_view(self.view.corpus, self._published(id_)) for id_ in ids]
        return filled_block("chiffres_cles", base, views)

    def _figure(self, base: str, id_: str) -> Markup:
        return filled_block("chiffre", base, figure_view(self.view.corpus, self._published(id_)))

    def _published(self, id_: str) -> Any:
        figures = self.view.corpus.all_figures
        if not isinstance(id_, str) or id_ not in figures:
            hint = suggestion(str(id_), list(figures))
            raise BadArgumentError(str(id_), f"chiffre inconnu « {id_} »{hint}")
        return figures[id_]

    def _figures(self, base: str) -> Markup:
        corpus = self.view.corpus
        told = [figure for figure in corpus.figures if not figure.contexte]
        return filled_block("tableau_chiffres", base, figure_groups(corpus, told))

    def _calls(self, base: str) -> Markup:
        corpus = self.view.corpus
        calls = [call_line(corpus, call) for call in calls_from_newest(corpus)]
        return filled_block("tableau_appels", base, calls, regional_calls(corpus))

    def _milestones(self, base: str) -> Markup:
        return filled_block("chronologie", base, milestone_views(self.view.corpus))

    def _latest(self, base: str, count: int) -> Markup:
        if isinstance(count, bool) or not isinstance(count, int) or count < 1:
            message = f"« dernieres_fiches » attend un nombre de fiches, pas « {count} »"
            raise BadArgumentError("dernieres_fiches", message)
        return filled_block("cartes", base, self.view.latest(count))

    def _count(self, base: str) -> Markup:
        return Markup(number(len(self.view.cards)))

    def _catalogue(self, base: str) -> Markup:
        view = self.view
        first = next(catalogue_list(view.cards))
        return fill(
            "catalogue.html.j2",
            base,
            facettes=blocks(view.facets),
            cartes=first.cards,
            pages=first.links,
            total=len(view.cards),
            donnees=DATA_FOLDER,
            vide=Card(),
        )

    def _vocabulary(self, base: str, id_: str) -> Markup:
        self._listed(id_)
        return filled_block("vocabulaire", base, vocabulary_groups(self.view, id_))

    def _guides(self, base: str, id_: str) -> Markup:
        self._listed(id_)
        return filled_block("guides", base, *guide_tables(self.view, id_))

    def _organisations(self, base: str) -> Markup:
        return filled_block("liste_organismes", base, organisation_groups(self.view))

    def _map(self, base: str) -> Markup:
        base_map = self.view.corpus.base_map
        if base_map is None:
            return Markup()
        facet = facet_of(self.view, "territoires")
        regions = region_rows(self.view.corpus, facet) if facet else ()
        drawn = map_view(base_map, self._departments(), regions)
        return fill("carte_de_france.html.j2", base, c=drawn)

    def _departments(self) -> tuple[Department, ...]:
        facet = facet_of(self.view, "territoires")
        return departments(self.view.corpus, facet) if facet else ()

    def _territories(self, base: str) -> Markup:
        facet, lieux = facet_of(self.view, "territoires"), self._departments()
        if facet is None:
            return Markup()
        return fill(
            "territoires.html.j2",
            base,
            departements=[place for place in lieux if place.fiches],
            sans_fiche=empty_departments(lieux),
            regions=region_rows(self.view.corpus, facet),
        )

    def _crossing(self, base: str, across: str, down: str) -> Markup:
        table = gap_table(self._listed(across), self._listed(down))
        return fill("croisement.html.j2", base, t=table)

    def _listed(self, id_: str) -> Facet:
        """Return the facet of a vocabulary that has pages; BadArgumentError when there is none."""
        known = [*self.view.corpus.vocabularies, *(f.reference for f in self.view.facet_fields)]
        if not isinstance(id_, str) or id_ not in known:
            hint = suggestion(str(id_), known)
            raise BadArgumentError(str(id_), f"vocabulaire inconnu « {id_} »{hint}")
        facet = facet_of(self.view, id_)
        if facet is None or not folder_of(self.view.corpus, id_):
            raise BadArgumentError(id_, f"le vocabulaire « {id_} » n’a pas de pages à lister")
        return facet

    def _glossary(self, base: str) -> Markup:
        return filled_block("glossaire", base, glossary_letters(self.view))

    def _bibliography(self, base: str) -> Markup:
        corpus = self.view.corpus
        documents = [
            (one, date_or_unknown(one.date), corpus.label("fiabilites", one.fiabilite))
            for one in corpus.sources.values()
        ]
        return filled_block("bibliographie", base, documents)

    def _rules(self, base: str) -> Markup:
        return filled_block("regles", base, rule_rows())

    def _journal(self, base: str) -> Markup:
        years = [
            (Link(libelle=year, adresse=JOURNAL.address(year)), plural(len(held), "fait", "faits"))
            for year, held in self.view.journal.items()
        ]
        return filled_block("journal", base, years, bool(self.view.histories.lacking))

    def _site_map(self, base: str) -> Markup:
        added = (kind for addition in self.additions for kind in addition.kinds)
        groups = site_map((*made_kinds(self.view), *added))
        return filled_block("plan_du_site", base, groups)


def _is_named(arguments: tuple[Any, ...]) -> bool:
    return bool(arguments) and isinstance(arguments[-1], dict)


def _page_block(name: str, base: str) -> Markup:
    return fill(
        f"{name}.html.j2", base, donnees=DATA_FOLDER, vide=Card(), lot=LOT, essentielles=ESSENTIAL
    )


def rule_rows() -> list[tuple[str, str, str]]:
    """Return every rule of the validator: its name, its sentence, its level."""
    # A terminal says the same sentence as it is written: plain spaces.
    return [(rule.id, typeset(rule.phrase), LEVELS[rule.level]) for rule in every_rule()]


def rubric_rows() -> list[tuple[Dimension, list[tuple[str, list[str]]]]]:
    """Return the dimensions of the rubric, each with its criteria by level."""
    return [(dimension, criteria(dimension)) for dimension in RUBRIC]


def filled_block(name: str, base: str, *values: Any, template: str = "blocs.html.j2") -> Markup:
    """Return what a macro of the template of blocks, or of a room's own, makes of some values."""
    module = environment().get_template(template).make_module(tools(base))
    return Markup(getattr(module, name)(*values))
