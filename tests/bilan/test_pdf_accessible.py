"""The printed edition, judged by checkers that are not ours: nothing to say of any edition."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import typst

from bilan.editions import text_of
from bilan.pdf_checkers import (
    CHECKERS,
    all_find,
    order_finds,
    outloud_finds,
    page_finds,
    pdf_of,
    words_of,
)
from catalogue.bilan.edition_json import read_edition
from catalogue.bilan.printed import missing_letters
from support.drawing import view_of
from support.places import MINIATURE, ROOT

YEARS = sorted(path.stem for path in (ROOT / "reference/reports").glob("*.yml"))


@pytest.mark.parametrize("year", YEARS)
def test_aucun_verificateur_ne_trouve_rien_a_dire_d_une_edition(year: str, tmp_path: Path) -> None:
    text = text_of(view_of(ROOT), year)
    made = pdf_of(text)
    assert all_find(made, tmp_path) == []
    # « L’essentiel » holds its page alone, and each of its charts is shown there or named.
    found = read_edition(text)
    first, second = (" ".join(words.split()) for words in words_of(made)[:2])
    wished = [block.id for block in found.sections[0].contenus if block.genre == "graphique"]
    titles = {chart.id: chart.titre for chart in found.graphiques}
    assert [titles[id_] for id_ in wished if titles[id_] not in first] == []
    assert second.removeprefix("BROUILLON ").startswith("Sommaire")
    assert first.count("Graphique ") >= min(2, len(wished))


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
    assert all_find(pdf_of(text), tmp_path) == []


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
