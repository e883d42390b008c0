"""What the page « Suivre » shows: the feeds, the calendars, and to whom one may write."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from catalogue.data.agenda import WHOLE, count_vague, regions
from catalogue.data.feeds import FEEDS
from catalogue.site.addresses import member_address
from catalogue.site.blocks import Addition
from catalogue.site.environment import fill
from catalogue.site.page import AGENDA
from catalogue.site.publisher import Publisher
from catalogue.site.site_view import SiteView
from catalogue.site.views import Link


def addition(view: SiteView, publisher: Publisher, repository: str) -> Addition:
    """Return what the room adds to the hand-written pages; the repository may not be known."""
    return Addition(blocks={"suivre": partial(_follow, view, publisher, repository)})


def _follow(view: SiteView, publisher: Publisher, repository: str, base: str) -> Markup:
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
            (link, sum(event.genre in genres for event in view.events)) for link, genres, _ in FEEDS
        ],
        manque=bool(view.histories.lacking),
        agenda=WHOLE,
        regions=places,
        sans_jour=count_vague(view.corpus),
        site=publisher,
        depot=repository,
    )
