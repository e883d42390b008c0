"""On paper: the content alone, on white, with the addresses of its sources."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.pages import visit
from browser.rig import OpenPage, Site

SHEETS = ("fiche-etapes", "fiche-volets", "fiche-actions-graduees")
A4_POINTS = re.compile(rb"/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12][.\d]*\s*\]")
WHITE = "rgb(255, 255, 255)"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page of somebody who reads in the dark."""
    return open_page(color_scheme="dark")


@pytest.mark.parametrize(
    "part", [".site-entete", ".site-pied", ".evitement", ".sommaire", ".fil", ".bloc--proches"]
)
def test_ce_qui_sert_a_naviguer_ne_s_imprime_pas(site: Site, page: Page, part: str) -> None:
    visit(page, site, "fiche-etapes")
    expect(page.locator(part).first).to_be_attached()
    page.emulate_media(media="print")
    expect(page.locator(part).first).to_be_hidden()


@pytest.mark.parametrize("kind", SHEETS)
def test_la_fiche_s_imprime_entiere(site: Site, page: Page, kind: str) -> None:
    visit(page, site, kind)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # What is near, and what changed day by day, are for whoever reads on.
    blocks = page.locator(".bloc:not(.bloc--proches, .bloc--historique)")
    assert blocks.count() > 3
    assert [block.inner_text() for block in blocks.all() if not block.is_visible()] == []


def test_ce_qui_est_plie_dans_une_candidature_s_imprime(site: Site, page: Page) -> None:
    visit(page, site, "candidature-choix")
    for part in (".candidature-precedents dd", ".candidature-transfert textarea"):
        expect(page.locator(part).first).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.locator(part).first).to_be_visible()
        page.emulate_media(media="screen")


def test_un_theme_sombre_s_imprime_sur_fond_blanc(site: Site, page: Page) -> None:
    visit(page, site, "fiche-etapes")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == WHITE
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("kind", SHEETS)
def test_une_fiche_tient_en_trois_pages(site: Site, page: Page, kind: str) -> None:
    visit(page, site, kind)
    pdf = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 3


def test_ni_bouton_ni_explication_ne_s_impriment(site: Site, page: Page) -> None:
    visit(page, site, "fiche-volets")
    page.locator("a.glose").first.click()
    expect(page.locator("#glose-bulle")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#glose-bulle")).to_be_hidden()
    assert [b for b in page.get_by_role("button").all() if b.is_visible()] == []


def test_aucun_titre_ne_reste_seul_au_bas_d_une_page(site: Site, page: Page) -> None:
    visit(page, site, "fiche-volets")
    page.emulate_media(media="print")
    headings = page.locator("article :is(h2, h3, h4)").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).breakAfter)"
    )
    assert len(headings) > 10
    assert set(headings) == {"avoid"}


def test_ce_que_fait_un_organisme_ne_se_coupe_pas(site: Site, page: Page) -> None:
    visit(page, site, "fiche-volets")
    page.emulate_media(media="print")
    rows = page.locator(".organismes > .champ").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).breakInside)"
    )
    assert set(rows) == {"avoid"}


def test_la_fiche_devient_un_pdf_au_format_a4(site: Site, page: Page) -> None:
    visit(page, site, "fiche-actions-graduees")
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 1
    assert A4_POINTS.search(pdf)
