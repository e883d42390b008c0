"""Keyboard alone: everything is reached, seen, used and left."""

from __future__ import annotations

from typing import TypedDict

import pytest
from playwright.sync_api import Page, expect

from browser import listing, oracle
from browser.pages import ARRIVALS, PAGES, STEPS, visit
from browser.rig import NARROW, OpenPage, Site
from support.places import ROOT

MANY = 400
"""More presses of a key than any page needs."""

WALKED = ("accueil", "catalogue-filtre", "fiche-etapes", "champs")

NUMBER = """() => {
  const pris = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled;
  const candidats = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const tous = [...document.querySelectorAll(candidats)].filter(pris);
  tous.forEach((element, i) => { element.dataset.essai = i; });
  return tous.length;
}"""
FOCUSED = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  // The whole card of a record is its link: the ring is drawn around it by « ::after ».
  const contours = [null, '::before', '::after'].map((partie) => getComputedStyle(e, partie))
    .filter((style) => style.outlineStyle !== 'none')
    .map((style) => parseFloat(style.outlineWidth));
  const cadre = e.getBoundingClientRect();
  return {
    numero: e.dataset.essai ?? null,
    nom: e.outerHTML.slice(0, 120),
    contour: Math.max(0, ...contours),
    visible: cadre.width > 0 && cadre.height > 0 && cadre.bottom > 0 && cadre.right > 0
      && cadre.top < innerHeight && cadre.left < innerWidth,
  };
}"""

BACK_TO_THE_HEAD = "() => { document.body.tabIndex = -1; document.body.focus(); }"


@pytest.fixture(scope="module")
def shared_page(open_shared_page: OpenPage) -> Page:
    """One page for what needs no fresh one."""
    return open_shared_page()


class Focus(TypedDict):
    """The element that has the focus: its number in the page, and how it is seen."""

    numero: str | None
    nom: str
    contour: float
    visible: bool


def walk(page: Page, key: str) -> list[Focus]:
    """Press a key until the focus comes back where it began; return what had it."""
    found: list[Focus] = []
    for _ in range(MANY):
        page.keyboard.press(key)
        focus: Focus | None = page.evaluate(FOCUSED)
        if focus is None:
            # After the last element, and before the first, the focus is outside the page.
            continue
        if found and focus["numero"] == found[0]["numero"]:
            return found
        found.append(focus)
    pytest.fail(f"the focus never came back: {found[-3:]}")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element that matches has the focus."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


@pytest.mark.parametrize("kind", WALKED)
def test_tab_passe_par_tout_et_le_focus_se_voit(site: Site, open_page: OpenPage, kind: str) -> None:
    page = open_page()
    visit(page, site, kind)
    total = page.evaluate(NUMBER)
    walked = walk(page, "Tab")
    numbers = [focus["numero"] for focus in walked]
    # Where something is chosen already, the walk begins there and comes round.
    first = numbers.index("0")
    assert numbers[first:] + numbers[:first] == [str(i) for i in range(total)]
    assert [focus["nom"] for focus in walked if focus["contour"] < 2] == []
    assert [focus["nom"] for focus in walked if not focus["visible"]] == []


def test_maj_tab_remonte_sans_piege(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    visit(page, site, "catalogue")
    total = page.evaluate(NUMBER)
    assert len(walk(page, "Shift+Tab")) == total


def test_sur_un_ecran_etroit_menu_et_filtres_ouverts_rien_n_echappe_au_clavier(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(**NARROW)
    visit(page, site, "catalogue-filtre")
    page.get_by_role("button", name="Menu").click()
    page.locator(".filtres-bouton").click()
    total = page.evaluate(NUMBER)
    assert {focus["numero"] for focus in walk(page, "Tab")} == {str(i) for i in range(total)}


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("Aller au contenu", "contenu"),
        ("Aller au menu", "navigation"),
        ("Aller à la recherche", "q-entete"),
        ("Aller au pied de page", "pied"),
    ],
)
def test_un_lien_d_evitement_se_voit_au_focus_et_mene_a_sa_cible(
    site: Site, open_page: OpenPage, link: str, target: str
) -> None:
    page = open_page()
    page.goto(site.url + STEPS)
    skip = page.get_by_role("link", name=link)
    expect(skip).not_to_be_in_viewport()
    tab_to(page, f'.evitement a[href="#{target}"]')
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator(f"#{target}")).to_be_focused()


@pytest.mark.parametrize("kind", PAGES)
def test_le_premier_tab_de_chaque_page_offre_d_aller_au_contenu(
    site: Site, shared_page: Page, kind: str
) -> None:
    page = shared_page
    visit(page, site, kind)
    if kind in ARRIVALS:
        expect(page.locator(ARRIVALS[kind])).to_be_focused()
        page.evaluate(BACK_TO_THE_HEAD)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    targets = page.locator(".evitement a").evaluate_all(
        "(liens) => liens.map((lien) => document.querySelector(lien.hash) !== null)"
    )
    assert targets == [True] * 4


def test_le_menu_d_un_telephone_s_ouvre_et_se_ferme_au_clavier(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(**NARROW)
    page.goto(site.url)
    button = page.get_by_role("button", name="Menu")
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()
    tab_to(page, ".menu-bouton")
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#menu') !== null")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(menu).to_be_visible()


def test_au_clavier_seul_on_coche_un_choix_et_l_on_ouvre_une_fiche(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    listing.go(page, f"{site.url}catalogue/")
    whole = listing.count(page)
    tab_to(page, 'input[name="public"][value="monoparentales"]')
    listing.after(page, lambda: page.keyboard.press("Space"))
    records = oracle.read_records(ROOT)
    found = oracle.results(records, {"public": ["monoparentales"]})
    assert listing.count(page) == len(found) < whole
    expect(listing.box(page, "public", "monoparentales")).to_be_focused()
    tab_to(page, "#resultats a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}projets/antin-alfi-familles-monoparentales/")


def test_au_clavier_seul_sur_un_telephone_les_filtres_menent_aux_resultats(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(**NARROW)
    listing.go(page, f"{site.url}catalogue/")
    tab_to(page, ".filtres-bouton")
    page.keyboard.press("Enter")
    tab_to(page, 'input[name="public"][value="monoparentales"]')
    listing.after(page, lambda: page.keyboard.press("Space"))
    tab_to(page, "[data-voir]")
    page.keyboard.press("Enter")
    expect(page.locator("#resultats-titre")).to_be_focused()
    tab_to(page, "#resultats a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projets/antin-alfi-familles-monoparentales/")


def test_retirer_un_choix_au_clavier_ne_perd_pas_le_focus(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    listing.go(page, f"{site.url}catalogue/?public=monoparentales&finalite=acces")
    tab_to(page, "#actifs li a")
    listing.after(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator("#resultats-titre")).to_be_focused()


def test_les_departements_se_deplient_au_clavier(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    listing.go(page, f"{site.url}catalogue/")
    expect(listing.box(page, "territoire", "28")).to_be_hidden()
    tab_to(page, '.facette[data-parametre="territoire"] > summary')
    page.keyboard.press("Enter")
    tab_to(page, '.choix[data-valeur="cvl"] .choix-deplier')
    page.keyboard.press("Enter")
    tab_to(page, 'input[name="territoire"][value="28"]')
    listing.after(page, lambda: page.keyboard.press("Space"))
    assert listing.ids(page) == ["eure-et-loir-parcours-sur-mesure"]


def test_sur_un_telephone_le_lien_d_evitement_du_menu_l_ouvre(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(**NARROW)
    page.goto(site.url + STEPS)
    tab_to(page, '.evitement a[href="#navigation"]')
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#menu') !== null")


def test_decocher_un_choix_qui_n_a_plus_rien_ne_perd_pas_le_focus(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    listing.go(page, f"{site.url}catalogue/?public=monoparentales&territoire=38")
    box = listing.box(page, "public", "monoparentales")
    box.focus()
    listing.after(page, lambda: page.keyboard.press("Space"))
    expect(box).to_be_focused()
    expect(box).not_to_be_checked()


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_hors_d_une_explication_la_ferme_et_reprend_au_mot(
    site: Site, open_page: OpenPage, key: str
) -> None:
    page = open_page()
    visit(page, site, "fiche-volets")
    total = page.evaluate(NUMBER)
    word = page.locator("a.glose").first
    rank = int(str(word.get_attribute("data-essai")))
    word.press("Enter")
    bubble = page.locator("#glose-bulle")
    expect(bubble).to_be_focused()
    for _ in range(3 if key == "Tab" else 1):
        page.keyboard.press(key)
    expect(bubble).to_be_hidden()
    after = page.evaluate("Number(document.activeElement.dataset.essai)")
    assert after == (rank + 1 if key == "Tab" else rank) < total


def test_apres_un_tri_le_focus_reste_sur_le_titre_de_la_colonne(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    visit(page, site, "territoires")
    tab_to(page, "th[data-tri] button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.ariaSort") == "ascending"
