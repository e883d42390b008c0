"""The old addresses of records that moved: a page each, which leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.derive.addresses import address_of
from catalogue.derive.site import SiteView
from catalogue.derive.wording import date_words
from catalogue.render import policy
from catalogue.render.environment import environment
from catalogue.render.page import Identity, base_of


def moved_pages(view: SiteView, site: Identity) -> Iterator[tuple[str, str]]:
    """Yield the address and the whole HTML of each page that leads to another."""
    template = environment().get_template("redirection.html.j2")
    for move in view.corpus.moves:
        address, card = address_of(move.ancien), view.cards_by_id[move.nouveau]
        base = base_of(address)
        yield (
            address,
            template.render(
                base=base,
                politique=policy.text(policy.READ),
                site=site,
                carte=card,
                canonique=f"{site.adresse or base}{card.adresse}",
                motif=move.motif,
                date=date_words(move.date),
            ),
        )
