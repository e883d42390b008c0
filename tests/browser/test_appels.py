"""Whether a call is open is told on the reader's day; without JavaScript, the dates alone."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Page, expect

from browser import listing
from browser.rig import NARROW, OpenPage, Site

CALLS = "appels/"


def _opened_on(day: str, site: Site, open_lone_page: OpenPage) -> Page:
    page = open_lone_page()
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T12:00"))
    page.goto(site.url + CALLS)
    return page


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2016-04-15", {"aap-2016": "On ne sait pas", "aap-2014": "Clos"}),
        ("2016-05-01", {"aap-2016": "Ouvert", "aap-2018": "À venir"}),
        ("2024-07-18", {"fnavdl-hauts-de-france-2023": "On ne sait pas"}),
        ("2024-07-19", {"fnavdl-hauts-de-france-2023": "Clos"}),
        ("2023-12-31", {"fnavdl-normandie-2022": "On ne sait pas"}),
        ("2024-01-01", {"fnavdl-normandie-2022": "Sans doute clos"}),
        ("2025-04-14", {"fnavdl-nouvelle-aquitaine-2025": "À venir"}),
        ("2025-04-15", {"fnavdl-nouvelle-aquitaine-2025": "Ouvert"}),
        ("2025-06-30", {"fnavdl-nouvelle-aquitaine-2025": "Ouvert"}),
        (
            "2025-07-01",
            {"fnavdl-nouvelle-aquitaine-2025": "Clos", "fnavdl-rhone": "On ne sait pas"},
        ),
    ],
)
def test_l_etat_d_un_appel_suit_le_jour_du_lecteur(
    site: Site, open_lone_page: OpenPage, day: str, states: dict[str, str]
) -> None:
    page = _opened_on(day, site, open_lone_page)
    for call, state in states.items():
        (words,) = page.locator(f"#{call} [data-etat]:visible").all_inner_texts()
        assert words.startswith(state), call


@pytest.mark.parametrize(
    ("day", "told"), [("2025-06-30", "Un appel au moins est ouvert"), ("2025-08-19", "aucun")]
)
def test_la_page_des_appels_dit_si_l_un_est_ouvert(
    site: Site, open_lone_page: OpenPage, day: str, told: str
) -> None:
    page = _opened_on(day, site, open_lone_page)
    expect(page.locator("[data-ouverts]:visible")).to_contain_text(told)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-06-30", "Ouverts aujourd’hui : Appel FNAVDL Nouvelle-Aquitaine 2025."),
        ("2026-11-30", "aucun appel connu n’est ouvert"),
    ],
)
def test_la_recherche_dit_quels_appels_sont_ouverts(
    site: Site, open_lone_page: OpenPage, day: str, told: str
) -> None:
    page = open_lone_page()
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T12:00"))
    listing.go(page, f"{site.url}catalogue/?q=appels+ouverts")
    expect(page.locator(".reponse").first).to_contain_text(told)


def test_sans_javascript_rien_n_est_dit_de_l_etat(site: Site, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site.url}{CALLS}fnavdl-nouvelle-aquitaine-2025/")
    expect(page.locator(".appel-etat:visible")).to_have_count(0)
    expect(page.locator(".calendrier-appel").get_by_text("30 juin 2025")).to_be_visible()


def test_un_public_mene_a_qui_appeler_en_deux_pas(site: Site, open_page: OpenPage) -> None:
    page = open_page(**NARROW)
    page.goto(f"{site.url}publics/violences/")
    page.get_by_text("Les services de votre région").click()
    page.locator(".suites").get_by_role("link", name="Occitanie").click()
    page.wait_for_url("**/territoires/occ/#a-qui-parler")
    expect(page.get_by_text("DREETS Occitanie")).to_be_in_viewport()
