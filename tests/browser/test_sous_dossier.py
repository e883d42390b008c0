"""The site works from any folder of a host, without having been told which."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import listing
from browser.pages import visit_to_the_end
from browser.rig import OpenPage, Site, served, watch

FOLDER = "sous/dossier/"
KINDS = (
    "accueil", "catalogue", "catalogue-mots", "fiche-etapes", "vocabulaire", "terme", "region",
    "organisme", "appel", "programme", "champs", "plan",
)  # fmt: skip
"""Pages of every template and every depth."""

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def nested(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real site, served in a sub-folder."""
    root = tmp_path_factory.mktemp("hote")
    place: Path = root / FOLDER
    place.parent.mkdir(parents=True)
    place.symlink_to(site.folder, target_is_directory=True)
    with served(root, FOLDER) as url:
        yield Site(site.folder, url)


@pytest.mark.parametrize("kind", KINDS)
def test_une_page_d_un_sous_dossier_trouve_tout_ce_qu_elle_demande(
    nested: Site, open_page: OpenPage, kind: str
) -> None:
    page = open_page()
    log = watch(page)
    visit_to_the_end(page, nested, kind)
    assert log.failures == []
    assert log.console == []
    assert [url for url in log.requests if not url.startswith((nested.url, "data:"))] == []


def test_dans_un_sous_dossier_on_va_de_l_accueil_a_la_fiche_par_la_recherche(
    nested: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(nested.url)
    page.get_by_role("searchbox").fill("bail glissant")
    page.keyboard.press("Enter")
    page.wait_for_selector(listing.READY, state="attached")
    page.locator('#resultats a[href*="eure-et-loir"]').click()
    page.wait_for_url(f"{nested.url}projets/eure-et-loir-parcours-sur-mesure/")


def test_dans_un_sous_dossier_un_choix_s_ecrit_dans_l_adresse(
    nested: Site, open_page: OpenPage
) -> None:
    page = open_page()
    listing.go(page, f"{nested.url}catalogue/")
    listing.toggle(page, "public", "monoparentales")
    assert page.url == f"{nested.url}catalogue/?public=monoparentales"
    page.locator("#resultats a").first.click()
    page.wait_for_url(f"{nested.url}projets/antin-alfi-familles-monoparentales/")


def test_dans_un_sous_dossier_les_pages_trouvees_ailleurs_s_ouvrent(
    nested: Site, open_page: OpenPage
) -> None:
    page = open_page()
    listing.go(page, f"{nested.url}catalogue/?q=CCAPEX")
    link = page.locator("#ailleurs a").first
    link.wait_for()
    with page.expect_navigation() as navigation:
        link.click()
    assert navigation.value.ok
    assert page.url.startswith(nested.url)


def test_dans_un_sous_dossier_une_adresse_inconnue_ramene_au_catalogue(
    nested: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{nested.url}une/adresse/inconnue/")
    link = page.get_by_role("link", name="Le catalogue des initiatives")
    expect(link).to_have_attribute("href", f"/{FOLDER}catalogue/")
    link.click()
    page.wait_for_url(f"{nested.url}catalogue/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sans_javascript_une_adresse_inconnue_d_un_sous_dossier_garde_ses_couleurs(
    nested: Site, open_page: OpenPage, scheme: str
) -> None:
    page = open_page(java_script_enabled=False, color_scheme=scheme)
    page.goto(f"{nested.url}une/adresse/inconnue/")
    shown = page.evaluate(BACKGROUND)
    page.goto(nested.url)
    assert shown == page.evaluate(BACKGROUND)
