"""« Ma sélection »: chosen on any page, kept by the browser, ordered, shared, printed."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.axe import in_light_and_dark
from browser.keeping import A, B, C, give, kept, listed, open_selection, put
from browser.rig import NARROW, OpenPage, Site, watch
from browser.test_mise_en_page import overflow

MAX = 40
UNKNOWN = "fiche-qui-n-existe-pas"
REFUSE = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('refus', 'SecurityError'); },
});"""


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page of a reader who has chosen nothing yet."""
    return open_page()


def status(page: Page) -> str:
    """Return what was last announced of the selection."""
    return page.locator("[data-selection-annonce]").inner_text()


def test_depuis_la_carte_ajoutee_un_lien_mene_a_la_selection(site: Site, page: Page) -> None:
    page.goto(f"{site.url}publics/heberges/")
    buttons = page.locator(".carte [data-selection]")
    way = page.get_by_role("link", name="Voir ma sélection")
    buttons.first.click()
    expect(way).to_have_text("Voir ma sélection (1)")
    buttons.nth(1).click()
    expect(way).to_have_text("Voir ma sélection (2)")
    buttons.nth(1).click()
    expect(way).to_have_count(0)
    buttons.nth(1).click()
    way.click()
    expect(page.locator("h1")).to_have_text("Ma sélection")


def test_on_ajoute_et_l_on_retire_depuis_une_carte_et_le_titre_le_dit(
    site: Site, page: Page
) -> None:
    page.goto(f"{site.url}publics/heberges/")
    button = page.locator(".carte [data-selection]").first
    link = page.locator(".carte-titre a").first
    title, id_ = link.inner_text(), str(link.get_attribute("href")).split("/")[-2]
    expect(button).to_have_accessible_name(f"Ajouter à ma sélection\u00a0: {title}")
    button.click()
    expect(button).to_have_accessible_name(f"Retirer de ma sélection\u00a0: {title}")
    expect(page.locator(".selection-lien")).to_have_text(re.compile(r"Ma sélection \(1\)"))
    assert "ajoutée" in status(page)
    assert kept(page, site) == [id_]
    button.click()
    expect(page.locator(".selection-lien")).to_have_text(re.compile(r"Ma sélection \(0\)"))
    assert "retirée" in status(page)
    assert kept(page, site) == []


def test_le_choix_fait_sur_une_fiche_survit_au_rechargement(site: Site, page: Page) -> None:
    page.goto(f"{site.url}projets/{B}/")
    page.locator(".fiche [data-selection]").first.press("Enter")
    page.reload()
    expect(page.locator(".fiche [data-selection]").first).to_contain_text("Retirer")
    page.locator(".selection-lien").click()
    page.wait_for_url(f"{site.url}selection/")
    expect(page.locator("#liste .carte-titre")).to_have_count(1)
    assert listed(page) == [B]
    assert page.context.cookies() == []


def test_une_carte_que_le_catalogue_ajoute_a_son_bouton_juste(site: Site, page: Page) -> None:
    give(page, site, C)
    page.goto(f"{site.url}catalogue/?q=Isère")
    card = page.locator(f'#resultats .carte:has(a[href*="{C}"])')
    expect(card.locator("[data-selection]")).to_contain_text("Retirer")
    card.locator("[data-selection]").click()
    assert kept(page, site) == []
    assert page.url.endswith("q=Is%C3%A8re") or page.url.endswith("q=Isère")


def test_deux_onglets_vont_du_meme_pas(site: Site, page: Page) -> None:
    open_selection(page, site)
    other = page.context.new_page()
    other.goto(f"{site.url}projets/{A}/")
    other.locator(".fiche [data-selection]").first.click()
    expect(page.locator(".selection-lien")).to_have_text(re.compile(r"\(1\)"))
    expect(page.locator("#liste .carte-titre")).to_have_count(1)


# Of every shape, the module that reads it is asked in `test_premiere_barriere`.
@pytest.mark.parametrize("text", ["{", '[1, null, "../../x", "A B"]'])
def test_un_stockage_abime_vaut_une_selection_vide(site: Site, page: Page, text: str) -> None:
    put(page, site, text)
    log = watch(page)
    open_selection(page, site)
    expect(page.locator("#vide")).to_be_visible()
    assert log.console == []
    page.goto(f"{site.url}projets/{A}/")
    page.locator(".fiche [data-selection]").first.click()
    assert kept(page, site) == [A]


def test_un_stockage_refuse_laisse_choisir_et_le_lien_emporte_la_liste(
    site: Site, open_lone_page: OpenPage
) -> None:
    page = open_lone_page()
    page.add_init_script(REFUSE)
    log = watch(page)
    page.goto(f"{site.url}projets/{A}/")
    page.locator(".fiche [data-selection]").first.click()
    assert "refuse" in status(page)
    page.locator(".selection-lien").click()
    page.wait_for_selector("#selection[data-pret]")
    assert listed(page) == [A]
    expect(page.locator("#partage")).to_be_hidden()
    expect(page.locator("#messages")).to_contain_text("refuse")
    assert log.console == []


def test_une_selection_pleine_le_dit_et_n_en_prend_plus(site: Site, page: Page) -> None:
    many = [f"fiche-{i}" for i in range(MAX)]
    give(page, site, *many)
    page.goto(f"{site.url}projets/{A}/")
    button = page.locator(".fiche [data-selection]").first
    expect(button).to_contain_text(f"Sélection pleine ({MAX} fiches)")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    assert "pleine" in status(page)
    assert kept(page, site) == many
    expect(page.locator(".selection-lien")).to_contain_text(f"({MAX}, pleine)")


def test_l_ordre_se_change_au_clavier_et_le_focus_reste(site: Site, page: Page) -> None:
    give(page, site, A, B, C)
    open_selection(page, site)
    up = page.locator(f'[data-fiche="{C}"] [data-deplacer="-1"]')
    up.press("Enter")
    assert listed(page) == [A, C, B]
    expect(up).to_be_focused()
    assert "place 2 sur 3" in status(page)
    up.press("Enter")
    assert listed(page) == kept(page, site) == [C, A, B]
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    up.press("Enter")
    assert listed(page) == [C, A, B]


def test_retirer_une_fiche_ne_perd_pas_le_focus(site: Site, page: Page) -> None:
    give(page, site, A, B)
    open_selection(page, site)
    page.locator(f'[data-fiche="{A}"] [data-selection]').press("Enter")
    assert listed(page) == [B]
    expect(page.locator("#liste-titre")).to_be_focused()
    page.locator(f'[data-fiche="{B}"] [data-selection]').press("Enter")
    expect(page.locator("#vide-titre")).to_be_focused()


def test_vider_se_reprend(site: Site, page: Page) -> None:
    give(page, site, A, B)
    open_selection(page, site)
    page.locator("[data-action=vider]").click()
    expect(page.locator("#vide")).to_be_visible()
    assert kept(page, site) == []
    page.locator("[data-action=annuler]").click()
    assert kept(page, site) == listed(page) == [A, B]
    expect(page.locator("#annuler")).to_be_hidden()


def test_une_adresse_partagee_se_lit_sans_toucher_a_ma_selection(site: Site, page: Page) -> None:
    give(page, site, C)
    open_selection(page, site, f"?fiches={A},{B},{UNKNOWN}")
    assert listed(page) == [A, B, UNKNOWN]
    expect(page.locator("#partage")).to_be_visible()
    expect(page.locator("#messages")).to_contain_text(f"ne connaît pas : « {UNKNOWN} »")
    assert page.locator("[data-deplacer]:visible").count() == 0
    assert kept(page, site) == [C]
    page.locator("[data-action=ajouter]").click()
    assert kept(page, site) == listed(page) == [C, A, B]
    assert page.url == f"{site.url}selection/"


def test_une_adresse_partagee_peut_remplacer_ma_selection_et_se_reprendre(
    site: Site, page: Page
) -> None:
    give(page, site, C)
    open_selection(page, site, f"?fiches={A}&fiches={B}")
    page.locator("[data-action=remplacer]").click()
    assert kept(page, site) == [A, B]
    page.locator("[data-action=annuler]").click()
    assert kept(page, site) == [C]


def test_des_adresses_malveillantes_ne_demandent_rien_et_se_disent_inconnues(
    site: Site, page: Page
) -> None:
    asked = ("..", "a/../b", "%00", "<img src=x>", "x" * 500, "//ailleurs.fr")
    log = watch(page)
    open_selection(page, site, f"?fiches={','.join(asked)}")
    expect(page.locator("#messages")).to_contain_text("ne connaît pas")
    said = page.locator("#messages").inner_text()
    assert [text for text in asked if text.replace("%00", "") not in said] == []
    assert [url for url in log.requests if "/projets/" in url] == []
    assert log.console == []


def test_l_adresse_a_partager_mene_a_la_meme_liste(site: Site, open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    give(page, site, B, A)
    open_selection(page, site)
    page.locator("[data-action=copier]").click()
    expect(page.locator("[data-action=copier]")).to_have_text("Adresse copiée")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{site.url}selection/?fiches={B},{A}"
    put(page, site, "[]")
    page.goto(address)
    page.wait_for_selector("#selection[data-pret]")
    assert listed(page) == [B, A]


def test_une_fiche_deplacee_est_suivie(site: Site, page: Page) -> None:
    page.route(
        "**/projets/ancienne/fiche-vue.json",
        lambda route: route.fulfill(json={"version": 1, "deplacee": A}),
    )
    open_selection(page, site, "?fiches=ancienne")
    expect(page.locator("#liste .carte-titre a")).to_have_attribute("href", re.compile(A))
    page.locator("[data-action=ajouter]").click()
    assert kept(page, site) == [A]


def test_une_fiche_que_le_reseau_refuse_n_est_pas_perdue(site: Site, page: Page) -> None:
    give(page, site, A, B)
    page.route(f"**/projets/{A}/*.json", lambda route: route.abort())
    open_selection(page, site)
    expect(page.locator("#messages")).to_contain_text("pas pu être lue")
    page.unroute(f"**/projets/{A}/*.json")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("#liste .carte-titre")).to_have_count(2)
    assert kept(page, site) == [A, B]


def test_la_carte_dit_ce_que_dit_celle_du_catalogue(site: Site, page: Page) -> None:
    give(page, site, B)
    open_selection(page, site)
    said = page.locator(f'[data-fiche="{B}"] .carte')
    shown = {name: said.locator(f"[data-champ={name}]").all_inner_texts() for name in FIELDS}
    page.goto(f"{site.url}catalogue/")
    card = page.locator(f'.carte:has(a[href*="{B}"])')
    assert shown == {n: card.locator(f"[data-champ={n}]").all_inner_texts() for n in FIELDS}


FIELDS = ("titre", "lieu", "resume", "organismes", "menages", "publics", "outils")


def test_chaque_fiche_s_imprime_sur_sa_page(site: Site, page: Page) -> None:
    give(page, site, A, B)
    open_selection(page, site)
    page.evaluate("() => { window.print = () => { window.__imprime = true; }; }")
    page.locator("[data-action=imprimer]").click()
    expect(page.locator("html.imprime-fiches")).to_be_attached()
    assert page.evaluate("window.__imprime")
    page.emulate_media(media="print")
    sheets = page.locator("#impression > .fiche")
    expect(sheets).to_have_count(2)
    titles = [sheet.locator("h1").inner_text() for sheet in sheets.all()]
    assert all(titles)
    assert f"{site.url}projets/{B}/" in sheets.last.locator(".citation").inner_text()
    expect(page.locator("#selection-corps")).to_be_hidden()
    assert sheets.last.evaluate("(fiche) => getComputedStyle(fiche).breakBefore") == "page"
    assert page.locator("#impression button:visible, #impression nav:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(sheets).to_have_count(0)
    expect(page.locator("#selection-corps")).to_be_visible()


def test_la_liste_s_imprime_sans_page_vide(site: Site, page: Page) -> None:
    give(page, site, A, B)
    open_selection(page, site)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def table(text: str) -> list[list[str]]:
    """Return the rows of a table for a French spreadsheet."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_le_tableau_a_les_lignes_de_l_export_dans_l_ordre_choisi(
    synthetic_site: Site, page: Page
) -> None:
    export = (synthetic_site.folder / "exports/fiches.csv").read_bytes().decode()
    head, *rows = table(export)
    # The first, one of the last and one between: three lots, in another order.
    chosen = [rows[-2], rows[0], rows[len(rows) // 2]]
    open_selection(page, synthetic_site, f"?fiches={','.join(row[0] for row in chosen)},{UNKNOWN}")
    with page.expect_download() as waiting:
        page.locator("[data-action=tableau]").click()
    assert re.fullmatch(r"selection-\d{4}-\d\d-\d\d\.csv", waiting.value.suggested_filename)
    data = Path(waiting.value.path()).read_bytes().decode()
    assert table(data) == [head, *chosen]
    assert data.count("\r\n") >= 4


def test_sans_javascript_la_page_dit_ou_aller(site: Site, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site.url}selection/")
    expect(page.locator("noscript p")).to_contain_text("demande JavaScript")
    page.locator("noscript a").first.click()
    page.wait_for_url(f"{site.url}catalogue/")
    assert page.locator("[data-selection]:visible, .selection-lien:visible").count() == 0


STATES = {
    "pleine": ("selection/", [A, B, C]),
    "quarante": ("selection/", [A, *(f"fiche-{i}" for i in range(MAX - 1))]),
    "inconnue": (f"selection/?fiches={A},{UNKNOWN}", [B]),
    "comparaison": (f"comparer/?fiches={A},{B},{C},{UNKNOWN}", [A]),
    "choix": ("comparer/", [A, B, C]),
    "fiche": (f"projets/{A}/", [A]),
}
SHOWN = "#selection[data-pret], #comparer[data-pret], .fiche"
"""What tells that one of these pages has read all that it shows."""


@pytest.mark.parametrize("state", STATES)
def test_axe_ne_trouve_rien_et_rien_ne_depasse_a_320_pixels(
    site: Site, open_page: OpenPage, state: str
) -> None:
    page = open_page(**NARROW, bypass_csp=True)
    address, ids = STATES[state]
    give(page, site, *ids)
    page.goto(site.url + address)
    page.wait_for_selector(SHOWN, state="attached")
    assert in_light_and_dark(page) == []
    assert overflow(page) == []
