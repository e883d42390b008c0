"""What differs between two versions of a record, in words."""

from __future__ import annotations

from typing import Any

import pytest

from catalogue.site.changes import Change, Comparison, changed_part
from support.miniature import loaded
from support.places import MINIATURE

LOADED = loaded(MINIATURE)
SPEC = LOADED.schemas.spec("project")


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    return Comparison(LOADED.corpus).changes(SPEC, before, after)


def _said(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(c.genre, c.champ, c.avant, c.apres) for c in _changes(before, after)]


def test_deux_versions_egales_ne_different_en_rien() -> None:
    record = LOADED.corpus.projects[0].data
    assert _changes(dict(record), dict(record)) == []


def test_un_champ_nouveau_est_un_ajout() -> None:
    assert _said({}, {"titre": "Un toit"}) == [("ajout", "Titre", "", "Un toit")]


def test_un_champ_parti_est_un_retrait() -> None:
    assert _said({"debut": "2014-09"}, {}) == [("retrait", "Début", "septembre 2014", "")]


def test_un_champ_d_avant_garde_son_nom_et_ses_mots() -> None:
    before = {"region": "cor", "cloture": "2016-06-30", "sessions": [{"id": "a", "comite": "2017"}]}
    call = LOADED.schemas.spec("call")
    found = Comparison(LOADED.corpus).changes(call, before, {"sessions": [{"id": "a"}]})
    assert [(c.champ, c.avant) for c in found] == [
        ("Sessions «\u00a0a\u00a0», comité de sélection", "2017"),
        ("Région", "Corse"),
        ("Clôture", "30 juin 2016"),
    ]


def test_un_mot_d_une_liste_est_dit_par_son_libelle() -> None:
    before = {"publics": ["familles-monoparentales"]}
    after = {"publics": ["familles-monoparentales", "sortants-d-hebergement"]}
    assert _said(before, after) == [("ajout", "Publics", "", "Sortants d’hébergement")]


def test_l_ordre_d_une_liste_est_un_changement() -> None:
    (change,) = _changes({"publics": ["b", "a"]}, {"publics": ["a", "b"]})
    assert change.champ == "Publics (ordre)"


def test_un_champ_d_un_groupe_est_dit_apres_son_groupe() -> None:
    before = {"accompagnement": {"duree_max_mois": 12}}
    after = {"accompagnement": {"duree_max_mois": 24}}
    wanted = ("changement", "L’accompagnement, durée maximale", "12\u00a0mois", "24\u00a0mois")
    assert _said(before, after) == [wanted]


def test_le_membre_d_une_liste_garde_son_nom_quand_il_change() -> None:
    before = {"resultats": [{"libelle": "Baux", "valeur": 3}, {"libelle": "Départs"}]}
    after = {"resultats": [{"libelle": "Départs"}, {"libelle": "Baux", "valeur": 4}]}
    assert _said(before, after) == [
        ("changement", "Résultats «\u00a0Baux\u00a0», nombre", "3", "4")
    ]


def test_un_chiffre_change_sur_place_est_un_changement() -> None:
    before = {"menages": [{"valeur": 1250, "unite": "menages"}]}
    after = {"menages": [{"valeur": 1300, "unite": "menages"}]}
    wanted = ("changement", "Ménages, nombre", "1\u00a0250", "1\u00a0300")
    assert _said(before, after) == [wanted]


def test_vrai_et_un_ne_sont_pas_la_meme_chose() -> None:
    said = _said({"accompagnement": {"referent_unique": True}},
                 {"accompagnement": {"referent_unique": 1}})  # fmt: skip
    assert said == [("changement", "L’accompagnement, référent unique", "oui", "1")]


@pytest.mark.parametrize("value", [None, 3, "texte", ["a"], [[["a"]]], {"a": {"b": [1]}}])
def test_une_valeur_sans_la_forme_de_son_champ_est_comparee_quand_meme(value: object) -> None:
    record = LOADED.corpus.projects[0].data
    for key in record:
        changed = {**record, key: value}
        assert all(key in change.chemin for change in _changes(dict(record), changed))


def test_un_champ_inconnu_garde_son_nom() -> None:
    assert _said({}, {"titrre": "x"}) == [("ajout", "Champ « titrre »", "", "x")]


def test_un_champ_sans_nom_se_compare_dans_une_liste_ou_rien_n_est_obligatoire() -> None:
    before, after = [{"departement": "51"}], [{"departement": "51", "": "x"}]
    assert _said({"territoires": before}, {"territoires": after}) == [
        ("ajout", "Territoires, champ «\u00a0\u00a0»", "", "x")
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"titre": "Un toit"}, ", ajouté\u00a0: «\u00a0Un toit\u00a0»"),
        ({"titre": "Un « toit »"}, {}, ", retiré\u00a0: «\u00a0Un “toit”\u00a0»"),
        (
            {"titre": "Un toit"},
            {"titre": "Deux"},
            "\u00a0: «\u00a0Deux\u00a0» au lieu de «\u00a0Un toit\u00a0»",
        ),
        ({}, {"resume": "mot " * 99 + "mots"}, "mots\u00a0»"),
        ({}, {"resume": "mot " * 99 + "motif"}, "mot…\u00a0»"),
    ],
)
def test_un_changement_se_lit_comme_une_phrase(
    before: dict[str, Any], after: dict[str, Any], told: str
) -> None:
    (change,) = _changes(before, after)
    assert change.suite.endswith(told)


def test_un_long_texte_est_reduit_a_ce_qui_change() -> None:
    text = " ".join(f"mot{rank}" for rank in range(60))
    old, new = changed_part(text, text.replace("mot30", "autre"))
    assert (old, new) == (
        f"… {text[text.index('mot24') : text.index(' mot37')]} …",
        f"… {text[text.index('mot24') : text.index(' mot37')].replace('mot30', 'autre')} …",
    )


def test_un_texte_repete_n_est_pas_coupe_deux_fois() -> None:
    text = "la la " * 30
    old, new = changed_part(text, text + "la")
    assert new.removesuffix(" la").split() == old.split()
