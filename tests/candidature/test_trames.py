"""The outlines of applicants' files: they say what was read, and what was not."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from catalogue.build.open_data import write_documents
from catalogue.candidature.pages import addition, file_of, keys_of, outline_data, outline_views
from catalogue.pipeline import load
from catalogue.records.types import CALL_TERMS
from catalogue.site.page import Identity
from catalogue.site.sheet_data import sheet_data
from catalogue.workspace import Workspace
from support.drawing import view_of
from support.html import parse
from support.places import MINIATURE, ROOT

VIEW = view_of(ROOT)
OUTLINES = outline_views(VIEW)
SCHEMA = VIEW.schemas.texts["candidature.schema.json"]
FNAVDL = "outlines/fnavdl-regional.yml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def is_of(key: str, field: str) -> bool:
    """Tell whether the key of a row is of a field, as the page's script does."""
    return field in {key, f"{key}="} or key.startswith(f"{field}/")


@pytest.mark.parametrize("field", SCHEMA["$defs"]["champ"]["enum"])
def test_un_champ_qu_une_rubrique_peut_citer_a_sa_place_dans_les_feuilles(field: str) -> None:
    assert keys_of(VIEW.schemas, [field])


@pytest.mark.parametrize("project", VIEW.corpus.projects, ids=lambda p: p.id)
def test_un_champ_rempli_est_une_ligne_que_sa_rubrique_cite(project: Any) -> None:
    sheet = sheet_data(VIEW.sheet(project), Identity(nom="Le site"))
    rows = [row["cle"] for s in sheet["sections"] for row in s["rubriques"] if row["blocs"]]
    assert VIEW.corpus.file_model
    for section in VIEW.corpus.file_model.rubriques:
        for field in section.champs:
            if "." in field or field not in project.data:
                continue
            keys = keys_of(VIEW.schemas, [field])
            assert any(is_of(row, key) for row in rows for key in keys), field


def test_une_rubrique_lit_les_regles_et_les_termes_que_les_appels_ont() -> None:
    section = SCHEMA["properties"]["rubriques"]["items"]["properties"]
    call = VIEW.schemas.spec("call").properties
    assert set(section["regles"]["items"]["enum"]) == set(call["regles"].properties)
    assert set(section["termes"]["enum"]) <= set(CALL_TERMS)


def test_chaque_regle_d_un_appel_se_lit_dans_sa_trame() -> None:
    shown = {
        (line.appel, line.texte)
        for outline in OUTLINES
        for section in outline.rubriques
        for _, lines in section.points
        for line in lines
    }
    of_outlines = {call.id for outline in OUTLINES for call in outline.appels}
    assert len(of_outlines) > 5
    for id_ in of_outlines:
        for said in (s for rule in VIEW.corpus.calls[id_].regles.values() for s in rule):
            text = " ".join(filter(None, (said.texte, said.precision)))
            assert (id_, text) in shown


def test_ce_que_l_on_n_a_pas_lu_a_l_adresse_de_son_document() -> None:
    unread = [line for o in OUTLINES for section in o.rubriques for line in section.non_lu]
    assert len(unread) > 5
    assert [line.texte for line in unread if not line.url] == [
        # No public address of the circulaire was found.
        "Le cahier des charges joint à la circulaire."
    ]


def test_un_point_dont_nul_document_ne_parle_se_dit_non_lu() -> None:
    page = parse(str(addition(VIEW).blocks["candidature"]("../")))
    points = [lines for o in OUTLINES for section in o.rubriques for _, lines in section.points]
    silent = [lines for lines in points if not lines]
    words = page.with_attribute("data-non-lu")
    assert len(words) == len(points)
    assert 0 < len(silent) < len(points)
    assert sum("hidden" not in element.attributes for element in words) == len(silent)


def test_un_dossier_sans_trame_a_une_page_qui_le_dit() -> None:
    view = view_of(MINIATURE)
    assert view.corpus.file_model is None
    assert "Aucune trame" in addition(view).blocks["candidature"]("../")
    assert outline_data(view) == {"version": 1, "trames": []}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("candidature.yml", "[besoin, cadre]", "[besoins, cadre]", "besoins"),
        ("outlines/fnavdl-regional.yml", "rubrique: contexte", "rubrique: contextes", "contextes"),
        (
            "outlines/fnavdl-regional.yml",
            "source: programme-avdl-national",
            "source: perdue",
            "perdue",
        ),
    ],
)
def test_une_faute_est_dite_a_sa_ligne(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    for path in (ROOT / "reference").rglob("*.yml"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    faulty = tmp_path / "reference" / file
    text = faulty.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    faulty.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = load(Workspace(tmp_path)).issues("2026-11-30")
    named = [i for i in found if i.place.file == f"reference/{file}" and i.level == "error"]
    assert [i.place.line for i in named] == [line]
    assert said in named[0].message


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The blank documents of this repository."""
    site = tmp_path_factory.mktemp("trames")
    write_documents(VIEW, site)
    return site


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda o: o.trame.id)
def test_le_document_vierge_a_chaque_rubrique_et_un_cadre_ou_ecrire(
    documents: Path, outline: Any
) -> None:
    with zipfile.ZipFile(documents / file_of(outline)) as archive:
        assert archive.testzip() is None
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    headings = [
        "".join(t.text or "" for t in p.iter(f"{W}t"))
        for p in body.iter(f"{W}p")
        for style in p.findall(f"{W}pPr/{W}pStyle")
        if re.fullmatch("Heading[12]", style.attrib[f"{W}val"])
    ]
    sections = [section.rubrique.titre for section in outline.rubriques]
    assert headings[: len(sections)] == sections
    frames = {alias.attrib[f"{W}val"] for alias in body.iter(f"{W}alias")}
    assert {title[:60] for title in sections} <= frames
