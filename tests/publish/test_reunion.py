"""Modules and style sheets joined: one file says what several said, or the build says why not."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, normpath
from posixpath import join as join_path

import pytest

from catalogue.build.joined import (
    ENTRIES,
    JoinError,
    Module,
    in_order,
    join,
    joined_sheet,
    take_apart,
)
from support.places import ROOT

MODULES = {
    "bas": "/* Pour tous. */\nexport const MAX = 2;\nexport function un() { return 1; }\n",
    "milieu": "import { un } from './bas.js';\n\nexport class Deux { n = un() + 1; }\n",
    "page": (
        "import {\n  MAX, un as premier,\n} from './bas.js';\nimport { Deux } from './milieu.js';\n"
        "// Au démarrage.\nimport('./plus_tard.js');\nconsole.log(premier(), MAX, new Deux());\n"
    ),
    "plus_tard": "import { un } from './bas.js';\nconst trois = un() + 2;\nexport { trois };\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of modules."""
    for name, text in MODULES.items():
        (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
    return tmp_path


def test_un_module_reuni_n_importe_plus_rien_d_emblee(folder: Path) -> None:
    text = join("page", None, folder)
    assert "from './" not in text
    assert "import('./plus_tard.js')" in text


def test_chaque_module_vient_apres_ceux_qu_il_utilise(folder: Path) -> None:
    text = join("page", None, folder)
    places = [text.index(f"const ${name} =") for name in ("bas", "milieu", "page")]
    assert places == sorted(places)


def test_un_nom_importe_sous_un_autre_le_garde(folder: Path) -> None:
    assert "const { MAX, un: premier } = $bas;" in join("page", None, folder)


def test_ce_que_la_page_a_deja_n_est_pas_redonne(folder: Path) -> None:
    text = join("plus_tard", "page", folder)
    assert "import { $bas } from './page.js';" in text
    assert "function un" not in text
    assert "export const { trois } = $plus_tard;" in text


def test_ce_qu_une_page_reunie_demande_plus_tard_partage_ses_modules() -> None:
    scripts = ROOT / "docs/assets/js"
    for page in (name for name, base in ENTRIES.items() if base is None):
        held: dict[str, Module] = {}
        asked = {
            normpath(join_path(dirname(module.name), later))
            for module in in_order(page, scripts, held)
            for later in re.findall(r"\bimport\('(\.\.?/[\w./-]+)\.js'\)", module.code)
        }
        assert asked
        for later in asked - ENTRIES.keys():
            own: dict[str, Module] = {}
            list(in_order(later, scripts, own))
            # What all pages share remembers nothing.
            twice = own.keys() & held.keys()
            assert [name for name in twice if dirname(name) == dirname(page)] == [], later


def test_les_commentaires_ne_sont_pas_publies(folder: Path) -> None:
    assert "démarrage" not in join("page", None, folder)


@pytest.mark.parametrize(
    "line", ["import * as tout from './bas.js';", "export default 3;", "export let n = 1;"]
)
def test_une_autre_forme_est_refusee_avec_son_module(line: str) -> None:
    with pytest.raises(JoinError, match=r"essai\.js .*: (?:import|export)"):
        take_apart("essai", f"{line}\n")


def test_une_feuille_reunie_garde_l_ordre_de_ses_parties(tmp_path: Path) -> None:
    for name, text in {"a": "a { top: 0; }\n", "b": "b { top: 0; }\n"}.items():
        (tmp_path / f"{name}.css").write_text(text, encoding="utf-8")
    sheet = tmp_path / "tout.css"
    sheet.write_text(
        '/* Tout. */\n@import url("b.css");\n@import url("a.css");\n', encoding="utf-8"
    )
    assert joined_sheet(sheet) == "b { top: 0; }\na { top: 0; }\n"


def test_un_module_d_un_sous_dossier_prend_ceux_du_dossier_au_dessus(folder: Path) -> None:
    (folder / "dedans").mkdir()
    (folder / "dedans" / "page.js").write_text("import { MAX } from '../bas.js';\n", "utf-8")
    assert "const { MAX } = $bas;" in join("dedans/page", None, folder)


@pytest.mark.parametrize("code", ["import.meta.url;", "import('./plus_tard.js');"])
def test_un_module_qui_depend_de_son_dossier_n_est_pas_reuni_ailleurs(
    folder: Path, code: str
) -> None:
    (folder / "dedans").mkdir()
    (folder / "dedans" / "page.js").write_text("import { x } from '../haut.js';\n", "utf-8")
    (folder / "haut.js").write_text(f"export const x = {code}\n", "utf-8")
    with pytest.raises(JoinError, match="haut"):
        join("dedans/page", None, folder)


def test_un_fichier_d_un_autre_dossier_n_est_pas_reuni(folder: Path) -> None:
    (folder / "page.js").write_text("import { x } from '../ailleurs/x.js';\n", "utf-8")
    with pytest.raises(JoinError, match="ailleurs"):
        join("page", None, folder)
