"""What is listed in a folder, and what is said of the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from catalogue.text.folder import list_documents


def names(root: Path) -> list[str]:
    """Return the names of the files listed in the folder of projects."""
    return [path.name for path in list_documents(root / "projects", root)[0]]


def fault(root: Path) -> str:
    """Return the message of the only issue of the folder of projects."""
    (issue,) = list_documents(root / "projects", root)[1]
    assert issue.rule == "nom-de-fichier"
    return issue.message


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with an empty folder of projects."""
    (tmp_path / "projects").mkdir()
    return tmp_path


def put(root: Path, *files: str) -> None:
    """Create files in the folder of projects."""
    for name in files:
        (root / "projects" / name).write_text("a: b")


def test_les_fichiers_sont_listes_dans_l_ordre(root: Path) -> None:
    put(root, "b.yml", "a-2.yml", "a-10.yml")
    assert names(root) == ["a-10.yml", "a-2.yml", "b.yml"]


def test_des_fichiers_bien_nommes_ne_sont_pas_signales(root: Path) -> None:
    put(root, "a.yml", "2018-bail.yml")
    assert list_documents(root / "projects", root)[1] == []


def test_un_dossier_absent_est_vide(tmp_path: Path) -> None:
    assert list_documents(tmp_path / "projects", tmp_path) == ([], [])


def test_les_fichiers_de_service_sont_ignores(root: Path) -> None:
    put(root, "README.md", ".gitkeep", ".x.yml.swp")
    assert list_documents(root / "projects", root) == ([], [])


@pytest.mark.parametrize(
    ("name", "advised"),
    [
        ("a.yaml", "a.yml"),
        ("A.YML", "a.yml"),
        ("Bail glissant.yml", "bail-glissant.yml"),
        ("Œuvre d'été (1).yml", "oeuvre-d-ete-1.yml"),
        ("e\u0301te\u0301.yml", "ete.yml"),
        ("a--b_c-.yml", "a-b-c.yml"),
        ("v1.2.yml", "v1-2.yml"),
    ],
)
def test_un_fichier_mal_nomme_recoit_son_nom(root: Path, name: str, advised: str) -> None:
    put(root, name)
    assert f"renommez-le « {advised} »" in fault(root)


@pytest.mark.parametrize("name", ["a.yaml", "A.YML", "é à.yml", "-.yml"])
def test_un_fichier_mal_nomme_est_lu_quand_meme(root: Path, name: str) -> None:
    put(root, name)
    assert names(root) == [name]


@pytest.mark.parametrize("name", ["a.json", "a.yml.bak", "a.yml~", "Notes.txt", "yml"])
def test_un_autre_fichier_est_signale_sans_etre_lu(root: Path, name: str) -> None:
    put(root, name)
    assert "seuls les fichiers « .yml »" in fault(root)
    assert names(root) == []


def test_un_nom_deja_pris_n_est_pas_conseille(root: Path) -> None:
    put(root, "a.yml", "A.yml")
    assert "« a.yml » existe déjà" in fault(root)


def test_un_nom_sans_lettre_recoit_un_exemple(root: Path) -> None:
    put(root, "---.yml")
    assert "par exemple" in fault(root)


def test_un_sous_dossier_est_signale(root: Path) -> None:
    (root / "projects" / "isere.yml").mkdir()
    assert "sous-dossiers" in fault(root)
    assert names(root) == []


def test_un_nom_de_fichier_est_montre_depuis_la_racine(root: Path) -> None:
    put(root, "A.yml")
    (issue,) = list_documents(root / "projects", root)[1]
    assert (issue.place.file, issue.place.line, issue.place.column) == ("projects/A.yml", 1, 1)


def test_un_nom_qui_n_est_pas_du_texte_se_montre(root: Path) -> None:
    (Path(os.fsdecode(os.fsencode(root / "projects") + b"/\xe9\n.yml"))).write_text("a: b")
    (issue,) = list_documents(root / "projects", root)[1]
    assert issue.place.file == "projects/\ufffd .yml"


def test_un_dossier_qui_est_un_fichier_est_signale(tmp_path: Path) -> None:
    (tmp_path / "projects").write_text("a: b")
    (issue,) = list_documents(tmp_path / "projects", tmp_path)[1]
    assert issue.rule == "fichier-illisible"


def test_un_dossier_qui_mene_ailleurs_n_est_pas_liste(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "depot").mkdir()
    (tmp_path / "depot" / "projects").symlink_to(tmp_path / "ailleurs")
    (issue,) = list_documents(tmp_path / "depot" / "projects", tmp_path / "depot")[1]
    assert issue.rule == "lien-hors-dossier"
