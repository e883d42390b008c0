"""One more record: the check speaks of it alone, whatever has been sealed before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from catalogue.cli import terminal
from support.command import catalogue
from support.places import DAY, ROOT

MINIMUM = """\
titre: Une initiative qui dit le minimum à Chartres
publics: [impayes-expulsion]
territoires:
  - departement: "28"
    source: s1
financement:
  statut: {lien}
organismes:
  - organisme: habitat-eurelien
    roles: [porteur]
sources:
  - id: s1
    document: Note imaginaire
    date: "2014"
"""
NAME = "projects/une-de-plus.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what the repository says, seals included."""
    monkeypatch.setattr(terminal, "today", lambda: DAY)
    for name in ("projects", "reference"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("lien", ["financee", "citee", "candidate", "apparentee"])
def test_la_verification_d_un_depot_ne_parle_pas_des_editions_pour_une_fiche_de_plus(
    lien: str, root: Path
) -> None:
    (root / NAME).write_text(MINIMUM.format(lien=lien), encoding="utf-8")
    done = catalogue("--root", root, "validate", "--format", "json")
    assert (done.code, json.loads(done.out)["issues"]) == (0, [])


def test_elle_ne_parle_que_de_la_fiche_ajoutee(root: Path) -> None:
    wrong = MINIMUM.format(lien="apparentee").replace("impayes-expulsion", "impayes")
    (root / NAME).write_text(wrong, encoding="utf-8")
    done = catalogue("--root", root, "validate", "--format", "json")
    assert {issue["file"] for issue in json.loads(done.out)["issues"]} == {NAME}
