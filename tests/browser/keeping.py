"""The reader's selection as the tests use it: put there beforehand, read afterwards."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from playwright.sync_api import Page

from browser.pages import GRADUATED, STEPS, STRANDS
from browser.rig import Site

READY = "#selection[data-pret]"
A, B, C = (address.split("/")[1] for address in (STEPS, STRANDS, GRADUATED))


def key(site: Site) -> str:
    """Return the name under which a site's pages keep the selection."""
    return f"selection {urlsplit(site.url).path}"


def give(page: Page, site: Site, *ids: str) -> None:
    """Put records in the selection before a page is opened."""
    put(page, site, json.dumps(ids))


def put(page: Page, site: Site, text: str) -> None:
    """Store any text where the selection is kept; once, so that a reload does not do it again."""
    page.goto(site.url + "mentions-legales/")
    page.evaluate("([nom, texte]) => localStorage.setItem(nom, texte)", [key(site), text])


def kept(page: Page, site: Site) -> list[str]:
    """Return what the browser keeps."""
    text = page.evaluate("(nom) => localStorage.getItem(nom)", key(site))
    ids: list[str] = json.loads(text or "[]")
    return ids


def open_selection(page: Page, site: Site, query: str = "") -> None:
    """Open the page of the selection and wait until it is shown."""
    page.goto(f"{site.url}selection/{query}")
    page.wait_for_selector(READY, state="attached")


def listed(page: Page) -> list[str]:
    """Return the ids of the records shown, in order."""
    ids: list[str] = page.locator("#liste > li").evaluate_all(
        "(lignes) => lignes.map((ligne) => ligne.dataset.fiche)"
    )
    return ids
