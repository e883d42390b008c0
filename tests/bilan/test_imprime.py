"""The printed edition: tagged, titled, in French, with links; the same bytes; letters it lacks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from bilan.editions import edition, text_of
from catalogue.bilan.charts import chart_svg
from catalogue.bilan.printed import UnprintableError, missing_letters, printed
from support.drawing import view_of
from support.places import MINIATURE

SITE = "https://exemple.test/"
Drawings = dict[str, str]


@pytest.fixture(scope="module")
def charts() -> Drawings:
    """Return the drawings of the miniature's edition."""
    return {chart.id: chart_svg(chart) for chart in edition("2020").graphiques}


@pytest.fixture(scope="module")
def text() -> str:
    """Return the JSON of the miniature's edition, without letters that no font has."""
    found = text_of(view_of(MINIATURE), "2020")
    for letter in missing_letters(found):
        found = found.replace(letter, "")
    return found


@pytest.fixture(scope="module")
def made(text: str, charts: Drawings) -> bytes:
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


def test_un_dessin_dit_ses_dates_a_qui_ne_le_voit_pas(text: str, charts: Drawings) -> None:
    found = json.loads(text)
    chart = found["graphiques"][0] | {"genre": "frise"}
    chart["donnees"] = [point | {"texte": f"le {point['texte']}"} for point in chart["donnees"]]
    found["graphiques"][0] = chart
    with pikepdf.open(io.BytesIO(printed(json.dumps(found), charts, ""))) as opened:
        figures = list(elements(opened.Root.StructTreeRoot, "Figure"))
        assert figures
        for figure in figures:
            assert not [p["texte"] for p in chart["donnees"] if p["texte"] not in str(figure.Alt)]


def test_un_graphique_en_barres_est_dans_son_tableau(pdf: Any) -> None:
    assert {chart.genre for chart in edition("2020").graphiques} == {"barres"}
    assert not list(elements(pdf.Root.StructTreeRoot, "Figure"))


def page_of(pdf: Any, element: Any) -> int:
    """Return the rank of the page where an element of the structure begins."""
    return [page.obj.objgen for page in pdf.pages].index(element.Pg.objgen)


def tables_of_the_first_page(pdf: Any) -> int:
    """Return how many tables the essentials have, which hold one page and all of it."""
    tree = pdf.Root.StructTreeRoot
    first, contents = list(elements(tree, "H1"))[:2]
    assert [page_of(pdf, first), page_of(pdf, contents)] == [0, 1]
    heads = (next(elements(table, "TH")) for table in elements(tree, "Table"))
    return [page_of(pdf, head) for head in heads].count(0)


def test_l_essentiel_est_seul_sur_la_premiere_page(pdf: Any) -> None:
    drawn = [b for b in edition("2020").sections[0].contenus if b.genre == "graphique"]
    assert drawn
    assert tables_of_the_first_page(pdf) == len(drawn)


def test_un_graphique_de_trop_ne_deborde_pas_de_l_essentiel(text: str, charts: Drawings) -> None:
    found = json.loads(text)
    contents = found["sections"][0]["contenus"]
    drawn = next(block for block in contents if block["genre"] == "graphique")
    found["sections"][0]["contenus"] = [drawn] * 20 + contents
    with pikepdf.open(io.BytesIO(printed(json.dumps(found), charts, ""))) as opened:
        assert 1 <= tables_of_the_first_page(opened) < 20


def test_les_titres_et_les_tableaux_sont_balises(pdf: Any) -> None:
    tree = pdf.Root.StructTreeRoot
    found = edition("2020")
    assert len(list(elements(tree, "H1"))) >= len(found.sections)
    assert len(list(elements(tree, "Table"))) >= len(found.tableaux)
    assert len(list(elements(tree, "TH"))) >= sum(len(t.colonnes) for t in found.tableaux)


def test_un_tableau_large_est_imprime_d_un_seul_tenant(pdf: Any) -> None:
    rows = list(elements(pdf.Root.StructTreeRoot, "TR"))
    widest = max(len(table.colonnes) for table in edition("2020").tableaux)
    assert widest > 3
    assert max(len(list(elements(row, "TH"))) for row in rows) == widest


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


def test_sans_adresse_de_site_les_nombres_menent_a_l_annexe(text: str, charts: Drawings) -> None:
    with pikepdf.open(io.BytesIO(printed(text, charts, ""))) as opened:
        assert not [address for address in addresses(opened) if "/bilans/" in address]
        inner = [n for p in opened.pages for n in p.get("/Annots", []) if "/Dest" in n]
        inner += [n for p in opened.pages for n in p.get("/Annots", []) if "/D" in n.get("/A", {})]
        assert len(inner) > len(edition("2020").listes) // 2


def test_le_pdf_refait_a_les_memes_octets(text: str, charts: Drawings, made: bytes) -> None:
    assert printed(text, charts, SITE) == made


def test_une_lettre_sans_dessin_est_nommee_avec_les_mots_autour(
    text: str, charts: Drawings
) -> None:
    found = json.loads(text)
    found["titre"] = "Une lettre 中 et une autre 😀"
    with pytest.raises(UnprintableError) as told:
        printed(json.dumps(found, ensure_ascii=False), charts, "")
    assert "« 中 » dans « Une lettre 中 et une autre 😀 »" in str(told.value)
    assert "« 😀 »" in str(told.value)


def test_les_lettres_du_francais_et_de_ses_signes_sont_toutes_la() -> None:
    assert missing_letters("àâäçéèêëîïôöùûüÿæœÀÂÇÉÈÊËÎÏÔÙÛÜŸÆŒ«»“”‘’–—…€ °²·•→≥≤×½№") == []
