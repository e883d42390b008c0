"""One mistake in a sound record: one message, which says how to repair it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.miniature import copy_records, issues_of

RECORD = """\
titre: Une fiche sans faute
publics: [impayes]
partenariats: [inter-bailleurs]
outils: [visites]
territoires:
  - departement: "28"
financement:
  statut: financee
besoin:
  texte: Des visites à domicile aident les locataires en impayé à rester chez eux.
  source: s1
menages:
  - valeur: 25
    unite: menages
    date: "2019"
    source: s1
debut: "2019-09"
fin: "2020-01"
organismes:
  - organisme: bailleur-essai
    roles: [porteur]
sources:
  - id: s1
    document: Un document
    editeur: Un éditeur
    date: "2019"
    url: https://exemple.test/
    consulte_le: "2026-01-02"
"""
MISTAKES = {
    "fin en toutes lettres": ('fin: "2020-01"', "fin: (2020)", "« (2020) » n’a pas la forme"),
    "début en toutes lettres": ('debut: "2019-09"', "debut: printemps 2019", "n’a pas la forme"),
    "date de source en toutes lettres": (
        'date: "2019"\n    url', "date: septembre 2019\n    url", "n’a pas la forme",
    ),
    "nombre à virgule de ménages": (
        "valeur: 25", "valeur: 12,5", "un nombre entier, sans point ni virgule",
    ),
    "tiret sans rien": (
        "[inter-bailleurs]", "\n  - inter-bailleurs\n  -",
        "un élément de « partenariats » est vide",
    ),
    "organisme sans rôle": (
        "  - organisme: bailleur-essai\n    roles: [porteur]", "  - Foyer d’Été",
        "pas du texte : écrivez « organisme: ",
    ),
    "organisme écrit avec son nom": (
        "bailleur-essai", "Foyer de l’Été", "reference/organisations/foyer-de-l-ete.yml",
    ),
    "identifiant de source en majuscule": (
        "- id: s1", "- id: S1", "des chiffres et des traits d’union, par exemple s1",
    ),
    "source citée en majuscule": (
        "source: s1\ndebut", "source: S1\ndebut", "l’identifiant d’une source de la fiche",
    ),
    "champ obligatoire sous un autre nom": (
        "document: Un document", "nom: Un document", "vouliez-vous dire « document » ?",
    ),
    "champ d’une lettre": ("titre:", "i: rien\ntitre:", "champs possibles : id, titre"),
    "champ du dossier sous un autre nom": (
        "publics: [impayes]", "a_qui: [impayes]", "vouliez-vous dire « publics » ?",
    ),
    "titre d’un seul signe": (
        "titre: Une fiche sans faute", "titre: X", "5 caractères au moins, pas 1,",
    ),
    "sources oubliées": (
        RECORD[RECORD.index("sources:") :], "", "suivi d’une ligne « - id: s1 »",
    ),
}  # fmt: skip


def messages(folder: Path, record: str) -> list[str]:
    """Return what is said of a record alone in a repository."""
    root = copy_records(folder / "depot")
    (root / "projects/essai.yml").write_text(record, encoding="utf-8")
    return [issue.message for issue in issues_of(root, "projects/essai.yml")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    document: Un document\n", "    couleur: 3\n"),
        ("    document: Un document\n    editeur: Un éditeur\n", "    editeur: E\n    nom: Un\n"),
        ("titre: Une fiche sans faute\n", ""),
    ],
    ids=["autre type", "autre place", "rien à la place"],
)
def test_un_champ_inconnu_ne_cache_pas_un_champ_manquant(
    before: str, after: str, tmp_path: Path
) -> None:
    text = RECORD.replace(before, after).replace("debut:", "couleur: rouge\ndebut:")
    assert any("il manque le champ" in message for message in messages(tmp_path, text))


def test_rien_n_est_dit_de_la_fiche_d_avant_la_faute(tmp_path: Path) -> None:
    assert messages(tmp_path, RECORD) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_une_faute_donne_un_message(mistake: str, tmp_path: Path) -> None:
    before, after, _ = MISTAKES[mistake]
    assert len(messages(tmp_path, RECORD.replace(before, after))) == 1


@pytest.mark.parametrize("mistake", MISTAKES)
def test_le_message_dit_comment_reparer(mistake: str, tmp_path: Path) -> None:
    before, after, expected = MISTAKES[mistake]
    assert expected in messages(tmp_path, RECORD.replace(before, after))[0]


def test_une_source_ecrite_deux_fois_n_est_proposee_qu_une_fois(tmp_path: Path) -> None:
    record = RECORD.replace("source: s1\ndebut", "source: zz\ndebut")
    said = messages(tmp_path, f"{record}  - id: s1\n    document: Le même\n")
    (unknown,) = [message for message in said if "« zz »" in message]
    assert unknown.count("s1") == 1
