"""The pages of an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from catalogue.site.kinds.table import ORGANISATION, PageKind
from catalogue.site.lexicon import Lexicon
from catalogue.site.organisations import OrganisationEntry, OrganisationView, RoleView
from catalogue.site.page import Draft, ListPage, Page, count_pages, landing_link, member_pages
from catalogue.site.prose import plain
from catalogue.site.site_view import SiteView
from catalogue.site.views import Card, Link
from catalogue.site.ways import Origin, WaysView


def drafts(view: SiteView, kind: PageKind) -> Iterator[Draft]:
    """Yield the draft of each organisation, in alphabetical order."""
    return (_draft(view, kind, entry) for entry in view.organisations)


def _draft(view: SiteView, kind: PageKind, entry: OrganisationEntry) -> Draft:
    maker = view.organisation_maker

    def ways() -> WaysView:
        origin = Origin(
            reference="organismes",
            id=entry.id,
            cartes=tuple(view.cards_by_id[project.id] for project in maker.records_of(entry)),
            territoires=view.corpus.organisations[entry.id].territoires,
        )
        return view.ways.of(origin)

    return Draft(
        address=kind.address(entry.id),
        title=entry.nom,
        rests_on=lambda: (entry, maker.records_of(entry), ways()),
        make=lambda _: organisation_pages(maker.view(entry), ways(), view.lexicon),
        count=lambda: count_pages(entry.fiches),
    )


def organisation_pages(
    organisation: OrganisationView, ways: WaysView, words: Lexicon
) -> Iterator[Page]:
    """Yield the pages of an organisation: what is known of it, its records, then the ways on."""
    entry = organisation.entree
    description = organisation.organisme.description
    told = plain(description) or "ses initiatives et ses partenaires."
    model = Page(
        address=entry.adresse,
        shell=ORGANISATION.shell,
        title=entry.nom,
        # Several are told alike, those of a group for instance: their name tells them apart.
        description=f"{entry.nom} : {told}",
        source=f"reference/organisations/{entry.id}.yml",
    )
    return member_pages(
        model,
        [(role, card) for role in organisation.ensembles for card in role.cartes],
        "organisme.html.j2",
        words.found(description),
        fil=(landing_link(ORGANISATION), Link(libelle=entry.nom)),
        o=organisation,
        groupes=role_groups,
        suites=ways,
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
