"""A sheet grows old in the browser too: the notice that is true on the reader's day is shown."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Page, expect

from browser.pages import GRADUATED, STEPS, STRANDS
from browser.rig import OpenPage, Site


def _opened_on(day: str, site: Site, open_lone_page: OpenPage) -> Page:
    page = open_lone_page()
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T12:00"))
    page.goto(site.url + STEPS)
    return page


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2027-11-30", None),
        ("2028-11-29", None),
        ("2028-11-30", "Fiche à revérifier."),
        ("2030-11-30", "Fiche ancienne."),
        ("2020-01-01", None),
    ],
)
def test_l_avis_d_age_suit_le_jour_du_lecteur(
    site: Site, open_lone_page: OpenPage, day: str, shown: str | None
) -> None:
    ages = _opened_on(day, site, open_lone_page).locator(".avis[data-depuis]:visible strong")
    assert ages.all_inner_texts() == ([shown] if shown else [])


def test_sans_javascript_la_date_de_verification_se_lit(site: Site, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(site.url + STEPS)
    expect(page.locator(".champ--fraicheur").get_by_text("30 novembre 2026")).to_be_visible()


def test_une_initiative_sans_nouvelles_est_dite_telle(site: Site, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(site.url + GRADUATED)
    expect(page.get_by_text("Aucun document lu ne dit où en est l’initiative.")).to_be_visible()


def test_ce_qui_completerait_la_fiche_s_ouvre_au_clavier(site: Site, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(site.url + STEPS)
    page.locator(".preuves-manque > summary").press("Enter")
    expect(page.get_by_text("un nombre de ménages sortis avec un bail")).to_be_visible()


def test_les_niveaux_se_lisent_sans_couleur_ni_signe(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(site.url + STEPS)
    assert page.locator(".preuve-niveau").all_inner_texts() == [
        "non renseigné",
        "vérifiable",
        "mentionné",
        "vérifiable",
    ]


def test_une_fiche_proche_se_rejoint_par_son_titre(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(site.url + STRANDS)
    first = page.locator(".proche a").first
    title = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(title)
