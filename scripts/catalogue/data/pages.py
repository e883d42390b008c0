"""What two hand-written pages show: that of the open data, and « Suivre », of what is new."""

from __future__ import annotations

from collections import Counter
from functools import partial

from markupsafe import Markup

from catalogue.data.agenda import WHOLE, count_vague, regions
from catalogue.data.feeds import FEEDS
from catalogue.data.package import FOLDER, VERSION, DataSite, data_tables, published_files
from catalogue.data.tables import SEPARATOR
from catalogue.records.corpus import LINKS
from catalogue.site.addresses import folder_of, member_address
from catalogue.site.appraisal import newest_check
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


def addition(view: SiteView, site: DataSite) -> Addition:
    """Return what the room adds to the hand-written pages."""
    blocks: dict[str, Block] = {
        "donnees_etat": partial(_state, "etat", view, site),
        "donnees_citer": partial(_state, "citer", view, site),
        "donnees_fichiers": partial(_files, view),
        "donnees_colonnes": partial(_columns, view),
        "donnees_exemple": partial(_example, view, site),
        "suivre": partial(_follow, view, site),
    }
    return Addition(blocks=blocks)


def _block(name: str, base: str, *values: object) -> Markup:
    return filled_block(name, base, *values, template=TEMPLATE)


def _state(name: str, view: SiteView, site: DataSite, base: str) -> Markup:
    """Return how the data stand: how many records, by what they are, since when; or their quote."""
    corpus = view.corpus
    counts = Counter(project.lien for project in corpus.projects)
    folder = folder_of(corpus, LINKS)
    last = newest_check(corpus)
    told = {
        "nom": site.identite.nom,
        "adresse": f"{site.identite.adresse or UNKNOWN_SITE}donnees/",
        "version": VERSION,
        "fiches": len(corpus.projects),
        "familles": [
            (Link(libelle=t.libelle, adresse=f"{folder}/{t.id}/" if folder else None), counts[t.id])
            for t in corpus.current(LINKS).values()
        ],
        "change": date_words(site.change) if site.change else "",
        "verifiee": date_words(last) if last else "",
    }
    return _block(name, base, told)


def _files(view: SiteView, base: str) -> Markup:
    tables = data_tables(view)
    names = {table.fichier for table in tables}
    files = list(published_files(tables))
    groups = (
        ("Tout le catalogue", [one for one in files if one.nom not in names]),
        ("Les tableaux, en CSV", [one for one in files if one.nom in names]),
    )
    return _block("fichiers", base, groups, FOLDER, bool(view.histories.lacking))


def _columns(view: SiteView, base: str) -> Markup:
    tables, vocabularies = data_tables(view), view.corpus.vocabularies
    links: dict[str, Link] = {}
    for reference in {column.reference for table in tables for column in table.colonnes}:
        # The page where the identifiers of a column are explained, if there is one.
        if folder := folder_of(view.corpus, reference):
            vocabulary = vocabularies.get(reference)
            words = vocabulary.libelle_pluriel if vocabulary else reference
            links[reference] = Link(libelle=words, adresse=f"{folder}/")
    return _block("colonnes", base, tables, SEPARATOR, TYPES, vocabularies, links)


def _example(view: SiteView, site: DataSite, base: str, name: str) -> Markup:
    if name not in EXAMPLES:
        hint = suggestion(str(name), list(EXAMPLES))
        raise BadArgumentError(str(name), f"exemple inconnu « {name} »{hint}")
    address = f"{site.identite.adresse or UNKNOWN_SITE}{FOLDER}"
    since = view.events[0].jour if view.events and not view.histories.lacking else ""
    corpus = view.corpus
    counts = Counter(
        one.organisme
        for project in corpus.projects
        for one in project.organismes
        if (known := corpus.organisations.get(one.organisme)) and known.type == "bailleur"
    )
    # The landlord that most records name: the example says something of it.
    landlord = min(counts, key=lambda id_: (-counts[id_], id_), default="identifiant-du-bailleur")
    return _block(f"exemple_{name}", base, address, not site.identite.adresse, landlord, since)


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
