"""The sheet as a reader uses it: in brief, the words explained in place, the reference to copy."""

from __future__ import annotations

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.pages import PAGES, visit, visit_without_javascript
from browser.rig import DESK, PHONE, OpenPage, Site, follow

SHEETS = ("fiche-etapes", "fiche-volets", "fiche-actions-graduees")
BUBBLE = "#glose-bulle"
WORD = "CCAPEX"
EXPANSION = "Instance départementale qui examine des situations d’impayé"
DOUBLED = re.compile(r"\b([A-Z]{3,})\W{0,3}\1\b")
SELECTED = """() => {
  getSelection().selectAllChildren(document.querySelector('article'));
  return getSelection().toString();
}"""


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page on a desk."""
    return open_page(**DESK)


@pytest.mark.parametrize("kind", SHEETS)
def test_l_en_bref_tient_dans_un_ecran_de_bureau(site: Site, page: Page, kind: str) -> None:
    visit(page, site, kind)
    brief = page.locator(".bref")
    size = brief.evaluate("e => e.getBoundingClientRect().height")
    assert size < DESK["viewport"]["height"] * 0.6


@pytest.mark.parametrize("kind", SHEETS)
def test_les_titres_d_une_fiche_se_suivent_sans_saut(site: Site, page: Page, kind: str) -> None:
    visit(page, site, kind)
    levels = page.locator("article :is(h1, h2, h3, h4, h5)").evaluate_all(
        "all => all.map((e) => Number(e.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert not [(a, b) for a, b in pairwise(levels) if b > a + 1]


@pytest.mark.parametrize("kind", SHEETS)
def test_le_sommaire_mene_a_chaque_section(site: Site, page: Page, kind: str) -> None:
    visit(page, site, kind)
    links = page.locator(".sommaire li a").evaluate_all("all => all.map((e) => e.hash.slice(1))")
    assert links == page.locator("article h2").evaluate_all("all => all.map((e) => e.id)")


def test_sans_javascript_un_mot_mene_au_glossaire(site: Site, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    visit_without_javascript(page, site, "fiche-volets")
    follow(page.locator("a.glose", has_text=WORD))
    assert page.url == f"{site.url}glossaire/#ccapex"


def test_au_clavier_un_mot_s_explique_et_rend_le_focus(site: Site, page: Page) -> None:
    visit(page, site, "fiche-volets")
    link = page.locator("a.glose", has_text=WORD)
    link.focus()
    page.keyboard.press("Enter")
    bubble = page.get_by_role("dialog", name=WORD)
    expect(bubble).to_be_focused()
    expect(bubble).to_contain_text(EXPANSION)
    expect(link).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(BUBBLE)).to_be_hidden()
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "false")


def test_au_doigt_un_mot_s_explique_et_se_ferme(site: Site, open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    visit(page, site, "fiche-volets")
    page.locator("a.glose", has_text=WORD).tap()
    bubble = page.locator(BUBBLE)
    expect(bubble).to_contain_text(EXPANSION)
    box = bubble.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["viewport"]["width"]
    bubble.get_by_role("button", name="Fermer").tap()
    expect(bubble).to_be_hidden()


def test_sans_les_donnees_le_lien_est_suivi(site: Site, page: Page) -> None:
    page.route("**/glossaire.json", lambda route: route.abort())
    visit(page, site, "fiche-volets")
    page.locator("a.glose", has_text=WORD).click()
    page.wait_for_url("**/glossaire/#ccapex")


def test_l_explication_offre_le_glossaire(site: Site, page: Page) -> None:
    visit(page, site, "fiche-volets")
    page.locator("a.glose", has_text=WORD).click()
    page.locator(BUBBLE).get_by_role("link").click()
    page.wait_for_url("**/glossaire/#ccapex")


def texts(page: Page) -> dict[str, str]:
    """Return a page's text as it is read, copied and printed, after a word was explained."""
    page.locator("a.glose").first.click()
    expect(page.locator(BUBBLE)).to_be_visible()
    copied = page.evaluate(SELECTED)
    read = page.locator("article").inner_text()
    page.emulate_media(media="print")
    return {"lu": read, "copié": copied, "imprimé": page.locator("body").inner_text()}


@pytest.mark.parametrize("way", ["lu", "copié", "imprimé"])
def test_aucune_explication_ne_se_mele_au_texte(site: Site, page: Page, way: str) -> None:
    visit(page, site, "fiche-volets")
    text = texts(page)[way]
    assert text.count(WORD) >= 3
    assert EXPANSION not in text
    assert not DOUBLED.search(text)
    assert "Instance qui examine" not in text


@pytest.mark.parametrize("kind", SHEETS)
def test_les_termes_copies_restent_separes(site: Site, page: Page, kind: str) -> None:
    visit(page, site, kind)
    copied = page.evaluate(SELECTED)
    for terms in page.locator(".bref .etiquettes, .bloc--triptyque .etiquettes").all():
        names = [term.inner_text() for term in terms.locator(".etiquette").all()]
        assert " ".join(names) in copied


def indexed(site: Site, address: str) -> str:
    """Return the text of a page as the search index holds it, words added to find it included."""
    for path in Path(site.folder, "pagefind/fragment").glob("*.pf_fragment"):
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        if data["url"].strip("/") == address.strip("/"):
            return str(data["content"])
    raise AssertionError(address)


def test_l_index_de_recherche_n_a_pas_de_sigle_double(site: Site) -> None:
    added, _, text = indexed(site, PAGES["fiche-volets"]).partition("À Reims, trois bailleurs")
    assert added
    assert "validée par la CCAPEX, permet" in text
    assert EXPANSION not in text
    assert not DOUBLED.search(text)


def test_la_reference_porte_l_adresse_de_la_page(site: Site, page: Page) -> None:
    visit(page, site, "fiche-volets")
    expect(page.locator("#citation")).to_contain_text(site.url + PAGES["fiche-volets"])


def test_la_reference_se_copie(site: Site, open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    visit(page, site, "fiche-volets")
    page.get_by_role("button", name="Copier la référence").click()
    expect(page.locator(".citation-etat")).to_have_text("Référence copiée.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").inner_text()


def test_sans_javascript_rien_ne_propose_de_copier(site: Site, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    visit_without_javascript(page, site, "fiche-volets")
    expect(page.locator(".citation-copie")).to_be_hidden()
    expect(page.locator("#citation")).to_be_visible()


def test_une_correction_se_propose_meme_sans_forge(site: Site, page: Page) -> None:
    visit(page, site, "fiche-volets")
    follow(page.get_by_role("link", name="Proposer une correction"))
    assert page.url == f"{site.url}contribuer/?page=projets/reims-eviter-expulsion/"
    expect(page.locator("#message")).to_contain_text("Éviter l’expulsion")
    expect(page.locator("#message")).to_be_focused()
    expect(page.get_by_label("Titre (obligatoire)")).to_have_value(re.compile("Reims"))


def test_la_bande_des_statuts_se_lit_dans_l_ordre_des_etapes(site: Site, page: Page) -> None:
    visit(page, site, "fiche-etapes")
    steps = page.locator(".parcours--de-front > .etape")
    named = steps.locator(".etape-bande").all_inner_texts()
    assert [re.sub(r"\s+", " ", text).split(" : ")[-1] for text in named] == [
        "Hébergé", "Sous-locataire en bail glissant",
    ]  # fmt: skip
    assert steps.nth(1).locator(".etape-bande").count() == 0  # No source gives it a status.
    lefts = [box["x"] for step in steps.all() if (box := step.bounding_box())]
    assert lefts == sorted(set(lefts))
