"""A page to stamp, and what the making of every page shares."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.derive.views import Link

DESCRIPTION_LENGTH = 160
CATALOGUE = Link(libelle="Catalogue", adresse="catalogue/")


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
    donnees: str = ""
    """The values of its record as JSON, which stand beside it; the form corrects them."""
    vue: str = ""
    """Its sheet as JSON, likewise: what the browser compares, prints and carries away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The site's own name and address, as it is cited; the address may not be known."""

    nom: str
    adresse: str = ""


def base_of(address: str) -> str:
    """Return what leads from a page to the site's root: `../` for each folder of its address."""
    return "../" * address.count("/")


def shortened(text: str) -> str:
    """Return a text cut at a word to the length of a search engine's description."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
