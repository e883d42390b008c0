"""One record, eight faults of eight kinds: one run tells the eight, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.miniature import copy_records, issues_of

RECORD = """\
id: huit-fautes
titre: Huit fautes lors de visites
publics: [impayes, impaye]
partenariats: inter-bailleurs
outils: [visites]
ouvrage: visites
menages:
  - valeur: 25
    unite: menages
debut: "2019-09"
fin: "2018-01"
territoires:
  - region: ges
financement:
  statut: financee
organismes:
  - organisme: autre-bailleur
    roles: [porteur]
limites:
  - texte: Écrire à quelqu.un@exemple.test.
    source: s9
sources:
  - id: s1
"""
FAULTS = {
    ("reference-inconnue", 3, 20),
    ("type", 4, 15),
    ("champ-inconnu", 6, 1),
    ("chiffre-source", 8, 5),
    ("dates-en-ordre", 11, 6),
    ("donnee-personnelle", 20, 12),
    ("source-inconnue", 21, 13),
    ("champ-manquant", 23, 5),
}
# Said as a warning, because no sentence cites the source; it is no ninth fault.
WARNINGS = {("source-inutilisee", 23, 9)}

Found = list[tuple[str, str, int, int]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Return the level, rule, line and column of what is said of the record."""
    root: Path = copy_records(tmp_path_factory.mktemp("huit") / "depot")
    (root / "projects/huit-fautes.yml").write_text(RECORD, encoding="utf-8")
    issues = issues_of(root, "projects/huit-fautes.yml")
    return [(i.level, i.rule, i.place.line, i.place.column) for i in issues]


def test_les_huit_fautes_sont_dites_chacune_a_sa_place(found: Found) -> None:
    assert {fault[1:] for fault in found if fault[0] == "error"} == FAULTS


def test_rien_d_autre_n_est_dit(found: Found) -> None:
    assert {fault[1:] for fault in found if fault[0] == "warning"} == WARNINGS


def test_les_fautes_sont_dites_dans_l_ordre_du_fichier(found: Found) -> None:
    places = [fault[2:] for fault in found]
    assert places == sorted(places)


def test_chaque_faute_n_est_dite_qu_une_fois(found: Found) -> None:
    assert len(found) == len(set(found))
