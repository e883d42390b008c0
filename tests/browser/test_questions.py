"""Questions of an office or an association, from the home page: three steps, then a source."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Page, expect

from browser import listing
from browser.rig import REPOSITORY, OpenPage, Site

QUESTIONS = yaml.safe_load(
    (REPOSITORY / "tests" / "search" / "questions.yml").read_text(encoding="utf-8")
)["questions"]
MOST_STEPS = 3
SOURCES = "main a[href^='http']:not([href^='http://127.']), main a[href*='#source-']"


@pytest.fixture(scope="module")
def shared(open_shared_page: OpenPage) -> Page:
    """One page for all the questions."""
    return open_shared_page()


@pytest.fixture(scope="module")
def beside(open_shared_page: OpenPage) -> Page:
    """One page for where the answers lead: that of the questions stays as it is."""
    return open_shared_page()


def _ask(page: Page, site: Site, words: str) -> None:
    """Show the address where the form of the home page leads, and wait for the whole answer."""
    listing.visit(page, f"{site.url}catalogue/?{urlencode({'q': words})}")


def plain(text: str) -> str:
    """Return a text with plain spaces, as a person types it."""
    return re.sub(r"\s+", " ", text)


def _spaced(text: str) -> re.Pattern[str]:
    """Return a text whose spaces are any spaces of the page."""
    return re.compile(r"\s".join(map(re.escape, text.split(" "))))


def _follow(page: Page, name: str, beside: Page) -> Page:
    """Follow a link: to a state of the catalogue in its page, to any other page in one beside."""
    link = page.locator("main").get_by_role("link", name=_spaced(name)).first
    if link.get_attribute("data-etat") is not None:
        listing.after(page, link.click)
        return page
    assert link.is_visible()
    beside.goto(link.evaluate("(lien) => lien.href"))
    return beside


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: one["q"])
def test_une_question_a_sa_reponse_en_trois_pas(
    site: Site, shared: Page, beside: Page, asked: dict[str, Any]
) -> None:
    _ask(shared, site, asked["q"])
    assert asked["repond"] in plain(shared.locator(".resultats").inner_text())
    assert 1 + len(asked["suivre"]) <= MOST_STEPS
    reached = shared
    for name in asked["suivre"]:
        reached = _follow(reached, name, beside)
    expect(reached.locator("main")).to_contain_text(_spaced(asked["lire"]))
    if asked.get("source"):
        assert reached.locator(SOURCES).count()


def test_qui_arrive_avec_une_question_est_mene_a_sa_reponse(site: Site, shared: Page) -> None:
    shared.goto(site.url)
    shared.locator("#q").fill("bail glissant")
    shared.keyboard.press("Enter")
    shared.wait_for_selector(listing.READY, state="attached")
    assert shared.url == f"{site.url}catalogue/?{urlencode({'q': 'bail glissant'})}"
    expect(shared.locator("#resultats-titre")).to_be_focused()
    assert "initiatives" in shared.locator("#resultats-titre").evaluate(
        "(e) => document.getElementById(e.getAttribute('aria-describedby')).innerText"
    )


def test_une_reponse_sans_fiche_ne_laisse_ouverte_aucune_facette_vide(
    site: Site, shared: Page
) -> None:
    _ask(shared, site, "taux")
    assert listing.ids(shared) == []
    empty = shared.locator(".facette[open]:visible:not(:has(.choix:visible))")
    assert empty.count() == 0


def test_il_y_a_vingt_questions_au_moins_et_chacune_est_autre() -> None:
    assert len({asked["q"] for asked in QUESTIONS}) == len(QUESTIONS) >= 20
