"""What is text to be found, what only leads somewhere, and what is no typing error."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browser import golden, listing
from browser.rig import OpenPage, Site

HEADINGS = ("En bref", "Statut d’occupation", "Ce que dit la fiche", "Fiche vérifiée le")
"""Words that the site alone writes, on nearly every record’s page."""
SEAL = len(b"pagefind_dcd")


@pytest.fixture(scope="module")
def page(site: Site, open_shared_page: OpenPage) -> Page:
    """One catalogue page for all the questions."""
    page = open_shared_page()
    listing.go(page, f"{site.url}catalogue/")
    return page


def indexed(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each record as the index has them."""
    for path in (site.folder / "pagefind" / "fragment").glob("*.pf_fragment"):
        data = json.loads(gzip.decompress(path.read_bytes())[SEAL:])
        if data["url"].startswith("/projets/"):
            yield data["url"], data["content"]


def test_ni_titre_ni_etiquette_ni_date_de_source_n_est_un_texte_a_trouver(site: Site) -> None:
    found = dict(indexed(site))
    assert found
    wrong = [
        (url, words)
        for url, text in found.items()
        for words in (*HEADINGS, "lu en novembre", "consulté")
        if words in text
    ]
    assert wrong == []


def test_les_appels_de_source_ne_collent_pas_au_mot(site: Site) -> None:
    assert [
        url for url, text in indexed(site) if "\u2060" in re.sub(r"\u2060(?!\d)", "", text)
    ] == []


@pytest.mark.parametrize("words", ["locataires", "locataire", "relogement"])
def test_un_mot_courant_ne_propose_pas_un_choix_etroit(site: Site, page: Page, words: str) -> None:
    shown = golden.ask(page, site, words)
    assert shown.records
    assert shown.links["filtre"] == ()


@pytest.mark.parametrize("words", ["Grenoble", "SDF", "expulsion"])
def test_un_mot_qui_dit_bien_le_choix_le_propose(site: Site, page: Page, words: str) -> None:
    assert golden.ask(page, site, words).links["filtre"]


@pytest.mark.parametrize("words", ["PLAJ", "gouvernance", "présence"])
def test_ce_que_des_fiches_ecrivent_n_est_pas_corrige(site: Site, page: Page, words: str) -> None:
    shown = golden.ask(page, site, words)
    assert shown.records
    assert shown.links["correction"] == ()
    assert "outil=plai-adaptation-offre" not in shown.links["filtre"]


@pytest.mark.parametrize("words", ["St-Étienne", "St Etienne", "Saint-Étienne"])
def test_un_chef_lieu_sans_fiche_mene_a_sa_page_sans_rien_dire_de_plus(
    site: Site, page: Page, words: str
) -> None:
    shown = golden.ask(page, site, words)
    assert (shown.records, shown.links["page"][0]) == ((), "territoires/42/")
    assert "Aucune fiche ne parle encore" not in page.locator("#vide").inner_text()


def test_les_suivantes_d_une_phrase_ne_contiennent_qu_une_partie_des_mots_et_la_page_le_dit(
    site: Site, page: Page
) -> None:
    golden.ask(page, site, "comment éviter l’expulsion d’un locataire en impayé ?")
    assert "les suivantes en contiennent une partie" in page.locator("#messages").inner_text()


def test_une_fiche_qui_ne_dit_pas_hlm_est_trouvee_par_ce_qu_est_son_bailleur(
    site: Site, page: Page
) -> None:
    golden.ask(page, site, "Hlm")
    assert "calvados-releve-toit" in listing.all_ids(page)
