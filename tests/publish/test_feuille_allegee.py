"""Material's style sheet is published without what no page of the site can meet."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from catalogue.build.thinned import thinned

CLASS = re.compile(r'\bclass="([^"]*)"')
RULE = re.compile(r"[^{}]+\{[^{}]*\}")
DECLARES = re.compile(r"[{;]--")
"""A rule that gives custom properties: which ones stay depends on all the sheets."""
SHEETS = "assets/stylesheets/main.*.min.css"


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".a{top:0}.b{top:0}", ".a{top:0}"),
        (".a,.b .a,p{top:0}", ".a,p{top:0}"),
        ("@media print{.b{top:0}}p{top:0}", "p{top:0}"),
        ("@media print{.b{top:0}.a{top:0}}", "@media print{.a{top:0}}"),
        (".a:not(.b),:is(.b,.a){top:0}", ".a:not(.b),:is(.b,.a){top:0}"),
        ('a[href$=".b"]{top:0}', 'a[href$=".b"]{top:0}'),
        ('.a{content:"}.b{"}', '.a{content:"}.b{"}'),
        ("@keyframes b{0%{top:0}}", "@keyframes b{0%{top:0}}"),
        ('@charset "UTF-8";.b{top:0}', '@charset "UTF-8";'),
    ],
)
def test_une_regle_reste_si_une_page_peut_la_rencontrer(sheet: str, kept: str) -> None:
    assert thinned(sheet, {"a"}, set()) == kept


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        ("p{--x:1;top:0}", "p{top:0}"),
        ("p{--x:1;top:var(--x)}", "p{--x:1;top:var(--x)}"),
        (":root{--x:var(--y)}:root{--y:1}", ""),
        ("p{top:0;--x:url('data:;}')}", "p{top:0;}"),
        ("p{--lue-ailleurs:1}", "p{--lue-ailleurs:1}"),
    ],
)
def test_une_propriete_reste_si_une_feuille_la_lit(sheet: str, kept: str) -> None:
    assert thinned(sheet, set(), {"--lue-ailleurs"}) == kept


def test_le_site_garde_de_la_feuille_de_material_tout_ce_que_ses_pages_rencontrent(
    real_site: Path,
) -> None:
    pages = (path.read_text(encoding="utf-8") for path in real_site.rglob("*.html"))
    met = {name for page in pages for value in CLASS.findall(page) for name in value.split()}
    (published,) = real_site.glob(SHEETS)
    whole = Path(str(files("material"))) / "templates" / "assets" / "stylesheets" / published.name
    expected = thinned(whole.read_text(encoding="utf-8"), met, set())
    given = published.read_text(encoding="utf-8")
    rules = [rule for rule in RULE.findall(expected) if not DECLARES.search(rule)]
    assert len(rules) > 100
    assert [rule for rule in rules if rule not in given] == []
    assert len(given) < len(whole.read_bytes()) / 3
