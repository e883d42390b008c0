"""What is written goes through the two functions that know where it leads, and how it is kept."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from support.places import PACKAGE

WRITES = frozenset({"write_text", "write_bytes", "copyfile", "copy", "copytree", "symlink_to"})
ALLOWED = {
    "text/placing.py": "the functions themselves",
    "text/swap.py": "into the fresh folder, which takes its place whole",
    "build/whole_site.py": "our own assets, into the fresh folder",
    "build/joined.py": "our own scripts, into the fresh folder",
    "bilan/edition_files.py": "an edition's PDF, workbook and style sheets, into the fresh folder",
    "bilan/printed.py": "what Typst reads, into a folder of the system",
    "build/serve.py": "MkDocs' own files, into the folder that is served",
}
"""Modules that write on their own, and where."""


def _writes(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {n.attr for n in nodes if isinstance(n, ast.Attribute) and n.attr in WRITES}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.name)
def test_un_module_n_ecrit_que_par_les_fonctions_qui_rangent(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    assert name in ALLOWED or not _writes(path)
