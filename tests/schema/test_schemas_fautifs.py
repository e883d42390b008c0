"""A schema that cannot be used is said in a sentence, whatever is wrong with it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.command import catalogue
from support.miniature import copy_all
from support.places import ROOT

Break = Callable[[Path], object]


def _edit_field(schema: Path, name: str, **annotations: object) -> None:
    text = json.loads(schema.read_text(encoding="utf-8"))
    text["properties"][name].update(annotations)
    schema.write_text(json.dumps(text), encoding="utf-8")


FAULTS: dict[str, tuple[Break, str]] = {
    "JSON coupé": (
        lambda folder: (folder / "call.schema.json").write_text("{", encoding="utf-8"),
        "call.schema.json:1:2: ce fichier n’est pas du JSON",
    ),
    "schéma absent": (
        lambda folder: (folder / "call.schema.json").unlink(),
        "call.schema.json : ce schéma manque",
    ),
    "schéma qui n’est pas un objet": (
        lambda folder: (folder / "call.schema.json").write_text("[]", encoding="utf-8"),
        "call.schema.json : un schéma est un objet JSON",
    ),
    "type inconnu": (
        lambda folder: _edit_field(folder / "project.schema.json", "titre", type="texte"),
        "project.schema.json : ce n’est pas un schéma utilisable",
    ),
    "renvoi vers rien": (
        lambda folder: _edit_field(folder / "project.schema.json", "id", **{"$ref": "#/$defs/x"}),
        "project.schema.json : ce n’est pas un schéma utilisable",
    ),
    "facette sans vocabulaire": (
        lambda folder: _edit_field(
            folder / "project.schema.json",
            "verifie_le",
            **{"x-facette": {"parametre": "verifie", "libelle": "Vérifiée"}},
        ),
        "la facette « verifie » (verifie_le) doit venir d’un seul vocabulaire",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_un_schema_inutilisable_est_dit_sans_trace(case: str, tmp_path: Path) -> None:
    root = copy_all(tmp_path)
    shutil.copytree(ROOT / "schemas", root / "schemas")
    spoil, expected = FAULTS[case]
    spoil(root / "schemas")
    outcome = catalogue("--root", root, "build", "--out", tmp_path / "site")
    assert (outcome.code, expected in outcome.err, "Traceback" in outcome.err) == (1, True, False)
