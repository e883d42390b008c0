"""The old address of a record, in a browser: it leads on, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import listing
from browser.rig import OpenPage, Site, served, watch


@pytest.fixture(scope="module")
def miniature(mini_site: Path) -> Iterator[Site]:
    """The site of the miniature repository, where one record moved."""
    with served(mini_site) as url:
        yield Site(mini_site, url)


@pytest.mark.parametrize("javascript", [True, False])
def test_l_ancienne_adresse_mene_a_la_fiche(
    miniature: Site, open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(java_script_enabled=javascript)
    log = watch(page)
    page.goto(f"{miniature.url}projets/essai-ancien/")
    page.wait_for_url("**/projets/essai-complet/")
    expect(page.locator("h1")).to_have_text("Un bail glissant d’essai en Eure-et-Loir")
    assert (log.failures, log.console) == ([], [])


def test_un_terme_retire_dans_une_adresse_mene_au_terme_qui_le_remplace(
    miniature: Site, open_page: OpenPage
) -> None:
    page = open_page()
    listing.go(page, f"{miniature.url}catalogue/?public=expulses")
    assert [o["id"] for o in listing.options(page) if o["cochee"]] == ["impayes"]
    assert sorted(listing.ids(page)) == ["essai-minimal", "essai-outre-mer"]
