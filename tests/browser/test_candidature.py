"""« Préparer ma candidature »: the choice in the address, precedents word for word, the file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.keeping import A, B, C, give, kept
from browser.rig import OpenPage, Site, watch
from browser.test_document import opened

READY = "#candidature[data-pret]"
CALL = "fnavdl-hauts-de-france-2023"
TRAME = "section[data-trame]:not([hidden])"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A wide page."""
    return open_page()


def prepare(page: Page, site: Site, query: str = "") -> None:
    """Open the page with a choice."""
    page.goto(f"{site.url}candidature/{query}")
    page.wait_for_selector(READY, state="attached")


def sheet(site: Site, id_: str) -> dict[str, Any]:
    """Return the data that stand beside a record's page."""
    text = (site.folder / f"projets/{id_}/fiche-vue.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def words(blocks: list[dict[str, Any]]) -> list[str]:
    """Return the texts of some blocks, call-outs left out."""
    found: list[str] = []
    for block in blocks:
        for run in block.get("p", ()):
            text = run if isinstance(run, str) else "" if run.get("appel") else run["t"]
            found += [text.strip()] if text.strip() else []
        for item in block.get("ul") or block.get("ol") or ():
            found += words(item)
    return found


def chosen(page: Page) -> list[str]:
    """Return the records of the file, as the address says them."""
    asked = re.search(r"[?&]fiches=([^&]*)", page.url)
    return asked[1].split(",") if asked else []


def downloaded(page: Page, action: str) -> tuple[str, bytes]:
    """Take a file away: its name and its bytes."""
    with page.expect_download() as waiting:
        page.locator(f"[data-action={action}]").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_l_adresse_tient_le_choix_et_un_departement_vaut_sa_region(site: Site, page: Page) -> None:
    prepare(page, site, f"?region=34&publics=violences,inconnu&fiche={A}&outils=bail-glissant")
    expect(page.locator("#region")).to_have_value("occ")
    assert chosen(page) == [A]
    assert "region=occ" in page.url
    assert "publics=violences&" in page.url
    page.locator("#choix summary", has_text="Publics").click()
    page.get_by_label("Réfugiés", exact=True).check()
    expect(page).to_have_url(re.compile(r"publics=violences,refugies&"))
    page.reload()
    page.wait_for_selector(READY, state="attached")
    expect(page.locator("input[name=publics]:checked")).to_have_count(2)


def test_les_fiches_parlent_mot_pour_mot_et_celles_qui_se_taisent_sont_nommees(
    site: Site, page: Page
) -> None:
    ids = (A, B, "hauts-de-france-pass-logement-solidarite-femmes")
    prepare(page, site, f"?fiches={','.join(ids)}")
    quoted = 0
    for section, keys in (("contexte", "besoin/besoin"), ("parcours", "deroulement/deroulement")):
        place = page.locator(f"{TRAME} [data-rubrique={section}] [data-precedents]")
        shown = re.sub(r"\s+", " ", place.text_content() or "")
        for id_ in ids:
            data = sheet(site, id_)
            rows = [r for s in data["sections"] for r in s["rubriques"] if r["cle"] == keys]
            for text in (text for row in rows for text in words(row["blocs"])):
                assert re.sub(r"\s+", " ", text) in shown
                quoted += 1
    sources = page.locator(f"{TRAME} [data-rubrique=contexte] .precedent > .candidature-dit")
    assert "Union sociale pour l’habitat (USH), 2019" in (sources.first.text_content() or "")
    place = page.locator(f"{TRAME} [data-rubrique=adhesion] [data-precedents]")
    silent = [sheet(site, id_)["titre"] for id_ in ids]
    said = place.text_content() or ""
    assert quoted > 5
    assert all(title in said for title in silent) or "Aucune des fiches" in said


def test_un_appel_choisi_montre_ses_regles_seules_et_ce_qui_n_est_pas_lu(
    site: Site, page: Page
) -> None:
    prepare(page, site)
    page.locator("#appel").select_option(CALL)
    expect(page).to_have_url(re.compile(f"appel={CALL}"))
    shown = page.locator(f"{TRAME} [data-appel]:visible")
    expect(shown.first).to_be_visible()
    assert set(shown.evaluate_all("(l) => l.map((e) => e.dataset.appel)")) == {CALL}
    pieces = page.locator(f"{TRAME} [data-rubrique=envoi] .candidature-point").first
    expect(pieces).to_contain_text("Pièces à joindre")
    expect(pieces.locator("[data-non-lu]")).to_be_visible()
    expect(page.locator(f"{TRAME} [data-appel-choisi]")).to_contain_text("À ouvrir avant d’écrire")


def test_une_region_sans_appel_le_dit_et_mene_a_ses_services(site: Site, page: Page) -> None:
    prepare(page, site, "?region=occ")
    expect(page.locator("#region-dit")).to_contain_text("Aucun appel de cette région n’est connu")
    page.locator("#region-dit summary").click()
    expect(page.locator("#region-dit li").first).to_be_visible()
    prepare(page, site, "?region=hdf")
    expect(page.locator("#region-dit")).to_contain_text("les appels connus de cette région")


def test_sans_appel_connu_le_dossier_cite_celui_qui_nomme_le_meme_public(
    site: Site, page: Page
) -> None:
    prepare(page, site, "?region=occ&publics=violences")
    text = downloaded(page, "markdown")[1].decode()
    assert "| **Appel** | aucun appel connu dans cette région |" in text
    aimed = text.split("☐ Publics visés", 1)[1].split("\n\n", 2)[1]
    assert "Victimes de violences conjugales" in aimed


def test_chaque_partie_d_une_citation_finit_par_un_signe(site: Site, page: Page) -> None:
    prepare(page, site, "?fiches=val-de-marne-logements-relais-violences")
    text = downloaded(page, "markdown")[1].decode().replace("\u00a0", " ")
    assert ". ;" not in text
    assert "**Le bailleur** : Fournir vingt logements" in text


def test_on_ajoute_par_la_recherche_et_au_clavier_et_l_on_retire(site: Site, page: Page) -> None:
    prepare(page, site)
    page.locator("#mots").fill("Reims")
    page.keyboard.press("Enter")
    expect(page.locator("#trouvees > li")).not_to_have_count(0)
    page.locator("#trouvees button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fiches > li")).to_have_count(1)
    assert chosen(page) == ["reims-eviter-expulsion"]
    page.locator("#fiches button").press("Enter")
    expect(page.locator("#fiches > li")).to_have_count(0)
    assert chosen(page) == []
    expect(page.locator("#fiches-titre")).to_be_focused()


def test_qui_ajoute_au_clavier_continue_a_la_suivante(site: Site, page: Page) -> None:
    prepare(page, site, "?publics=violences")
    expect(page.locator("#candidature-annonce")).to_contain_text("Publics\u00a0: Victimes")
    buttons = page.locator("#trouvees button")
    following = str(buttons.nth(2).text_content())
    buttons.nth(1).press("Enter")
    expect(page.locator("#fiches > li")).to_have_count(1)
    expect(page.locator("#trouvees button:focus")).to_have_text(following)
    page.locator("#mots").fill("Reims")
    page.keyboard.press("Enter")
    expect(buttons).to_have_count(1)
    buttons.press("Enter")
    expect(page.locator("#fiches-titre")).to_be_focused()


def test_ce_que_change_un_choix_se_dit(site: Site, page: Page) -> None:
    prepare(page, site)
    said = page.locator("#candidature-annonce")
    expect(said).to_be_empty()
    page.locator("#region").select_option("occ")
    expect(said).to_contain_text("Aucun appel de cette région n’est connu")
    page.locator("#region").select_option("hdf")
    expect(said).to_contain_text("les appels connus de cette région")


def test_sans_ses_donnees_la_page_garde_les_trames(site: Site, open_lone_page: OpenPage) -> None:
    page = open_lone_page()
    page.route("**/donnees/candidature.json", lambda route: route.abort())
    page.goto(f"{site.url}candidature/")
    expect(page.locator(".candidature-choix")).to_be_hidden()
    expect(page.locator("[data-trame]:visible")).not_to_have_count(0)


def test_la_selection_ouvre_le_dossier_et_reste_entiere(site: Site, page: Page) -> None:
    give(page, site, B, A)
    prepare(page, site)
    assert chosen(page) == [B, A]
    expect(page.locator("#fiches-dit")).to_contain_text("de votre sélection")
    page.locator("#fiches button").first.click()
    expect(page.locator("#fiches > li")).to_have_count(1)
    assert kept(page, site) == [B, A]


def test_six_fiches_au_plus_la_septieme_est_refusee(site: Site, page: Page) -> None:
    titles = json.loads((site.folder / "assets/donnees/titres.json").read_text(encoding="utf-8"))
    prepare(page, site, f"?fiches={','.join(titles['ids'][:7])}")
    expect(page.locator("#fiches > li")).to_have_count(6)
    page.locator("#mots").fill(titles["titres"][6])
    page.keyboard.press("Enter")
    page.locator("#trouvees button").first.click()
    expect(page.locator("#fiches-dit")).to_contain_text("retirez-en une")
    expect(page.locator("#fiches > li")).to_have_count(6)


def test_les_reponses_restent_dans_le_navigateur_et_vont_dans_le_dossier(
    site: Site, page: Page
) -> None:
    log = watch(page)
    prepare(page, site, f"?fiches={A},{C}&publics=heberges")
    page.locator(f"details[data-fiche={A}] > summary").click()
    page.locator(f"#transposer-{A}-public-0").fill("Oui : 40 ménages\n<b>par an</b>")
    page.reload()
    page.wait_for_selector(READY, state="attached")
    field = page.locator(f"#transposer-{A}-public-0")
    expect(field).to_have_value("Oui : 40 ménages\n<b>par an</b>")
    assert "40" not in page.url.removeprefix(site.url)
    name, data = downloaded(page, "docx")
    assert re.fullmatch(r"candidature-\d{4}-\d\d-\d\d\.docx", name)
    docx = opened(data)
    text = "\n".join(text for _, text in docx.paragraphs())
    assert "40 ménages" in text
    outline = json.loads((site.folder / "assets/donnees/candidature.json").read_text("utf-8"))
    sections = [section["titre"] for section in outline["trames"][0]["rubriques"]]
    headings = [text for name, text in docx.paragraphs() if re.fullmatch("Heading[12]", name)]
    assert headings[: len(sections)] == sections
    assert len(docx.styled("Reponse")) == len(sections)
    for id_ in (A, C):
        (need,) = (
            r
            for s in sheet(site, id_)["sections"]
            for r in s["rubriques"]
            if r["cle"] == "besoin/besoin"
        )
        for sentence in words(need["blocs"]):
            assert sentence in text
    cited = docx.styled("Document")
    assert cited
    assert all(re.match(r"\[\d+\] ", line) for line in cited)
    markdown = downloaded(page, "markdown")[1].decode()
    assert "## Contexte et besoin constaté" in markdown
    assert "\\<b\\>" in markdown
    assert log.console == []
    assert not [url for url in log.requests if not url.startswith((site.url, "blob:"))]


def test_un_navigateur_qui_ne_garde_rien_le_dit(site: Site, open_lone_page: OpenPage) -> None:
    page = open_lone_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('refus'); };")
    prepare(page, site, f"?fiches={A}")
    page.locator(f"details[data-fiche={A}] > summary").click()
    page.locator(f"#transposer-{A}-public-0").fill("Oui")
    expect(page.locator("#messages")).to_contain_text("refuse de garder")


def test_ce_qui_est_choisi_se_relit_pareil(site: Site, page: Page) -> None:
    page.goto(f"{site.url}mentions-legales/")
    module = f"{site.url}assets/js/candidature/choix.js"
    queries = [
        "?fiches=a,b&region=occ&appel=x&publics=p,q&outils=o&partenariats=r",
        "?fiche=a&fiches=b,b,%20c&region=&publics=P%20Q,ok",
        "?fiches=" + ",".join(f"f{n}" for n in range(9)),
        "",
    ]
    said = page.evaluate(
        """async ([adresse, demandes]) => {
          const { readChoice, writeChoice } = await import(adresse);
          const again = (query) => writeChoice(readChoice(query));
          return demandes.map((query) => [again(query), again(again(query))]);
        }""",
        [module, queries],
    )
    assert [first for first, _ in said] == [
        queries[0],
        "?fiches=b,c,a&publics=ok",
        "?fiches=" + ",".join(f"f{n}" for n in range(6)),
        "",
    ]
    assert all(first == second for first, second in said)
