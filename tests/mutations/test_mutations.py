"""Every kind of mistake that people make is found by its rule, at its line and column."""

from __future__ import annotations

import pytest

from catalogue.rules.listing import every_rule
from mutations.herd import Outcome, outcomes, table
from mutations.mutation import MUTATIONS

ELSEWHERE = {
    "fichier-illisible": "the file cannot be read at all: tests/read",
    "lien-hors-dossier": "a link: tests/read",
    "nom-de-fichier": "the name, not what is written: tests/read",
    "fichier-egare": "the place, not what is written: tests/read",
    "fichier-unique": "two names: tests/invalid",
    "yaml-trop-long": "fifty thousand values: tests/invalid",
    "chiffre-publie-unique": "no record",
    "vocabulaire-coherent": "no record",
    "adresse-du-vocabulaire": "no record",
    "boucle-de-termes": "no record",
    "redirection-cible": "no record",
    "redirection-libre": "no record",
    "redirection-directe": "no record",
    "retrait-unique": "no record",
    "annee-egale-au-fichier": "no record: tests/bilan",
    "bilan-impossible": "no record: tests/bilan",
    "bilan-scelle": "no record: tests/bilan",
    "sceau-illisible": "no record: tests/bilan",
    "sceau-change": "no record: tests/bilan",
    "terme-retire": "no term is retired yet: tests/invalid",
}
"""Rules that no mistake inside a record of today can break, and where they are tried."""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Return what was said of every mutant, by kind."""
    return {o.kind: o for o in outcomes(tmp_path_factory.mktemp("mutations") / "depot")}


def test_il_y_a_au_moins_quatre_vingts_sortes_d_erreurs() -> None:
    assert len(MUTATIONS) >= 80


@pytest.mark.parametrize("kind", MUTATIONS)
def test_chaque_sorte_d_erreur_s_applique_a_une_fiche(
    kind: str, judged: dict[str, Outcome]
) -> None:
    assert judged[kind].mutants


@pytest.mark.parametrize("kind", MUTATIONS)
def test_chaque_mutant_est_trouve_par_la_regle_attendue(
    kind: str, judged: dict[str, Outcome]
) -> None:
    assert not judged[kind].missed


@pytest.mark.parametrize("kind", MUTATIONS)
def test_chaque_mutant_est_situe_a_sa_ligne_et_a_sa_colonne(
    kind: str, judged: dict[str, Outcome]
) -> None:
    assert not judged[kind].misplaced


def test_chaque_regle_sur_une_fiche_a_sa_mutation() -> None:
    tried = {mutation.rule for mutation in MUTATIONS.values()}
    assert {rule.id for rule in every_rule()} - tried == set(ELSEWHERE)


def test_le_tableau_a_une_ligne_par_sorte(judged: dict[str, Outcome]) -> None:
    assert len(list(table(list(judged.values())))) == len(MUTATIONS) + 3
