"""What was typed is never lost: two tabs, a lost connection, a browser that keeps nothing."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Dialog, Page, expect

from browser.form import READY, downloaded, open_form, root_with, verdict
from browser.rig import PHONE, OpenPage, Site
from conftest import CONTACT
from support.command import catalogue

TITLE, OTHER = "Un essai imaginaire au téléphone", "Un autre essai imaginaire"
REFUSE = """() => { Storage.prototype.setItem = () => { throw new Error('plein'); }; }"""
TITLE_FIELD = "Titre (obligatoire)"


def fill(page: Page, title: str) -> None:
    """Type a title, and wait until the page has said what becomes of it."""
    page.get_by_label(TITLE_FIELD).fill(title)
    page.locator("#champ-resume").focus()


def filled(page: Page) -> None:
    """Give the six answers that a record needs, as on a phone."""
    page.locator("#champ-territoires-1-departement").select_option(index=5)
    page.locator("#champ-publics input").nth(4).check()
    page.locator("#champ-financement-statut-apparentee").check()
    page.locator("#champ-organismes-1-organisme").fill("Les Voisins de Trifouilly")
    page.locator("#champ-organismes-1-roles input").first.check()
    page.locator("#champ-sources-1-document").fill("Note imaginaire, pour un essai")
    page.get_by_label("Type (obligatoire)").select_option(label="Association")


def test_une_contribution_au_telephone_finit_par_un_fichier_valide_et_une_adresse(
    open_page: OpenPage, synthetic_site: Site, tmp_path: Path
) -> None:
    page = open_page(**PHONE, accept_downloads=True)
    open_form(page, synthetic_site)
    fill(page, TITLE)
    expect(page.locator("#brouillon-etat")).to_contain_text("gardé dans ce navigateur")
    # Another tab, on the same draft, writes something else: this one is told, and keeps its own.
    second = page.context.new_page()
    open_form(second, synthetic_site)
    expect(second.get_by_label(TITLE_FIELD)).to_have_value(TITLE)
    fill(second, OTHER)
    expect(second.locator("#brouillon-etat")).to_contain_text("gardé dans ce navigateur")
    expect(page.locator("#brouillon-etat")).to_contain_text("vient de changer dans un autre onglet")
    filled(page)
    expect(page.locator("#brouillon-etat")).to_contain_text("gardé à part")
    # The tab is reloaded: its draft is still its own, and the other one is offered. What judges is
    # asked for as soon as a field is used: here it never arrives.
    page.route("**/formulaire.json", lambda route: route.abort())
    page.reload()
    page.wait_for_selector(READY)
    expect(page.get_by_label(TITLE_FIELD)).to_have_value(TITLE)
    expect(page.locator("#message")).to_contain_text(OTHER)
    # The connection goes before anything was judged, then comes back.
    page.get_by_role("button", name="Vérifier la fiche").click()
    expect(page.locator("#actions-etat")).to_contain_text("la connexion a manqué")
    page.unroute("**/formulaire.json")
    assert "Fiche valide" in verdict(page)
    # From now on the browser keeps nothing: leaving asks a question, until the file is taken.
    page.evaluate(REFUSE)
    page.locator("#champ-resume").fill("Un essai imaginaire, pour voir ce que devient un résumé.")
    expect(page.locator("#brouillon-etat")).to_contain_text("refuse de garder")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    name, text = downloaded(page)
    letter = urlsplit(page.get_by_role("link", name="Préparer un courriel").get_attribute("href"))
    assert (letter.scheme, letter.path) == ("mailto", CONTACT)
    assert name in unquote(parse_qs(letter.query)["body"][0])
    expect(page.locator("#sorties")).to_contain_text(CONTACT)
    figure = page.locator("#textes figure", has_text="reference/organisations/")
    files = {
        f"projects/{name}": text,
        str(figure.locator("figcaption").text_content()): str(
            figure.locator("code").text_content()
        ),
    }
    assert catalogue("--root", root_with(tmp_path, files), "validate").code == 0


def test_ce_qui_est_telecharge_ou_vide_se_quitte_sans_question(
    open_page: OpenPage, site: Site
) -> None:
    page = open_page(accept_downloads=True)
    open_form(page, site)
    page.evaluate(REFUSE)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    fill(page, TITLE)
    expect(page.locator("#brouillon-etat")).to_contain_text("refuse de garder")
    downloaded(page)
    page.reload()
    page.wait_for_selector(READY)
    assert asked == []


def test_deux_brouillons_se_retrouvent_s_ouvrent_et_s_oublient(
    open_page: OpenPage, site: Site
) -> None:
    page = open_page()
    open_form(page, site)
    second = page.context.new_page()
    open_form(second, site)
    fill(page, TITLE)
    expect(page.locator("#brouillon-etat")).to_contain_text("gardé dans ce navigateur")
    fill(second, OTHER)
    expect(second.locator("#brouillon-etat")).to_contain_text("gardé à part")
    second.close()
    page.reload()
    page.wait_for_selector(READY)
    expect(page.get_by_label(TITLE_FIELD)).to_have_value(TITLE)
    page.get_by_role("button", name="Ouvrir l’autre brouillon").click()
    expect(page.get_by_label(TITLE_FIELD)).to_have_value(OTHER)
    page.reload()
    page.wait_for_selector(READY)
    expect(page.get_by_label(TITLE_FIELD)).to_have_value(OTHER)
    page.get_by_role("button", name="L’oublier").click()
    page.reload()
    page.wait_for_selector(READY)
    expect(page.locator("#message")).to_be_hidden()


@pytest.mark.parametrize(
    "address", ["outils/bail-glissant/", "organismes/habitat-eurelien/", "bilans/2019/"]
)
def test_une_page_se_corrige_dans_un_formulaire_qui_sait_laquelle(
    open_page: OpenPage, site: Site, address: str
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site.url}{address}")
    title = page.locator("h1").inner_text()
    with page.expect_navigation():
        # By keyboard: a long page is laid out as it comes into view, and moves under a pointer.
        page.get_by_role("link", name="Proposer une correction de cette page").press("Enter")
    zone = page.locator("#corriger")
    expect(zone).to_be_focused()
    expect(zone).to_contain_text(title)
    expect(zone).to_contain_text("pas encore d’adresse où écrire")
    zone.get_by_label("Ce qui ne va pas").fill("Un mot manque.")
    zone.get_by_role("button", name="Copier le message").click()
    # This site says nowhere to write: nobody is told to send what was copied.
    expect(page.locator("#corriger-etat")).to_contain_text("Message copié : ce site n’a pas encore")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{site.url}{address}" in copied and "Un mot manque." in copied


@pytest.mark.parametrize("address", ["../x/", "//exemple.test/", "javascript:1/", "outils/x"])
def test_une_adresse_qui_n_est_pas_une_page_du_site_n_ouvre_rien(
    open_page: OpenPage, site: Site, address: str
) -> None:
    page = open_page()
    open_form(page, site, f"?page={address}")
    expect(page.locator("#corriger")).to_be_hidden()
    expect(page.locator("#message")).to_be_hidden()


def test_une_lettre_trop_longue_demande_de_joindre_le_fichier(
    open_page: OpenPage, synthetic_site: Site
) -> None:
    page = open_page()
    open_form(page, synthetic_site)
    fill(page, TITLE)
    link = page.get_by_role("link", name="Préparer un courriel")
    expect(link).to_have_attribute("href", re.compile("titre%3A%20Un%20essai"))
    page.locator("#champ-resume").fill("long " * 400)
    expect(link).to_have_attribute("href", re.compile("jointe%20%C3%A0%20ce%20message"))
