"""Facets: OR inside one, AND across them, with counts that an independent reading confirms."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Page

from browser import listing, oracle
from browser.rig import REPOSITORY, OpenPage, Site

SELECTIONS = range(20)
WHOLE_LISTS = range(100, 104)
WITH_WORDS = range(4)
WORDS = ("convention", "hébergement", "voisinage", "colocation")
CLICKS = 12
TOWN = re.compile(r"commune: (\w+)$", re.MULTILINE)
"""Towns of one word: the others are searched word by word."""


@pytest.fixture(scope="module")
def records(synthetic_root: Path) -> list[oracle.Record]:
    """The synthetic records, read without the program."""
    return oracle.read_records(synthetic_root)


@pytest.fixture(scope="module")
def page(open_shared_page: OpenPage) -> Page:
    """One page for all the selections of this module."""
    return open_shared_page()


def address(site: Site, selection: oracle.Selection, **others: str) -> str:
    """Return the catalogue's address for a selection."""
    pairs = [(p, id_) for p, ids in selection.items() for id_ in ids]
    return f"{site.url}catalogue/?{urlencode([*pairs, *others.items()])}"


def shown_counts(page: Page) -> dict[tuple[str, str], int]:
    """Return the count of each choice that is shown, in the facets that the oracle counts."""
    return {
        (o["parametre"], o["id"]): o["nombre"]
        for o in listing.options(page)
        if not o["cachee"] and o["parametre"] in oracle.COUNTED
    }


def expected_counts(
    counts: Mapping[tuple[str, str], int], selection: oracle.Selection
) -> dict[tuple[str, str], int]:
    """Return the choices that must be shown: those with results, and those that are checked."""
    checked = {(p, id_): 0 for p, ids in selection.items() if p in oracle.COUNTED for id_ in ids}
    return checked | dict(counts)


def test_le_temoin_connait_toutes_les_facettes_de_la_page(synthetic_site: Site, page: Page) -> None:
    listing.go(page, f"{synthetic_site.url}catalogue/")
    parameters = page.locator(".facette").evaluate_all("(f) => f.map((e) => e.dataset.parametre)")
    assert set(parameters) == {*oracle.PARAMETERS, "preuve"}


def test_sans_choix_toutes_les_fiches_sont_la_dans_l_ordre_des_titres(
    synthetic_site: Site, page: Page, records: list[oracle.Record]
) -> None:
    listing.visit(page, f"{synthetic_site.url}catalogue/")
    assert listing.all_ids(page) == oracle.results(records, {})


@pytest.mark.parametrize("seed", SELECTIONS)
def test_une_selection_au_hasard_donne_les_fiches_et_les_nombres_attendus(
    synthetic_site: Site, page: Page, records: list[oracle.Record], seed: int
) -> None:
    selection = oracle.random_selection(records, seed)
    listing.visit(page, address(synthetic_site, selection))
    expected = oracle.results(records, selection)
    assert listing.count(page) == len(expected)
    assert listing.ids(page) == expected[: listing.PER_PAGE]
    assert shown_counts(page) == expected_counts(oracle.counts(records, selection), selection)


@pytest.mark.parametrize("seed", WHOLE_LISTS)
def test_de_page_en_page_une_selection_donne_la_liste_entiere(
    synthetic_site: Site, page: Page, records: list[oracle.Record], seed: int
) -> None:
    selection = oracle.random_selection(records, seed)
    listing.visit(page, address(synthetic_site, selection))
    assert listing.all_ids(page) == oracle.results(records, selection)


@pytest.mark.parametrize("seed", WITH_WORDS)
def test_les_mots_et_les_facettes_se_croisent(
    synthetic_site: Site, page: Page, records: list[oracle.Record], seed: int
) -> None:
    words = WORDS[seed % len(WORDS)]
    listing.visit(page, address(synthetic_site, {}, q=words))
    found = set(listing.all_ids(page))
    selection = oracle.random_selection([r for r in records if r.id in found], seed)
    listing.visit(page, address(synthetic_site, selection, q=words))
    speaking = [record for record in records if record.id in found]
    assert sorted(listing.all_ids(page)) == sorted(oracle.results(speaking, selection))
    expected = expected_counts(oracle.counts(speaking, selection), selection)
    assert shown_counts(page) == expected


def test_un_nom_de_ville_trouve_les_fiches_qui_l_ecrivent_et_celles_de_son_departement(
    synthetic_site: Site, synthetic_root: Path, page: Page, records: list[oracle.Record]
) -> None:
    listed = yaml.safe_load((synthetic_root / "reference/territories.yml").read_text())
    terms = listed["territoires"]
    places = {term["libelle"] for term in terms}
    seats = {term["chef_lieu"]: term["id"] for term in terms if "chef_lieu" in term}
    named = [town for record in records for town in TOWN.findall(record.texte)]
    # « Paris » is a département too: its name stands on sheets whose file has only the code.
    towns = [town for town in named if town in seats and town not in places]
    town = max(sorted(set(towns)), key=towns.count)
    writing = {record.id for record in records if town in record.texte}
    inside = {r.id for r in records if f'departement: "{seats[town]}"' in r.texte}
    assert writing
    assert inside - writing, "a record of the département that does not write the town"
    listing.visit(page, address(synthetic_site, {}, q=town))
    assert {*listing.all_ids(page)} == writing | inside


def test_cocher_et_decocher_de_suite_donne_a_chaque_pas_les_nombres_attendus(
    synthetic_site: Site, page: Page, records: list[oracle.Record]
) -> None:
    draw = random.Random(3)
    selection: dict[str, list[str]] = {}
    listing.go(page, f"{synthetic_site.url}catalogue/")
    for _ in range(CLICKS):
        box = draw.choice(page.locator(".choix input[type=checkbox]:visible").all())
        parameter, id_ = str(box.get_attribute("name")), str(box.get_attribute("value"))
        listing.after(page, box.click)
        chosen = selection.setdefault(parameter, [])
        (chosen.remove if id_ in chosen else chosen.append)(id_)
        assert listing.ids(page) == oracle.results(records, selection)[: listing.PER_PAGE]
        expected = expected_counts(oracle.counts(records, selection), selection)
        # The choice that has the keyboard stays on the page, even at zero.
        assert shown_counts(page) == {(parameter, id_): 0} | expected


def test_un_choix_sans_resultat_disparait_de_l_ecran(
    synthetic_site: Site, page: Page, records: list[oracle.Record]
) -> None:
    tools = sorted({id_ for record in records for id_ in record.valeurs["outil"]})
    rarest = min(tools, key=lambda id_: len(oracle.results(records, {"outil": [id_]})))
    possible = oracle.counts(records, {"outil": [rarest]})
    publics = {id_ for record in records for id_ in record.valeurs["public"]}
    lost = [id_ for id_ in sorted(publics) if ("public", id_) not in possible]
    assert lost
    listing.visit(page, address(synthetic_site, {"outil": [rarest]}))
    assert not [id_ for id_ in lost if listing.box(page, "public", id_).is_visible()]


def test_le_nombre_d_un_choix_s_accorde(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{site.url}catalogue/")
    page.wait_for_selector(listing.READY, state="attached")
    counted = oracle.counts(oracle.read_records(REPOSITORY), {})["outil", "bail-glissant"]
    assert counted > 1
    assert page.locator("label[for=outil-bail-glissant]").text_content() == (
        f"Bail glissant {counted} initiatives"
    )
    box = page.locator("#territoire-ara")
    page.locator("details", has=box).locator("summary").first.click()
    listing.after(page, box.check)
    assert page.locator("label[for=outil-bail-glissant]").text_content() == (
        "Bail glissant 1 initiative"
    )
