"""Search: from the question a reader types to the record that answers it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, Route, expect

from browser import listing, oracle
from browser.rig import PHONE, OpenPage, Site, watch

EURE_ET_LOIR = "eure-et-loir-parcours-sur-mesure"
MOBILE = "toit-et-joie-equipe-mobile"
REIMS = "reims-eviter-expulsion"
ANTIN = "antin-alfi-familles-monoparentales"


@pytest.fixture(scope="module")
def page(open_shared_page: OpenPage) -> Page:
    """One page for the searches that start from an address."""
    return open_shared_page()


def search(page: Page, site: Site, words: str, **others: str) -> None:
    """Show the catalogue with words."""
    more = "".join(f"&{name}={value}" for name, value in others.items())
    listing.visit(page, f"{site.url}catalogue/?q={quote_plus(words)}{more}")


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
    search(page, site, "auto-réhabilitation")
    elsewhere = page.locator("#ailleurs a").first
    expect(elsewhere).to_have_attribute("href", re.compile("/outils/auto-rehabilitation/$"))


def test_une_faute_est_corrigee_aussi_quand_les_autres_mots_trouvent(
    site: Site, page: Page
) -> None:
    search(page, site, "convention tripatite")
    assert listing.count(page) > 0
    assert "« tripatite »" in page.locator("#messages").inner_text().replace("\u00a0", " ")
    listing.after(page, page.locator("#messages .message a").first.click)
    assert page.locator("#q").input_value() == "convention tripartite"
    assert listing.ids(page) == [REIMS]


def test_un_mot_inconnu_n_est_pas_pris_pour_le_debut_d_un_autre(site: Site, page: Page) -> None:
    search(page, site, "ETX")
    assert listing.count(page) == 0


def test_un_mot_court_n_est_pas_pris_pour_un_mot_plus_long(site: Site, page: Page) -> None:
    search(page, site, "bail zzzqqq")
    assert MOBILE not in listing.ids(page)


def test_le_debut_d_un_mot_trouve_ce_qui_se_tape(site: Site, page: Page) -> None:
    search(page, site, "monoparen")
    begun = listing.ids(page)
    search(page, site, "monoparentales")
    assert (begun[0], {*begun}) == (ANTIN, {*listing.ids(page)})


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        ("MNA", "public=jeunes-etrangers"),
        ("pair-aidance", "outil=pair-aidance"),
        ("93", "territoire=93"),
    ],
)
def test_ce_qui_n_a_pas_de_fiche_mene_a_la_contribution_remplie(
    site: Site, page: Page, words: str, choice: str
) -> None:
    search(page, site, words)
    assert listing.count(page) == 0
    ways = page.locator("#vide a", has_text=re.compile("propose", re.IGNORECASE)).evaluate_all(
        "(liens) => liens.map((lien) => lien.href)"
    )
    assert set(ways) == {f"{site.url}contribuer/?{choice}"}


def test_ce_qui_n_a_pas_de_fiche_propose_ses_voisins(site: Site, page: Page) -> None:
    search(page, site, "MNA")
    near = page.locator('#vide a[href$="public=violences"]')
    announced = int(near.inner_text().rsplit(":", 1)[1].strip().split("\u00a0")[0])
    listing.after(page, near.click)
    assert listing.count(page) == announced > 0


def test_sans_resultat_un_choix_peut_s_elargir(
    synthetic_site: Site, synthetic_root: Path, page: Page
) -> None:
    records = oracle.read_records(synthetic_root)
    region, town, public = oracle.broader_way_out(records, synthetic_root)
    listing.go(page, f"{synthetic_site.url}catalogue/?public={public}&territoire={town}")
    assert listing.count(page) == 0
    wider = page.locator(f'#vide a[href*="territoire={region}"]')
    announced = int(wider.inner_text().rsplit(":", 1)[1].strip().split("\u00a0")[0])
    listing.after(page, wider.click)
    assert listing.count(page) == announced > 0


def test_les_choix_sans_resultat_sont_portes_a_la_contribution(site: Site, page: Page) -> None:
    listing.go(page, f"{site.url}catalogue/?public=monoparentales&outil=bail-glissant")
    link = page.get_by_role("link", name="Proposez-la au catalogue")
    href = str(link.get_attribute("href"))
    assert href.endswith("contribuer/?public=monoparentales&outil=bail-glissant")


def test_la_liste_des_mots_n_est_lue_que_s_il_manque_un_mot(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    log = watch(page)
    search(page, site, "bail glissant")
    assert not any(url.endswith("/mots.json") for url in log.requests)
    search(page, site, "bail glisant")
    assert any(url.endswith("/mots.json") for url in log.requests)


def test_une_question_au_texte_ne_lit_pas_les_titres_pour_corriger(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.route("**/titres.json", lambda route: route.abort())
    search(page, site, "hébrgement")
    expect(page.locator("#vide .message a").first).to_have_text("«\u00a0hébergement\u00a0»")


def test_les_fiches_du_choix_nomme_n_attendent_pas_l_index_du_texte(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/pagefind/pagefind.js", hold)
    page.goto(f"{site.url}catalogue/?q=bail+glissant")
    page.wait_for_selector("#catalogue[data-montre]", state="attached")
    first = listing.ids(page)
    status = page.locator("#resultats-compte")
    assert status.inner_text().replace("\u00a0", " ") == (
        f"Déjà {len(first)} initiatives, la recherche continue…"
    )
    held[0].continue_()
    page.wait_for_selector(listing.READY, state="attached")
    found = listing.ids(page)
    assert found[: len(first)] == first
    assert status.inner_text() == f"{len(found)}\u00a0initiatives"


def test_sans_connexion_la_recherche_dit_ce_qu_elle_n_a_pas_lu(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    for unread in ("**/pagefind/pagefind.js", "**/titres.json"):
        page.route(unread, lambda route: route.abort())
    search(page, site, "bail glissant")
    expect(page.locator("#resultats-compte")).not_to_contain_text("continue")
    expect(page.locator("#messages")).to_contain_text("que sur les noms des filtres")


def test_des_mots_que_rien_n_approche_laissent_plusieurs_portes_ouvertes(
    site: Site, page: Page
) -> None:
    search(page, site, "zzzqqq")
    empty = page.locator("#vide")
    assert "zzzqqq" in empty.locator("h3").inner_text()
    for name, address in {"le glossaire": "glossaire/", "Proposez-la": "contribuer/"}.items():
        href = str(empty.get_by_role("link", name=name).get_attribute("href"))
        assert href.endswith(address)
    for parameter in ("public", "outil"):
        assert empty.locator(f'a[href*="?{parameter}="]').count() == 3
    start = empty.locator(".vide-departs a").first
    announced = int(start.inner_text().rsplit("(", 1)[1].split("\u00a0")[0])
    listing.after(page, start.click)
    assert listing.count(page) == announced > 0


def test_sans_resultat_le_retrait_d_un_choix_annonce_le_bon_nombre(site: Site, page: Page) -> None:
    search(page, site, "bail glissant", territoire="51")
    assert listing.count(page) == 0
    way = page.locator("#vide .vide-pistes a").first
    announced = int(way.inner_text().rsplit(":", 1)[1].strip().split("\u00a0")[0])
    listing.after(page, way.click)
    assert listing.count(page) == announced > 0


def test_le_nombre_de_resultats_est_annonce(site: Site, page: Page) -> None:
    search(page, site, "bail glissant")
    status = page.locator("#resultats-compte[role=status]")
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


def test_entree_dans_le_champ_du_catalogue_ne_recharge_pas_la_page(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    listing.go(page, f"{site.url}catalogue/")
    listing.type_query(page, "bail glissant")
    found = listing.ids(page)
    page.evaluate("() => { window.__meme = true; }")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(f"{site.url}catalogue/?q=bail+glissant")
    assert page.evaluate("() => window.__meme") is True
    assert listing.ids(page) == found
