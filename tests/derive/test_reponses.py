"""What the search answers to who names no record: the table of questions, and what calls say."""

from __future__ import annotations

import pytest

from catalogue.site.names import Answer
from catalogue.site.site_view import SiteView
from support.miniature import loaded
from support.places import ROOT


@pytest.fixture(scope="module")
def view() -> SiteView:
    """The real records."""
    found = loaded(ROOT)
    return SiteView(found.corpus, found.schemas)


def _answer(view: SiteView, id_: str) -> Answer:
    return next(one for one in view.answers if one.id == id_)


def test_chaque_regle_citee_a_son_document(view: SiteView) -> None:
    said = [rule for answer in view.answers for rule in answer.dits]
    assert said
    assert all(rule.texte and rule.source.adresse for rule in said)


def test_un_taux_publie_comme_un_chiffre_est_cite_avec_son_appel(view: SiteView) -> None:
    [rate] = [r for r in _answer(view, "combien-demander").dits if "50\u00a0%" in r.texte]
    assert rate.adresse == "appels/fnavdl-hauts-de-france-2023/"
    assert "territoire=hdf" in rate.autour


def test_une_regle_que_l_on_ne_demande_pas_n_est_pas_citee(view: SiteView) -> None:
    assert not _answer(view, "comparer").dits
    assert not any("50\u00a0%" in rule.texte for rule in _answer(view, "depenses").dits)


def test_ce_qu_une_fiche_doit_documenter_est_un_choix_du_filtre(view: SiteView) -> None:
    known = {v.id for f in view.all_facets if f.parametre == "preuve" for v in f.valeurs}
    asked = {answer.choix for answer in view.answers} - {""}
    assert asked <= known
    assert {"couts", "chiffres", "limites"} <= asked


def test_deux_intentions_ne_se_demandent_pas_par_les_memes_mots(view: SiteView) -> None:
    words = [word.lower() for answer in view.answers for word in answer.mots]
    assert sorted(words) == sorted(set(words))
