"""The map of départements and its tables: the same links, by mouse, keyboard and without script."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import Page, expect

from browser.rig import NARROW, REPOSITORY, OpenPage, Site, follow

FIRST_COLUMN = "(lignes) => lignes.map((ligne) => ligne.cells[0].innerText.trim())"
LAST_COLUMN = "(lignes) => lignes.map((ligne) => Number(ligne.cells[2].innerText))"
DEPARTMENTS = 101


def _departments_with_records() -> set[str]:
    """Return the départements that the real records name."""
    records = (yaml.safe_load(path.read_text()) for path in (REPOSITORY / "projects").glob("*.yml"))
    places = (place for record in records for place in record["territoires"])
    return {place["departement"] for place in places if "departement" in place}


@pytest.fixture
def page(open_page: OpenPage, synthetic_site: Site) -> Page:
    """The page of territories, with enough records for every région."""
    page = open_page()
    page.goto(f"{synthetic_site.url}territoires/")
    return page


def rows(page: Page, column: str) -> list[object]:
    """Return a column of the table of départements."""
    found: list[object] = page.locator("#par-departement + table tbody tr").evaluate_all(column)
    return found


def test_un_departement_de_la_carte_mene_a_ses_fiches(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{site.url}territoires/")
    link = page.get_by_role("link", name="Marne\u00a0: 1\u00a0fiche", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/territoires/51/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Marne")


def test_la_carte_et_le_tableau_donnent_les_memes_liens(page: Page) -> None:
    addresses = "(liens) => [...new Set(liens.map((lien) => lien.getAttribute('href')))].sort()"
    drawn = page.locator(".carte-de-france a[aria-label]:not(.marque-region)").evaluate_all(
        addresses
    )
    listed = page.locator("#par-departement + table tbody th a").evaluate_all(addresses)
    assert drawn == listed
    assert len(drawn) > 30


def test_un_departement_sans_fiche_n_est_pas_un_lien(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{site.url}territoires/")
    with_records = _departments_with_records()
    linked = page.locator(".carte-de-france svg a:not(.marque-region)")
    assert linked.count() == len(with_records)
    assert page.locator(".carte-de-france .vides path").count() >= DEPARTMENTS - len(with_records)


def test_un_bouton_trie_le_tableau_et_le_dit(page: Page) -> None:
    before = rows(page, FIRST_COLUMN)
    title = page.locator("#par-departement + table th").first
    title.get_by_role("button", name="Département").click()
    after = rows(page, FIRST_COLUMN)
    assert after != before
    assert set(after) == set(before)
    initials = [str(name)[0] for name in after]
    assert initials == sorted(initials)
    expect(title).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("status").last).to_have_text(
        "Tableau trié par Département, ordre croissant"
    )


def test_un_nombre_se_trie_d_abord_du_plus_grand_puis_dans_l_autre_sens(page: Page) -> None:
    table = page.locator("#par-departement + table")
    table.get_by_role("button", name="Région").click()
    button = table.get_by_role("button", name="Fiches")
    button.click()
    counts = rows(page, LAST_COLUMN)
    assert counts == sorted(counts, key=lambda n: -int(str(n)))
    button.click()
    counts = rows(page, LAST_COLUMN)
    assert counts == sorted(counts, key=lambda n: int(str(n)))
    assert table.locator("[aria-sort]").count() == 1


def test_un_accent_ne_change_pas_le_rang(page: Page) -> None:
    table = page.locator("#par-region + table")
    table.get_by_role("button", name="Région", exact=True).click()
    names = table.locator("tbody tr").evaluate_all(FIRST_COLUMN)
    assert names.index("Hauts-de-France") < names.index("Île-de-France") < names.index("Normandie")


def test_sans_javascript_le_tableau_est_trie_et_sans_bouton(
    synthetic_site: Site, open_page: OpenPage
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{synthetic_site.url}territoires/")
    assert page.locator(".tri-bouton").count() == 0
    assert page.locator("#par-departement + table th[aria-sort=descending]").count() == 1


def test_un_departement_sans_fiche_se_propose(site: Site, open_page: OpenPage) -> None:
    page = open_page(**NARROW)
    page.goto(f"{site.url}territoires/")
    page.get_by_text("Départements sans fiche").click()
    follow(page.get_by_role("link", name="Mayotte"))
    assert page.url.endswith("territoires/976/")
    follow(page.locator("a[href$='contribuer/?territoire=976']").first)
    assert page.url.endswith("contribuer/?territoire=976")
