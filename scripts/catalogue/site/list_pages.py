"""The pages that list records: the whole list, terms, organisations, calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from catalogue.site.environment import fill
from catalogue.site.lexicon import Lexicon, Mention
from catalogue.site.page import CATALOGUE, ListPage, Page, base_of, list_pages, shortened
from catalogue.site.site_view import SiteView
from catalogue.site.views import CallView, Card, Link, OrganisationView, RoleView, TermView
from catalogue.site.wording import plural


def catalogue_pages(view: SiteView) -> Iterator[Page]:
    """Yield the pages of the whole list after the first, which is the catalogue page."""
    count = plural(len(view.cards), "initiative", "initiatives")
    for page in catalogue_list(view.cards):
        if page.rank > 1:
            title = f"Toutes les initiatives (page {page.rank})"
            trail = (CATALOGUE, Link(libelle=f"Page {page.rank}"))
            html = fill("liste.html.j2", base_of(page.address), page=page, fil=trail, nombre=count)
            yield Page(
                address=page.address,
                shell="liste",
                title=title,
                description=title,
                html=html,
                source="docs/catalogue.md",
            )


def catalogue_list(cards: Sequence[Card]) -> Iterator[ListPage[Card]]:
    """Yield the whole list in pages; the first stands on the catalogue page."""
    return list_pages("catalogue/", cards, "page/")


def term_pages(address: str, term: TermView, words: Lexicon) -> Iterator[Page]:
    """Yield the pages of a term, as many as its records fill."""
    mentions = words.found(term.definition)
    count = plural(len(term.cartes), "initiative", "initiatives")
    trail = (term.vocabulaire, Link(libelle=term.libelle))
    # An overseas département has the name of its region: their pages have not the same title.
    twin = term.parent is not None and term.parent.libelle == term.libelle
    name = f"{term.libelle} ({term.id})" if twin else term.libelle
    for page in list_pages(address, term.cartes):
        yield Page(
            address=page.address,
            shell="territoire" if address.startswith("territoires/") else "terme",
            title=f"{name} – {term.vocabulaire.libelle}{_rank_words(page)}",
            description=shortened(term.definition or f"Les initiatives en {term.libelle}."),
            html=_listed("terme", page, mentions, fil=trail, t=term, nombre=count),
            source=term.source,
        )


def _rank_words(page: ListPage[Any]) -> str:
    return f" (page {page.rank})" if page.rank > 1 else ""


def _listed(
    template: str, page: ListPage[Any], mentions: Sequence[Mention], **values: Any
) -> Markup:
    return fill(f"{template}.html.j2", base_of(page.address), mentions, page=page, **values)


def organisation_pages(organisation: OrganisationView, words: Lexicon) -> Iterator[Page]:
    """Yield the pages of an organisation: what is known of it, then its records by role."""
    mentions = words.found(organisation.description)
    entry = organisation.entree
    trail = (Link(libelle="Organismes", adresse="organismes/"), Link(libelle=entry.nom))
    about = organisation.description or f"{entry.nom} : ses initiatives et ses partenaires."
    lines = [(role, card) for role in organisation.ensembles for card in role.cartes]
    for page in list_pages(entry.adresse, lines):
        yield Page(
            address=page.address,
            shell="organisme",
            title=f"{entry.nom}{_rank_words(page)}",
            description=shortened(about),
            html=_listed(
                "organisme", page, mentions, fil=trail, o=organisation, groupes=role_groups(page)
            ),
            source=f"reference/organisations/{entry.id}.yml",
        )


def role_groups(
    page: ListPage[tuple[RoleView, Card]],
) -> list[tuple[RoleView, bool, list[Card]]]:
    """Return a page's cards by role, and whether each role began on a page before."""
    groups = groupby(page.cards, key=lambda line: line[0].id)
    parts = [list(members) for _, members in groups]
    return [
        (lines[0][0], lines[0][1] is not lines[0][0].cartes[0], [card for _, card in lines])
        for lines in parts
    ]


def call_pages(call: CallView, cards: Sequence[Card], words: Lexicon) -> Iterator[Page]:
    """Yield the pages of a call: what is published on it, then its records."""
    mentions = words.found(f"{call.description}\n{call.a_savoir}")
    trail = (Link(libelle="Appels à projets", adresse="appels/"), Link(libelle=call.nom))
    count = plural(len(cards), "initiative", "initiatives")
    about = call.description or f"{call.nom} : dates, chiffres publiés et initiatives."
    for page in list_pages(call.adresse, cards):
        yield Page(
            address=page.address,
            shell="appel",
            title=f"{call.nom}{_rank_words(page)}",
            description=shortened(about),
            html=_listed("appel", page, mentions, fil=trail, a=call, nombre=count),
            source=f"reference/calls/{call.id}.yml",
        )
