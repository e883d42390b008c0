"""« Télécharger ces résultats »: the table of what is listed, as a French spreadsheet reads it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import listing, oracle
from browser.rig import OpenPage, Site

BUTTON = "Télécharger ces résultats (CSV)"


@pytest.fixture(scope="module")
def records(synthetic_root: Path) -> list[oracle.Record]:
    """The synthetic records, read without the program."""
    return oracle.read_records(synthetic_root)


@pytest.fixture(scope="module")
def page(open_shared_page: OpenPage) -> Page:
    """One page for the downloads."""
    return open_shared_page()


def table(text: bytes) -> list[list[str]]:
    """Return the rows of a table as a spreadsheet reads them."""
    assert text.startswith("\ufeff".encode())
    decoded = text.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(decoded, newline=""), delimiter=";"))


def downloaded(page: Page) -> list[list[str]]:
    """Press the button and return the table that comes."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=BUTTON).click()
    assert waiting.value.suggested_filename.endswith(".csv")
    return table(Path(waiting.value.path()).read_bytes())


@pytest.mark.parametrize(
    ("query", "selection"),
    [
        ("", {}),
        ("finalite=acces&outil=bail-glissant", {"finalite": ["acces"], "outil": ["bail-glissant"]}),
        ("public=jeunes&public=heberges", {"public": ["jeunes", "heberges"]}),
    ],
)
def test_le_tableau_a_les_lignes_des_resultats_dans_leur_ordre(
    synthetic_site: Site,
    page: Page,
    records: list[oracle.Record],
    query: str,
    selection: dict[str, list[str]],
) -> None:
    listing.go(page, f"{synthetic_site.url}catalogue/?{query}")
    got = downloaded(page)
    whole = table((synthetic_site.folder / "exports/fiches.csv").read_bytes())
    by_id = {row[0]: row for row in whole}
    assert got == [whole[0], *(by_id[id_] for id_ in oracle.results(records, selection))]


def test_le_tableau_suit_l_ordre_choisi(synthetic_site: Site, page: Page) -> None:
    listing.go(page, f"{synthetic_site.url}catalogue/?finalite=acces&tri=menages")
    assert [row[0] for row in downloaded(page)][1:] == listing.all_ids(page)


def test_la_preparation_et_la_fin_sont_annoncees(synthetic_site: Site, page: Page) -> None:
    listing.go(page, f"{synthetic_site.url}catalogue/?outil=bail-glissant")
    count = listing.count(page)
    downloaded(page)
    status = page.locator("#telecharger-etat[role=status]")
    expect(status).to_have_text(f"Tableau prêt\u00a0: {count}\u00a0initiatives.")


def test_sans_le_reseau_le_bouton_dit_qu_il_n_a_pas_pu(
    synthetic_site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.route("**/exports/lots/*", lambda route: route.abort())
    listing.go(page, f"{synthetic_site.url}catalogue/?outil=bail-glissant")
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("#telecharger-etat")).to_contain_text("n’a pas pu")


def test_sans_resultat_il_n_y_a_rien_a_telecharger(synthetic_site: Site, page: Page) -> None:
    listing.go(page, f"{synthetic_site.url}catalogue/?q=zzzqqqxx")
    expect(page.get_by_role("button", name=BUTTON)).to_be_hidden()


def test_le_tri_par_menages_dit_combien_de_fiches_sont_a_la_fin(
    synthetic_site: Site, page: Page, records: list[oracle.Record]
) -> None:
    listing.go(page, f"{synthetic_site.url}catalogue/?tri=menages")
    unknown = sum(1 for record in records if record.menages is None)
    assert unknown
    expect(page.locator("#tri-note")).to_contain_text(f"{unknown}\u00a0initiatives")
    listing.after(page, lambda: page.locator("#tri").select_option("titre"))
    expect(page.locator("#tri-note")).to_be_hidden()
