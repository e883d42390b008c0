"""The pages of the journal: what happened to the data, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from catalogue.site.environment import fill
from catalogue.site.histories import Event
from catalogue.site.kinds.table import JOURNAL, PageKind
from catalogue.site.page import (
    Draft,
    Identity,
    Page,
    base_of,
    count_pages,
    landing_link,
    list_pages,
    rank_words,
)
from catalogue.site.site_view import SiteView
from catalogue.site.views import Link


def drafts(view: SiteView, kind: PageKind) -> Iterator[Draft]:
    """Yield the draft of each year, the newest first."""
    for year, events in view.journal.items():
        yield Draft(
            address=kind.address(year),
            title=f"Journal des données, {year}",
            rests_on=partial(tuple, events),
            make=partial(_pages, view, year, events),
            count=partial(count_pages, len(events)),
        )


def _pages(view: SiteView, year: str, events: Sequence[Event], site: Identity) -> Iterator[Page]:
    """Yield the pages of a year, as many as its events fill."""
    trail = (landing_link(JOURNAL), Link(libelle=year))
    for page in list_pages(JOURNAL.address(year), events):
        title = f"Journal des données, {year}{rank_words(page)}"
        yield Page(
            address=page.address,
            shell=JOURNAL.shell,
            title=title,
            description=f"{title} : les fiches et les appels ajoutés, modifiés, déplacés, retirés.",
            html=fill(
                "journal.html.j2",
                base_of(page.address),
                page=page,
                fil=trail,
                annee=year,
                jours=[(day, list(held)) for day, held in groupby(page.cards, lambda e: e.date)],
                manque=bool(view.histories.lacking),
            ),
            source=f"docs/{JOURNAL.landing_page}.md",
        )
