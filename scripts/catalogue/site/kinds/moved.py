"""The pages that stand at the address of a record that moved, was parted, or is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.records.types import Withdrawal
from catalogue.site import policy
from catalogue.site.addresses import address_of
from catalogue.site.environment import environment
from catalogue.site.page import Identity, base_of
from catalogue.site.site_view import SiteView
from catalogue.site.wording import date_words


def withdrawn(view: SiteView) -> list[Withdrawal]:
    """Return the records that are gone and lead nowhere: their address says so."""
    held = {*view.cards_by_id, *(move.ancien for move in view.corpus.moves)}
    return [one for one in view.corpus.withdrawals if one.fiche not in held]


def moved_pages(view: SiteView, site: Identity) -> Iterator[tuple[str, str]]:
    """Yield the address and the whole HTML of each of these pages."""
    for move in view.corpus.moves:
        cards = [view.cards_by_id[id_] for id_ in (move.nouveau, *move.aussi)]
        yield _page(move.ancien, site, cartes=cards, motif=move.motif, date=move.date)
    for one in withdrawn(view):
        yield _page(one.fiche, site, cartes=(), motif=one.motif, date=one.date)


def _page(id_: str, site: Identity, *, date: str, **values: object) -> tuple[str, str]:
    address = address_of(id_)
    base = base_of(address)
    template = environment().get_template("redirection.html.j2")
    return address, template.render(
        base=base,
        canonique=site.adresse or base,
        politique=policy.text(policy.READ),
        site=site,
        date=date_words(date),
        **values,
    )
