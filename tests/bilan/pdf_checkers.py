"""Checkers of PDF that are not ours, and what each finds; the order of painting is ours.

`outloud` reads a PDF as a screen reader does, `page` judges all of PDF/UA-1 and PDF/A-2a, `pdfua` a
part of the first. The order in which things are painted is looked at here too: outloud warns of it
alone, and takes the words of a paragraph before its links.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import outloud
import page
import pdfua
import pikepdf
import pymupdf

from catalogue.bilan.charts import chart_svg
from catalogue.bilan.edition_json import read_edition
from catalogue.bilan.printed import printed

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


def words_of(made: bytes) -> list[str]:
    """Return the words of each page."""
    with pymupdf.open(stream=made) as pdf:
        return [sheet.get_text() for sheet in pdf]


CHECKERS = (outloud_finds, page_finds, pdfua_finds, order_finds)


def all_find(made: bytes, folder: Path) -> list[str]:
    """Return all that the checkers find of a PDF."""
    path = folder / "bilan.pdf"
    path.write_bytes(made)
    return [found for checker in CHECKERS for found in checker(path)]


def pdf_of(text: str) -> bytes:
    """Return the PDF of an edition's JSON."""
    charts = {chart.id: chart_svg(chart) for chart in read_edition(text).graphiques}
    return printed(text, charts, "")
