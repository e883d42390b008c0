"""The blocks that editorial pages ask for by a macro, with what they list; and what rooms add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from catalogue.site.addresses import catalogue_address, contribution_address, folder_of
from catalogue.site.appraisal import AGES
from catalogue.site.arguments import BadArgumentError, wrong_values
from catalogue.site.call_views import call_line, calls_from_newest, regional_calls
from catalogue.site.catalogue_data import DATA_FOLDER, LOT
from catalogue.site.environment import environment, fill, tools
from catalogue.site.evidence import GRADES, RUBRIC, criteria
from catalogue.site.facets import blocks, mask, shared
from catalogue.site.figure_views import (
    FigureView,
    figure_groups,
    figure_view,
    milestone_views,
    source_link,
)
from catalogue.site.kinds.made import MadeKind, made_kinds, site_map
from catalogue.site.kinds.table import JOURNAL
from catalogue.site.kinds.whole_list import catalogue_list
from catalogue.site.map import departments, empty_departments, map_view, region_rows
from catalogue.site.organisations import OrganisationEntry
from catalogue.site.sheet_data import ESSENTIAL
from catalogue.site.site_view import SiteView
from catalogue.site.terms import guide_aspects
from catalogue.site.views import Card, Facet, FacetValue, Link
from catalogue.site.wording import date_or_unknown, number, plural
from catalogue.text.letters import suggestion
from catalogue.text.typography import typeset


def facet_of(view: SiteView, reference: str) -> Facet | None:
    """Return the facet whose choices are a set's members."""
    return next((facet for facet in view.facets if facet.reference == reference), None)


def by_family(facet: Facet) -> list[tuple[str, list[FacetValue]]]:
    """Return the choices of a facet by family, each with its label or the empty string."""
    names = dict(facet.familles)
    groups = groupby(facet.valeurs, key=lambda value: value.famille)
    return [(names.get(family, ""), list(members)) for family, members in groups]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideTable:
    """The terms of a family side by side: what the guide of each says first, by aspect."""

    famille: str
    aspects: tuple[str, ...]
    lignes: tuple[tuple[Link, tuple[str, ...]], ...]
    """Each term, and what is said of it for each aspect: the empty string where nothing is."""


LEAST_COMPARED = 2
"""How many aspects a guide must tell to be worth a row: with one, there is nothing to compare."""


def guide_tables(view: SiteView, facet: Facet) -> tuple[list[GuideTable], list[Link]]:
    """Return a vocabulary's guides by family, and the terms of which too little is told."""
    compared = {a.name: a.title for a in guide_aspects(view.schemas) if a.note("compare")}
    tables: list[GuideTable] = []
    untold: list[Link] = []
    for family, values in by_family(facet):
        rows: list[tuple[Link, dict[str, str]]] = []
        for value in values:
            term = view.corpus.term(facet.reference, value.id)
            guide = term.guide if term else ()
            words = {aspect: said[0].texte for aspect, said in guide if aspect in compared}
            if len(words) < LEAST_COMPARED:
                untold.append(value.lien)
            else:
                rows.append((value.lien, words))
        # An aspect that none of the guides tells is no column.
        told = [aspect for aspect in compared if any(aspect in words for _, words in rows)]
        lines = [(link, tuple(words.get(aspect, "") for aspect in told)) for link, words in rows]
        if rows:
            titles = tuple(compared[aspect] for aspect in told)
            tables.append(GuideTable(famille=family, aspects=titles, lignes=tuple(lines)))
    return tables, untold


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
    names = {e.id: e.terme for e in view.corpus.glossary}
    letters: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(view.corpus.glossary, key=lambda e: collation(e.terme)):
        initial = collation(entry.terme)[:1].upper()
        beside = [Link(libelle=names.get(v, v), adresse=f"#{v}") for v in entry.voir]
        documents = [source_link(view.corpus, s) for s in entry.sources]
        letters[initial if initial.isalpha() else "0-9"].append((entry, beside, documents))
    return list(letters.items())


@dataclass(frozen=True, slots=True)
class GapCell:
    """A pair of choices: what the cell shows, what it says, where it leads."""

    texte: str
    phrase: str
    adresse: str
    vide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTable:
    """Two facets crossed: columns and rows by family, and how many pairs have a record."""

    id: str
    titre: str
    colonnes: list[tuple[str, list[FacetValue]]]
    rangees: list[tuple[str, list[tuple[FacetValue, list[GapCell]]]]]
    """The choices of the first column, each with its pairs in the order of the columns."""
    largeur: int
    phrase: str
    """How much of it is filled: « 96 cases ont une fiche, 597 sont encore vides. »."""


NO_RECORD = "–"


def gap_table(across: Facet, down: Facet) -> GapTable:
    """Return the table of two facets, one choice of `across` to a column."""
    columns = [(value, mask(value.fiches)) for value in across.valeurs]

    def cells(row: FacetValue) -> Iterator[GapCell]:
        own = mask(row.fiches)
        for column, records in columns:
            count = shared(own, records)
            pair = (across.parametre, column.id), (down.parametre, row.id)
            names = f"{column.libelle} et {row.libelle}"
            if count:
                phrase = f"{plural(count, 'fiche', 'fiches')} : {names}"
                yield GapCell(number(count), phrase, catalogue_address(*pair), False)
            else:
                phrase = f"rien de recensé : {names}"
                yield GapCell(NO_RECORD, phrase, contribution_address(*pair), True)

    rows = [
        (family, [(value, list(cells(value))) for value in values])
        for family, values in by_family(down)
    ]
    is_empty = [cell.vide for _, members in rows for _, row in members for cell in row]
    filled = plural(is_empty.count(False), "case a une fiche", "cases ont une fiche")
    empty = plural(is_empty.count(True), "est encore vide", "sont encore vides")
    return GapTable(
        id=f"{across.parametre}-{down.parametre}",
        titre=f"{across.libelle} et {down.libelle.lower()}",
        colonnes=by_family(across),
        rangees=rows,
        largeur=len(columns) + 1,
        phrase=f"{filled}, {empty}.",
    )


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
        # They may be given once alone.
        added = tuple(additions)
        self.table = self._blocks([kind for addition in added for kind in addition.kinds])
        for addition in added:
            self.table.update(addition.blocks)

    def _blocks(self, added: Sequence[MadeKind]) -> dict[str, Block]:
        view, corpus = self.view, self.view.corpus
        return {
            "recherche": lambda base: filled_block("recherche", base),
            "chiffres_cles": lambda base, *ids: filled_block(
                "chiffres_cles", base, [self._figure(id_) for id_ in ids]
            ),
            "chiffre": lambda base, id_: filled_block("chiffre", base, self._figure(id_)),
            "tableau_chiffres": lambda base: filled_block(
                "tableau_chiffres",
                base,
                figure_groups(corpus, (f for f in corpus.figures if not f.contexte)),
            ),
            "chronologie": lambda base: filled_block("chronologie", base, milestone_views(corpus)),
            "tableau_appels": lambda base: filled_block(
                "tableau_appels",
                base,
                [call_line(corpus, call) for call in calls_from_newest(corpus)],
                regional_calls(corpus),
            ),
            "dernieres_fiches": self._latest,
            "nombre_de_fiches": lambda base: Markup(number(len(view.cards))),
            "catalogue": self._catalogue,
            "vocabulaire": lambda base, id_: filled_block(
                "vocabulaire", base, by_family(self._listed(id_))
            ),
            "guides": lambda base, id_: filled_block(
                "guides", base, *guide_tables(view, self._listed(id_))
            ),
            "liste_organismes": lambda base: filled_block(
                "liste_organismes", base, organisation_groups(view)
            ),
            "carte_de_france": self._map,
            "liste_territoires": self._territories,
            "croisement": lambda base, across, down: fill(
                "croisement.html.j2", base, t=gap_table(self._listed(across), self._listed(down))
            ),
            "glossaire": lambda base: filled_block("glossaire", base, glossary_letters(view)),
            "bibliographie": lambda base: filled_block(
                "bibliographie",
                base,
                [
                    (one, date_or_unknown(one.date), corpus.label("fiabilites", one.fiabilite))
                    for one in corpus.sources.values()
                ],
            ),
            # A terminal says the same sentences as they are written: plain spaces.
            "regles": lambda base: filled_block(
                "regles",
                base,
                [(rule.id, typeset(rule.phrase), LEVELS[rule.level]) for rule in every_rule()],
            ),
            "plan_du_site": lambda base: filled_block(
                "plan_du_site", base, site_map((*made_kinds(view), *added))
            ),
            "journal": self._journal,
            "niveaux_de_preuve": lambda base: filled_block(
                "niveaux_de_preuve", base, GRADES.values()
            ),
            "grille_de_preuve": lambda base: filled_block(
                "grille_de_preuve", base, [(d, criteria(d)) for d in RUBRIC]
            ),
            "ages_de_fiche": lambda base: filled_block("ages_de_fiche", base, AGES),
            "selection": partial(_page_block, "selection"),
            "comparaison": partial(_page_block, "comparaison"),
        }

    def html(self, base: str, name: str, *arguments: Any) -> Markup:
        """Return the HTML of a block; BadArgumentError where it names what does not exist."""
        if name not in self.table:
            hint = suggestion(name, list(self.table))
            raise BadArgumentError(name, f"bloc inconnu « {name} »{hint}")
        # Values given with their names come last, together (see site/macros.py).
        is_named = bool(arguments) and isinstance(arguments[-1], dict)
        given, named = (arguments[:-1], arguments[-1]) if is_named else (arguments, {})
        try:
            signature(self.table[name]).bind(base, *given, **named)
        except TypeError as error:
            raise wrong_values(name, map(str, (*given, *named.values()))) from error
        return self.table[name](base, *given, **named)

    def _figure(self, id_: str) -> FigureView:
        figures = self.view.corpus.all_figures
        if not isinstance(id_, str) or id_ not in figures:
            hint = suggestion(str(id_), list(figures))
            raise BadArgumentError(str(id_), f"chiffre inconnu « {id_} »{hint}")
        return figure_view(self.view.corpus, figures[id_])

    def _latest(self, base: str, count: int) -> Markup:
        if isinstance(count, bool) or not isinstance(count, int) or count < 1:
            message = f"« dernieres_fiches » attend un nombre de fiches, pas « {count} »"
            raise BadArgumentError("dernieres_fiches", message)
        return filled_block("cartes", base, self.view.latest(count))

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

    def _map(self, base: str) -> Markup:
        corpus, facet = self.view.corpus, facet_of(self.view, "territoires")
        if corpus.base_map is None:
            return Markup()
        places = departments(corpus, facet) if facet else ()
        regions = region_rows(corpus, facet) if facet else ()
        return fill("carte_de_france.html.j2", base, c=map_view(corpus.base_map, places, regions))

    def _territories(self, base: str) -> Markup:
        corpus, facet = self.view.corpus, facet_of(self.view, "territoires")
        if facet is None:
            return Markup()
        places = departments(corpus, facet)
        return fill(
            "territoires.html.j2",
            base,
            departements=[place for place in places if place.fiches],
            sans_fiche=empty_departments(places),
            regions=region_rows(corpus, facet),
        )

    def _listed(self, id_: str) -> Facet:
        """Return the facet of a vocabulary that has pages; BadArgumentError when there is none."""
        known = [*self.view.corpus.vocabularies, *(f.reference for f in self.view.facets)]
        if not isinstance(id_, str) or id_ not in known:
            hint = suggestion(str(id_), known)
            raise BadArgumentError(str(id_), f"vocabulaire inconnu « {id_} »{hint}")
        facet = facet_of(self.view, id_)
        if facet is None or not folder_of(self.view.corpus, id_):
            raise BadArgumentError(id_, f"le vocabulaire « {id_} » n’a pas de pages à lister")
        return facet

    def _journal(self, base: str) -> Markup:
        years = [
            (Link(libelle=year, adresse=JOURNAL.address(year)), plural(len(held), "fait", "faits"))
            for year, held in self.view.journal.items()
        ]
        return filled_block("journal", base, years, bool(self.view.histories.lacking))


def _page_block(name: str, base: str) -> Markup:
    return fill(
        f"{name}.html.j2", base, donnees=DATA_FOLDER, vide=Card(), lot=LOT, essentielles=ESSENTIAL
    )


def filled_block(name: str, base: str, *values: Any, template: str = "blocs.html.j2") -> Markup:
    """Return what a macro of the template of blocks, or of a room's own, makes of some values."""
    module = environment().get_template(template).make_module(tools(base))
    return Markup(getattr(module, name)(*values))
