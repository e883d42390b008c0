"""The interview guide on paper: what matters holds in five pages, and nothing of the menus."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.rig import NARROW, OpenPage, Site
from catalogue.contribute.guide import FILE

GUIDE = "contribuer/guide-entretien/"


@pytest.fixture
def page(site: Site, open_page: OpenPage) -> Page:
    """The guide on a narrow screen."""
    page = open_page(**NARROW)
    page.goto(f"{site.url}{GUIDE}")
    return page


def test_l_essentiel_du_guide_tient_en_cinq_pages(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.guide-partie')[1].remove()")
    pdf = page.pdf(prefer_css_page_size=True)
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 5


def test_le_guide_tient_dans_un_ecran_etroit(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_une_question_ne_se_coupe_pas_entre_deux_pages(page: Page) -> None:
    page.emulate_media(media="print")
    kept = page.locator(".guide-question:not(.guide-question--groupe)").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).breakInside)"
    )
    assert (len(kept) > 30, set(kept)) == (True, {"avoid"})


def test_le_document_se_telecharge(site: Site, page: Page) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Le même guide").click()
    assert download.value.path().read_bytes() == (site.folder / FILE).read_bytes()
    expect(page).to_have_title(re.compile("Guide d’entretien"))
