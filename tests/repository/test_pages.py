"""The hand-written pages of this repository may be built."""

from __future__ import annotations

import re

from catalogue.site.editorial import page_issues
from catalogue.workspace import PROGRAM_DOCS
from support.places import ROOT

LEFT_OUT = ("decisions.md", "architecture.md")
YEAR_AS_RANK = re.compile(r"^\s*[0-9]{3,}[.)] .*", re.MULTILINE)
"""A sentence that ends with a year, at the start of a line: Markdown makes a list item of it."""


def test_aucune_page_ne_contient_ce_que_la_construction_refuse() -> None:
    # The program's own pages, its shells, are code, and what the site leaves out is no page of it:
    # the build does not judge them either.
    names = [path.relative_to(ROOT / "docs").as_posix() for path in ROOT.glob("docs/**/*.md")]
    judged = [name for name in names if not name.startswith((*PROGRAM_DOCS, *LEFT_OUT))]
    texts = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in judged}
    assert [i for name, text in texts.items() for i in page_issues(name, text)] == []


def test_aucune_annee_en_debut_de_ligne_ne_passe_pour_un_numero_de_liste() -> None:
    pages = (page.read_text(encoding="utf-8") for page in ROOT.glob("docs/**/*.md"))
    assert [line for text in pages for line in YEAR_AS_RANK.findall(text)] == []
