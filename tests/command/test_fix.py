"""`catalogue validate --fix`, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.command import catalogue
from support.miniature import copy_records

RECORD = "projects/essai-minimal.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a miniature repository whose records need no repair."""
    return copy_records(tmp_path)


def _replace(root: Path, old: str, new: str) -> Path:
    path = root / RECORD
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_la_reparation_dit_ce_qu_elle_fait_puis_le_fichier_est_valide(root: Path) -> None:
    good = (root / RECORD).read_text(encoding="utf-8")
    path = _replace(root, "minimum d’essai", "minimum d'essai")
    done = catalogue("--root", root, "validate", "--fix")
    assert done.code == 0 and path.read_text(encoding="utf-8") == good
    assert f"{RECORD}:2: réparé : strict minimum d'essai → strict minimum d’essai" in done.out
    assert "1 réparation dans 1 fichier." in done.out and ": 0 erreur" in done.out


def test_ce_qui_reste_est_signale_et_la_sortie_vaut_un(root: Path) -> None:
    _replace(root, "[impayes]", "['impayées']")
    done = catalogue("--root", root, "validate", "--fix", root / RECORD)
    assert done.code == 1
    assert '→ "impayees" [termes]' in done.out and "[reference-inconnue]" in done.out


def test_sans_rien_a_reparer_aucun_fichier_n_est_reecrit(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.yml")}
    done = catalogue("--root", root, "validate", "--fix")
    assert done.out.startswith("Rien à réparer.\n")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*.yml")} == before


def test_la_sortie_json_reste_du_json(root: Path) -> None:
    _replace(root, "minimum d’essai", "minimum d'essai")
    done = catalogue("--root", root, "validate", "--fix", "--format", "json")
    assert json.loads(done.out)["checked"] > 40
    assert "1 réparation" in done.err


def test_un_fichier_illisible_n_est_pas_touche_et_son_erreur_est_dite(root: Path) -> None:
    path = _replace(root, "publics: [impayes]", "publics: [impayes\nresume: l'un")
    before = path.read_bytes()
    done = catalogue("--root", root, "validate", "--fix")
    assert done.code == 1 and "[yaml-syntaxe]" in done.out
    assert path.read_bytes() == before


def test_les_droits_du_fichier_sont_gardes_et_rien_ne_traine_a_cote(root: Path) -> None:
    path = _replace(root, "minimum d’essai", "minimum d'essai")
    path.chmod(0o640)
    names = sorted(path.parent.iterdir())
    catalogue("--root", root, "validate", "--fix")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(path.parent.iterdir()) == names


def test_un_lien_qui_sort_du_dossier_n_est_pas_suivi(root: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-dehors.yml"
    outside.write_text("titre: l'un\n", encoding="utf-8")
    (root / "projects" / "lien.yml").symlink_to(outside)
    done = catalogue("--root", root, "validate", "--fix")
    assert "[lien-hors-dossier]" in done.out
    assert outside.read_text(encoding="utf-8") == "titre: l'un\n"


def test_une_ecriture_impossible_est_dite_et_le_reste_est_repare(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = _replace(root, "minimum d’essai", "minimum d'essai")
    other = root / "projects" / "essai-corse.yml"
    text = other.read_text(encoding="utf-8")
    other.write_text(text.replace("À l’essai", "À l'essai"), encoding="utf-8")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == broken.name:
            raise OSError(28, "plus de place", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    before = broken.read_bytes()
    done = catalogue("--root", root, "validate", "--fix")
    assert done.code == 1 and "ne peut pas être réécrit (le disque est plein)" in done.out
    assert broken.read_bytes() == before and other.read_text(encoding="utf-8") == text
