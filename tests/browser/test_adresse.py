"""The address holds what was asked: shared, reloaded, gone back to, it shows the same list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page

from browser import listing, oracle
from browser.rig import OpenPage, Site


@pytest.fixture(scope="module")
def records(synthetic_root: Path) -> list[oracle.Record]:
    """The synthetic records, read without the program."""
    return oracle.read_records(synthetic_root)


@pytest.fixture(scope="module")
def shared_page(open_shared_page: OpenPage) -> Page:
    """One page for all the tests of this module."""
    return open_shared_page()


@pytest.fixture
def page(shared_page: Page, synthetic_site: Site) -> Page:
    """The catalogue of the synthetic site, nothing chosen."""
    listing.visit(shared_page, f"{synthetic_site.url}catalogue/")
    return shared_page


def query(page: Page) -> list[tuple[str, str]]:
    """Return the parameters of the address shown."""
    return parse_qsl(urlsplit(page.url).query)


def check(page: Page, parameter: str, value: str) -> None:
    """Check or uncheck a choice and wait for the list."""
    listing.toggle(page, parameter, value)


def state(page: Page) -> tuple[object, ...]:
    """Return all that a reader sees of what is asked, and the answer."""
    checked = sorted((o["parametre"], o["id"]) for o in listing.options(page) if o["cochee"])
    return (
        checked,
        page.locator("#q").input_value(),
        page.locator("#tri").input_value(),
        page.locator("#pagination:not([hidden]) [aria-current=page]").all_inner_texts(),
        listing.count(page),
        listing.ids(page),
    )


def test_les_choix_s_ecrivent_dans_l_adresse_selon_le_contrat(page: Page) -> None:
    check(page, "outil", "bail-glissant")
    check(page, "public", "jeunes")
    check(page, "public", "heberges")
    listing.type_query(page, "hébergement")
    assert query(page) == [
        ("public", "heberges"),
        ("public", "jeunes"),
        ("outil", "bail-glissant"),
        ("q", "hébergement"),
    ]


def test_decocher_retire_le_choix_de_l_adresse(page: Page, synthetic_site: Site) -> None:
    check(page, "public", "jeunes")
    check(page, "public", "jeunes")
    assert page.url == f"{synthetic_site.url}catalogue/"


def test_recharger_montre_la_meme_liste(page: Page) -> None:
    check(page, "public", "jeunes")
    listing.after(page, lambda: page.locator("#tri").select_option("recent"))
    before = state(page)
    page.reload()
    page.wait_for_selector(listing.READY, state="attached")
    assert state(page) == before


def test_une_adresse_partagee_ouvre_la_meme_liste(page: Page, open_page: OpenPage) -> None:
    check(page, "finalite", "acces")
    listing.type_query(page, "convention")
    listing.after(page, lambda: page.locator("#tri").select_option("menages"))
    other = open_page()
    listing.go(other, page.url)
    assert state(other) == state(page)


def test_reculer_et_avancer_rendent_choix_mots_tri_et_page(page: Page) -> None:
    steps = [state(page)]
    for step in (
        lambda: check(page, "finalite", "acces"),
        lambda: listing.type_query(page, "logement"),
        lambda: listing.after(page, lambda: page.locator("#tri").select_option("titre")),
        lambda: listing.after(page, page.get_by_role("link", name="Suivante").click),
    ):
        step()
        steps.append(state(page))
    for expected in reversed(steps[:-1]):
        listing.after(page, page.go_back)
        assert state(page) == expected
    for expected in steps[1:]:
        listing.after(page, page.go_forward)
        assert state(page) == expected


def test_revenir_d_une_fiche_rend_la_liste_telle_qu_elle_etait(page: Page) -> None:
    check(page, "public", "jeunes")
    before = state(page)
    page.locator("#resultats a").first.click()
    page.wait_for_selector(".fiche")
    page.go_back()
    page.wait_for_selector(listing.READY, state="attached")
    assert state(page) == before


@pytest.mark.parametrize(
    ("unknown", "show"), [("public=licornes", listing.go), ("tri=au-hasard", listing.visit)]
)
def test_une_valeur_inconnue_est_laissee_de_cote_avec_un_message(
    shared_page: Page,
    synthetic_site: Site,
    records: list[oracle.Record],
    unknown: str,
    show: Callable[[Page, str], None],
) -> None:
    show(shared_page, f"{synthetic_site.url}catalogue/?{unknown}&outil=bail-glissant")
    assert unknown.split("=")[1] in shared_page.locator("#messages").inner_text()
    assert listing.count(shared_page) == len(oracle.results(records, {"outil": ["bail-glissant"]}))


@pytest.mark.parametrize(
    ("odd", "show"),
    [
        ("page=999999", listing.go),
        ("page=0", listing.visit),
        ("page=-1", listing.visit),
        ("page=abc", listing.visit),
        ("utm_source=lettre", listing.visit),
        ("public=", listing.visit),
    ],
)
def test_une_adresse_bizarre_montre_quand_meme_une_liste(
    shared_page: Page,
    synthetic_site: Site,
    records: list[oracle.Record],
    odd: str,
    show: Callable[[Page, str], None],
) -> None:
    show(shared_page, f"{synthetic_site.url}catalogue/?{odd}")
    assert listing.count(shared_page) == len(records)
    assert listing.ids(shared_page)


def test_une_adresse_qui_porte_du_html_le_montre_comme_du_texte(
    shared_page: Page, synthetic_site: Site
) -> None:
    page = shared_page
    bad = "%3Cimg%20src%3Dx%20onerror%3D%22window.__pwned%3D1%22%3E"
    listing.go(page, f"{synthetic_site.url}catalogue/?public={bad}&q={bad}")
    assert "<img src=x" in page.locator("#messages").inner_text()
    assert page.evaluate("window.__pwned") is None
    assert page.locator("#catalogue img").count() == 0


def test_retirer_un_choix_actif_puis_tout_effacer_change_l_adresse(
    page: Page, synthetic_site: Site
) -> None:
    check(page, "public", "jeunes")
    check(page, "finalite", "acces")
    listing.after(page, page.locator("#actifs li a").first.click)
    assert query(page) == [("finalite", "acces")]
    listing.after(page, page.get_by_role("link", name="Tout effacer").click)
    assert page.url == f"{synthetic_site.url}catalogue/"


def test_par_defaut_et_par_titre_l_ordre_est_alphabetique(
    page: Page, records: list[oracle.Record]
) -> None:
    listing.after(page, lambda: page.locator("#tri").select_option("titre"))
    assert listing.all_ids(page) == [record.id for record in records]


def test_le_tri_par_date_met_les_plus_recentes_d_abord_et_les_inconnues_a_la_fin(
    page: Page, records: list[oracle.Record]
) -> None:
    listing.after(page, lambda: page.locator("#tri").select_option("recent"))
    dates = {record.id: record.verifie_le for record in records}
    assert "" in dates.values()
    shown = [dates[id_] for id_ in listing.all_ids(page)]
    assert shown == sorted(dates.values(), reverse=True)


def test_le_tri_par_menages_met_les_plus_nombreux_d_abord_et_les_inconnus_a_la_fin(
    page: Page, records: list[oracle.Record]
) -> None:
    listing.after(page, lambda: page.locator("#tri").select_option("menages"))
    numbers = {record.id: -1 if record.menages is None else record.menages for record in records}
    assert -1 in numbers.values()
    shown = [numbers[id_] for id_ in listing.all_ids(page)]
    assert shown == sorted(numbers.values(), reverse=True)


def test_la_pagination_montre_vingt_fiches_et_dit_ou_l_on_est(
    page: Page, records: list[oracle.Record]
) -> None:
    for number in ("Page 2", "Page 3"):
        listing.after(page, page.get_by_role("link", name=number, exact=True).click)
    expected = [record.id for record in records][2 * listing.PER_PAGE : 3 * listing.PER_PAGE]
    assert listing.ids(page) == expected
    assert page.locator("#pagination [aria-current=page]").text_content() == "Page 3"
    assert query(page) == [("page", "3")]


def test_changer_un_choix_revient_a_la_premiere_page(page: Page, synthetic_site: Site) -> None:
    listing.visit(page, f"{synthetic_site.url}catalogue/?page=2")
    check(page, "finalite", "acces")
    assert query(page) == [("finalite", "acces")]


def test_la_pagination_disparait_quand_tout_tient_sur_une_page(
    site: Site, shared_page: Page
) -> None:
    listing.go(shared_page, f"{site.url}catalogue/")
    assert shared_page.locator("#pagination").is_visible()
    listing.visit(shared_page, f"{site.url}catalogue/?public=monoparentales")
    assert shared_page.locator("#pagination").is_hidden()
