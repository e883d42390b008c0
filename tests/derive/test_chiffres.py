"""Published figures: what the sources contradict stays side by side."""

from __future__ import annotations

import pytest

from catalogue.records.corpus import Corpus
from catalogue.records.types import Figure
from catalogue.site.figure_views import FigureGroup, figure_groups
from support.drawing import view_of
from support.places import MINIATURE


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Return the miniature corpus."""
    return view_of(MINIATURE).corpus


@pytest.fixture(scope="module")
def groups(corpus: Corpus) -> dict[str, FigureGroup]:
    """Return the groups of the miniature figures by title."""
    return {g.libelle: g for g in figure_groups(corpus, corpus.figures)}


def test_deux_valeurs_d_un_meme_indicateur_sont_gardees(groups: dict[str, FigureGroup]) -> None:
    values = [figure.valeur for figure in groups["Dossiers retenus"].chiffres]
    assert values == ["près de 80\u00a0dossiers", "90\u00a0dossiers"]


def test_deux_valeurs_differentes_sont_un_conflit(groups: dict[str, FigureGroup]) -> None:
    assert groups["Dossiers retenus"].conflit


def test_deux_documents_d_accord_ne_sont_pas_un_conflit(groups: dict[str, FigureGroup]) -> None:
    assert not groups["Ménages suivis"].conflit


def test_un_chiffre_seul_n_est_pas_un_conflit(groups: dict[str, FigureGroup]) -> None:
    assert not groups["Objectif du programme"].conflit


def test_la_meme_valeur_avec_un_autre_qualificatif_est_un_conflit(corpus: Corpus) -> None:
    figures = [
        Figure(
            id=id_, libelle="x", valeur=80, unite="u", source="s", indicateur="i", qualificatif=q
        )
        for id_, q in (("a", ""), ("b", "pres-de"))
    ]
    (group,) = figure_groups(corpus, figures)
    assert group.conflit


def test_deux_chiffres_sans_indicateur_ne_sont_pas_rapproches(corpus: Corpus) -> None:
    figures = [Figure(id=id_, libelle="x", valeur=1, unite="u", source="s") for id_ in "ab"]
    assert len(figure_groups(corpus, figures)) == 2


def test_une_fourchette_se_dit_de_a(corpus: Corpus) -> None:
    (session,) = (s for s in corpus.calls["appel-2014"].sessions if s.id == "2014-1")
    (group,) = figure_groups(corpus, session.chiffres)
    assert group.chiffres[0].valeur == "de 12 à 15\u00a0projets"
