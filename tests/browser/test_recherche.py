"""Search: from the question a reader types to the record that answers it."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, expect

from browser import listing
from browser.rig import PHONE, OpenPage, Site

EURE_ET_LOIR = "eure-et-loir-parcours-sur-mesure"
MOBILE = "toit-et-joie-equipe-mobile"
REIMS = "reims-eviter-expulsion"
ANTIN = "antin-alfi-familles-monoparentales"


@pytest.fixture(scope="module")
def page(open_shared_page: OpenPage) -> Page:
    """One page for the searches that start from an address."""
    return open_shared_page()


def search(page: Page, site: Site, words: str, **others: str) -> None:
    """Open the catalogue with words."""
    more = "".join(f"&{name}={value}" for name, value in others.items())
    listing.go(page, f"{site.url}catalogue/?q={quote_plus(words)}{more}")


def test_depuis_l_accueil_bail_glissant_mene_a_la_fiche_d_eure_et_loir(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(site.url)
    page.get_by_role("searchbox").fill("bail glissant")
    page.get_by_role("button", name="Chercher").click()
    page.wait_for_selector(listing.READY, state="attached")
    page.locator(f'#resultats a[href*="{EURE_ET_LOIR}"]').click()
    page.wait_for_url(f"{site.url}projets/{EURE_ET_LOIR}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Eure-et-Loir")


def test_la_recherche_de_l_entete_mene_au_catalogue(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{site.url}glossaire/")
    page.get_by_role("searchbox").fill("CCAPEX")
    page.keyboard.press("Enter")
    page.wait_for_selector(listing.READY, state="attached")
    assert REIMS in listing.ids(page)


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("bail glissant", EURE_ET_LOIR),
        ("bails glissants", EURE_ET_LOIR),
        ("BAIL GLISSANT", EURE_ET_LOIR),
        ("bail glisant", EURE_ET_LOIR),
        ("mère seule", ANTIN),
        ("d'Épernay", REIMS),
        ("d’Épernay", REIMS),
        ("epernay", REIMS),
        ("oeuvre", ANTIN),
        ("œuvre", ANTIN),
        ("expulsé", REIMS),
        ("l'hébergement", ANTIN),
        ("sortir de l'hôtel", ANTIN),
        ("equipe mobile", MOBILE),
    ],
)
def test_une_facon_de_le_dire_trouve_la_fiche(
    site: Site, page: Page, words: str, record: str
) -> None:
    search(page, site, words)
    assert record in listing.ids(page)


@pytest.mark.parametrize(
    ("words", "parameter", "value"),
    [
        ("IML", "outil", "intermediation-locative"),
        ("mère seule", "public", "monoparentales"),
        ("CHRS", "public", "heberges"),
        ("bail glisant", "outil", "bail-glissant"),
    ],
)
def test_des_mots_qui_nomment_un_choix_le_proposent(
    site: Site, page: Page, words: str, parameter: str, value: str
) -> None:
    search(page, site, words)
    proposal = page.locator(f'#messages a[href*="{parameter}={value}"]')
    listing.after(page, proposal.click)
    assert listing.box(page, parameter, value).is_checked()


def test_une_faute_de_frappe_sans_resultat_propose_une_issue_qui_marche(
    site: Site, page: Page
) -> None:
    search(page, site, "hébrgement")
    assert listing.count(page) == 0
    listing.after(page, page.locator("#vide .message a").first.click)
    assert listing.count(page) > 0
    assert ANTIN in listing.ids(page)


def test_un_mot_d_un_titre_mal_ecrit_est_corrige(site: Site, page: Page) -> None:
    search(page, site, "moblie")
    listing.after(page, page.locator("#vide .message a").first.click)
    assert page.locator("#q").input_value() == "mobile"
    assert listing.ids(page)[0] == MOBILE


def test_un_choix_connu_mais_sans_fiche_mene_a_sa_page(site: Site, page: Page) -> None:
    search(page, site, "SDF")
    elsewhere = page.locator("#ailleurs a").first
    expect(elsewhere).to_have_attribute("href", re.compile("/publics/rue/$"))


def test_des_mots_que_rien_n_approche_laissent_une_porte_ouverte(site: Site, page: Page) -> None:
    search(page, site, "zzzqqq")
    assert "zzzqqq" in page.locator("#vide h3").inner_text()
    listing.after(page, page.get_by_role("link", name="Voir toutes les initiatives").click)
    assert listing.count(page) == 5


def test_sans_resultat_le_retrait_d_un_choix_annonce_le_bon_nombre(site: Site, page: Page) -> None:
    search(page, site, "bail glissant", territoire="51")
    assert listing.count(page) == 0
    way = page.locator("#vide .vide-pistes a").first
    announced = int(way.inner_text().rsplit(":", 1)[1].strip().split("\u00a0")[0])
    listing.after(page, way.click)
    assert listing.count(page) == announced > 0


def test_le_nombre_de_resultats_est_annonce(site: Site, page: Page) -> None:
    search(page, site, "bail glissant")
    status = page.get_by_role("status").first
    assert status.inner_text() == f"{len(listing.ids(page))}\u00a0initiatives"


def test_les_autres_pages_qui_repondent_sont_montrees_a_part(site: Site, page: Page) -> None:
    search(page, site, "CCAPEX")
    elsewhere = page.locator("#ailleurs a")
    expect(elsewhere.first).to_be_visible()
    elsewhere.first.click()
    page.wait_for_url(lambda url: "/catalogue/" not in url)
    expect(page.locator("main")).to_contain_text("CCAPEX")


def test_sur_un_telephone_la_question_de_l_etrangere_trouve_sa_fiche_en_peu_de_gestes(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(**PHONE)
    page.goto(site.url)
    page.get_by_role("searchbox").tap()
    page.keyboard.type("famille monoparentale sortant d'hôtel en Île-de-France")
    page.get_by_role("button", name="Chercher").tap()
    page.wait_for_selector(listing.READY, state="attached")
    first = page.locator("#resultats a").first
    assert ANTIN in str(first.get_attribute("href"))
    first.tap()
    page.wait_for_url(f"{site.url}projets/{ANTIN}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("monoparentales")


def test_sur_un_telephone_des_filtres_menent_aussi_a_la_fiche(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(**PHONE)
    listing.go(page, f"{site.url}catalogue/")
    page.locator(".filtres-bouton").tap()
    listing.after(page, page.locator("label", has_text="Familles monoparentales").tap)
    page.get_by_role("button", name="Voir les résultats").tap()
    page.locator(f'#resultats a[href*="{ANTIN}"]').tap()
    page.wait_for_url(f"{site.url}projets/{ANTIN}/")
