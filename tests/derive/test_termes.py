"""The page of a term: how it works, what it goes with, what stands beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalogue.site.blocks import Blocks, guide_tables
from catalogue.site.site_view import SiteView
from catalogue.site.terms import TermView
from catalogue.site.views import Facet
from support.drawing import view_of
from support.miniature import copy_records, issues_of
from support.places import MINIATURE


@pytest.fixture(scope="module")
def view() -> SiteView:
    """Return the view of the miniature corpus."""
    return view_of(MINIATURE)


@pytest.fixture(scope="module")
def tools(view: SiteView) -> Facet:
    """Return the facet of the tools."""
    return next(facet for facet in view.facets if facet.reference == "outils")


@pytest.fixture(scope="module")
def terms(view: SiteView) -> dict[str, TermView]:
    """Return the terms by address."""
    return dict(view.terms)


def test_un_terme_dit_comment_il_fonctionne_et_d_apres_quoi(terms: dict[str, TermView]) -> None:
    term = terms["outils/bail-glissant/"]
    assert term.fonctionnement == "Le ménage devient **locataire** au bout d’un an."
    assert [s.ancre for s in term.sources] == ["source-bulletin-2019", "source-rapport-2020"]


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


def test_un_guide_suit_l_ordre_du_schema(terms: dict[str, TermView]) -> None:
    guide = terms["outils/bail-glissant/"].guide
    assert [(part.titre, part.ordonne) for part in guide] == [
        ("Pour qui", False),
        ("Ce que cela demande au bailleur", False),
        ("Étapes", True),
    ]


def test_chaque_enonce_d_un_guide_a_ses_documents(terms: dict[str, TermView]) -> None:
    whom, _, steps = terms["outils/bail-glissant/"].guide
    assert [[s.numero for s in sources] for _, sources in whom.enonces] == [[1], [1], [1, 2]]
    assert [text for text, _ in steps.enonces] == ["L’association loue.", "Le bail glisse."]


def test_chaque_document_d_un_terme_est_liste_une_fois_dans_l_ordre_des_appels(
    terms: dict[str, TermView],
) -> None:
    documents = terms["outils/bail-glissant/"].documents
    assert [d.ancre for d in documents] == ["source-bulletin-2019", "source-rapport-2020"]
    assert terms["outils/visites/"].documents == ()


def test_un_terme_sans_guide_n_en_montre_pas(terms: dict[str, TermView]) -> None:
    assert terms["outils/visites/"].guide == ()


GUIDE_FAULTS = {
    "aspect inconnu": ("      etapes:", "      etape:", "champ-inconnu", 29),
    "énoncé sans source": (
        "        - texte: Le bail glisse.\n          sources: [rapport-2020]",
        "        - texte: Le bail glisse.",
        "champ-manquant",
        32,
    ),
    "document inconnu": (
        "[rapport-2020, bulletin-2019]",
        "[rien, bulletin-2019]",
        "reference-inconnue",
        25,
    ),
}


@pytest.mark.parametrize("fault", GUIDE_FAULTS)
def test_un_guide_fautif_est_signale_a_sa_ligne(tmp_path: Path, fault: str) -> None:
    before, after, rule, line = GUIDE_FAULTS[fault]
    root = copy_records(tmp_path)
    path = root / "reference/vocabularies/outils.yml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    (issue,) = issues_of(root, "reference/vocabularies/outils.yml")
    assert (issue.rule, issue.place.line) == (rule, line)


def test_les_outils_se_comparent_a_partir_de_deux_points(view: SiteView, tools: Facet) -> None:
    tables, untold = guide_tables(view, tools)
    (table,) = tables
    # Two aspects are told of the first, one of the second, none of the third.
    assert [link.libelle for link, _ in table.lignes] == ["Bail glissant"]
    assert [link.libelle for link in untold] == ["Sous-location", "Visites à domicile"]


def test_un_tableau_dit_le_premier_enonce_et_rien_que_ce_qui_se_compare(
    view: SiteView, tools: Facet
) -> None:
    ((table,), _) = guide_tables(view, tools)
    assert table.famille == "Statut d’occupation"
    assert table.aspects == ("Pour qui", "Ce que cela demande au bailleur")
    assert table.lignes[0][1] == ("Un ménage presque **prêt**.", "Louer à l’association.")


def test_une_case_que_rien_ne_dit_est_non_renseignee(tmp_path: Path) -> None:
    root = copy_records(tmp_path)
    path = root / "reference/vocabularies/outils.yml"
    told = "      duree:\n        - texte: Un an.\n          sources: [bulletin-2019]\n"
    text = path.read_text(encoding="utf-8")
    whom = "        - texte: Un ménage accompagné.\n          sources: [bulletin-2019]\n"
    path.write_text(text.replace(whom, whom + told), encoding="utf-8")
    html = Blocks(view_of(root)).html("", "guides", "outils")
    rows = re.findall(r'data-titre="([^"]*)">(?:<p>)?(?:<span class="[\w-]*">)?([^<]*)', html)
    assert ("Durée", "non renseigné") in rows  # of the first tool
    assert ("Durée", "Un an.") in rows  # of the second


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
