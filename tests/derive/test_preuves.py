"""Evidence is computed from the fields: each row of the rubric raises a level, and may fail to."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from catalogue.records import assemble as build
from catalogue.records.types import Project
from catalogue.site.evidence import (
    GRADES,
    RUBRIC,
    Judgement,
    documented,
    found_in,
    judgements,
    worth,
)
from catalogue.text.document import Document

Data = dict[str, Any]
Path = tuple[str | int, ...]

LEAST: Data = {
    "titre": "Le strict minimum",
    "publics": ["impayes"],
    "partenariats": ["inter-bailleurs"],
    "outils": ["visites"],
    "organismes": [{"organisme": "bailleur", "roles": ["porteur"]}],
    "sources": [{"id": "s1", "document": "Note"}],
}
STEP = {"titre": "Étape", "description": "Ce qui s’y fait.", "source": "s1"}
FULL: Data = {
    **LEAST,
    "resultats": [
        {
            "libelle": "Baux signés", "valeur": 18, "denominateur": 24, "nature": "realise",
            "date": "2019", "source": "s1",
        }
    ],
    "sources": [
        {
            "id": "s1", "document": "Bilan", "editeur": "Bailleur", "date": "2019",
            "fiabilite": "primaire", "url": "https://exemple.test/",
        }
    ],
    "moyens": [{"libelle": "Un poste"}],
    "financement": {
        "statut": "financee",
        "cout_total": {"valeur": 100, "source": "s1"},
        "montants": [{"organisme": "fonds", "valeur": 50, "annee": 2019, "source": "s1"}],
    },
    "deroulement": {"forme": "etapes", "elements": [STEP, {**STEP, "duree_mois": 6}]},
    "accompagnement": {"description": "Un référent.", "source": "s1"},
    "logement": {"statuts_occupation": ["locataire"]},
    "issues": [{"type": "sortie", "texte": "Un bail."}],
}  # fmt: skip
"""A record that reaches the highest level everywhere, with nothing more than that takes."""

TABLE: list[tuple[str, str, tuple[Path, ...]]] = [
    ("resultats", "non-renseigne", (("resultats",),)),
    ("resultats", "mentionne", (("resultats", 0, "valeur"),)),
    ("resultats", "mentionne", (("resultats", 0, "source"),)),
    ("resultats", "mentionne", (("resultats", 0, "nature"),)),
    ("resultats", "documente", (("resultats", 0, "date"),)),
    ("resultats", "documente", (("resultats", 0, "denominateur"),)),
    ("source", "mentionne", (("sources", 0, "editeur"),)),
    ("source", "mentionne", (("sources", 0, "date"),)),
    ("source", "mentionne", (("sources", 0, "fiabilite"),)),
    ("source", "documente", (("sources", 0, "url"),)),
    ("couts", "non-renseigne", (("moyens",), ("financement",))),
    ("couts", "mentionne", (("financement",),)),
    ("couts", "documente", (("financement", "cout_total"),)),
    ("couts", "documente", (("financement", "montants", 0, "annee"),)),
    ("couts", "documente", (("financement", "montants"),)),
    ("deroulement", "non-renseigne", (("deroulement",), ("accompagnement",))),
    ("deroulement", "mentionne", (("deroulement", "elements", 0, "description"),)),
    ("deroulement", "mentionne", (("deroulement", "elements", 0, "source"),)),
    ("deroulement", "mentionne", (("accompagnement", "description"),)),
    ("deroulement", "mentionne", (("accompagnement", "source"),)),
    ("deroulement", "documente", (("deroulement", "elements", 1, "duree_mois"),)),
    ("deroulement", "documente", (("logement",),)),
    ("deroulement", "documente", (("issues",),)),
]
"""Dimension, the level that is left, and what the full record loses."""


def _project(data: Data) -> Project:
    return build.project(Document("projects/essai.yml", data))


def _judged(data: Data, dimension: str) -> Judgement:
    return next(j for j in judgements(_project(data)) if j.id == dimension)


def _without(data: Data, *paths: Path) -> Data:
    left = deepcopy(data)
    for path in paths:
        place: Any = left
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]
    return left


@pytest.mark.parametrize("dimension", [d.id for d in RUBRIC])
def test_la_fiche_complete_est_verifiable_partout(dimension: str) -> None:
    found = _judged(FULL, dimension)
    assert (found.niveau, found.manque, found.suivant) == ("verifiable", (), "")


@pytest.mark.parametrize(("dimension", "level", "lost"), TABLE)
def test_ce_qui_est_perdu_abaisse_le_niveau(
    dimension: str, level: str, lost: tuple[Path, ...]
) -> None:
    assert _judged(_without(FULL, *lost), dimension).niveau == level


@pytest.mark.parametrize(("dimension", "level", "lost"), TABLE)
def test_ce_qui_est_perdu_dans_une_dimension_n_abaisse_que_celles_qui_le_lisent(
    dimension: str, level: str, lost: tuple[Path, ...]
) -> None:
    changed = {j.id for j in judgements(_project(_without(FULL, *lost))) if j.suivant}
    assert changed == {dimension}


def test_chaque_critere_de_la_grille_manque_dans_une_ligne_de_la_table() -> None:
    missing = {
        (dimension, name)
        for dimension, _, lost in TABLE
        for name in _judged(_without(FULL, *lost), dimension).manque
    }
    wanted = {(d.id, n.nom or d.premier) for d in RUBRIC for n in d.besoins}
    assert wanted - missing == {("source", "le document d’où vient ce que dit la fiche")}


def test_ce_qui_n_est_pas_renseigne_dit_ce_qui_le_completerait() -> None:
    found = _judged(LEAST, "resultats")
    assert (found.niveau, found.niveau_libelle, found.compte, found.raisons) == (
        "non-renseigne",
        "non renseigné",
        "",
        (),
    )
    assert found.manque == ("un nombre de ménages sortis avec un bail, sa date et sa source",)


def test_un_objectif_n_est_pas_un_resultat_documente() -> None:
    data = deepcopy(FULL)
    data["resultats"][0]["nature"] = "prevu"
    assert _judged(data, "resultats").manque == ("un fait constaté",)


def test_le_resultat_le_plus_complet_compte_et_tous_sont_denombres() -> None:
    data = deepcopy(FULL)
    data["resultats"] = [{"libelle": "Moins de conflits"}, *data["resultats"]]
    found = _judged(data, "resultats")
    assert (found.niveau, found.compte) == ("verifiable", "2\u00a0résultats cités")


def test_de_deux_documents_du_meme_niveau_le_plus_complet_dit_ce_qui_manque() -> None:
    data = {
        **LEAST,
        "sources": [
            {"id": "s1", "document": "Lien", "url": "https://exemple.test/"},
            {"id": "s2", "document": "Bilan", "editeur": "Bailleur", "date": "2019"},
        ],
    }
    assert _judged(data, "source").manque == ("une origine de première main",)


def test_un_detail_du_deroulement_compte_parmi_ses_elements() -> None:
    inner = {"forme": "actions-graduees", "elements": [STEP, STEP]}
    data = {
        **FULL,
        "deroulement": {"forme": "volets", "elements": [{"titre": "A", "detail": inner}]},
    }
    found = _judged(data, "deroulement")
    assert (found.niveau, found.compte) == (
        "documente",
        "3\u00a0éléments du déroulement, un accompagnement",
    )


def test_un_moyen_sans_montant_est_mentionne() -> None:
    found = _judged({**LEAST, "moyens": [{"libelle": "Un poste"}]}, "couts")
    assert (found.niveau, found.compte, found.manque) == (
        "mentionne",
        "1\u00a0moyen cité",
        ("un montant et sa source",),
    )


def test_est_documente_ce_qui_atteint_le_niveau_documente() -> None:
    assert documented(_project(LEAST)) == frozenset()
    assert documented(_project(FULL)) == {
        "resultats", "chiffres", "source", "couts", "deroulement",
    }  # fmt: skip
    middle = _without(FULL, ("resultats", 0, "date"), ("sources", 0, "editeur"))
    assert documented(_project(middle)) == {"resultats", "chiffres", "couts", "deroulement"}


def test_des_resultats_en_chiffres_et_ce_qui_n_a_pas_marche_n_attendent_aucun_niveau() -> None:
    said = {**LEAST, "resultats": [{"libelle": "Moins de conflits"}]}
    assert documented(_project(said)) == frozenset()
    counted = {**LEAST, "resultats": [{"libelle": "Relogés", "valeur": 3}]}
    assert documented(_project(counted)) == {"chiffres"}
    failed = {**LEAST, "limites": [{"texte": "Trop lent.", "source": "s1"}]}
    assert documented(_project(failed)) == {"limites"}


def test_une_carte_dit_ce_que_la_fiche_apporte_une_fois() -> None:
    assert found_in(_project(LEAST)) == ()
    assert found_in(_project(FULL)) == (
        "Des résultats documentés", "Des coûts documentés", "Un déroulement documenté",
    )  # fmt: skip
    counted = {**LEAST, "resultats": [{"libelle": "Relogés", "valeur": 3}]}
    assert found_in(_project(counted)) == ("Des résultats en chiffres",)


def test_la_mieux_documentee_vaut_plus() -> None:
    middle = _without(FULL, ("resultats", 0, "date"))
    levels = [worth(_project(data)) for data in (LEAST, middle, FULL)]
    assert levels == sorted(set(levels))


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (1, "1\u00a0document cité, avec son éditeur, sa date, une origine de première main et une"),
        (2, "2\u00a0documents cités, dont un avec son éditeur"),
    ],
)
def test_un_niveau_dit_en_une_phrase_ce_qui_a_compte(sources: int, said: str) -> None:
    data = {**FULL, "sources": FULL["sources"][:1] * sources}
    assert _judged(data, "source").constat.startswith(said)


def test_les_besoins_de_la_grille_suivent_l_ordre_des_niveaux() -> None:
    order = list(GRADES)
    for dimension in RUBRIC:
        ranks = [order.index(need.niveau) for need in dimension.besoins]
        assert ranks == sorted(ranks)
        assert set(ranks) == {1, 2, 3}
