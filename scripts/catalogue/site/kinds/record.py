"""The page of a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from catalogue.records.types import Project
from catalogue.site.appraisal import Alike
from catalogue.site.catalogue_data import compact, record_json
from catalogue.site.environment import fill
from catalogue.site.evidence import judgements
from catalogue.site.histories import RecordPast, record_past
from catalogue.site.kinds.table import RECORD, PageKind
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
        yield _draft(view, kind.address(project.id), project, card.titre)


def _draft(view: SiteView, address: str, project: Project, title: str) -> Draft:
    def around() -> tuple[tuple[Alike, ...], RecordPast]:
        return view.appraiser.alike(project), record_past(view.corpus, view.histories, project.id)

    return Draft(
        address=address,
        title=title,
        rests_on=lambda: (project, view.appraiser.day, *around()),
        make=lambda site: [_page(view, project, *around(), site)],
    )


def _page(
    view: SiteView, project: Project, alike: tuple[Alike, ...], past: RecordPast, site: Identity
) -> Page:
    sheet = view.sheet(project)
    card = sheet.carte
    html = fill(
        "fiche.html.j2",
        base_of(card.adresse),
        sheet.mentions,
        fiche=sheet,
        preuves=judgements(project),
        avis=view.appraiser.freshness(project),
        proches=alike,
        fil=(CATALOGUE, Link(libelle=card.titre)),
        site=site,
        passe=past,
    )
    return Page(
        address=card.adresse,
        shell=RECORD.shell,
        title=card.titre,
        description=shortened(card.resume or f"{card.titre}. {card.lieu}."),
        html=html + _linked_data(card, project, site),
        summary=(
            ("en-bref", "En bref"),
            *((s.id, s.titre) for s in sheet.sections if s.parties),
            ("preuves", "Ce que cette fiche documente"),
            *((("non-renseigne", "Non renseigné"),) if sheet.non_renseigne else ()),
            ("citer", "Citer cette fiche"),
            ("historique", "Historique"),
            *((("proches", "Initiatives proches"),) if alike else ()),
        ),
        source=project.file,
        donnees=record_json(project),
        vue=compact(sheet_data(sheet, site)),
    )


def _linked_data(card: Card, project: Project, site: Identity) -> Markup:
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
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    # Inside <script> only « < » could end the element.
    safe = text.replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{safe}</script>\n')
