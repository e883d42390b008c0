"""The contribution form, used as its visitors use it. The initiatives made here are invented."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, Route, expect

from browser.form import downloaded, open_form, paste, root_with, unfold_import, verdict
from browser.rig import PHONE, REPOSITORY, OpenPage, Site, watch
from support.command import catalogue

RECORDS = sorted((REPOSITORY / "projects").glob("*.yml"))


def places(value: Any, at: str = "") -> set[str]:
    """Return where a record says something: its fields, and its lists of several things."""
    if isinstance(value, dict):
        return {at}.union(*(places(inner, f"{at}.{name}") for name, inner in value.items()))
    if isinstance(value, list):
        several = {f"{at} et autres"} if len(value) > 1 else set()
        return several.union(*(places(inner, f"{at}, un") for inner in value))
    return {at, f"{at}, des lignes"} if "\n" in str(value) else {at}


def telling(records: list[Path]) -> list[Path]:
    """Return a few records that between them have every field that one of them has."""
    held = {path: places(yaml.load(path.read_bytes(), yaml.CSafeLoader)) for path in records}
    chosen, wanted = list[Path](), set[str]().union(*held.values())
    while wanted:
        chosen.append(max(records, key=lambda path: len(held[path] & wanted)))
        wanted -= held[chosen[-1]]
    return chosen


TITLE = "Un essai imaginaire de colocation à Trifouilly"
FILE = "essai-imaginaire-colocation-trifouilly.yml"

GITHUB, GITLAB = "https://github.com/o/r", "https://gitlab.com/o/r"
FORGE = """async ([depot, connue]) => {
  const { forge } = await import('/assets/js/formulaire/sorties.js');
  return forge(depot, 'main', { nom: 'x.yml', dossier: 'projects/', texte: 'titre: X\\n' }, connue);
}"""


@pytest.fixture
def page(open_page: OpenPage, site: Site) -> Page:
    """The form, empty."""
    page = open_page(accept_downloads=True)
    open_form(page, site)
    return page


@pytest.fixture(scope="module")
def shared(open_shared_page: OpenPage, site: Site) -> Page:
    """The form, for tests that put a whole record in it: whatever it held is replaced."""
    page = open_shared_page(accept_downloads=True)
    open_form(page, site)
    return page


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if target.evaluate("(e) => e === document.activeElement"):
            return
    pytest.fail(f"le clavier n’atteint pas {target}")


def choose(page: Page, label: str) -> None:
    """Tick a choice by keyboard."""
    tab_to(page, page.get_by_label(label, exact=True).first)
    page.keyboard.press("Space")


def test_une_contribution_entiere_au_clavier_donne_un_fichier_valide(
    page: Page, tmp_path: Path
) -> None:
    tab_to(page, page.get_by_label("Titre (obligatoire)"))
    page.keyboard.type(TITLE)
    tab_to(page, page.locator("#champ-territoires-1-departement"))
    page.keyboard.type("Marne")
    choose(page, "Locataires en impayé ou menacés d’expulsion")
    choose(page, "Équipe mobile")
    expect(page.locator("#champ-outils-equipe-mobile-definition")).to_be_visible()
    tab_to(page, page.locator("#champ-financement-statut-financee"))
    page.keyboard.press("ArrowUp")  # From the first to the last: « apparentée ».
    tab_to(page, page.locator("summary", has_text=re.compile("^Partenariats")))
    page.keyboard.press("Enter")
    choose(page, "Bailleur et association")
    tab_to(page, page.locator("#champ-organismes-1-organisme"))
    page.keyboard.type("Habitat Eurélien")
    tab_to(page, page.get_by_label("Porteur", exact=True))
    page.keyboard.press("Space")
    tab_to(page, page.locator("#champ-sources-1-document"))
    page.keyboard.type("Note imaginaire, pour un essai")
    tab_to(page, page.get_by_role("button", name="Vérifier la fiche"))
    page.keyboard.press("Enter")
    expect(page.locator("#verdict")).to_be_focused()
    expect(page.locator("#verdict-titre")).to_have_text("Fiche valide")
    tab_to(page, page.get_by_role("button", name="Télécharger la fiche"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    name, text = download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")
    assert name == FILE
    root = root_with(tmp_path, {f"projects/{name}": text})
    assert catalogue("--root", root, "validate").code == 0


def test_qui_n_y_connait_rien_propose_une_initiative_avec_un_organisme_nouveau(
    page: Page, tmp_path: Path
) -> None:
    page.get_by_label("Titre (obligatoire)").fill(TITLE)
    page.get_by_label("Familles monoparentales").first.check()
    page.locator("#champ-territoires-1-departement").select_option(label="Marne (51)")
    page.get_by_label("Apparentée, sans lien d’argent établi").check()
    page.locator("summary", has_text=re.compile("^Partenariats")).click()
    page.get_by_label("Bailleur et association", exact=True).check()
    page.get_by_label("Plan d’apurement").first.check()
    page.locator("summary", has_text=re.compile("^Ménages")).click()
    page.get_by_role("button", name="Ajouter un nombre de ménages").click()
    page.locator("#champ-menages-1-valeur").fill("environ 1 250 ménages")
    page.get_by_label("Organisme (obligatoire)").fill("Les Voisins de Trifouilly")
    page.get_by_label("Opérateur de l’accompagnement").first.check()
    page.get_by_label("Document (obligatoire)").fill("Note imaginaire, pour un essai")
    page.get_by_label("Date de publication").fill("septembre 2024")
    expect(page.get_by_role("heading", name="Organismes nouveaux")).to_be_visible()
    page.get_by_label("Type (obligatoire)").select_option(label="Association")
    assert "Fiche valide" in verdict(page)
    page.get_by_text("Voir le texte et le nom").click()
    texts = page.locator("#textes figure")
    files = {
        figure.locator("figcaption").inner_text(): figure.locator("code").text_content() or ""
        for figure in texts.all()
    }
    assert list(files) == [
        f"projects/{FILE}",
        "reference/organisations/les-voisins-de-trifouilly.yml",
    ]
    record = files[f"projects/{FILE}"]
    assert "valeur: 1250\n    qualificatif: environ\n    unite: menages\n" in record
    assert 'date: "2024-09"\n' in record
    assert record.count("source: s1\n") == 1
    assert catalogue("--root", root_with(tmp_path, files), "validate").code == 0


def test_le_brouillon_survit_au_rechargement_et_s_efface(page: Page, site: Site) -> None:
    page.get_by_label("Titre (obligatoire)").fill(TITLE)
    page.get_by_role("button", name="Ajouter un organisme").click()
    page.locator("#champ-organismes-2-organisme").fill("Habitat Eurélien")
    expect(page.locator("#brouillon-etat")).to_contain_text("gardé dans ce navigateur")
    open_form(page, site)
    expect(page.get_by_label("Titre (obligatoire)")).to_have_value(TITLE)
    expect(page.get_by_label("Organisme (obligatoire)")).to_have_value("Habitat Eurélien")
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator("#message")).to_be_focused()
    open_form(page, site)
    expect(page.get_by_label("Titre (obligatoire)")).to_have_value("")


# That each record is read, written and judged as it is, `test_formulaire_verdict` tells of all of
# them: here the fields of the page are filled and read again, which takes a second a record.
@pytest.mark.parametrize("record", telling(RECORDS), ids=lambda path: path.stem)
def test_reprendre_une_fiche_puis_la_telecharger_ne_change_pas_un_octet(
    shared: Page, record: Path
) -> None:
    paste(shared, record.read_text("utf-8"))
    assert downloaded(shared) == (record.name, record.read_bytes().decode())


def test_une_fiche_du_catalogue_reprise_est_dite_valide(shared: Page) -> None:
    paste(shared, telling(RECORDS)[0].read_text("utf-8"))
    assert "Fiche valide" in verdict(shared)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titre: Essai\npublics: [a, b\n", "à la ligne 2"),
        ("titre: Essai\noutils: visites\nautre: x\n", ": Outils, « autre ». Gardez"),
    ],
    ids=["illisible", "qui-perd-des-champs"],
)
def test_d_un_texte_repris_on_dit_ce_qui_n_a_pas_pu_entrer(
    shared: Page, text: str, said: str
) -> None:
    paste(shared, text)
    assert said in shared.locator("#message").inner_text().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("titre: Un été à Trifouilly\n".encode("cp1252"), "La fiche « Un été à Trifouilly »"),
        (b"publics:\n" + b"  - a\n" * 100_000, "bien plus long qu’une fiche"),
        (bytes(range(256)), "caractère invisible interdit (U+0000)"),
    ],
    ids=["accents-de-windows", "600-ko", "binaire"],
)
def test_un_fichier_choisi_est_lu_ou_refuse_avec_sa_raison(
    shared: Page, content: bytes, said: str
) -> None:
    unfold_import(shared)
    chosen = shared.get_by_label("Le fichier (son nom finit")
    chosen.set_input_files({"name": "x.yml", "mimeType": "text/yaml", "buffer": content})
    expect(shared.locator("#message")).to_be_focused()
    expect(shared.locator("#message")).to_contain_text(said)


def test_les_erreurs_menent_a_leur_champ_et_s_effacent_a_la_frappe(page: Page) -> None:
    assert "6 erreurs à corriger" in verdict(page)
    expect(page.locator("#verdict")).to_be_focused()
    title = page.get_by_label("Titre (obligatoire)")
    page.locator("#verdict").get_by_role("link", name=re.compile("^Titre")).click()
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    described = str(title.get_attribute("aria-describedby")).split()
    words = [page.locator(f"[id='{id_}']").inner_text() for id_ in described]
    assert any("ce champ est obligatoire" in text for text in words)
    title.press_sequentially("E")
    expect(title).not_to_have_attribute("aria-invalid", "true")


def test_ce_qui_est_mal_ecrit_est_dit_avec_les_mots_du_formulaire(page: Page) -> None:
    page.locator("summary", has_text=re.compile("^Ménages")).click()
    page.get_by_role("button", name="Ajouter un nombre de ménages").click()
    page.locator("#champ-menages-1-valeur").fill("une trentaine")
    page.locator("#champ-sources-1-date").fill("fin 2018")
    said = verdict(page).replace("\u00a0", " ").splitlines()
    assert any(line.startswith("Ménages, Chiffre 1, Nombre : « une trentaine »") for line in said)
    [date] = [line for line in said if "fin 2018" in line]
    assert "comme 2019, septembre 2019 ou 13/09/2019" in date
    assert not [line for line in said if "guillemets" in line or "qualificatif" in line]


def test_une_fiche_deja_la_est_reconnue_a_son_contenu_et_a_son_nom(shared: Page) -> None:
    record = RECORDS[0].read_text("utf-8")
    paste(shared, record.replace(f"id: {RECORDS[0].stem}\n", "id: une-copie\n"))
    twin = shared.locator("#verdict li", has_text=f"projects/{RECORDS[0].name}")
    assert "Fiche valide" in verdict(shared)
    expect(twin).to_have_count(1)
    shared.locator("#champ-id").evaluate("(champ) => { champ.closest('details').open = true; }")
    shared.locator("#champ-id").fill(RECORDS[0].stem)
    assert "porte déjà ce nom" in verdict(shared)


def test_sans_le_catalogue_la_fiche_n_est_pas_dite_valide(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.route("**/formulaire/lieu-*.json", lambda route: route.abort())
    open_form(page, site)
    paste(page, RECORDS[0].read_text("utf-8"))
    said = verdict(page)
    assert "Fiche valide" not in said
    assert "n’a pas été comparée" in said


def test_ce_qui_change_pendant_la_verification_n_est_pas_juge(
    open_page: OpenPage, site: Site
) -> None:
    page = open_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/formulaire/lieu-*.json", hold)
    open_form(page, site)
    paste(page, RECORDS[0].read_text("utf-8"))
    page.get_by_role("button", name="Vérifier la fiche").click()
    expect(page.locator("#actions-etat")).to_have_text("Vérification en cours…")
    title = page.get_by_label("Titre (obligatoire)")
    title.fill(TITLE)
    held[0].continue_()
    expect(page.locator("#actions-etat")).to_contain_text("a changé pendant la vérification")
    expect(page.locator("#verdict")).to_be_hidden()
    expect(title).to_be_focused()


def test_une_adresse_qui_nomme_une_fiche_inconnue_le_dit_sans_rien_demander(
    open_page: OpenPage, site: Site
) -> None:
    page = open_page()
    log = watch(page)
    open_form(page, site, "?fiche=inconnue")
    expect(page.locator("#message")).to_contain_text("pas de fiche « inconnue »")
    assert (log.failures, log.console) == ([], [])


def test_retirer_un_groupe_donne_le_focus_a_son_voisin_et_le_dit(page: Page) -> None:
    page.get_by_role("button", name="Ajouter un organisme").click()
    expect(page.locator("#champ-organismes-2-organisme")).to_be_focused()
    page.get_by_role("button", name="Retirer\u00a0: Organisme 2").click()
    expect(page.locator("#champ-organismes-1")).to_be_focused()
    expect(page.locator("#annonce")).to_have_text("Retiré\u00a0: Organisme 2.")


def test_une_fiche_se_corrige_dans_le_formulaire_depuis_sa_page(page: Page, site: Site) -> None:
    record = RECORDS[0]
    page.goto(f"{site.url}projets/{record.stem}/")
    page.get_by_role("link", name="Proposer une correction").click()
    page.wait_for_selector("#formulaire[data-pret]")
    assert downloaded(page) == (record.name, record.read_bytes().decode())


def test_rien_n_est_envoye_et_rien_ne_sort_du_site(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    log = watch(page)
    open_form(page, site)
    page.get_by_label("Titre (obligatoire)").fill(TITLE)
    verdict(page)
    page.get_by_role("button", name="Voir la fiche").click()
    expect(page.locator("#apercu h1")).to_have_text(TITLE)
    page.get_by_role("button", name="Copier un message").click()
    assert {request for request in log.requests if not request.startswith(site.origin)} == set()
    assert not [request for request in log.requests if "imaginaire" in request]
    assert log.console == []


def test_sans_javascript_la_page_dit_les_autres_chemins(open_page: OpenPage, site: Site) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site.url}contribuer/")
    expect(page.locator("#formulaire")).to_be_hidden()
    expect(page.locator(".sans-js")).to_be_visible()
    expect(page.get_by_role("heading", name="Les autres chemins")).to_be_visible()
    expect(page.locator("#contenu")).to_contain_text("pas encore d’adresse où écrire")


def test_le_formulaire_tient_sur_un_telephone(open_page: OpenPage, site: Site) -> None:
    page = open_page(**PHONE)
    open_form(page, site)
    page.locator("#formulaire details").evaluate_all(
        "(plis) => plis.forEach((p) => { p.open = true; })"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("repo", "known", "address", "pasted"),
    [
        (GITHUB, False, f"{GITHUB}/new/main/projects?filename=x.yml&value=titre%3A+X%0A", False),
        (GITHUB, True, f"{GITHUB}/edit/main/projects/x.yml", True),
        (GITLAB, False, f"{GITLAB}/-/new/main?file_name=projects%2Fx.yml", True),
        (GITLAB, True, f"{GITLAB}/-/edit/main/projects/x.yml", True),
    ],
    ids=["github-neuve", "github-connue", "gitlab-neuve", "gitlab-connue"],
)
def test_l_adresse_de_la_forge_est_celle_du_fichier(
    shared: Page, repo: str, known: bool, address: str, pasted: bool
) -> None:
    found = shared.evaluate(FORGE, [repo, known])
    assert (found["adresse"], found["colle"]) == (address, pasted)


def test_chaque_fichier_a_son_lien_vers_la_forge_tant_que_son_texte_tient(
    page: Page, site: Site
) -> None:
    html = (site.folder / "contribuer" / "index.html").read_text("utf-8")
    given = f'<article data-depot="{GITHUB}" data-edition="edit/main/docs/" '
    body = html.replace("<article ", given, 1)
    page.route(
        re.compile("/contribuer/$"),
        lambda route: route.fulfill(body=body, content_type="text/html"),
    )
    open_form(page, site)
    links = page.locator("#depots a")
    expect(links).to_have_text("Créer le fichier sur GitHub")
    page.get_by_label("Organisme (obligatoire)").fill("Les Voisins de Trifouilly")
    page.locator("summary", has_text="Besoin constaté").click()
    page.locator("#champ-besoin-texte").fill("long " * 1500)
    # The links follow what is typed, a little later.
    expect(links).to_have_count(2)
    expect(links.first).to_be_hidden()
    expect(links.last).to_have_attribute("href", re.compile("/new/main/reference/organisations"))


def test_un_titre_au_nom_que_windows_se_reserve_donne_un_nom_de_fichier_qui_convient(
    page: Page,
) -> None:
    # The name of the file follows the title as long as nobody chose another.
    for title, name in (("Con", "con-1"), ("NUL", "nul-1"), ("Conte", "conte")):
        page.get_by_label("Titre (obligatoire)").fill(title)
        expect(page.locator("#champ-id")).to_have_value(name)


def test_une_fiche_ouverte_dit_ses_fautes_ou_elles_sont_et_n_a_rien_perdu(page: Page) -> None:
    record = (REPOSITORY / "tests/people/fiche.yml").read_text("utf-8")
    record = record.replace("organisme: cdc-habitat", "organisme: Les Voisins de Trifouilly")
    paste(page, record.replace("      - bailleur", "      - mécène"))
    assert "n’a pas pu y entrer" not in page.locator("#message").inner_text()
    assert "Organisme 1, Rôles" in verdict(page).replace("\u00a0", " ")


def test_un_fichier_trop_long_n_est_pas_ouvert_en_partie(page: Page, tmp_path: Path) -> None:
    record = (REPOSITORY / "tests/people/fiche.yml").read_text("utf-8")
    file = tmp_path / "longue.yml"
    file.write_text(record + "# é\n" * 150_000, encoding="utf-8")
    unfold_import(page)
    page.locator("#reprise-fichier").set_input_files(file)
    expect(page.locator("#message")).to_contain_text("bien plus long qu’une fiche")
    expect(page.get_by_label("Titre (obligatoire)")).to_have_value("")
