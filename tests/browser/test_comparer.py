"""The comparison: the fields of two to four sheets side by side, as the sheets word them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.keeping import A, B, C, give
from browser.rig import NARROW, OpenPage, Site

READY = "#comparer[data-pret]"
FOURTH = "toit-et-joie-equipe-mobile"
ROWS = """(lignes) => lignes.map((ligne) => ({
  nom: ligne.cells[0].textContent.trim(),
  cellules: [...ligne.cells].slice(1).map((c) => c.textContent.replace(/\\s+/g, ' ').trim()),
  cachee: !ligne.checkVisibility(),
}))"""


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A wide page."""
    return open_page()


def compare(page: Page, site: Site, *ids: str) -> None:
    """Open the comparison of some records."""
    page.goto(f"{site.url}comparer/?fiches={','.join(ids)}")
    page.wait_for_selector(READY, state="attached")


def rows(page: Page) -> list[dict[str, object]]:
    """Return every row of the table: its name, its cells, whether it is hidden."""
    found: list[dict[str, object]] = page.locator("tr[data-differe]").evaluate_all(ROWS)
    return found


def test_les_colonnes_sont_les_fiches_dans_l_ordre_demande(site: Site, page: Page) -> None:
    compare(page, site, C, A)
    links = page.locator("thead th[scope=col] a").evaluate_all("(l) => l.map((a) => a.href)")
    assert links == [f"{site.url}projets/{id_}/" for id_ in (C, A)]
    headers = page.locator("tr[data-differe] > th")
    assert headers.count() > 10
    assert {h.get_attribute("scope") for h in headers.all()} == {"row"}


def test_les_sections_et_leur_ordre_sont_ceux_de_la_fiche(site: Site, page: Page) -> None:
    page.goto(f"{site.url}projets/{B}/")
    on_sheet = page.locator(".fiche section:not([data-pagefind-ignore]) > h2").all_inner_texts()
    compare(page, site, B, A)
    shown = page.locator(".comparaison-section th").all_inner_texts()
    assert [title for title in shown if title in on_sheet] == [t for t in on_sheet if t in shown]
    assert len([title for title in shown if title in on_sheet]) >= 5


def test_chaque_etiquette_de_la_fiche_est_une_ligne_avec_sa_valeur(site: Site, page: Page) -> None:
    page.goto(f"{site.url}projets/{A}/")
    labels = page.locator(".fiche section:first-of-type dt").all_inner_texts()
    compare(page, site, A, B)
    names = [str(row["nom"]) for row in rows(page)]
    assert len(labels) > 5
    assert [label for label in labels if not any(label in name for name in names)] == []


def test_ce_qu_une_fiche_ne_dit_pas_est_non_renseigne(site: Site, page: Page) -> None:
    compare(page, site, A, B, C)
    cells = [cell for row in rows(page) for cell in row["cellules"]]  # type: ignore[attr-defined]
    assert "" not in cells
    assert "non renseigné" in cells


def test_differences_seulement_cache_ce_qui_est_identique_et_le_compte(
    site: Site, page: Page
) -> None:
    compare(page, site, A, B)
    before = rows(page)
    page.get_by_label("Différences seulement").check()
    after = rows(page)
    hidden = [row for row in after if row["cachee"]]
    assert len(before) == len(after) > len(hidden) > 0
    for row in hidden:
        assert len({re.sub(r"[\u2060\d]+$", "", c) for c in row["cellules"]}) == 1, row  # type: ignore[attr-defined]
    said = page.locator("#comparaison-etat").inner_text()
    assert str(len(hidden)) in said and "masquée" in said
    page.get_by_label("Différences seulement").uncheck()
    assert rows(page) == before


def test_une_fiche_comparee_a_elle_meme_n_a_pas_de_difference(site: Site, page: Page) -> None:
    page.route(
        "**/projets/copie/fiche-vue.json",
        lambda route: route.fulfill(
            response=route.fetch(url=f"{site.url}projets/{A}/fiche-vue.json")
        ),
    )
    compare(page, site, A, "copie")
    page.get_by_label("Différences seulement").check()
    assert [row["nom"] for row in rows(page) if not row["cachee"]] == []


def test_un_appel_de_source_mene_a_la_source_dans_sa_fiche(site: Site, page: Page) -> None:
    compare(page, site, A, B)
    call = page.locator("td .appel-source a").first
    target = str(call.get_attribute("href"))
    assert target.startswith(f"{site.url}projets/")
    call.click()
    page.wait_for_url(target)
    expect(page.locator(":target")).to_be_visible()


def test_retirer_une_fiche_laisse_les_autres_et_l_historique_la_rend(
    site: Site, page: Page
) -> None:
    compare(page, site, A, B, C)
    page.get_by_role("button", name=re.compile("Retirer de la comparaison")).nth(1).press("Enter")
    expect(page.locator("thead th[scope=col] a")).to_have_count(2)
    assert page.url.endswith(f"?fiches={A},{C}")
    assert page.evaluate("document.activeElement !== document.body")
    page.go_back()
    expect(page.locator("thead th[scope=col] a")).to_have_count(3)


def test_plus_de_quatre_fiches_se_dit(site: Site, page: Page) -> None:
    compare(page, site, A, B, C, FOURTH, "antin-alfi-familles-monoparentales")
    expect(page.locator("thead th[scope=col] a")).to_have_count(4)
    expect(page.locator("#messages")).to_contain_text("5 fiches")


def test_une_seule_fiche_fait_choisir_dans_la_selection(site: Site, page: Page) -> None:
    give(page, site, B, C)
    compare(page, site, A, "inconnue")
    expect(page.locator("#messages")).to_contain_text("au moins deux fiches")
    expect(page.locator("#choix")).to_be_visible()
    assert page.get_by_role("checkbox").locator("visible=true").count() == 3
    page.locator("#choix-liste input").nth(1).check()
    page.locator("#choix-liste button").click()
    expect(page.locator("thead th[scope=col] a")).to_have_count(2)
    assert page.url.endswith(f"?fiches={A},{B}")


def test_de_la_selection_on_compare_les_fiches_cochees(site: Site, page: Page) -> None:
    give(page, site, A, B, C)
    page.goto(f"{site.url}selection/")
    page.wait_for_selector("#selection[data-pret]")
    page.locator(f"#comparer-{B}").uncheck()
    page.locator("[data-action=comparer]").click()
    page.wait_for_url(f"{site.url}comparer/?fiches={A},{C}")
    page.go_back()
    page.wait_for_selector("#selection[data-pret]")
    page.locator(f"#comparer-{A}").uncheck()
    page.locator(f"#comparer-{B}").uncheck()
    page.locator(f"#comparer-{C}").uncheck()
    page.locator("[data-action=comparer]").click()
    expect(page.locator("#comparer-aide")).to_contain_text("Il faut cocher")


def test_sur_un_ecran_etroit_chaque_cellule_dit_sa_fiche(site: Site, open_page: OpenPage) -> None:
    page = open_page(**NARROW)
    compare(page, site, A, B)
    cell = page.locator("tr[data-differe] td").first
    shown = cell.evaluate("(c) => getComputedStyle(c, '::before').content")
    assert page.locator("thead a").first.text_content() in shown.replace('\\"', '"')
    box = cell.bounding_box()
    assert box is not None and box["width"] > 200


def test_la_comparaison_s_imprime_en_paysage(site: Site, page: Page) -> None:
    compare(page, site, A, B, C)
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = {
        tuple(round(float(v)) for v in found)
        for found in re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    }
    assert {width > height for width, height in boxes} == {True}
