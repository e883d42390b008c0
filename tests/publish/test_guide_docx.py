"""The interview guide as an office document: sound, accessible, the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from catalogue.build.open_data import write_documents
from catalogue.contribute.guide import FILE
from support.drawing import view_of
from support.places import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DC = "{http://purl.org/dc/elements/1.1/}"
Part = Callable[[str], ElementTree.Element]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the guide of this repository."""
    site = tmp_path_factory.mktemp("guide")
    write_documents(view_of(ROOT), site)
    return site / FILE


@pytest.fixture(scope="module")
def part(document: Path) -> Part:
    """Return what gives a part of the package, parsed."""

    def parsed(name: str) -> ElementTree.Element:
        with zipfile.ZipFile(document) as archive:
            return ElementTree.fromstring(archive.read(name))

    return parsed


def test_deux_ecritures_donnent_les_memes_octets(document: Path, tmp_path: Path) -> None:
    write_documents(view_of(ROOT), tmp_path)
    assert (tmp_path / FILE).read_bytes() == document.read_bytes()


def test_le_paquet_commence_par_la_liste_de_ses_types(document: Path) -> None:
    assert zipfile.ZipFile(document).namelist()[0] == "[Content_Types].xml"


def test_chaque_partie_annoncee_est_la(document: Path, part: Part) -> None:
    types = part("[Content_Types].xml")
    announced = {e.get("PartName", "")[1:] for e in types if "PartName" in e.attrib}
    assert announced <= set(zipfile.ZipFile(document).namelist())


def test_le_document_a_un_titre(part: Part) -> None:
    assert part("docProps/core.xml").findtext(f"{DC}title") == "Guide d’entretien"


def test_le_document_est_en_francais(part: Part) -> None:
    languages = {e.get(f"{W}val") for e in part("word/styles.xml").iter(f"{W}lang")}
    assert languages == {"fr-FR"}


def _styles(body: ElementTree.Element) -> list[str]:
    return [e.get(f"{W}val", "") for e in body.iter(f"{W}pStyle")]


def test_chaque_style_employe_est_defini(part: Part) -> None:
    defined = {e.get(f"{W}styleId") for e in part("word/styles.xml").iter(f"{W}style")}
    assert set(_styles(part("word/document.xml"))) <= defined


def test_les_rangs_des_titres_se_suivent(part: Part) -> None:
    styles = _styles(part("word/document.xml"))
    after_title = styles[styles.index("Heading1") :]
    ranks = [int(s[-1]) for s in after_title if s.startswith("Heading")]
    assert not [(a, b) for a, b in pairwise(ranks) if b > a + 1]


def test_chaque_case_porte_le_nom_de_ce_qu_on_coche(part: Part) -> None:
    controls = part("word/document.xml").iter(f"{W}sdtPr")
    boxes = [control for control in controls if control.find(f"{W14}checkbox") is not None]
    names = [name.get(f"{W}val") for box in boxes for name in box.iter(f"{W}alias")]
    assert (len(boxes) > 90, len(boxes)) == (True, len(list(filter(None, names))))


def test_chaque_tableau_a_un_nom_et_une_ligne_de_titres(part: Part) -> None:
    tables = list(part("word/document.xml").iter(f"{W}tbl"))
    named = [t for t in tables if t.find(f"{W}tblPr/{W}tblCaption") is not None]
    headed = [t for t in tables if t.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    assert (len(tables), len(tables)) == (len(named), len(headed))


def test_une_ligne_a_autant_de_cases_que_de_colonnes(part: Part) -> None:
    for table in part("word/document.xml").iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")} == {columns}
