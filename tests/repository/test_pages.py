"""The hand-written pages of this repository may be built, `docs/decisions.md` included."""

from __future__ import annotations

import re

from catalogue.site.editorial import page_issues
from support.places import ROOT

YEAR_AS_RANK = re.compile(r"^\s*[0-9]{3,}[.)] .*", re.MULTILINE)
"""A sentence that ends with a year, at the start of a line: Markdown makes a list item of it."""


def test_aucune_page_ne_contient_ce_que_la_construction_refuse() -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in ROOT.glob("docs/**/*.md")}
    assert [i for path, text in pages.items() for i in page_issues(path.name, text)] == []


def test_aucune_annee_en_debut_de_ligne_ne_passe_pour_un_numero_de_liste() -> None:
    pages = (page.read_text(encoding="utf-8") for page in ROOT.glob("docs/**/*.md"))
    assert [line for text in pages for line in YEAR_AS_RANK.findall(text)] == []
