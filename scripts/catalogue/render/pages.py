"""The generated pages: records, terms, organisations, calls."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from catalogue.derive.appraisal import Appraisal
from catalogue.derive.lexicon import Lexicon
from catalogue.derive.sheet_views import Sheet
from catalogue.derive.site import SiteView
from catalogue.derive.views import CallView, Card, Link, OrganisationView, TermView
from catalogue.derive.wording import plural
from catalogue.model.records import Project
from catalogue.render.appraisal import appraised
from catalogue.render.environment import fill

CARDS_PER_PAGE = 50
DESCRIPTION_LENGTH = 160
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
        yield record_page(view.sheet(project), view.appraisal(project), project, site)
    for address, term in view.terms:
        yield from term_pages(address, term, words)
    for organisation in view.organisations:
        yield organisation_page(organisation, words)
    for call in view.calls:
        yield call_page(call, view.cards_of_call(call.id), words)


def record_page(sheet: Sheet, appraisal: Appraisal, project: Project, site: Identity) -> Page:
    """Return the page of a record."""
    card = sheet.carte
    trail = (Link(libelle="Catalogue", adresse="catalogue/"), Link(libelle=card.titre))
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


def term_pages(address: str, term: TermView, words: Lexicon) -> Iterator[Page]:
    """Yield the pages of a term, as many as its records fill."""
    chunks = [
        term.cartes[i : i + CARDS_PER_PAGE] for i in range(0, len(term.cartes), CARDS_PER_PAGE)
    ]
    count = plural(len(term.cartes), "initiative", "initiatives")
    for rank, cards in enumerate(chunks or [()], start=1):
        own = _numbered(address, rank)
        trail = (term.vocabulaire, Link(libelle=term.libelle))
        pages = _page_links(address, len(chunks), rank)
        html = fill(
            "terme.html.j2",
            base_of(own),
            words.found(term.definition),
            t=term,
            fil=trail,
            cartes=cards,
            pages=pages,
            nombre=count,
        )
        yield Page(
            address=own,
            shell="territoire" if address.startswith("territoires/") else "terme",
            title=f"{term.libelle} – {term.vocabulaire.libelle}"
            + (f" (page {rank})" if rank > 1 else ""),
            description=shortened(term.definition or f"Les initiatives en {term.libelle}."),
            html=html,
            source=term.source,
        )


def _numbered(address: str, rank: int) -> str:
    return address if rank == 1 else f"{address}{rank}/"


def _page_links(address: str, total: int, current: int) -> list[Link]:
    return [
        Link(libelle=str(rank), adresse=None if rank == current else _numbered(address, rank))
        for rank in range(1, total + 1)
    ]


def organisation_page(organisation: OrganisationView, words: Lexicon) -> Page:
    """Return the page of an organisation."""
    mentions = words.found(organisation.description)
    trail = (Link(libelle="Organismes", adresse="organismes/"), Link(libelle=organisation.nom))
    return Page(
        address=organisation.adresse,
        shell="organisme",
        title=organisation.nom,
        description=shortened(
            organisation.description or f"{organisation.nom} : ses initiatives et ses partenaires."
        ),
        html=fill(
            "organisme.html.j2", base_of(organisation.adresse), mentions, o=organisation, fil=trail
        ),
        source=f"reference/organisations/{organisation.id}.yml",
    )


def call_page(call: CallView, cards: Sequence[Card], words: Lexicon) -> Page:
    """Return the page of a call."""
    mentions = words.found(f"{call.description}\n{call.a_savoir}")
    trail = (Link(libelle="Appels à projets", adresse="appels/"), Link(libelle=call.nom))
    count = plural(len(cards), "initiative", "initiatives")
    html = fill(
        "appel.html.j2",
        base_of(call.adresse),
        mentions,
        a=call,
        fil=trail,
        cartes=cards,
        nombre=count,
    )
    return Page(
        address=call.adresse,
        shell="appel",
        title=call.nom,
        description=shortened(
            call.description or f"{call.nom} : dates, chiffres publiés et initiatives."
        ),
        html=html,
        source=f"reference/calls/{call.id}.yml",
    )
