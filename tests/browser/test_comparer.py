"""The comparison: what two to four sheets say side by side, topic by topic; and its note."""

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
  cle: ligne.dataset.cle,
  etat: ligne.dataset.etat,
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
    found: list[dict[str, object]] = page.locator("tr[data-etat]").evaluate_all(ROWS)
    return found


def test_les_colonnes_sont_les_fiches_dans_l_ordre_demande(site: Site, page: Page) -> None:
    compare(page, site, C, A)
    links = page.locator("#choisies thead a").evaluate_all("(l) => l.map((a) => a.href)")
    assert links == [f"{site.url}projets/{id_}/" for id_ in (C, A)]
    headers = page.locator("tr[data-etat] > th")
    assert headers.count() > 10
    assert {h.get_attribute("scope") for h in headers.all()} == {"row"}


def test_les_rubriques_d_une_fiche_y_sont_dans_son_ordre(site: Site, page: Page) -> None:
    page.goto(f"{site.url}projets/{A}/")
    asked = page.locator(".bref > .champ > dt").all_inner_texts()
    compare(page, site, A, B)
    page.locator("summary").first.click()
    offered = page.locator("#rubriques-cases label").all_inner_texts()
    assert len(asked) > 5
    assert [name for name in offered if name in asked] == [n for n in asked if n in offered]
    shown = page.locator("#choisies tbody th").all_inner_texts()
    assert [name for name in asked if name in shown] == [name for name in shown if name in asked]


def test_ce_qu_une_fiche_ne_dit_pas_est_non_renseigne(site: Site, page: Page) -> None:
    compare(page, site, A, B, C)
    cells = [cell for row in rows(page) for cell in row["cellules"]]  # type: ignore[attr-defined]
    assert "" not in cells
    assert "non renseigné" in cells


SIDE_BY_SIDE = """async (sheets) => {
  const { sideBySide } = await import('/assets/js/selection/rubriques.js');
  const blocksOf = (text) => (text ? [{ p: [text, { t: '1', appel: true }] }] : []);
  const rows = (said) => Object.entries(said).map(([cle, text]) => (
    { cle, libelle: cle, groupe: 'G', blocs: blocksOf(text) }));
  const made = sheets.map((said) => [{ id: 's', titre: 'S', rubriques: rows(said) }]);
  return sideBySide(made).map(({ key, state }) => [key, state]);
}"""


@pytest.mark.parametrize(
    ("sheets", "state"),
    [
        ([{"s/a": "x"}, {"s/a": "y"}], "differe"),
        ([{"s/a": "x"}, {"s/a": "x"}], "pareil"),
        ([{"s/a": "x"}, {"s/a": ""}], "seul"),
        ([{"s/a": "x"}, {}], "seul"),
        ([{"s/a": "x"}, {"s/a": "x"}, {}], "pareil"),
        ([{"s/a": "x"}, {"s/a": "y"}, {"s/a": ""}], "differe"),
        # Parts of one topic: alike where both speak, but one says more; or they never meet.
        ([{"s/a/1": "x", "s/a/2": "z"}, {"s/a/1": "x"}], ""),
        ([{"s/a/1": "x"}, {"s/a/2": "x"}], ""),
    ],
)
def test_une_valeur_qui_rencontre_non_renseigne_n_est_pas_une_difference(
    site: Site, open_shared_page: OpenPage, sheets: list[dict[str, str]], state: str
) -> None:
    page = open_shared_page()
    page.goto(f"{site.url}mentions-legales/")
    assert page.evaluate(SIDE_BY_SIDE, sheets) == [["s/a", state]]


def test_ce_que_personne_ne_dit_n_est_pas_une_rubrique(
    site: Site, open_shared_page: OpenPage
) -> None:
    page = open_shared_page()
    page.goto(f"{site.url}mentions-legales/")
    assert page.evaluate(SIDE_BY_SIDE, [{"s/a": ""}, {}]) == []


def test_ce_qu_une_seule_fiche_dit_est_a_part_et_cache(site: Site, page: Page) -> None:
    compare(page, site, A, B, C)
    found = rows(page)
    lone = [row for row in found if row["etat"] == "seul"]
    assert lone
    assert all(row["cachee"] for row in lone)
    for row in lone:
        assert row["cellules"].count("non renseigné") == 2, row  # type: ignore[attr-defined]
    first = page.locator("#choisies tbody tr").evaluate_all("(l) => l.map((r) => r.dataset.etat)")
    assert 5 <= len(first) <= 10
    assert "seul" not in first
    said = page.locator("#comparaison-etat").inner_text()
    assert f"{len(lone)} ne " in said
    assert f"{len([row for row in found if row['etat'] == 'differe'])} diffèrent" in said


def test_le_lecteur_choisit_ses_rubriques_et_l_adresse_les_garde(site: Site, page: Page) -> None:
    compare(page, site, A, B, C)
    lone = next(row for row in rows(page) if row["etat"] == "seul")
    page.locator("summary").first.click()
    page.locator("#rubriques-cases input:checked").first.uncheck()
    page.locator(f'#rubriques-cases input[value="{lone["cle"]}"]').check()
    chosen = page.locator("#choisies tbody tr").evaluate_all("(l) => l.map((r) => r.dataset.cle)")
    assert lone["cle"] in chosen
    page.reload()
    page.wait_for_selector(READY, state="attached")
    again = page.locator("#choisies tbody tr").evaluate_all("(l) => l.map((r) => r.dataset.cle)")
    assert again == chosen
    page.locator("summary").first.click()
    page.locator("#rubriques-conseil").click()
    assert "rubriques=" not in page.url
    expect(page.locator(f'#choisies tr[data-cle="{lone["cle"]}"]')).to_have_count(0)


def test_ce_qui_est_identique_se_masque(site: Site, page: Page) -> None:
    page.route(
        "**/projets/copie/fiche-vue.json",
        lambda route: route.fulfill(
            response=route.fetch(url=f"{site.url}projets/{A}/fiche-vue.json")
        ),
    )
    compare(page, site, A, "copie")
    assert {row["etat"] for row in rows(page)} == {"pareil"}
    page.get_by_label("Masquer ce qui est identique").check()
    assert [row["nom"] for row in rows(page) if not row["cachee"]] == []
    expect(page.locator("#comparaison-etat")).to_contain_text("masquées")


def test_qui_vient_avec_un_choix_commence_a_la_comparaison(site: Site, page: Page) -> None:
    compare(page, site, A, B)
    expect(page.locator("#comparaison-titre")).to_be_focused()
    expect(page.locator("#comparaison-etat")).to_have_attribute("role", "status")
    page.goto(f"{site.url}comparer/")
    page.wait_for_selector(READY, state="attached")
    assert page.evaluate("document.activeElement === document.body")


def test_une_source_a_un_lien_par_cellule(site: Site, page: Page) -> None:
    compare(page, site, A, B, C)
    calls = page.locator("td").evaluate_all(
        "(l) => l.map((c) => [...c.querySelectorAll('.appel-source a')].map((a) => a.href))"
    )
    assert any(calls)
    assert [links for links in calls if len(links) != len(set(links))] == []


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
    expect(page.locator("#choisies thead a")).to_have_count(2)
    assert page.url.endswith(f"?fiches={A},{C}")
    assert page.evaluate("document.activeElement !== document.body")
    page.go_back()
    expect(page.locator("#choisies thead a")).to_have_count(3)


def test_plus_de_quatre_fiches_se_dit(site: Site, page: Page) -> None:
    compare(page, site, A, B, C, FOURTH, "antin-alfi-familles-monoparentales")
    expect(page.locator("#choisies thead a")).to_have_count(4)
    expect(page.locator("#messages")).to_contain_text("5 fiches")


def test_une_seule_fiche_fait_choisir_dans_la_selection(site: Site, page: Page) -> None:
    give(page, site, B, C)
    compare(page, site, A, "inconnue")
    expect(page.locator("#messages")).to_contain_text("au moins deux fiches")
    expect(page.locator("#choix")).to_be_visible()
    assert page.get_by_role("checkbox").locator("visible=true").count() == 3
    page.locator("#choix-liste input").nth(1).check()
    page.locator("#choix-liste button").click()
    expect(page.locator("#choisies thead a")).to_have_count(2)
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
    cell = page.locator("tr[data-etat] td").first
    shown = cell.evaluate("(c) => getComputedStyle(c, '::before').content")
    assert shown.startswith('"1. '), shown
    expect(page.locator("#choisies thead")).to_contain_text("1. ")
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


def test_la_note_s_imprime_couchee_en_deux_pages(site: Site, page: Page) -> None:
    compare(page, site, A, B, C)
    page.evaluate("() => { window.print = () => {}; }")
    page.locator("[data-note=imprimer]").click()
    page.locator("#impression .note").wait_for(state="attached")
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert {float(width) > float(height) for width, height in boxes} == {True}
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2


def test_une_fiche_se_compare_aux_plus_proches_puis_a_la_selection(site: Site, page: Page) -> None:
    page.goto(f"{site.url}projets/{A}/")
    link = page.locator("[data-comparer]")
    near = page.locator(".proche-titre a").evaluate_all(
        "(l) => l.map((a) => a.pathname.split('/').at(-2))"
    )[:2]
    expect(link).to_have_attribute("href", f"{site.url}comparer/?fiches={','.join([A, *near])}")
    give(page, site, B, C)
    page.goto(f"{site.url}projets/{A}/")
    expect(link).to_have_text("Comparer avec ma sélection")
    link.click()
    page.wait_for_url(f"{site.url}comparer/?fiches={A},{B},{C}")


def test_sans_javascript_une_fiche_ne_montre_rien_qui_en_demande(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site.url}projets/{A}/")
    assert page.locator(".fiche-actions :is(a, button)").count() == 5
    assert page.locator(".fiche-actions :is(a, button):visible").count() == 0
