"""The printed edition: tagged, titled, in French, with links; the same bytes; letters it lacks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bilan.editions import edition, text_of
from catalogue.bilan.charts import chart_svg
from catalogue.bilan.printed import UnprintableError, missing_letters, printed
from support.drawing import view_of
from support.places import MINIATURE

SITE = "https://exemple.test/"


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the drawings of the miniature's edition."""
    folder = tmp_path_factory.mktemp("graphiques")
    for chart in edition("2020").graphiques:
        (folder / f"{chart.id}.svg").write_text(chart_svg(chart), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def text() -> str:
    """Return the JSON of the miniature's edition, without letters that no font has."""
    found = text_of(view_of(MINIATURE), "2020")
    for letter in missing_letters(found):
        found = found.replace(letter, "")
    return found


@pytest.fixture(scope="module")
def made(text: str, charts: Path) -> bytes:
    """Return the PDF of the miniature's edition on a site whose address is known."""
    return printed(text, charts, SITE)


@pytest.fixture(scope="module")
def pdf(made: bytes) -> Iterator[Any]:
    """Return the PDF, opened."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        yield opened


def elements(node: Any, kind: str) -> Iterator[Any]:
    """Yield the elements of a kind in the structure of a PDF."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if str(kid.get("/S", "")) == f"/{kind}":
                yield kid
            yield from elements(kid, kind)


def addresses(pdf: Any) -> list[str]:
    """Return the web addresses that the pages link to."""
    notes = (note for page in pdf.pages for note in page.get("/Annots", []))
    return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]


def test_le_pdf_dit_son_titre_sa_langue_et_ses_normes(pdf: Any) -> None:
    assert str(pdf.Root.Lang).startswith("fr")
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as meta:
        assert meta["dc:title"] == edition("2020").titre
        assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == (
            "1",
            "2",
            "A",
        )


def test_chaque_dessin_a_un_texte_de_remplacement(pdf: Any) -> None:
    figures = list(elements(pdf.Root.StructTreeRoot, "Figure"))
    assert len(figures) == len(edition("2020").graphiques)
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_les_titres_et_les_tableaux_sont_balises(pdf: Any) -> None:
    tree = pdf.Root.StructTreeRoot
    found = edition("2020")
    assert len(list(elements(tree, "H1"))) >= len(found.sections)
    assert len(list(elements(tree, "Table"))) >= len(found.tableaux)
    assert len(list(elements(tree, "TH"))) >= sum(len(t.colonnes) for t in found.tableaux)


def test_une_fiche_mise_en_avant_dit_pourquoi(pdf: Any) -> None:
    assert "https://exemple.test/pourquoi" in addresses(pdf)


def test_chaque_nombre_compte_mene_a_la_liste_de_ses_fiches(pdf: Any) -> None:
    counted = {
        SITE + value.adresse
        for table in edition("2020").tableaux
        for line in table.lignes
        for cell in line.cellules
        for value in cell.valeurs
        if value.liste
    }
    assert counted
    assert not counted - set(addresses(pdf))


def test_sans_adresse_de_site_les_nombres_menent_a_l_annexe(text: str, charts: Path) -> None:
    with pikepdf.open(io.BytesIO(printed(text, charts, ""))) as opened:
        assert not [address for address in addresses(opened) if "/bilans/" in address]
        inner = [n for p in opened.pages for n in p.get("/Annots", []) if "/Dest" in n]
        inner += [n for p in opened.pages for n in p.get("/Annots", []) if "/D" in n.get("/A", {})]
        assert len(inner) > len(edition("2020").listes) // 2


def test_le_pdf_refait_a_les_memes_octets(text: str, charts: Path, made: bytes) -> None:
    assert printed(text, charts, SITE) == made


def test_une_lettre_sans_dessin_est_nommee_avec_les_mots_autour(text: str, charts: Path) -> None:
    found = json.loads(text)
    found["titre"] = "Une lettre 中 et une autre 😀"
    with pytest.raises(UnprintableError) as told:
        printed(json.dumps(found, ensure_ascii=False), charts, "")
    assert "« 中 » dans « Une lettre 中 et une autre 😀 »" in str(told.value)
    assert "« 😀 »" in str(told.value)


def test_les_lettres_du_francais_et_de_ses_signes_sont_toutes_la() -> None:
    assert missing_letters("àâäçéèêëîïôöùûüÿæœÀÂÇÉÈÊËÎÏÔÙÛÜŸÆŒ«»“”‘’–—…€ °²·•→≥≤×½№") == []
