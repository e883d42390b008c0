"""What two hand-written pages show: that of the open data, and « Suivre », of what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from catalogue.data.agenda import WHOLE, count_vague, regions
from catalogue.data.feeds import FEEDS
from catalogue.data.package import (
    FOLDER,
    VERSION,
    DataSite,
    PublishedFile,
    csv_name,
    published_files,
)
from catalogue.data.tables import SEPARATOR, Column, DataTable, data_tables
from catalogue.records.corpus import LINKS, Corpus
from catalogue.site.addresses import folder_of, member_address
from catalogue.site.arguments import BadArgumentError
from catalogue.site.blocks import Addition, Block, filled_block
from catalogue.site.environment import fill
from catalogue.site.histories import FROM_PAST
from catalogue.site.page import AGENDA
from catalogue.site.site_view import SiteView
from catalogue.site.views import Link
from catalogue.site.wording import date_words
from catalogue.text.letters import suggestion

TEMPLATE = "donnees.html.j2"
EXAMPLES = ("python", "pandas", "r")
"""The programs shown: each is a macro `exemple_…` of the template."""
UNKNOWN_SITE = "https://ADRESSE-DU-SITE/"
"""What stands for the site's own address where nobody has told it."""
TYPES = {
    "string": "texte",
    "integer": "nombre entier",
    "number": "nombre",
    "boolean": "true ou false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DataState:
    """How the data stand: how many records, by what they are to the programme, and since when."""

    nom: str
    adresse: str
    version: str
    fiches: int
    familles: tuple[tuple[Link, int], ...]
    change: str
    verifiee: str
    """The day when a record was last checked against its sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """A column as the page explains it."""

    nom: str
    titre: str
    description: str
    type: str
    liste: str
    """The vocabulary that explains its values, or the empty string."""
    renvoi: Link | None


def addition(view: SiteView, site: DataSite) -> Addition:
    """Return what the room adds to the hand-written pages."""
    blocks: dict[str, Block] = {
        "donnees_etat": lambda base: _block("etat", base, state(view.corpus, site)),
        "donnees_citer": lambda base: _block("citer", base, state(view.corpus, site)),
        "donnees_fichiers": partial(_files, view),
        "donnees_colonnes": partial(_columns, view),
        "donnees_exemple": partial(_example, view, site),
        "suivre": partial(_follow, view, site),
    }
    return Addition(blocks=blocks)


def _block(name: str, base: str, *values: object) -> Markup:
    return filled_block(name, base, *values, template=TEMPLATE)


def state(corpus: Corpus, site: DataSite) -> DataState:
    """Return how the data stand."""
    counts = Counter(project.lien for project in corpus.projects)
    folder = folder_of(corpus, LINKS)
    families = [
        (Link(libelle=t.libelle, adresse=f"{folder}/{t.id}/" if folder else None), counts[t.id])
        for t in corpus.current(LINKS).values()
    ]
    last = max((project.verifie_le for project in corpus.projects), default="")
    return DataState(
        nom=site.identite.nom,
        adresse=f"{site.identite.adresse or UNKNOWN_SITE}donnees/",
        version=VERSION,
        fiches=len(corpus.projects),
        familles=tuple(families),
        change=date_words(site.change) if site.change else "",
        verifiee=date_words(last) if last else "",
    )


def _files(view: SiteView, base: str) -> Markup:
    tables = data_tables(view)
    names = set(map(csv_name, tables))
    files = list(published_files(tables))
    groups: tuple[tuple[str, list[PublishedFile]], ...] = (
        ("Tout le catalogue", [one for one in files if one.nom not in names]),
        ("Les tableaux, en CSV", [one for one in files if one.nom in names]),
    )
    return _block("fichiers", base, groups, FOLDER, bool(view.histories.lacking))


def _columns(view: SiteView, base: str) -> Markup:
    tables = data_tables(view)
    shown = [(t, csv_name(t), list(_column_views(view.corpus, t))) for t in tables]
    return _block("colonnes", base, shown, SEPARATOR)


def _column_views(corpus: Corpus, table: DataTable) -> Iterator[ColumnView]:
    for column in table.colonnes:
        several = f", plusieurs séparés par « {SEPARATOR} »" if column.plusieurs else ""
        yield ColumnView(
            nom=column.nom,
            titre=column.titre,
            description=column.description,
            type=f"{TYPES[column.type]}{several}",
            liste=column.reference if column.reference in corpus.vocabularies else "",
            renvoi=_target(corpus, column),
        )


def _target(corpus: Corpus, column: Column) -> Link | None:
    """Return the page where the identifiers of a column are explained, if there is one."""
    vocabulary = corpus.vocabularies.get(column.reference)
    words = vocabulary.libelle_pluriel if vocabulary else column.reference
    folder = folder_of(corpus, column.reference)
    return Link(libelle=words, adresse=f"{folder}/") if folder else None


def _example(view: SiteView, site: DataSite, base: str, name: str) -> Markup:
    if name not in EXAMPLES:
        hint = suggestion(str(name), list(EXAMPLES))
        raise BadArgumentError(str(name), f"exemple inconnu « {name} »{hint}")
    address = f"{site.identite.adresse or UNKNOWN_SITE}{FOLDER}"
    since = view.events[0].jour if view.events and not view.histories.lacking else ""
    unknown, landlord = not site.identite.adresse, _landlord(view.corpus)
    return _block(f"exemple_{name}", base, address, unknown, landlord, since)


def _landlord(corpus: Corpus) -> str:
    """Return the landlord that most records name: the example says something of it."""
    counts = Counter(
        one.organisme
        for project in corpus.projects
        for one in project.organismes
        if (known := corpus.organisations.get(one.organisme)) and known.type == "bailleur"
    )
    return min(counts, key=lambda id_: (-counts[id_], id_), default="identifiant-du-bailleur")


def _follow(view: SiteView, site: DataSite, base: str) -> Markup:
    """Return the feeds, the calendars, and to whom one may write."""
    places = [
        Link(
            libelle=view.corpus.label("territoires", region),
            adresse=f"{member_address('territoires', region)}{AGENDA}",
        )
        for region in regions(view.corpus)
    ]
    return fill(
        "suivre.html.j2",
        base,
        flux=[
            (link, sum(event.genre in genres for event in view.events), bool(genres & FROM_PAST))
            for link, genres, _ in FEEDS
        ],
        manque=bool(view.histories.lacking),
        ici=not site.identite.adresse,
        agenda=WHOLE,
        regions=places,
        sans_jour=count_vague(view.corpus),
        site=site.editeur,
        depot=site.depot,
    )
