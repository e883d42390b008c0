"""The page of a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from catalogue.records.types import Project
from catalogue.site.appraisal import Alike, Appraisal
from catalogue.site.catalogue_data import compact, record_json
from catalogue.site.environment import fill
from catalogue.site.histories import RecordPast, record_past
from catalogue.site.kinds.table import RECORD, PageKind
from catalogue.site.nodes import Sheet
from catalogue.site.page import CATALOGUE, Draft, Identity, Page, base_of, shortened
from catalogue.site.sheet_data import sheet_data
from catalogue.site.site_view import SiteView
from catalogue.site.views import Card, Link

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
IMAGE = "assets/partage/fiche.png"
"""What is shown of a record where it is shared."""


def drafts(view: SiteView, kind: PageKind) -> Iterator[Draft]:
    """Yield the draft of each record, in the order of the catalogue."""
    for project, card in zip(view.corpus.projects, view.cards, strict=True):
        yield _draft(view, kind.address(project.id), project, card)


def _draft(view: SiteView, address: str, project: Project, card: Card) -> Draft:
    @cache
    def around() -> tuple[tuple[Alike, ...], RecordPast]:
        """Return the records like it, and its history: found once, if at all."""
        past = record_past(view.corpus, view.histories, project.id)
        return view.appraiser.alike(project), past

    def pages(site: Identity) -> Iterator[Page]:
        alike, past = around()
        appraisal = view.appraiser.appraisal(project, alike)
        yield record_page(view.sheet(project), appraisal, project, past, site)

    return Draft(
        address=address,
        title=card.titre,
        rests_on=lambda: (project, view.appraiser.day, *around()),
        make=pages,
    )


def record_page(
    sheet: Sheet, appraisal: Appraisal, project: Project, past: RecordPast, site: Identity
) -> Page:
    """Return the page of a record."""
    card = sheet.carte
    trail = (CATALOGUE, Link(libelle=card.titre))
    base = base_of(card.adresse)
    html = fill(
        "fiche.html.j2",
        base,
        sheet.mentions,
        fiche=sheet,
        juge=appraisal,
        fil=trail,
        site=site,
        passe=past,
    )
    return Page(
        address=card.adresse,
        shell=RECORD.shell,
        title=card.titre,
        description=shortened(card.resume or f"{card.titre}. {card.lieu}."),
        # Both are HTML: nothing to escape.
        html="".join((html, _linked_data(card, project, site))),
        summary=(
            ("en-bref", "En bref"),
            *((s.id, s.titre) for s in sheet.sections if s.parties),
            ("preuves", "Ce que cette fiche documente"),
            *((("non-renseigne", "Non renseigné"),) if sheet.non_renseigne else ()),
            ("citer", "Citer cette fiche"),
            ("historique", "Historique"),
            *((("proches", "Initiatives proches"),) if appraisal.proches else ()),
        ),
        source=project.file,
        donnees=record_json(project),
        vue=compact(sheet_data(sheet, site)),
    )


def _linked_data(card: Card, project: Project, site: Identity) -> str:
    """Return what a record says to search engines, as HTML."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": card.titre,
        "inLanguage": "fr",
        "license": LICENCE,
        "isPartOf": {"@type": "WebSite", "name": site.nom},
        "spatialCoverage": {"@type": "Place", "name": card.lieu},
        "keywords": [link.libelle for link in (*card.publics, *card.outils)],
    }
    if card.resume:
        data["abstract"] = card.resume
    if project.verifie_le:
        data["dateModified"] = project.verifie_le
    if site.adresse:
        data["url"] = f"{site.adresse}{card.adresse}"
        data["image"] = f"{site.adresse}{IMAGE}"
        data["isPartOf"]["url"] = site.adresse
    text = _encoder.encode(data)
    # Inside <script> only « < » could end the element.
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{safe}</script>\n'


_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
