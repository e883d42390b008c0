"""Compiled templates are kept from one run to the next, and never instead of what they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader

from catalogue.build.compiled import CompiledTemplates
from catalogue.site.templating import DirectEnvironment


def _shown(folder: Path, template: str) -> str:
    """Return what a template shows in a run that keeps compiled templates in a folder."""
    kept = CompiledTemplates()
    kept.directory = str(folder)
    run = DirectEnvironment(loader=DictLoader({"a": template}), bytecode_cache=kept)
    return run.get_template("a").render()


def test_un_gabarit_deja_compile_ne_l_est_pas_deux_fois(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _shown(tmp_path, "un")
    monkeypatch.setattr(DirectEnvironment, "compile", None)
    assert _shown(tmp_path, "un") == "un"


def test_un_gabarit_change_est_compile_de_nouveau(tmp_path: Path) -> None:
    _shown(tmp_path, "un")
    assert _shown(tmp_path, "deux") == "deux"


def test_un_fichier_abime_est_remplace(tmp_path: Path) -> None:
    _shown(tmp_path, "un")
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-10])
    assert _shown(tmp_path, "un") == "un"


def test_un_dossier_ou_l_on_n_ecrit_pas_n_empeche_rien(tmp_path: Path) -> None:
    assert _shown(tmp_path / "absent" / "aussi", "un") == "un"
