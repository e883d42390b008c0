"""The pages of a term: of a vocabulary, a territory, a year, what is documented."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.site.kinds.table import TERRITORY, PageKind
from catalogue.site.lexicon import Lexicon
from catalogue.site.page import (
    AGENDA,
    FOLLOWED,
    Draft,
    Page,
    count_pages,
    feed_of,
    member_pages,
)
from catalogue.site.prose import plain
from catalogue.site.site_view import SiteView
from catalogue.site.terms import TermView
from catalogue.site.views import Link
from catalogue.site.ways import Origin, WaysView
from catalogue.site.wording import plural

AROUND = "les organismes et les appels à projets de logements Hlm accompagnés"
"""What the page of a term without a definition has beside its records."""


def drafts(view: SiteView, kind: PageKind) -> Iterator[Draft]:
    """Yield the draft of each term of a set, in the order of its facet."""
    return (_draft(view, kind, term) for term in view.terms_by_kind[kind])


def _draft(view: SiteView, kind: PageKind, term: TermView) -> Draft:
    is_place = kind.reference == TERRITORY.reference
    place = view.corpus.territories.get(term.id) if is_place else None
    agenda = f"{kind.address(term.id)}{AGENDA}" if place and place.type == "region" else ""
    origin = Origin(
        reference=kind.reference,
        id=term.id,
        cartes=term.cartes,
        territoires=(term.id,) if is_place else (),
    )
    return Draft(
        address=kind.address(term.id),
        title=term.libelle,
        rests_on=lambda: (term, view.ways.of(origin)),
        make=lambda _: term_pages(kind, term, view.ways.of(origin), view.lexicon, agenda),
        count=lambda: count_pages(len(term.cartes)),
    )


def term_pages(
    kind: PageKind, term: TermView, ways: WaysView, words: Lexicon, agenda: str = ""
) -> Iterator[Page]:
    """Yield the pages of a term, as many as its records fill."""
    address = kind.address(term.id)
    said = (text for part in term.guide for text, _ in part.enonces)
    count = plural(len(term.cartes), "initiative", "initiatives")
    # An overseas département has the name of its region: their pages have not the same title.
    twin = term.parent is not None and term.parent.libelle == term.libelle
    name = f"{term.libelle} ({term.id})" if twin else term.libelle
    told = plain(term.definition)
    is_followed = kind.reference in FOLLOWED and bool(term.cartes)
    model = Page(
        address=address,
        shell=kind.shell,
        title=f"{name} – {term.vocabulaire.libelle}",
        # Most places have no definition; many definitions are a few words.
        description=f"{told} {count}." if told else f"{name} : {count}, {AROUND}.",
        source=term.source,
        flux=feed_of(address, term.libelle) if is_followed else None,
    )
    return member_pages(
        model,
        term.cartes,
        "terme.html.j2",
        words.found("\n".join((term.definition, *said, term.fonctionnement))),
        fil=(term.vocabulaire, Link(libelle=term.libelle)),
        t=term,
        nombre=count,
        suites=ways,
        agenda=agenda,
    )
