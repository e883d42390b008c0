"""A record in a list."""

from __future__ import annotations

from catalogue.records.corpus import LINKS, Corpus
from catalogue.records.types import Count, Project, Territoire
from catalogue.site.addresses import project_address, term_link
from catalogue.site.views import Card, Link
from catalogue.site.wording import NOT_GIVEN, date_words, quantity

EMPTY = Card(
    id="",
    titre="",
    nom_court="",
    adresse="",
    resume="",
    lien="",
    lieu="",
    organismes="",
    publics=(),
    outils=(),
    menages="",
    verifie_le="",
)
"""The card without words, which the catalogue page fills."""

SHOWN_TYPES = ("bailleur", "association")


def card(corpus: Corpus, project: Project) -> Card:
    """Return a record's card."""
    return Card(
        id=project.id,
        titre=project.titre,
        nom_court=project.nom_court,
        adresse=project_address(project),
        resume=project.resume,
        lien=corpus.label(LINKS, project.lien),
        lieu=place(corpus, project),
        organismes=", ".join(partners(corpus, project)),
        publics=_links(corpus, "publics", project.publics),
        outils=_links(corpus, "outils", project.outils),
        menages=households(corpus, project),
        verifie_le=date_words(project.verifie_le) if project.verifie_le else NOT_GIVEN,
    )


def _links(corpus: Corpus, reference: str, ids: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(term_link(corpus, reference, id_) for id_ in ids)


def place(corpus: Corpus, project: Project) -> str:
    """Return where a record takes place, in words."""
    names = (territory_name(corpus, territory) for territory in project.territoires)
    return " · ".join(dict.fromkeys(names)) or NOT_GIVEN


def territory_name(corpus: Corpus, territory: Territoire) -> str:
    """Return a territory in words: « Celleneuve, Montpellier (Hérault) », « Île-de-France »."""
    around = territory.departement or territory.region
    name = corpus.label("territoires", around)
    places = (territory.quartier, territory.commune or territory.intercommunalite)
    near = ", ".join(filter(None, places))
    # A commune that is a département of its own is told once: « Paris ».
    if near and name and near != name:
        return f"{near} ({name})"
    return near or name


def partners(corpus: Corpus, project: Project) -> list[str]:
    """Return the names of a record's landlords and associations, or of all when it has none."""
    shown = main_partners(corpus, [p.organisme for p in project.organismes])
    return [corpus.label("organismes", id_) for id_ in shown]


def main_partners(corpus: Corpus, ids: list[str]) -> list[str]:
    """Return the landlords and associations among organisations, or all where there is none."""
    types = {id_: corpus.organisations[id_].type for id_ in ids if id_ in corpus.organisations}
    return [id_ for id_ in ids if types.get(id_) in SHOWN_TYPES] or ids


def households(corpus: Corpus, project: Project) -> str:
    """Return the first number of households that a record gives, in words."""
    return (
        count_words(corpus, project.menages[0], "unites-menages") if project.menages else NOT_GIVEN
    )


def count_words(corpus: Corpus, count: Count, units: str) -> str:
    """Return a number of households or dwellings with its qualifier and unit."""
    qualifier = corpus.label("qualificatifs", count.qualificatif)
    unit = corpus.label(units, count.unite)
    return quantity(count.valeur, unit, qualifier, count.valeur_max)
