"""The generated pages: records, terms, organisations, calls."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from markupsafe import Markup

from catalogue.derive.appraisal import Alike, Appraisal
from catalogue.derive.lexicon import Lexicon, Mention
from catalogue.derive.sheet_views import Sheet
from catalogue.derive.site import SiteView
from catalogue.derive.views import (
    CallView,
    Card,
    Link,
    OrganisationEntry,
    OrganisationView,
    RoleView,
    TermView,
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Pages to make under an address, and what they rest on beside the references and the site."""

    address: str
    rests_on: tuple[object, ...]
    make: Callable[[], Iterable[Page]]


def generated_pages(view: SiteView, site: Identity) -> Iterator[Page]:
    """Yield every page that is made from records, in a stable order."""
    for draft in drafts(view, site):
        yield from draft.make()


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
    text = _encoder.encode(data)
    # Inside <script> only « < » could end the element.
    safe = text.replace("<", "\\u003c")
    return Markup('<script type="application/ld+json">') + Markup(safe) + Markup("</script>\n")


_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def shortened(text: str) -> str:
    """Return a text cut at a word to the length of a search engine's description."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def catalogue_pages(view: SiteView) -> Iterator[Page]:
    """Yield the pages of the whole list after the first, which is the catalogue page."""
    count = plural(len(view.cards), "initiative", "initiatives")
    for page in catalogue_list(view.cards):
        if page.rank > 1:
            title = f"Toutes les initiatives (page {page.rank})"
            trail = (CATALOGUE, Link(libelle=f"Page {page.rank}"))
            html = fill("liste.html.j2", base_of(page.address), page=page, fil=trail, nombre=count)
            yield Page(
                address=page.address,
                shell="liste",
                title=title,
                description=title,
                html=html,
                source="docs/catalogue.md",
            )


def catalogue_list(cards: Sequence[Card]) -> Iterator[ListPage[Card]]:
    """Yield the whole list in pages; the first stands on the catalogue page."""
    return list_pages("catalogue/", cards, "page/")


def term_pages(address: str, term: TermView, words: Lexicon) -> Iterator[Page]:
    """Yield the pages of a term, as many as its records fill."""
    mentions = words.found(term.definition)
    count = plural(len(term.cartes), "initiative", "initiatives")
    trail = (term.vocabulaire, Link(libelle=term.libelle))
    for page in list_pages(address, term.cartes):
        yield Page(
            address=page.address,
            shell="territoire" if address.startswith("territoires/") else "terme",
            title=f"{term.libelle} – {term.vocabulaire.libelle}{_rank_words(page)}",
            description=shortened(term.definition or f"Les initiatives en {term.libelle}."),
            html=_listed("terme", page, mentions, fil=trail, t=term, nombre=count),
            source=term.source,
        )


def _rank_words(page: ListPage[Any]) -> str:
    return f" (page {page.rank})" if page.rank > 1 else ""


def _listed(
    template: str, page: ListPage[Any], mentions: Sequence[Mention], **values: Any
) -> Markup:
    return fill(f"{template}.html.j2", base_of(page.address), mentions, page=page, **values)


def organisation_pages(organisation: OrganisationView, words: Lexicon) -> Iterator[Page]:
    """Yield the pages of an organisation: what is known of it, then its records by role."""
    mentions = words.found(organisation.description)
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
                "organisme", page, mentions, fil=trail, o=organisation, groupes=role_groups(page)
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
    mentions = words.found(f"{call.description}\n{call.a_savoir}")
    trail = (Link(libelle="Appels à projets", adresse="appels/"), Link(libelle=call.nom))
    count = plural(len(cards), "initiative", "initiatives")
    about = call.description or f"{call.nom} : dates, chiffres publiés et initiatives."
    for page in list_pages(call.adresse, cards):
        yield Page(
            address=page.address,
            shell="appel",
            title=f"{call.nom}{_rank_words(page)}",
            description=shortened(about),
            html=_listed("appel", page, mentions, fil=trail, a=call, nombre=count),
            source=f"reference/calls/{call.id}.yml",
        )
