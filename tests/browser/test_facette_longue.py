"""The facet of organisations: hundreds of choices, each to be had in one role."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import listing, oracle
from browser.rig import OpenPage, Site, watch

SHOWN = 12
ROWS = "fieldset > .choix-liste > .choix"


@pytest.fixture(scope="module")
def records(synthetic_root: Path) -> list[oracle.Record]:
    """The synthetic records, read without the program."""
    return oracle.read_records(synthetic_root)


@pytest.fixture
def facet(synthetic_site: Site, open_page: OpenPage) -> Locator:
    """The facet of organisations, opened on a catalogue where nothing is chosen."""
    page = open_page()
    listing.go(page, f"{synthetic_site.url}catalogue/")
    found = page.locator(".facette[data-parametre=organisme]")
    found.locator("summary").click()
    found.get_by_role("searchbox").wait_for()
    return found


def rows(facet: Locator) -> list[tuple[str, int]]:
    """Return the organisations shown with their counts."""
    found: list[list[str]] = facet.locator(ROWS).evaluate_all(
        "(lis) => lis.map((li) => [li.dataset.valeur, li.querySelector('.choix-compte').innerText])"
    )
    return [(id_, int(count)) for id_, count in found]


def whole_counts(records: list[oracle.Record]) -> Counter[str]:
    """Return how many records name each organisation."""
    named = (id_ for r in records for id_ in r.valeurs["organisme"] if "." not in id_)
    return Counter(named)


def test_ouverte_elle_montre_les_plus_frequents_avec_leurs_nombres(
    facet: Locator, records: list[oracle.Record]
) -> None:
    counts = whole_counts(records)
    shown = rows(facet)
    assert len(shown) == SHOWN
    assert [n for _, n in shown] == [n for _, n in counts.most_common(SHOWN)]
    assert all(counts[id_] == n for id_, n in shown)
    expect(facet.get_by_role("status")).to_contain_text(str(len(counts) - SHOWN))


def test_fermee_elle_ne_telecharge_rien(synthetic_site: Site, open_page: OpenPage) -> None:
    page = open_page()
    log = watch(page)
    listing.go(page, f"{synthetic_site.url}catalogue/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in log.requests if "facette-organisme" in url]


def test_nommee_par_l_adresse_elle_ne_telecharge_que_le_paquet_de_l_organisme(
    synthetic_site: Site, open_page: OpenPage, records: list[oracle.Record]
) -> None:
    page = open_page()
    log = watch(page)
    [(chosen, number)] = whole_counts(records).most_common(1)
    listing.go(page, f"{synthetic_site.url}catalogue/?organisme={chosen}")
    assert listing.count(page) == number
    [pack] = [url for url in log.requests if "/facette-organisme" in url]
    assert not pack.endswith("/facette-organisme.json")


def test_on_y_cherche_un_organisme_par_son_nom(
    facet: Locator, page_of: Page, records: list[oracle.Record]
) -> None:
    rare = min(whole_counts(records), key=lambda id_: (whole_counts(records)[id_], id_))
    name = page_of.evaluate(
        """async (id) => (await (await fetch('../assets/donnees/facette-organisme.json')).json())
          .organisme.find((v) => v.id === id).libelle""",
        rare,
    )
    facet.get_by_role("searchbox").fill(name.upper())
    assert rare in [id_ for id_, _ in rows(facet)]
    listing.toggle(page_of, "organisme", rare)
    assert listing.ids(page_of) == oracle.results(records, {"organisme": [rare]})[:20]
    facet.get_by_role("searchbox").fill("")
    expect(listing.box(page_of, "organisme", rare)).to_be_checked()


@pytest.fixture
def page_of(facet: Locator) -> Page:
    """The page of the opened facet."""
    return facet.page


def test_un_organisme_se_deplie_en_roles(
    facet: Locator, page_of: Page, records: list[oracle.Record]
) -> None:
    organisation, _ = rows(facet)[0]
    row = facet.locator(f'.choix[data-valeur="{organisation}"]')
    roles = {
        id_ for r in records for id_ in r.valeurs["organisme"] if id_.startswith(f"{organisation}.")
    }
    row.locator(".choix-deplier").click()
    shown = row.locator(".choix-liste--sous .choix").evaluate_all(
        "(lis) => lis.map((li) => li.dataset.valeur)"
    )
    assert set(shown) == roles
    chosen = sorted(roles)[0]
    listing.toggle(page_of, "organisme", chosen)
    assert f"organisme={chosen}" in page_of.url
    assert listing.count(page_of) == len(oracle.results(records, {"organisme": [chosen]}))


def test_une_adresse_qui_nomme_un_role_le_montre_coche_et_nomme_l_organisme(
    synthetic_site: Site, open_page: OpenPage, records: list[oracle.Record]
) -> None:
    choice = min(id_ for r in records for id_ in r.valeurs["organisme"] if "." in id_)
    page = open_page()
    listing.go(page, f"{synthetic_site.url}catalogue/?organisme={choice}")
    assert listing.all_ids(page) == oracle.results(records, {"organisme": [choice]})
    page.locator(".facette[data-parametre=organisme] summary").click()
    expect(listing.box(page, "organisme", choice)).to_be_checked()
    expect(listing.box(page, "organisme", choice)).to_be_visible()
    assert "–" in page.locator("#actifs .actif").inner_text()
    # The counts that the address restricts are said as they are, from the start.
    said = page.locator(".choix label").all_text_contents()
    assert [text for text in said if re.search(r"(?<!\d)1 initiatives", text)] == []
    assert [text for text in said if text.endswith(" 1 initiative")]


def test_les_nombres_des_organismes_suivent_les_autres_facettes(
    facet: Locator, page_of: Page, records: list[oracle.Record]
) -> None:
    listing.toggle(page_of, "finalite", "acces")
    chosen = [r for r in records if "acces" in r.valeurs["finalite"]]
    counts = whole_counts(chosen)
    expect(facet.locator(ROWS)).to_have_count(SHOWN)
    assert [n for _, n in rows(facet)] == [n for _, n in counts.most_common(SHOWN)]


def test_cocher_au_clavier_un_organisme_garde_le_focus(facet: Locator, page_of: Page) -> None:
    organisation, _ = rows(facet)[3]
    box = listing.box(page_of, "organisme", organisation)
    box.focus()
    listing.after(page_of, lambda: page_of.keyboard.press("Space"))
    expect(box).to_be_focused()
    expect(box).to_be_checked()
