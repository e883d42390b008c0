"""The printed edition, judged by checkers that are not ours: nothing to say of any edition.

`outloud` reads a PDF as a screen reader does, `page` judges all of PDF/UA-1 and PDF/A-2a, `pdfua` a
part of the first. The order in which things are painted is looked at here too: outloud warns of it
alone, and takes the words of a paragraph before its links.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import outloud
import page
import pdfua
import pikepdf
import pytest
import typst

from bilan.editions import text_of
from catalogue.bilan.charts import chart_svg
from catalogue.bilan.edition_json import read_edition
from catalogue.bilan.printed import missing_letters, printed
from support.drawing import view_of
from support.places import MINIATURE, ROOT

YEARS = sorted(path.stem for path in (ROOT / "reference/reports").glob("*.yml"))
AMBIGUOUS = "PDFA2A-STREAM-LENGTH-001"
"""What `page` 0.11 finds of a stream whose last byte is a carriage return, which is allowed."""


def outloud_finds(path: Path) -> list[str]:
    """Return what outloud calls an error."""
    result = outloud.check(str(path))
    assert result.error is None
    return [
        f"{found.rule} p. {found.page} : {found.message} ({found.evidence})"
        for found in result.findings
        if found.severity == "error"
    ]


def page_finds(path: Path) -> list[str]:
    """Return what fails of PDF/UA-1 and PDF/A-2a."""
    norms = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    failures = [f for norm in norms for f in page.validate_pdf(path, profile=norm).failures]
    return [f"{f.rule_id} : {f.message}" for f in failures if f.rule_id != AMBIGUOUS]


def pdfua_finds(path: Path) -> list[str]:
    """Return what pdfua finds."""
    return [f"{found.rule_id} : {found.message}" for found in pdfua.validate(str(path)).findings]


def order_finds(path: Path) -> list[str]:
    """Return the pages that paint their content in another order than that of the tags."""
    with pikepdf.open(path) as pdf:
        told: dict[Any, list[int]] = {}
        for sheet, mark in _marks(pdf.Root.get("/StructTreeRoot"), None):
            told.setdefault(sheet, []).append(mark)
        return [
            f"p. {number}"
            for number, sheet in enumerate(pdf.pages, 1)
            if told.get(sheet.obj.objgen, []) != list(_painted(sheet))
        ]


def _marks(node: Any, sheet: Any) -> Iterator[tuple[Any, int]]:
    """Yield the page and the number of each marked content, in the order of the tags."""
    if isinstance(node, int):
        yield sheet, node
    elif isinstance(node, pikepdf.Dictionary):
        sheet = node.Pg.objgen if "/Pg" in node else sheet
        if "/MCID" in node:
            yield sheet, int(node.MCID)
        yield from _marks(node.get("/K"), sheet)
    elif isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _marks(kid, sheet)


def _painted(sheet: Any) -> Iterator[int]:
    for instruction in pikepdf.parse_content_stream(sheet):
        if str(instruction.operator) == "BDC" and "/MCID" in (instruction.operands[1] or {}):
            yield int(instruction.operands[1].MCID)


CHECKERS = (outloud_finds, page_finds, pdfua_finds, order_finds)


def all_find(made: bytes, folder: Path) -> list[str]:
    """Return all that the checkers find of a PDF."""
    path = folder / "bilan.pdf"
    path.write_bytes(made)
    return [found for checker in CHECKERS for found in checker(path)]


def pdf_of(text: str, folder: Path) -> bytes:
    """Return the PDF of an edition's JSON, whose pictures are drawn into a folder."""
    for chart in read_edition(text).graphiques:
        (folder / f"{chart.id}.svg").write_text(chart_svg(chart), encoding="utf-8")
    return printed(text, folder, "")


@pytest.mark.parametrize("year", YEARS)
def test_aucun_verificateur_ne_trouve_rien_a_dire_d_une_edition(year: str, tmp_path: Path) -> None:
    assert all_find(pdf_of(text_of(view_of(ROOT), year), tmp_path), tmp_path) == []


def test_ce_qu_un_redacteur_ecrit_de_plus_long_reste_entendu(tmp_path: Path) -> None:
    """Long titles, and a table of long heads that goes on over three pages."""
    found = json.loads(text_of(view_of(MINIATURE), "2020"))
    long = "Ce que nous avons appris ensemble de tous les projets que le programme a soutenus"
    for titled in (found, *found["sections"], *found["tableaux"]):
        titled["titre"] = long
    wide = max(found["tableaux"], key=lambda table: len(table["colonnes"]))
    for column in wide["colonnes"]:
        column["titre"] = f"Ce que les sources disent de {column['id']}"
    wide["lignes"] *= 12
    text = json.dumps(found, ensure_ascii=False)
    for letter in missing_letters(text):
        text = text.replace(letter, "")
    assert all_find(pdf_of(text, tmp_path), tmp_path) == []


BEGINNING = """
#set document(title: "Essai", date: datetime(year: 2000, month: 1, day: 1))
#set text(lang: "fr", font: "Libertinus Serif")
"""
HEAD = """#set page(header: context [Le bilan de ce que nous avons vu ensemble, page #(
  "une", "deux", "trois", "quatre").at(counter(page).get().first() - 1)])
= Un
Texte.
#pagebreak()
= Deux
Texte.
"""
"""A running head that is prose, and another on each page: nobody would hear it."""
FLOAT = """= Un
#figure(rect(width: 3cm), alt: "Un rectangle", placement: auto, caption: [Un rectangle])
Texte.
"""
"""A figure that goes where there is room, and is tagged where it was written."""


@pytest.mark.parametrize(("checker", "source"), [(outloud_finds, HEAD), (order_finds, FLOAT)])
def test_ce_qu_un_lecteur_d_ecran_perdrait_est_vu(
    checker: Callable[[Path], list[str]], source: str, tmp_path: Path
) -> None:
    (tmp_path / "essai.typ").write_text(BEGINNING + source, encoding="utf-8")
    made = typst.compile(tmp_path / "essai.typ", format="pdf", pdf_standards=["ua-1", "a-2a"])
    (tmp_path / "essai.pdf").write_bytes(made)
    assert page_finds(tmp_path / "essai.pdf") == []
    assert checker(tmp_path / "essai.pdf")


@pytest.mark.parametrize("checker", CHECKERS)
def test_un_pdf_sans_balises_est_vu_par_chacun(
    checker: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "essai.typ").write_text(BEGINNING + "= Un\nTexte.", encoding="utf-8")
    made = typst.compile(tmp_path / "essai.typ", format="pdf", pdf_standards=["ua-1", "a-2a"])
    assert all_find(made, tmp_path) == []
    with pikepdf.open(io.BytesIO(made)) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
        pdf.save(tmp_path / "nu.pdf")
    assert checker(tmp_path / "nu.pdf")
