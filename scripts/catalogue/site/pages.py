"""The pages of the records, and the drafts of every page that is made from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from catalogue.records.types import Project
from catalogue.site import policy
from catalogue.site.addresses import address_of
from catalogue.site.appraisal import Alike, Appraisal
from catalogue.site.appraisal_html import appraised
from catalogue.site.catalogue_data import compact, record_json
from catalogue.site.environment import environment, fill
from catalogue.site.lexicon import Lexicon
from catalogue.site.list_pages import call_pages, catalogue_pages, organisation_pages, term_pages
from catalogue.site.page import CATALOGUE, Identity, Page, base_of, shortened
from catalogue.site.sheet_data import sheet_data
from catalogue.site.sheet_views import Sheet
from catalogue.site.site_view import SiteView
from catalogue.site.views import Card, Link, OrganisationEntry
from catalogue.site.wording import date_words

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Pages to make under an address, and what they rest on beside the references and the site."""

    address: str
    rests_on: tuple[object, ...]
    make: Callable[[], Iterable[Page]]


def drafts(view: SiteView, site: Identity) -> Iterator[Draft]:
    """Yield what every page is made from, so that those that would be the same need no making."""
    words = view.lexicon
    for project in view.corpus.projects:
        alike = view.appraiser.alike(project)
        yield Draft(
            address=view.cards_by_id[project.id].adresse,
            rests_on=(project, alike, view.appraiser.day),
            make=partial(_record_pages, view, project, alike, site),
        )
    yield Draft(
        address=CATALOGUE.adresse or "",
        rests_on=(view.cards,),
        make=partial(catalogue_pages, view),
    )
    for address, term in view.terms:
        make = partial(term_pages, address, term, words)
        yield Draft(address=address, rests_on=(term,), make=make)
    for entry in view.organisations:
        yield Draft(
            address=entry.adresse,
            rests_on=(entry, view.records_of(entry)),
            make=partial(_pages_of_organisation, view, entry, words),
        )
    for call in view.calls:
        cards = view.cards_of_call(call.id)
        make = partial(call_pages, call, cards, words)
        yield Draft(address=call.adresse, rests_on=(call, cards), make=make)


def _record_pages(
    view: SiteView, project: Project, alike: tuple[Alike, ...], site: Identity
) -> Iterator[Page]:
    appraisal = view.appraiser.appraisal(project, alike)
    yield record_page(view.sheet(project), appraisal, project, site)


def _pages_of_organisation(
    view: SiteView, entry: OrganisationEntry, words: Lexicon
) -> Iterator[Page]:
    return organisation_pages(view.organisation_view(entry), words)


def record_page(sheet: Sheet, appraisal: Appraisal, project: Project, site: Identity) -> Page:
    """Return the page of a record."""
    card = sheet.carte
    trail = (CATALOGUE, Link(libelle=card.titre))
    base = base_of(card.adresse)
    html = fill(
        "fiche.html.j2",
        base,
        sheet.mentions,
        fiche=sheet,
        juge=appraised(appraisal, base),
        fil=trail,
        site=site,
    )
    return Page(
        address=card.adresse,
        shell="fiche",
        title=card.titre,
        description=shortened(card.resume or f"{card.titre}. {card.lieu}."),
        html="".join((html, _linked_data(card, project))),  # Both are HTML: nothing to escape.
        summary=(
            ("en-bref", "En bref"),
            *((s.id, s.titre) for s in sheet.sections if s.parties),
            ("preuves", "Ce que cette fiche documente"),
            *((("non-renseigne", "Non renseigné"),) if sheet.non_renseigne else ()),
            ("citer", "Citer cette fiche"),
            *((("proches", "Initiatives proches"),) if appraisal.proches else ()),
        ),
        source=project.file,
        donnees=record_json(project),
        vue=compact(sheet_data(sheet, site)),
    )


def _linked_data(card: Card, project: Project) -> str:
    """Return what a record says to search engines, as HTML."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": card.titre,
        "inLanguage": "fr",
        "license": LICENCE,
        "keywords": [link.libelle for link in (*card.publics, *card.outils)],
    }
    if card.resume:
        data["abstract"] = card.resume
    if project.verifie_le:
        data["dateModified"] = project.verifie_le
    text = _encoder.encode(data)
    # Inside <script> only « < » could end the element.
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{safe}</script>\n'


_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


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
