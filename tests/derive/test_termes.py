"""The page of a term: how it works, what it goes with, what stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.site.site_view import SiteView
from catalogue.site.views import TermView
from support.drawing import view_of
from support.miniature import copy_records, issues_of
from support.places import MINIATURE


@pytest.fixture(scope="module")
def view() -> SiteView:
    """Return the view of the miniature corpus."""
    return view_of(MINIATURE)


@pytest.fixture(scope="module")
def terms(view: SiteView) -> dict[str, TermView]:
    """Return the terms by address."""
    return dict(view.terms)


def test_un_terme_dit_comment_il_fonctionne_et_d_apres_quoi(terms: dict[str, TermView]) -> None:
    term = terms["outils/bail-glissant/"]
    assert term.fonctionnement == "Le ménage devient **locataire** au bout d’un an."
    assert [s.adresse for s in term.sources] == [
        "programme/#source-bulletin-2019",
        "programme/#source-rapport-2020",
    ]


def test_un_terme_que_rien_n_explique_n_en_dit_rien(terms: dict[str, TermView]) -> None:
    assert terms["outils/visites/"].fonctionnement == ""


def test_un_document_inconnu_est_signale_dans_un_fonctionnement(tmp_path: Path) -> None:
    root = copy_records(tmp_path)
    path = root / "reference/vocabularies/outils.yml"
    text = path.read_text(encoding="utf-8").replace("[bulletin-2019, rapport", "[inconnu, rapport")
    path.write_text(text, encoding="utf-8")
    (issue,) = issues_of(root, "reference/vocabularies/outils.yml")
    assert (issue.rule, issue.place.line) == ("reference-inconnue", 17)


def test_un_fonctionnement_sans_source_est_refuse(tmp_path: Path) -> None:
    root = copy_records(tmp_path)
    path = root / "reference/vocabularies/outils.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("      sources: [bulletin-2019, rapport-2020]\n", ""), "utf-8")
    assert {i.rule for i in issues_of(root, "reference/vocabularies/outils.yml")} == {
        "champ-manquant"
    }


def test_un_terme_nomme_ceux_des_memes_fiches(terms: dict[str, TermView]) -> None:
    named = {link.adresse: count for link, _, count in terms["outils/sous-location/"].associes}
    assert named["publics/sortants-d-hebergement/"] == 2
    assert named["outils/bail-glissant/"] == 1
    assert "outils/sous-location/" not in named


def test_un_terme_n_est_pas_associe_a_son_terme_plus_large(terms: dict[str, TermView]) -> None:
    narrow = {link.adresse for link, _, _ in terms["publics/familles-monoparentales/"].associes}
    broad = {link.adresse for link, _, _ in terms["publics/familles/"].associes}
    assert "publics/familles/" not in narrow
    assert "publics/familles-monoparentales/" not in broad


def test_les_termes_proches_sont_de_la_meme_famille(terms: dict[str, TermView]) -> None:
    near = [link.adresse for link, _ in terms["publics/sortants-d-hebergement/"].voisins]
    assert near == ["publics/impayes/"]


def test_un_terme_retire_mene_a_celui_qui_le_remplace(terms: dict[str, TermView]) -> None:
    successor = terms["publics/expulses/"].remplace_par
    assert successor is not None
    assert successor.adresse == "publics/impayes/"


def test_un_territoire_n_a_pour_voisins_que_ceux_qui_ont_des_fiches(
    terms: dict[str, TermView],
) -> None:
    assert all(
        count
        for _, term in terms.items()
        for link, count in term.voisins
        if str(link.adresse).startswith("territoires/")
    )


def test_un_terme_explique_au_glossaire_y_mene(terms: dict[str, TermView]) -> None:
    entry = terms["outils/bail-glissant/"].glossaire
    assert entry is not None
    assert entry.adresse == "glossaire/#bail-glissant"
    assert terms["outils/visites/"].glossaire is None


def test_un_terme_sans_fiche_mene_a_la_contribution_avec_son_choix(
    terms: dict[str, TermView],
) -> None:
    assert terms["modalites/collectif/"].contribution == "contribuer/?modalite=collectif"
