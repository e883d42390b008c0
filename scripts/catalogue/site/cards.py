"""A record in a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalogue.records.corpus import LINKS, Corpus
from catalogue.records.types import Count, Project, Territoire
from catalogue.site.addresses import address_of, term_link
from catalogue.site.evidence import found_in
from catalogue.site.views import Card, Link
from catalogue.site.wording import NOT_GIVEN, date_words, listing, lower_first, quantity

ANSWERING = frozenset({"porteur", "co-porteur"})
"""The roles of who answers for an initiative."""
REFERRING = "orienteur"
"""Who refers households: one of those who do it where no record says who answers for it."""
AIM = "prevu"
"""The nature of a number that was aimed at."""
ASIDE = frozenset({"financeur", "pilotage", "validation", "concertation", "partenaire", "soutien"})
"""The roles of who helps, pays or follows, and does not do it."""


def card(corpus: Corpus, project: Project) -> Card:
    """Return a record's card."""
    places = (place_name(corpus, group) for group in place_groups(project.territoires))
    actors = main_partners([(p.organisme, p.roles) for p in project.organismes])
    # The first number of households that the record gives, or else of dwellings.
    households = NOT_GIVEN
    if project.menages:
        households = count_words(corpus, project.menages[0], "unites-menages")
    elif project.logements:
        households = count_words(corpus, project.logements[0], "unites-logements")
    return Card(
        id=project.id,
        titre=project.titre,
        nom_court=project.nom_court,
        adresse=address_of(project.id),
        resume=project.resume,
        lien=corpus.label(LINKS, project.lien),
        lieu=" · ".join(dict.fromkeys(places)) or NOT_GIVEN,
        organismes=", ".join(corpus.label("organismes", id_) for id_ in dict.fromkeys(actors)),
        publics=tuple(term_link(corpus, "publics", id_) for id_ in project.publics),
        outils=tuple(term_link(corpus, "outils", id_) for id_ in project.outils),
        menages=households,
        documente=tuple(Link(libelle=words) for words in found_in(project)),
        verifie_le=date_words(project.verifie_le) if project.verifie_le else NOT_GIVEN,
    )


def place_groups(territories: Iterable[Territoire]) -> list[list[Territoire]]:
    """Return territories with those that one name tells together: the quarters of a commune."""
    groups: dict[tuple[str, ...], list[Territoire]] = {}
    for one in territories:
        around = one.departement or one.region
        town = one.commune or one.intercommunalite
        key = (around, town, "quartier") if one.quartier else (around, "commune" if town else "")
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def place_name(corpus: Corpus, group: Sequence[Territoire]) -> str:
    """Return the territories of a group in words.

    « Celleneuve, Montpellier (Hérault) », « 13e et 19e arrondissements, Paris », « Île-de-France ».
    """
    first = group[0]
    around = corpus.label("territoires", first.departement or first.region)
    town = first.commune or first.intercommunalite
    if first.quartier:
        near = f"{_together([t.quartier for t in group])}, {town}" if town else first.quartier
    else:
        near = _together([t.commune or t.intercommunalite for t in group])
    # A commune that is a département of its own is told once: « Paris ».
    if near and around and around not in {near, town}:
        return f"{near} ({around})"
    return near or around


def _together(names: Sequence[str]) -> str:
    """Return names as an enumeration, the kind that they share once: « 13e et 19e quartiers »."""
    names = list(dict.fromkeys(names))
    kinds = {name.rpartition(" ")[2] for name in names}
    if len(names) > 1 and len(kinds) == 1 and (kind := kinds.pop()).islower():
        own = [name.rpartition(" ")[0] for name in names]
        return f"{listing(own)} {kind}s" if all(own) else listing(names)
    return listing(names)


def main_partners(parts: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Return who does it among organisations and their roles, first who answers for it, or all.

    What they are does not count: a federation or an administration may answer for an initiative.
    """
    answered = any(ANSWERING.intersection(roles) for _, roles in parts)
    aside = ASIDE | {REFERRING} if answered else ASIDE
    found = [(id_, roles) for id_, roles in parts if not aside.issuperset(roles)]
    found.sort(key=lambda part: ANSWERING.isdisjoint(part[1]))
    return [id_ for id_, _ in found or parts]


def count_words(corpus: Corpus, count: Count, units: str) -> str:
    """Return a number of households or dwellings in words; an aim is told as one."""
    qualifier = corpus.label("qualificatifs", count.qualificatif)
    unit = corpus.label(units, count.unite)
    words = quantity(count.valeur, unit, qualifier, count.valeur_max)
    # Alone on a card, an aim would be read as what was done.
    aim = lower_first(corpus.label("natures-chiffre", AIM)) if count.nature == AIM else ""
    return f"{words} ({aim})" if aim else words
