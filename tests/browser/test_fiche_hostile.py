"""A record whose texts are code: its pages show them as text, and nothing runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from browser import listing
from browser.rig import REPOSITORY, OpenPage, Site, served, watch
from support.sites import built

ID = "essai-hostile"
MODEL = REPOSITORY / "projects" / "antin-alfi-familles-monoparentales.yml"
TITLE = 'Essai {{ 7*7 }} <img src=x onerror="window.__pwned=1"> [x](javascript:alert(1))'
TEXT = (
    "Fiche synthétique {{ 7*7 }} {% for x in y %} <script>window.__pwned=1</script> "
    '"><img src=x onerror="window.__pwned=1"> [x](javascript:alert(1)) --8<-- "README.md" '
    "&lt;b&gt; </script><svg onload=window.__pwned=1>"
)
SHOWN = (
    "{{ 7*7 }}",
    "{% for x in y %}",
    "<script>window.__pwned=1</script>",
    '<img src=x onerror="window.__pwned=1">',
    '--8<-- "README.md"',
    "&lt;b&gt;",
)


def hostile(value: Any, key: str = "") -> Any:
    """Return a record's value with every free text replaced by the hostile one."""
    if isinstance(value, dict):
        return {name: hostile(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, key) for inner in value]
    free = ("resume", "texte", "description", "introduction", "intensite")
    return TEXT if key in free else value


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The repository's records, and the hostile one."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(REPOSITORY / "projects", root / "projects")
    record = hostile(yaml.safe_load(MODEL.read_text(encoding="utf-8")))
    record |= {"id": ID, "titre": TITLE}
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False)
    (root / "projects" / f"{ID}.yml").write_text(text, encoding="utf-8")
    folder = built(root, root / "site")
    with served(folder) as url:
        yield Site(folder, url)


def without_cards(route: Route) -> None:
    """Give the catalogue page without the cards that were written in it: scripts draw them all."""
    body = route.fetch().text()
    before, rest = body.split('id="resultats">', 1)
    after = rest.split('<div class="vide"', 1)[1]
    route.fulfill(
        body=f'{before}id="resultats"></ul><div class="vide"{after}', content_type="text/html"
    )


def assert_harmless(page: Page) -> None:
    """Assert that nothing of the record has run or become an element."""
    assert page.evaluate("window.__pwned") is None
    bad = "main img, main svg, main [onerror], main [onload], main a[href^='javascript:']"
    assert page.locator(bad).count() == 0


@pytest.mark.parametrize(
    "address",
    [
        f"projets/{ID}/",
        "catalogue/",
        "catalogue/?public=monoparentales",
        "publics/monoparentales/",
        "outils/residence-sociale/",
        "organismes/alfi/",
        "territoires/idf/",
    ],
)
def test_le_titre_hostile_est_montre_comme_du_texte(
    hostile_site: Site, open_page: OpenPage, address: str
) -> None:
    page = open_page()
    log = watch(page)
    page.goto(hostile_site.url + address)
    expect(page.locator("main")).to_contain_text(TITLE)
    assert_harmless(page)
    assert log.console == []


def test_la_prose_et_le_titre_hostiles_sont_montres_comme_du_texte_sur_la_fiche(
    hostile_site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{hostile_site.url}projets/{ID}/")
    for text in SHOWN:
        expect(page.locator(".fiche-entete")).to_contain_text(text)
        expect(page.locator(".deroulement")).to_contain_text(text)
    assert page.title().startswith(TITLE)


def test_les_cartes_que_dessine_le_script_montrent_le_texte(
    hostile_site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.route("**/catalogue/", without_cards)
    listing.go(page, f"{hostile_site.url}catalogue/")
    card = page.locator(".carte", has=page.locator(f'a[href*="{ID}"]'))
    expect(card.locator(".carte-titre")).to_have_text(TITLE)
    expect(card.locator(".carte-resume")).to_contain_text(SHOWN[2])
    assert_harmless(page)


def test_une_recherche_qui_trouve_la_fiche_hostile_reste_inoffensive(
    hostile_site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    listing.go(page, f"{hostile_site.url}catalogue/?q=onerror")
    assert listing.ids(page) == [ID]
    assert_harmless(page)


def test_une_suggestion_tiree_du_titre_hostile_reste_inoffensive(
    hostile_site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    listing.go(page, f"{hostile_site.url}catalogue/?q=javascrpit")
    assert "javascript" in page.locator("#vide").inner_text()
    assert_harmless(page)
