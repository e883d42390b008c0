"""The choice of a theme: automatic, light or dark, kept from page to page, without a flash."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.pages import STEPS
from browser.rig import OpenPage, Site, watch

BACKGROUND = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(251, 250, 247)", "rgb(15, 24, 26)"

# Notes the theme when the body begins, which is before anything of it is painted.
NOTE_AT_BODY = """
new MutationObserver((_, observateur) => {
  if (!document.body) return;
  window.themeAuDebut = document.documentElement.dataset.theme ?? 'auto';
  observateur.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
REFUSE_STORAGE = """
Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('refus', 'SecurityError'); },
});
"""


def choose(page: Page, name: str) -> None:
    """Press the button until it says a theme."""
    button = page.locator("[data-theme-choix]")
    for _ in range(3):
        if name in button.inner_text():
            return
        button.click()
    expect(button).to_contain_text(name)


@pytest.mark.parametrize(("system", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_sans_choix_le_theme_suit_le_systeme(
    site: Site, open_page: OpenPage, system: str, expected: str
) -> None:
    page = open_page(color_scheme=system)
    page.goto(site.url)
    assert page.evaluate(BACKGROUND) == expected


@pytest.mark.parametrize(
    ("system", "name", "expected"), [("light", "sombre", DARK), ("dark", "clair", LIGHT)]
)
def test_un_theme_choisi_l_emporte_et_tient_de_page_en_page(
    site: Site, open_page: OpenPage, system: str, name: str, expected: str
) -> None:
    page = open_page(color_scheme=system)
    page.goto(site.url)
    choose(page, name)
    assert page.evaluate(BACKGROUND) == expected
    page.reload()
    assert page.evaluate(BACKGROUND) == expected
    page.goto(site.url + STEPS)
    assert page.evaluate(BACKGROUND) == expected
    expect(page.locator("[data-theme-nom]")).to_have_text(name)


def test_revenir_a_automatique_rend_la_main_au_systeme(site: Site, open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    page.goto(site.url)
    choose(page, "clair")
    choose(page, "automatique")
    page.reload()
    assert page.evaluate(BACKGROUND) == DARK
    assert page.evaluate("localStorage.length") == 0


def test_le_theme_choisi_est_pose_avant_le_premier_affichage(
    site: Site, open_lone_page: OpenPage
) -> None:
    page = open_lone_page(color_scheme="light")
    log = watch(page)
    page.goto(site.url)
    choose(page, "sombre")
    page.add_init_script(NOTE_AT_BODY)
    page.goto(site.url + STEPS)
    assert page.evaluate("window.themeAuDebut") == "dark"
    assert log.console == []


def test_un_navigateur_qui_refuse_de_garder_change_quand_meme_de_theme(
    site: Site, open_lone_page: OpenPage
) -> None:
    page = open_lone_page(color_scheme="light")
    log = watch(page)
    page.add_init_script(REFUSE_STORAGE)
    page.goto(site.url)
    choose(page, "sombre")
    assert page.evaluate(BACKGROUND) == DARK
    assert log.console == []
