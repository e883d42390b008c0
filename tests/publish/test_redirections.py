"""A record that moved: its old address leads to the new one, and answers for nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.build import search
from catalogue.build.whole_site import build_site
from catalogue.records.types import Move, Withdrawal
from catalogue.site.kinds.made import moved_pages
from catalogue.site.page import Identity
from support.drawing import view_of
from support.html import Page, parse
from support.miniature import copy_without_editions, loaded
from support.places import MINIATURE

OLD = "projets/essai-ancien/"


@pytest.fixture(scope="module")
def moved(mini_site: Path) -> Page:
    """Return the page of the old address."""
    return parse((mini_site / OLD / "index.html").read_text(encoding="utf-8"))


def test_l_ancienne_adresse_mene_a_la_nouvelle(moved: Page) -> None:
    (refresh,) = (e for e in moved.all("meta") if e.attributes.get("http-equiv") == "refresh")
    assert refresh.attributes["content"] == "0; url=../../projets/essai-complet/"


def test_un_lien_et_le_motif_restent_a_qui_n_est_pas_mene(moved: Page) -> None:
    assert moved.one("a").attributes["href"] == "../../projets/essai-complet/"
    assert "Cette fiche d’essai a rejoint celle qui décrit la même action." in moved.text


def test_l_ancienne_adresse_n_est_pas_a_indexer(moved: Page) -> None:
    (robots,) = (e for e in moved.all("meta") if e.attributes.get("name") == "robots")
    assert robots.attributes["content"] == "noindex"


def test_l_adresse_canonique_est_la_nouvelle(moved: Page) -> None:
    (link,) = (e for e in moved.all("link") if e.attributes["rel"] == "canonical")
    assert link.attributes["href"] == "../../projets/essai-complet/"


def test_la_recherche_ne_connait_pas_l_ancienne_adresse(mini_site: Path) -> None:
    assert search.fragments(mini_site / "pagefind", [OLD]) == [None]


def test_les_donnees_du_catalogue_ne_nomment_pas_l_ancien_identifiant(mini_site: Path) -> None:
    files = [
        *(mini_site / "assets/donnees").rglob("*.json"),
        *(p for p in (mini_site / "exports").rglob("*") if p.is_file()),
    ]
    assert not [f.name for f in files if "essai-ancien" in f.read_text(encoding="utf-8-sig")]


def test_les_styles_de_l_ancienne_adresse_existent(mini_site: Path, moved: Page) -> None:
    sheets = [
        e.attributes["href"] for e in moved.all("link") if e.attributes["rel"] == "stylesheet"
    ]
    assert sheets and all((mini_site / OLD / sheet).is_file() for sheet in sheets)


def test_sans_redirection_il_n_y_a_pas_de_page_de_plus(tmp_path: Path) -> None:
    root = copy_without_editions(tmp_path / "depot")
    (root / "reference/redirections.yml").write_text("redirections: []\n", encoding="utf-8")
    build_site(loaded(root), tmp_path / "site", lambda _: None)
    assert not (tmp_path / "site" / OLD).exists()


def _pages(**changes: object) -> dict[str, Page]:
    """Return the pages that moves and withdrawals give to the miniature site."""
    view = view_of(MINIATURE)
    view = replace(view, corpus=replace(view.corpus, **changes))
    return {address: parse(html) for address, html in moved_pages(view, Identity(nom="Essais"))}


def test_une_fiche_partagee_mene_a_chacune_sans_choisir() -> None:
    move = Move(
        ancien="essai-ancien",
        nouveau="essai-complet",
        aussi=("essai-corse",),
        date="2024-01-15",
        motif="Deux actions en une.",
    )
    page = _pages(moves=(move,))[OLD]
    assert [e.attributes["href"] for e in page.all("a")] == [
        "../../projets/essai-complet/",
        "../../projets/essai-corse/",
    ]
    assert "Deux actions en une." in page.text and "15 janvier 2024" in page.text
    assert not [e for e in page.all("meta") if e.attributes.get("http-equiv") == "refresh"]
    assert not [e for e in page.all("link") if e.attributes["rel"] == "canonical"]


def test_une_fiche_retiree_le_dit_a_son_adresse() -> None:
    cut = Withdrawal(fiche="essai-parti", date="2024-01-15", motif="À la demande d’un organisme.")
    page = _pages(moves=(), withdrawals=(cut,))["projets/essai-parti/"]
    assert "À la demande d’un organisme." in page.text
    assert page.one("h1").text == "Cette fiche a été retirée"


def test_une_fiche_qui_existe_ou_qui_mene_ailleurs_n_a_pas_de_page_de_retrait() -> None:
    move = Move(ancien="essai-ancien", nouveau="essai-complet", date="2024-01-15", motif="X.")
    cuts = tuple(
        Withdrawal(fiche=id_, date="2024-01-15", motif="X.")
        for id_ in ("essai-complet", "essai-ancien")
    )
    assert set(_pages(moves=(move,), withdrawals=cuts)) == {OLD}
