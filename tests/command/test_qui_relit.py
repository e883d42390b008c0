"""What the note calls a page is what CODEOWNERS gives to the editor; all else is the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command import catalogue
from support.history import commit_all
from support.miniature import copy_records
from support.owners import owners_of

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
EXAMPLES: dict[str, tuple[bytes, str]] = {
    "docs/programme.md": (b"# Le programme\n\nUn [lien](index.md) et <https://exemple.org/>.", "P"),
    "docs/programme/chiffres.md": (b"---\nrender_macros: true\n---\n\n{{ glossaire() }}", "P"),
    "docs/photos/photo.png": (PNG, "P"),
    "docs/photos/photo.jpg": (b"\xff\xd8\xff\xe0", "P"),
    "docs/x.html": (b"<script>", "T"),
    "docs/x.svg": (b"<svg/>", "T"),
    "docs/x.js": (b"x", "T"),
    "docs/x.markdown": (b"{{ lipsum() }}", "T"),
    "docs/x.PNG": (PNG, "T"),
    "docs/x.MD": (b"x", "T"),
    "docs/photo.svgz": (b"x", "T"),
    "docs/.htaccess": (b"x", "T"),
    "docs/CNAME": (b"x", "T"),
    "docs/assets/js/commun/theme.js": (b"x", "T"),
    "docs/assets/image.png": (PNG, "T"),
    "docs/assets/LISEZ-MOI.md": (b"x", "T"),
    "docs/theme/main.html": (b"x", "T"),
    "docs/theme/x.md": (b"x", "T"),
    "docs/coquille/fiche.md": (b"@@CONTENU@@", "T"),
    "mkdocs.yml": (b"nav: []", "T"),
    "scripts/x.py": (b"x", "T"),
}
"""A file → what it holds, and who reads it: P, a page for the editor; T, the program."""
BY_CONTENT: dict[str, bytes] = {
    "docs/html.md": b"<p>x</p>",
    "docs/attribut.md": b"Un texte.\n{: onclick=x }",
    "docs/ruse.md": b"{{ x }}",
    "docs/commentaire.md": b"<!-- x -->",
    "docs/fausse.png": b"<script>",
    "docs/dossier.md/x.xml": b"x",
    "docs/dossier.md/x.md": b"x",
}
"""Files that their name gives to the editor, and what they hold to the program's reader."""


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the note of a change that adds every example."""
    root: Path = copy_records(tmp_path_factory.mktemp("relecture") / "depot")
    commit_all(root)
    written = {name: content for name, (content, _) in EXAMPLES.items()} | BY_CONTENT
    for name, content in written.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return catalogue("--root", root, "brief", "--base", "HEAD").out


def _nature(note: str, name: str) -> str:
    line = next(line for line in note.splitlines() if f"| {name} |" in line.replace("\\", ""))
    return "P" if "page du site" in line else "T" if "programme" in line else line


@pytest.mark.parametrize("name", EXAMPLES)
def test_la_note_dit_qui_relit_un_fichier(name: str, note: str) -> None:
    assert _nature(note, name) == EXAMPLES[name][1]


@pytest.mark.parametrize("name", EXAMPLES)
def test_codeowners_donne_le_fichier_a_la_meme_personne(name: str) -> None:
    assert owners_of(name)[0] == {"P": "@USH", "T": "@TECHNIQUE"}[EXAMPLES[name][1]]


@pytest.mark.parametrize("name", BY_CONTENT)
def test_ce_qu_une_page_contient_peut_en_faire_un_programme(name: str, note: str) -> None:
    assert _nature(note, name) == "T"
