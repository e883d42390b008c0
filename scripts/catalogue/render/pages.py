"""The generated pages: records, terms, organisations, calls."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from catalogue.derive.appraisal import Appraisal
from catalogue.derive.lexicon import Lexicon
from catalogue.derive.sheet_views import Sheet
from catalogue.derive.site import SiteView
from catalogue.derive.views import CallView, Card, Link, OrganisationView, RoleView, TermView
from catalogue.derive.wording import plural
from catalogue.model.records import Project
from catalogue.render.appraisal import appraised
from catalogue.render.environment import fill
from catalogue.render.paging import ListPage, list_pages

DESCRIPTION_LENGTH = 160
CATALOGUE = Link(libelle="Catalogue", adresse="catalogue/")
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to stamp: its address, the shell it goes in, its words, its HTML."""

    address: str
    shell: str
    title: str
    description: str
    html: str
    summary: tuple[tuple[str, str], ...] = ()
    """Anchors and titles of its sections."""
    source: str = ""
    """The file to edit to correct it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The site's own name and address, as it is cited; the address may not be known."""

    nom: str
    adresse: str = ""


def base_of(address: str) -> str:
    """Return what leads from a page to the site's root: `../` for each folder of its address."""
    return "../" * address.count("/")


def generated_pages(view: SiteView, site: Identity) -> Iterator[Page]:
    """Yield every page that is made from records, in a stable order."""
    words = view.lexicon
    for project in view.corpus.projects:
        sheet, appraisal = view.sheet(project), view.appraisal(project)
        yield record_page(sheet, appraisal, project, site, words)
    yield from catalogue_pages(view, words)
    for address, term in view.terms:
        yield from term_pages(address, term, words)
    for organisation in view.organisation_views():
        yield from organisation_pages(organisation, words)
    for call in view.calls:
        yield from call_pages(call, view.cards_of_call(call.id), words)


def record_page(
    sheet: Sheet, appraisal: Appraisal, project: Project, site: Identity, words: Lexicon
) -> Page:
    """Return the page of a record."""
    card = sheet.carte
    trail = (CATALOGUE, Link(libelle=card.titre))
    base = base_of(card.adresse)
    judged = appraised(appraisal, base)
    html = fill("fiche.html.j2", base, words, fiche=sheet, juge=judged, fil=trail, site=site)
    return Page(
        address=card.adresse,
        shell="fiche",
        title=card.titre,
        description=shortened(card.resume or f"{card.titre}. {card.lieu}."),
        html=html + _linked_data(card, project),
        summary=(
            ("en-bref", "En bref"),
            *((s.id, s.titre) for s in sheet.sections if s.parties),
            ("preuves", "Ce que cette fiche documente"),
            ("non-renseigne", "Non renseigné"),
            ("citer", "Citer cette fiche"),
            *((("proches", "Initiatives proches"),) if appraisal.proches else ()),
        ),
        source=project.file,
    )


def _linked_data(card: Card, project: Project) -> Markup:
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
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    # Inside <script> only « < » could end the element.
    safe = text.replace("<", "\\u003c")
    return Markup('<script type="application/ld+json">') + Markup(safe) + Markup("</script>\n")


def shortened(text: str) -> str:
    """Return a text cut at a word to the length of a search engine's description."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def catalogue_pages(view: SiteView, words: Lexicon) -> Iterator[Page]:
    """Yield the pages of the whole list after the first, which is the catalogue page."""
    count = plural(len(view.cards), "initiative", "initiatives")
    for page in catalogue_list(view.cards):
        if page.rank > 1:
            title = f"Toutes les initiatives{_rank_words(page)}"
            trail = (CATALOGUE, Link(libelle=f"Page {page.rank}"))
            yield Page(
                address=page.address,
                shell="liste",
                title=title,
                description=title,
                html=_listed("liste", page, words, fil=trail, nombre=count),
                source="docs/catalogue.md",
            )


def catalogue_list(cards: Sequence[Card]) -> Iterator[ListPage[Card]]:
    """Yield the whole list in pages; the first stands on the catalogue page."""
    return list_pages("catalogue/", cards, "page/")


def term_pages(address: str, term: TermView, words: Lexicon) -> Iterator[Page]:
    """Yield the pages of a term, as many as its records fill."""
    count = plural(len(term.cartes), "initiative", "initiatives")
    trail = (term.vocabulaire, Link(libelle=term.libelle))
    for page in list_pages(address, term.cartes):
        yield Page(
            address=page.address,
            shell="territoire" if address.startswith("territoires/") else "terme",
            title=f"{term.libelle} – {term.vocabulaire.libelle}{_rank_words(page)}",
            description=shortened(term.definition or f"Les initiatives en {term.libelle}."),
            html=_listed("terme", page, words, fil=trail, t=term, nombre=count),
            source=term.source,
        )


def _rank_words(page: ListPage[Any]) -> str:
    return f" (page {page.rank})" if page.rank > 1 else ""


def _listed(template: str, page: ListPage[Any], words: Lexicon, **values: Any) -> Markup:
    return fill(f"{template}.html.j2", base_of(page.address), words, page=page, **values)


def organisation_pages(organisation: OrganisationView, words: Lexicon) -> Iterator[Page]:
    """Yield the pages of an organisation: what is known of it, then its records by role."""
    entry = organisation.entree
    trail = (Link(libelle="Organismes", adresse="organismes/"), Link(libelle=entry.nom))
    about = organisation.description or f"{entry.nom} : ses initiatives et ses partenaires."
    lines = [(role, card) for role in organisation.roles for card in role.cartes]
    for page in list_pages(entry.adresse, lines):
        yield Page(
            address=page.address,
            shell="organisme",
            title=f"{entry.nom}{_rank_words(page)}",
            description=shortened(about),
            html=_listed(
                "organisme", page, words, fil=trail, o=organisation, groupes=role_groups(page)
            ),
            source=f"reference/organisations/{entry.id}.yml",
        )


def role_groups(
    page: ListPage[tuple[RoleView, Card]],
) -> list[tuple[RoleView, bool, list[Card]]]:
    """Return a page's cards by role, and whether each role began on a page before."""
    groups = groupby(page.cards, key=lambda line: line[0].id)
    parts = [list(members) for _, members in groups]
    return [
        (lines[0][0], lines[0][1] is not lines[0][0].cartes[0], [card for _, card in lines])
        for lines in parts
    ]


def call_pages(call: CallView, cards: Sequence[Card], words: Lexicon) -> Iterator[Page]:
    """Yield the pages of a call: what is published on it, then its records."""
    trail = (Link(libelle="Appels à projets", adresse="appels/"), Link(libelle=call.nom))
    count = plural(len(cards), "initiative", "initiatives")
    about = call.description or f"{call.nom} : dates, chiffres publiés et initiatives."
    for page in list_pages(call.adresse, cards):
        yield Page(
            address=page.address,
            shell="appel",
            title=f"{call.nom}{_rank_words(page)}",
            description=shortened(about),
            html=_listed("appel", page, words, fil=trail, a=call, nombre=count),
            source=f"reference/calls/{call.id}.yml",
        )
