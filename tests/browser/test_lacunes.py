"""The gap map: a cell opens the records it counts, an empty one the way to contribute."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser import listing
from browser.rig import NARROW, OpenPage, Site, follow


@pytest.fixture
def page(open_page: OpenPage, site: Site) -> Page:
    """The gap map of the real records."""
    page = open_page()
    page.goto(f"{site.url}lacunes/")
    return page


def test_une_case_ouvre_exactement_ses_fiches(page: Page) -> None:
    public = "Ménages hébergés ou sortant d’hébergement ou d’hôtel"
    cell = page.get_by_role("link", name=f"fiches\u00a0: {public} et Bailleur et association")
    counted = int(cell.inner_text())
    assert counted > 1
    cell.click()
    page.wait_for_selector(listing.READY, state="attached")
    assert listing.count(page) == counted


def test_une_case_vide_ouvre_la_contribution_avec_ses_choix(page: Page) -> None:
    follow(
        page.get_by_role("link", name="rien de recensé\u00a0: Personnes autistes et Bail direct")
    )
    assert page.url.endswith("contribuer/?public=autisme&outil=bail-direct")
    expect(page.locator("#message")).to_contain_text("Personnes autistes\u00a0; Bail direct")
    text = page.locator("#textes code").first
    expect(text).to_contain_text("publics:\n  - autisme")
    expect(text).to_contain_text("outils:\n  - bail-direct")


@pytest.mark.parametrize(
    ("place", "line", "name"),
    [
        ("2a", '- departement: "2a"', "Corse-du-Sud"),
        ("976", '- departement: "976"', "Mayotte"),
        ("idf", "- region: idf", "Île-de-France"),
    ],
)
def test_le_formulaire_prend_le_lieu_choisi(
    open_page: OpenPage, site: Site, place: str, line: str, name: str
) -> None:
    page = open_page()
    page.goto(f"{site.url}contribuer/?territoire={place}")
    expect(page.locator("#textes code").first).to_contain_text(line)
    expect(page.locator("#message")).to_contain_text(name)


def test_une_adresse_qui_ne_choisit_rien_laisse_le_formulaire(
    open_page: OpenPage, site: Site
) -> None:
    page = open_page()
    page.goto(f"{site.url}contribuer/?public=%5D%0Atitre&autre=bail")
    page.wait_for_selector("#formulaire[data-pret]")
    expect(page.locator("#message")).to_be_hidden()
    expect(page.locator("#textes code").first).not_to_contain_text("publics")


def test_chaque_case_a_ses_titres_de_ligne_et_de_colonne(page: Page) -> None:
    table = page.locator("table.croisement").first
    columns = table.locator("th[scope=col]").count()
    for row in table.locator("tr:has(> th[scope=row])").all():
        assert row.locator("td").count() == columns


def test_les_titres_restent_en_vue_quand_le_tableau_defile(open_page: OpenPage, site: Site) -> None:
    page = open_page(viewport={"width": 375, "height": 800})
    page.goto(f"{site.url}lacunes/")
    frame = page.locator(".croisement-cadre").first
    title = frame.locator("th[scope=row]").first
    head = frame.locator("th[scope=col]").last
    frame.evaluate("(cadre) => cadre.scrollTo(10000, 200)")
    inside = frame.bounding_box()
    fixed, top = title.bounding_box(), head.bounding_box()
    assert inside is not None
    assert fixed is not None
    assert top is not None
    assert abs(fixed["x"] - inside["x"]) < 3
    assert top["y"] >= inside["y"] - 40


def test_le_cadre_defile_au_clavier(open_page: OpenPage, site: Site) -> None:
    page = open_page(**NARROW)
    page.goto(f"{site.url}lacunes/")
    frame = page.get_by_role("region", name="Public et outil\u00a0: nombre de fiches")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.croisement-cadre').scrollLeft > 0")


def test_on_peut_passer_le_tableau(page: Page) -> None:
    page.get_by_role("link", name="Passer ce tableau").first.click()
    page.keyboard.press("Tab")
    following = page.get_by_role("link", name="Passer ce tableau\u00a0: Public et partenariat")
    expect(following).to_be_focused()
