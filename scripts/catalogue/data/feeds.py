"""What is new, as Atom (RFC 4287): for the whole site, and for each page that has records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from catalogue.site.appraisal import newest_check
from catalogue.site.environment import environment
from catalogue.site.histories import (
    CHANGED,
    CHANGED_CALL,
    MOVED,
    NEW,
    NEW_CALL,
    NEW_EDITION,
    WITHDRAWN,
    Event,
)
from catalogue.site.page import FOLLOWED, Identity, base_of, feed_of
from catalogue.site.site_view import SiteView
from catalogue.site.views import Link

ATOM: Final = "http://www.w3.org/2005/Atom"
FAMILY: Final = UUID("6d0fb1d6-4f3c-5e0a-9a0e-7a1d2c5b8e41")
"""What every name that we give to a feed, an entry or a date is drawn from, once and for all."""
LICENCE: Final = "Licence Ouverte 2.0 (Etalab)"
WRITERS: Final = "Les contributeurs du catalogue"
MOST: Final = 50
"""How many entries a feed holds: programs ask for it often, and keep what they have read."""
LACKING: Final = "Ce site a été construit sans l’historique des fiches : rien n’est annoncé ici."
_forbidden = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML has no way to write."""

FEEDS: Final[tuple[tuple[Link, frozenset[str], str], ...]] = tuple(
    (Link(libelle=title, adresse=f"flux/{name}.xml"), frozenset(genres), page)
    for name, title, page, genres in (
        ("fiches", "Nouvelles initiatives", "catalogue/", {NEW}),
        ("changements", "Fiches modifiées", "journal/", {CHANGED, MOVED, WITHDRAWN}),
        ("appels", "Appels à projets", "appels/", {NEW_CALL, CHANGED_CALL}),
        ("bilans", "Bilans", "bilans/", {NEW_EDITION}),
    )
)
"""The feeds of the whole site: address, kinds of event, page."""


def feed_names() -> dict[str, str]:
    """Return the titles of the feeds of the whole site by the name of their file."""
    return {(link.adresse or "")[len("flux/") : -len(".xml")]: link.libelle for link, _, _ in FEEDS}


def stable_id(*words: str) -> str:
    """Return the name of something for good: the same wherever the site is published."""
    return uuid5(FAMILY, "/".join(words)).urn


def feed_files(view: SiteView, site: Identity) -> Iterator[tuple[str, str]]:
    """Yield every feed: its address and its text."""
    maker = _FeedMaker(view, site)
    for link, genres, page in FEEDS:
        yield maker.file(link, page, (e for e in view.events if e.genre in genres))
    by_address: dict[str, list[Event]] = {}
    for event in view.events:
        by_address.setdefault(event.lien.adresse or "", []).append(event)

    def followed(page: str, title: str, told: Iterable[str]) -> tuple[str, str]:
        """Return the feed of a page, of what happened at the addresses that it tells of."""
        found = [event for address in told for event in by_address.get(address, ())]
        found.sort(key=lambda event: event.instant, reverse=True)
        return maker.file(feed_of(page, title), page, found)

    for kind, terms in view.terms_by_kind.items():
        for term in terms if kind.reference in FOLLOWED else ():
            if term.cartes:
                told = (card.adresse for card in term.cartes)
                yield followed(kind.address(term.id), term.libelle, told)
    for call in view.calls:
        if cards := view.cards_by_call.get(call.id):
            yield followed(call.adresse, call.nom, [call.adresse, *(c.adresse for c in cards)])


class _FeedMaker:
    """Writes feeds as a site of this name and address has them."""

    def __init__(self, view: SiteView, site: Identity) -> None:
        self.view, self.site = view, site
        self.cards = {card.adresse: card for card in view.cards}
        self.start = f"{newest_check(view.corpus) or '1970-01-01'}T00:00:00Z"

    def file(self, link: Link, page: str, events: Iterable[Event]) -> tuple[str, str]:
        """Return the address and the text of a feed, whose page is at `page`."""
        address, told = link.adresse or "", list(islice(events, MOST))
        root = Element("feed", {"xmlns": ATOM, "xml:lang": "fr"})
        _add(root, "id", stable_id(address))
        _add(root, "title", f"{link.libelle} – {self.site.nom}" if self.site.nom else link.libelle)
        if self.view.histories.lacking and not told:
            _add(root, "subtitle", LACKING)
        _add(root, "updated", max((event.instant for event in told), default=self.start))
        _add(SubElement(root, "author"), "name", self.site.nom or WRITERS)
        _add(root, "rights", LICENCE)
        if self.site.adresse:
            SubElement(root, "link", {"rel": "self", "href": f"{self.site.adresse}{address}"})
        base = self.site.adresse or base_of(address)
        SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{page}"})
        for event in told:
            self._entry(SubElement(root, "entry"), event, base)
        indent(root)
        text = tostring(root, encoding="unicode")
        return address, f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'

    def _entry(self, entry: Element, event: Event, base: str) -> None:
        page = event.lien.adresse or ""
        _add(entry, "id", stable_id(event.genre, page, event.jour))
        _add(entry, "title", f"{event.titre} : {event.lien.libelle}")
        _add(entry, "updated", event.instant)
        _add(entry, "published", event.instant)
        anchor = "#historique" if event.genre == CHANGED else ""
        href = f"{base}{page}{anchor}"
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
        card = self.cards.get(page)
        if words := event.mots or (card.resume if card and event.genre == NEW else ""):
            _add(entry, "summary", words)
        if event.change and event.change.changements:
            module: Any = environment().get_template("historique.html.j2").module
            _add(entry, "content", str(module.jour(event.change)), type="html")


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _forbidden.sub("\ufffd", text)
