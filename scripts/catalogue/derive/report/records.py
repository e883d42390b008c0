"""The records of an edition in short, and which of them the edition before did not have."""

from __future__ import annotations

from collections.abc import Collection

from catalogue.derive.report.views import Record
from catalogue.derive.site import SiteView
from catalogue.derive.views import Card


def records(view: SiteView, before: Collection[str]) -> tuple[Record, ...]:
    """Return the records in the catalogue's order; `before` are those of the edition before."""
    return tuple(_record(card, card.id not in before) for card in view.cards)


def _record(card: Card, new: bool) -> Record:
    return Record(
        id=card.id,
        titre=card.titre,
        adresse=card.adresse,
        resume=card.resume,
        lieu=card.lieu,
        organismes=card.organismes,
        publics=tuple(link.libelle for link in card.publics),
        outils=tuple(link.libelle for link in card.outils),
        menages=card.menages,
        nouvelle=new,
    )
