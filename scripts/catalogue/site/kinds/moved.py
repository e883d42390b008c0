"""The pages that lead from the address of a record that moved to where it is."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.site import policy
from catalogue.site.addresses import address_of
from catalogue.site.environment import environment
from catalogue.site.page import Identity, base_of
from catalogue.site.site_view import SiteView
from catalogue.site.wording import date_words


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
