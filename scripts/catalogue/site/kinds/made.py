"""The kinds of page with their drafts, the site map, and the pages of records that moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from catalogue.issues import StopError
from catalogue.records.types import Withdrawal
from catalogue.site import policy
from catalogue.site.addresses import address_of
from catalogue.site.environment import environment
from catalogue.site.kinds.table import PageKind
from catalogue.site.page import Draft, Identity, base_of, landing_link
from catalogue.site.site_view import SiteView
from catalogue.site.views import Link
from catalogue.site.wording import date_words, plural

MOST_MAPPED = 300
"""How many pages of a kind that is counted the site map names one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKind:
    """A kind of page, and what gives the drafts of all its members, as often as it is asked."""

    kind: PageKind
    drafts: Callable[[], Iterable[Draft]]


class KindModule(Protocol):
    """What a module of this folder that makes the pages of a kind holds."""

    def drafts(self, view: SiteView, kind: PageKind) -> Iterator[Draft]:
        """Yield the draft of each member of the kind."""


def made_kinds(view: SiteView) -> tuple[MadeKind, ...]:
    """Return the kinds of page of the site, each with the drafts of its members."""
    return tuple(MadeKind(kind=kind, drafts=partial(_drafts, view, kind)) for kind in view.kinds)


def _drafts(view: SiteView, kind: PageKind) -> Iterator[Draft]:
    if find_spec(kind.module) is None:
        file = f"scripts/{kind.module.replace('.', '/')}.py"
        raise StopError(f"il manque {file}, qui fait les pages de /{kind.folder}/ : écrivez-le")
    return cast("KindModule", import_module(kind.module)).drafts(view, kind)


def site_map(kinds: Iterable[MadeKind]) -> list[tuple[str, list[Link]]]:
    """Return the pages by kind in the order of the table, for the site map."""
    groups = []
    for made in sorted((k for k in kinds if k.kind.rank), key=lambda made: made.kind.rank):
        links = [Link(libelle=draft.title, adresse=draft.address) for draft in made.drafts()]
        one, several = made.kind.counted
        if one and len(links) > MOST_MAPPED:
            # Too many for one page: the page where all are listed stands for them.
            count = plural(len(links), one, several)
            leads = landing_link(made.kind).adresse
            links = [Link(libelle=f"Les {count} du catalogue", adresse=leads)]
        if links:
            groups.append((made.kind.title, links))
    return groups


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
