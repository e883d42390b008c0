"""The pages of the whole list after the first, which is the catalogue page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.site.environment import fill
from catalogue.site.kinds.table import WHOLE_LIST, PageKind
from catalogue.site.page import (
    CATALOGUE,
    Draft,
    Identity,
    ListPage,
    Page,
    base_of,
    count_pages,
    list_pages,
    shortened,
)
from catalogue.site.site_view import SiteView
from catalogue.site.views import Card, Link
from catalogue.site.wording import plural


def drafts(view: SiteView, kind: PageKind) -> Iterator[Draft]:
    """Yield the one draft of the whole list."""
    yield Draft(
        address=f"{kind.folder}/",
        title=kind.title,
        rests_on=lambda: (view.cards,),
        make=partial(catalogue_pages, view),
        # Its first page is written by hand.
        count=lambda: count_pages(len(view.cards)) - 1,
    )


def catalogue_pages(view: SiteView, site: Identity) -> Iterator[Page]:
    """Yield the pages of the whole list after the first, which is the catalogue page."""
    count = plural(len(view.cards), "initiative", "initiatives")
    for page in catalogue_list(view.cards):
        if page.rank > 1:
            title = f"Toutes les initiatives (page {page.rank})"
            trail = (CATALOGUE, Link(libelle=f"Page {page.rank}"))
            html = fill("liste.html.j2", base_of(page.address), page=page, fil=trail, nombre=count)
            yield Page(
                address=page.address,
                shell=WHOLE_LIST.shell,
                title=title,
                description=shortened(
                    f"Les {count} du catalogue, avec leurs lieux, publics et partenaires.",
                    page.rank,
                ),
                html=html,
                source=f"docs/{WHOLE_LIST.landing_page}.md",
            )


def catalogue_list(cards: Sequence[Card]) -> Iterator[ListPage[Card]]:
    """Yield the whole list in pages; the first stands on the catalogue page."""
    return list_pages(f"{WHOLE_LIST.folder}/", cards, "page/")
