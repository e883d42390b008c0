"""The pages of a call for projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.site.call_views import CallView
from catalogue.site.kinds.table import CALL, PageKind
from catalogue.site.lexicon import Lexicon
from catalogue.site.page import Draft, Page, count_pages, feed_of, landing_link, member_pages
from catalogue.site.prose import plain
from catalogue.site.site_view import SiteView
from catalogue.site.views import Card, Link
from catalogue.site.ways import Origin, WaysView
from catalogue.site.wording import plural


def drafts(view: SiteView, kind: PageKind) -> Iterator[Draft]:
    """Yield the draft of each call, from the newest."""
    return (_draft(view, kind, call) for call in view.calls)


def _draft(view: SiteView, kind: PageKind, call: CallView) -> Draft:
    cards, places = view.cards_by_call.get(call.id, ()), call.appel.territoires
    origin = Origin(reference="appels", id=call.id, cartes=cards, territoires=places)
    return Draft(
        address=kind.address(call.id),
        title=call.nom,
        rests_on=lambda: (call, cards, view.ways.of(origin)),
        make=lambda _: call_pages(call, cards, view.ways.of(origin), view.lexicon),
        count=lambda: count_pages(len(cards)),
    )


def call_pages(
    call: CallView, cards: Sequence[Card], ways: WaysView, words: Lexicon
) -> Iterator[Page]:
    """Yield the pages of a call: what is published on it, its records, then the ways on."""
    told = plain(call.appel.description)
    model = Page(
        address=call.adresse,
        shell=CALL.shell,
        title=call.nom,
        description=told or f"{call.nom} : dates, chiffres publiés et initiatives.",
        source=f"reference/calls/{call.id}.yml",
        flux=feed_of(call.adresse, call.nom) if cards else None,
    )
    return member_pages(
        model,
        cards,
        "appel.html.j2",
        words.found(f"{call.appel.description}\n{call.appel.a_savoir}"),
        fil=(landing_link(CALL), Link(libelle=call.nom)),
        a=call,
        nombre=plural(len(cards), "initiative", "initiatives"),
        suites=ways,
    )
