"""A second reading reads and judges again what changed, and all that rests on it; nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from catalogue.pipeline import Loaded, Memory, Reading, load
from catalogue.workspace import Workspace
from support.miniature import copy_records
from support.places import DAY, ROOT

RECORD = "projects/essai-minimal.yml"


class Folder:
    """A repository that is read again and again with the same memory."""

    def __init__(self, root: Path) -> None:
        self.root = copy_records(root)
        self.memory = Memory()

    def read(self) -> Loaded:
        return load(Workspace(self.root), memory=self.memory)

    def found(self) -> list[str]:
        """Return what a reading with memory finds, after checking that one without agrees."""
        issues = self.read().issues(DAY)
        assert issues == load(Workspace(self.root)).issues(DAY)
        return [issue.rule for issue in issues]

    def change(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def _by_file(loaded: Loaded) -> dict[str, Reading]:
    return {reading.path.name: reading for reading in loaded.readings}


def test_seul_le_fichier_change_est_relu(folder: Folder) -> None:
    before = _by_file(folder.read())
    folder.change(RECORD, "titre:", "titre: Un autre")
    after = _by_file(folder.read())
    assert [n for n in after if after[n] is not before[n]] == ["essai-minimal.yml"]


def test_une_faute_nouvelle_est_trouvee_puis_oubliee_une_fois_reparee(folder: Folder) -> None:
    sound = folder.found()
    folder.change(RECORD, "titre:", "titre: appelez le 06 12 34 56 78,")
    assert sorted(folder.found()) == sorted([*sound, "donnee-personnelle"])
    folder.change(RECORD, " appelez le 06 12 34 56 78,", "")
    assert folder.found() == sound


def test_un_organisme_supprime_fausse_les_fiches_qui_le_citent(folder: Folder) -> None:
    folder.found()
    (folder.root / "reference/organisations/bailleur-essai.yml").unlink()
    assert "reference-inconnue" in folder.found()


def test_un_fichier_remplace_par_un_lien_est_relu(folder: Folder) -> None:
    before = _by_file(folder.read())["essai-minimal.yml"]
    path = folder.root / RECORD
    path.rename(path.with_name("autre.yml"))
    path.symlink_to("autre.yml")
    assert _by_file(folder.read())["essai-minimal.yml"] is not before


def test_un_schema_change_fait_tout_relire(folder: Folder) -> None:
    shutil.copytree(ROOT / "schemas", folder.root / "schemas")
    folder.read()
    path = folder.root / "schemas/project.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["required"].append("debut")
    path.write_text(json.dumps(schema), encoding="utf-8")
    assert "champ-manquant" in folder.found()
