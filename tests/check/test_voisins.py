"""The nearest known word to a mistyped one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.letters import fold, nearest, suggestion

KNOWN = ("bail-glissant", "sous-location", "visites-a-domicile", "referent-unique")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Éviter l’expulsion", "eviter-l-expulsion"),
        ("Œuvre", "oeuvre"),
        ("  deux   mots ", "deux-mots"),
        ("bail_glissant", "bail-glissant"),
        ("ÇA--va", "ca-va"),
        ("", ""),
        ("’", ""),
    ],
)
def test_le_pliage_ne_garde_que_lettres_chiffres_et_tirets(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=30))
def test_plier_deux_fois_ne_change_rien(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "word", ["bail-glisant", "Bail glissant", "bail_glissant", "baïl-glissant"]
)
def test_un_mot_mal_ecrit_trouve_son_voisin(word: str) -> None:
    assert nearest(word, KNOWN) == "bail-glissant"


def test_un_mot_sans_rapport_n_a_pas_de_voisin() -> None:
    assert nearest("zzz", KNOWN) is None


def test_un_autre_nom_mene_a_l_identifiant() -> None:
    assert nearest("intermediation locatif", {"iml": ("Intermédiation locative",)}) == "iml"


ROLES = {"bailleur": ("Bailleur", "propriétaire"), "partenaire": ("Partenaire",)}
PUBLICS = {
    "personnes-agees": ("Personnes âgées", "seniors"),
    "autisme": ("Personnes autistes",),
    "jeunes": ("Jeunes",),
    "jeunes-etrangers": ("Jeunes étrangers isolés",),
}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("proprietaire", "bailleur"),
        ("propriétaires du logement", "bailleur"),
        ("partenaires", "partenaire"),
        ("parternaire", "partenaire"),
        ("session", None),
    ],
)
def test_un_sens_l_emporte_sur_des_lettres(word: str, meant: str | None) -> None:
    assert nearest(word, ROLES) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("personnes âgées", "personnes-agees"),
        ("seniors isolés", "personnes-agees"),
        ("les jeunes", "jeunes"),
        ("jeunes étrangers", "jeunes-etrangers"),
        ("personnes", None),
        ("étudiants", None),
    ],
)
def test_des_mots_en_commun_avec_un_seul_terme_disent_lequel(word: str, meant: str | None) -> None:
    assert nearest(word, PUBLICS) == meant


@pytest.mark.parametrize(("word", "found"), [("status", "statut"), ("stade", None)])
def test_des_lettres_proches_sont_une_faute_de_frappe_pas_un_autre_mot(
    word: str, found: str | None
) -> None:
    assert nearest(word, ["statut"]) == found


def test_sans_rien_de_connu_il_n_y_a_pas_de_voisin() -> None:
    assert nearest("bail", ()) is None


def test_la_suggestion_est_une_question() -> None:
    assert suggestion("bail-glisant", KNOWN) == " — vouliez-vous dire « bail-glissant » ?"


def test_sans_voisin_il_n_y_a_pas_de_suggestion() -> None:
    assert suggestion("zzz", KNOWN) == ""
