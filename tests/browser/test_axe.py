"""Accessibility: axe finds no violation on any kind of page, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.pages import PAGES, visit
from browser.rig import DESK, NARROW, OpenPage, Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the colours: the others see the same page in dark."""
ON_A_PHONE = (
    "accueil", "catalogue-filtre", "catalogue-vide", "fiche-volets", "fiche-actions-graduees",
    "terme", "organisme", "programme", "contribuer",
)  # fmt: skip


@pytest.fixture(scope="module")
def page(open_shared_page: OpenPage) -> Page:
    """One wide page; axe is a script that the site's own policy would refuse."""
    return open_shared_page(**DESK, bypass_csp=True)


@pytest.fixture(scope="module")
def phone(open_shared_page: OpenPage) -> Page:
    """One page of 320 pixels."""
    return open_shared_page(**NARROW, bypass_csp=True)


def violations(page: Page, rules: list[str]) -> list[str]:
    """Return each violation with the elements that it names."""
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [line for violation in found for line in told(violation)]


def in_light_and_dark(page: Page) -> list[str]:
    """Return the violations in light, then those of the dark colours."""
    page.emulate_media(color_scheme="light")
    light = violations(page, RULES)
    page.emulate_media(color_scheme="dark")
    return light + violations(page, COLOURS)


def told(violation: dict[str, Any]) -> Iterator[str]:
    """Yield a violation's elements, and why."""
    for node in violation["nodes"]:
        yield f"{violation['id']}: {node['target']} {node['failureSummary']}"


@pytest.mark.parametrize("kind", PAGES)
def test_axe_ne_trouve_rien_ni_en_clair_ni_en_sombre(site: Site, page: Page, kind: str) -> None:
    visit(page, site, kind)
    assert in_light_and_dark(page) == []


@pytest.mark.parametrize("kind", ON_A_PHONE)
def test_axe_ne_trouve_rien_a_320_pixels_menu_ouvert(site: Site, phone: Page, kind: str) -> None:
    visit(phone, site, kind)
    phone.get_by_role("button", name="Menu").click()
    assert phone.locator("#menu").is_visible()
    assert in_light_and_dark(phone) == []


def test_axe_ne_trouve_rien_a_320_pixels_filtres_ouverts(site: Site, phone: Page) -> None:
    visit(phone, site, "catalogue-filtre")
    phone.locator(".filtres-bouton").click()
    assert phone.locator(".facette").first.is_visible()
    assert in_light_and_dark(phone) == []
