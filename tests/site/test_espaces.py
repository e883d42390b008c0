"""French typography, in what is written and in what is built: spaces that do not break."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.places import ROOT
from support.spaces import plain_spaces, spaces_of_page

ENGLISH = {"architecture.md", "decisions.md"}
DOCS = sorted(p for p in (ROOT / "docs").rglob("*.md") if p.name not in ENGLISH)
DATA = sorted(
    path
    for folder in ("projects", "reference")
    for path in (ROOT / folder).rglob("*.yml")
    if "maps" not in path.parts
)
TEMPLATES = sorted(p for p in (ROOT / "scripts").rglob("*.html.j2"))
NOT_PROSE = {
    ".md": re.compile(
        r"^\s*```.*?^\s*```$|`[^`\n]*`|<code>.*?</code>|^ {4,}[^\n]*$|^\w+:(?= )", re.S | re.M
    ),
    ".yml": re.compile(r"^\s*#[^\n]*$|https?://\S*", re.M),
    # What is not shown, and what is shown of something else, stands for a word.
    ".j2": re.compile(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<code.*?</code>|<script.*?</script>|&\w+;|&#\w+;", re.S
    ),
}
HIDDEN = {".md": "", ".yml": "", ".j2": "x"}
SEALED = re.compile(r"bilans/\d{4}/")


def _prose(path: Path) -> str:
    return NOT_PROSE[path.suffix].sub(HIDDEN[path.suffix], path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Où ? Ici.", 1),
        ("Où\u00a0? Ici.", 0),
        ("« ici »", 2),
        ("«\u00a0ici\u00a0»", 0),
        ("84 500 euros", 1),
        ("84\u00a0500 euros", 0),
        ("50 %", 1),
        ("n° 12", 1),
        ("À 10:30, voir a :b", 0),
        ("En 2019 300 ménages", 0),
    ],
)
def test_une_espace_simple_est_vue_ou_il_la_faut_insecable(text: str, found: int) -> None:
    assert len(plain_spaces(text)) == found


@pytest.mark.parametrize("path", [*DOCS, *DATA, *TEMPLATES], ids=lambda p: p.name)
def test_un_texte_ecrit_a_ses_espaces_insecables(path: Path) -> None:
    assert plain_spaces(_prose(path)) == []


def test_une_page_dit_ses_espaces_simples_hors_du_code() -> None:
    page = '<p title="Où ?">Ici : <code>a : b</code> là !</p>'
    assert len(list(spaces_of_page(page))) == 3


def test_une_page_construite_a_ses_espaces_insecables(real_site: Path) -> None:
    """Pages of sealed editions apart: what they say no longer changes."""
    pages = sorted(real_site.rglob("*.html"))
    found = {
        address: spaces
        for page in pages
        if not SEALED.match(address := page.relative_to(real_site).as_posix())
        if (spaces := list(spaces_of_page(page.read_text(encoding="utf-8"))))
    }
    assert found == {}
