"""Reflow: nothing scrolls sideways, however narrow, spaced or enlarged the page is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browser.pages import PAGES, visit
from browser.rig import NARROW, OpenPage, Site

WIDTHS = (320, 640)
"""The width that WCAG 1.4.10 asks for, and a screen of 1280 pixels enlarged twice."""

SPACING = """
* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }
"""
"""The text spacing of WCAG 1.4.12."""

TOO_WIDE = """() => {
  const largeur = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= largeur) return [];
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > largeur + 1)
    .map((e) => e.outerHTML.slice(0, 100)).slice(0, 5);
}"""
CUT = """() => [...document.querySelectorAll('a, button, label, summary, h1, h2, h3, p, li, dd')]
  .filter((e) => e.checkVisibility() && e.clientWidth > 1)
  .filter((e) => getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.outerHTML.slice(0, 100))"""
SMALL = """() => [...document.querySelectorAll('button, input, select, summary, .menu a')]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.outerHTML.slice(0, 100), e.getBoundingClientRect()])
  .filter(([, cadre]) => Math.min(cadre.width, cadre.height) < 24)
  .map(([nom]) => nom)"""


@pytest.fixture(scope="module")
def page(open_shared_page: OpenPage) -> Page:
    """A page of two device pixels to one; the spacing is a style that the policy would refuse."""
    return open_shared_page(**NARROW, device_scale_factor=2, bypass_csp=True)


def overflow(page: Page) -> list[str]:
    """Return what stands out of the page at each width, and what is cut off."""
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        found += page.evaluate(TOO_WIDE) + page.evaluate(CUT)
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_rien_ne_depasse_a_320_pixels_ni_agrandi_deux_fois_ni_avec_un_texte_espace(
    site: Site, page: Page, kind: str
) -> None:
    visit(page, site, kind)
    assert overflow(page) == []
    page.add_style_tag(content=SPACING)
    assert overflow(page) == []


@pytest.mark.parametrize("kind", ["accueil", "catalogue", "fiche-etapes", "plan"])
def test_rien_ne_depasse_quand_la_lettre_est_deux_fois_plus_grande(
    site: Site, page: Page, kind: str
) -> None:
    visit(page, site, kind)
    page.set_viewport_size({"width": 375, "height": 812})
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.evaluate(TOO_WIDE) == []


def test_rien_ne_depasse_menu_et_filtres_tout_ouverts(site: Site, page: Page) -> None:
    visit(page, site, "catalogue-filtre")
    page.get_by_role("button", name="Menu").click()
    page.locator(".filtres-bouton").click()
    page.locator("details").evaluate_all("(plis) => plis.forEach((pli) => { pli.open = true; })")
    page.add_style_tag(content=SPACING)
    assert overflow(page) == []


@pytest.mark.parametrize("kind", ["accueil", "catalogue-filtre", "fiche-etapes"])
def test_aucune_cible_n_est_trop_petite_pour_un_doigt(site: Site, page: Page, kind: str) -> None:
    visit(page, site, kind)
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name="Menu").click()
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (375, 812)])
def test_la_premiere_fiche_se_voit_dans_l_ecran_et_demi_de_l_accueil(
    site: Site, page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site.url)
    top = page.locator(".carte").first.evaluate("(e) => e.getBoundingClientRect().top + scrollY")
    assert top < 1.5 * height
    assert page.locator(".selection-lien").is_visible()


FIELD_EDGE = """(champ) => {
  const lumiere = (css) => {
    const [r, v, b] = css.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * v + 0.0722 * b;
  };
  const fond = getComputedStyle(champ.closest('.recherche')).backgroundColor;
  const [clair, sombre] = [getComputedStyle(champ).borderTopColor, fond].map(lumiere)
    .sort((a, b) => b - a);
  return (clair + 0.05) / (sombre + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_le_champ_de_l_accueil_se_distingue_de_son_fond(
    site: Site, page: Page, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(site.url)
    assert page.locator("#q").evaluate(FIELD_EDGE) >= 3
    page.emulate_media(color_scheme=None)
