"""Freshness: an old check is said from its day on, and so is a state that a reader must know."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from catalogue.site.appraisal import AGES, Notice, freshness
from catalogue.site.site_view import SiteView
from support.drawing import view_of
from support.places import MINIATURE

CHECKED = "2020-05-31"
SAYS_NOTHING = "en-cours"


def _shown(found: Sequence[Notice]) -> list[str]:
    return [notice.id for notice in found if notice.depuis and notice.montre]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-05-30", []),
        ("2022-05-31", ["a-reverifier"]),
        ("2024-05-30", ["a-reverifier"]),
        ("2024-05-31", ["ancienne"]),
    ],
)
def test_une_fiche_vieillit_le_jour_dit(day: str, expected: list[str]) -> None:
    assert _shown(freshness(CHECKED, SAYS_NOTHING, "", day)) == expected


def test_chaque_avis_porte_le_jour_ou_il_devient_vrai() -> None:
    days = [notice.depuis for notice in freshness(CHECKED, SAYS_NOTHING, "", CHECKED)]
    assert days == ["2022-05-31", "2024-05-31"]


def test_les_seuils_vont_croissant() -> None:
    assert [age.ans for age in AGES] == sorted({age.ans for age in AGES})


def test_l_avis_redit_la_date_de_la_derniere_verification() -> None:
    (notice, _) = freshness(CHECKED, SAYS_NOTHING, "", "2022-06-01")
    assert "le 31 mai 2020, il y a plus de 2\u00a0ans" in notice.phrases[0]


def test_sans_date_de_verification_aucun_age_n_est_invente() -> None:
    assert freshness("", SAYS_NOTHING, "", "2030-01-01") == ()


@pytest.mark.parametrize("state", ["abandonnee", "inconnu", ""])
def test_un_etat_a_connaitre_est_dit(state: str) -> None:
    assert freshness(CHECKED, state, "", CHECKED)[0].id == "etat"


@pytest.mark.parametrize("state", ["en-cours", "terminee", "perennisee"])
def test_les_autres_etats_ne_font_pas_d_avis(state: str) -> None:
    assert "etat" not in {notice.id for notice in freshness(CHECKED, state, "", CHECKED)}


def test_l_avis_sur_l_etat_reprend_la_definition_du_vocabulaire() -> None:
    notice, *_ = freshness(CHECKED, "inconnu", "Rien ne le dit.", CHECKED)
    assert notice.phrases[0] == "Rien ne le dit."


def _freshness_of(view: SiteView, id_: str) -> tuple[Notice, ...]:
    (project,) = (p for p in view.corpus.projects if p.id == id_)
    return view.appraiser.freshness(project)


def test_le_jour_de_reference_est_celui_de_la_verification_la_plus_recente() -> None:
    view = view_of(MINIATURE)
    assert _shown(_freshness_of(view, "essai-hostile")) == []
    first, *_ = (n for n in _freshness_of(view, "essai-corse") if n.depuis)
    assert "depuis le 1er février 2024" in first.phrases[0]
