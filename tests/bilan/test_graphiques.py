"""The charts of an edition: French numbers, nothing by colour alone, no text that becomes code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from bilan.editions import edition
from catalogue.bilan.charts import (
    COLOURS,
    KINDS,
    UndrawnError,
    chart_svg,
    drawing,
    drawn,
    lanes,
    themed,
)
from catalogue.bilan.shapes import Chart
from catalogue.records.assemble import made_of
from support.command import catalogue
from support.miniature import copy_records, issues_of
from support.places import ROOT

PRIMARY = COLOURS["primaire"]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=[chart.id for chart in edition("2020").graphiques])
def chart(request: pytest.FixtureRequest) -> Any:
    """Return each chart of the miniature's edition."""
    return next(one for one in edition("2020").graphiques if one.id == request.param)


def words(svg: str) -> list[str]:
    """Return the texts of a drawing, the lines of a label put together."""
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_chaque_genre_du_schema_est_dessine() -> None:
    assert {one.genre for one in edition("2020").graphiques} <= set(KINDS)


def test_un_graphique_redessine_donne_les_memes_octets(chart: Any) -> None:
    first = chart_svg(chart)
    drawn.cache_clear()
    assert chart_svg(chart) == first


ELSEWHERE = """
import json, sys
from catalogue.bilan.charts import chart_svg
from catalogue.bilan.shapes import Chart
from catalogue.records.assemble import made_of
json.dump([chart_svg(made_of(Chart, one)) for one in json.load(sys.stdin)], sys.stdout)
"""


def test_un_dessin_est_le_meme_dans_un_autre_fuseau_horaire() -> None:
    dated = [one for one in edition("2018", ROOT).graphiques if one.genre in ("etendues", "frise")]
    assert {one.genre for one in dated} == {"etendues", "frise"}
    zone = {**os.environ, "TZ": "Pacific/Auckland"}
    told = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=json.dumps([asdict(one) for one in dated]),
        env=zone,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    drawings = json.loads(told.stdout)
    other = [one.id for one, svg in zip(dated, drawings, strict=True) if svg != chart_svg(one)]
    assert other == []


def test_un_dessin_ne_contient_ni_script_ni_style(chart: Any) -> None:
    svg = chart_svg(chart)
    refused = ("<script", "<style", "style=", "onload", "href")
    assert not [sign for sign in refused if sign in svg]


def test_un_dessin_prend_les_couleurs_de_la_page(chart: Any) -> None:
    drawn = str(themed(chart_svg(chart))).lower()
    assert "var(--encre" in drawn
    assert not [colour for colour in COLOURS.values() if colour in drawn]


def test_un_chiffre_publie_garde_sa_nuance_et_qui_le_dit() -> None:
    (spans,) = (one for one in edition("2025", ROOT).graphiques if one.genre == "etendues")
    said = " ".join(words(chart_svg(spans)))
    assert "plus de 200\u00a0projets" in said
    assert "environ 6\u00a0000\u00a0ménages (USH, 2019)" in said


def test_une_etendue_couvre_des_annees_entieres_et_n_est_jointe_a_aucune_autre() -> None:
    spans = _chart("etendues", "mot")
    years = (("2014", "2016"), ("2018", ""))
    points = (
        replace(point, date=begin, fin=end)
        for point, (begin, end) in zip(spans.donnees, years, strict=True)
    )
    svg = chart_svg(replace(spans, donnees=tuple(points)))
    left, right = (_box(path) for path in _bars(svg))
    # 2014 to 2016 is three years of the five that the drawing has; 2018 alone is the last.
    assert right[1] - left[0] == pytest.approx(5 * (right[1] - right[0]), rel=0.01)
    assert left[1] - left[0] == pytest.approx(3 * (right[1] - right[0]), rel=0.01)
    assert "line" not in {group.get("class") for group in ET.fromstring(svg).iter()}


def _bars(svg: str) -> list[str]:
    filled = [p for p in ET.fromstring(svg).iter(f"{SVG}path") if p.get("fill") == PRIMARY]
    return [path.attrib["d"] for path in filled]


def _box(path: str) -> tuple[float, float]:
    """Return where a rectangle begins and ends, from the left: « M0,10h40v14h-40Z »."""
    start, across = re.match(r"M([-0-9.]+),[-0-9.]+h([-0-9.]+)", path).groups()  # type: ignore[union-attr]
    return float(start), float(start) + float(across)


def test_aucun_graphique_de_nombres_n_a_de_graduation_a_moitie() -> None:
    bars = next(one for one in edition("2020").graphiques if one.genre == "barres")
    alone = [text for text in words(chart_svg(bars)) if text.strip().isdigit()]
    assert alone == []


def test_chaque_ligne_du_tableau_est_dans_le_dessin() -> None:
    bars = next(one for one in edition("2020").graphiques if one.genre == "barres")
    said = " ".join(words(chart_svg(bars))).replace("\u00a0sur\u00a0", " sur ")
    assert bars.donnees
    assert not [point.texte for point in bars.donnees if point.texte not in said]


def test_un_libelle_hostile_reste_un_texte() -> None:
    bars = next(one for one in edition("2020").graphiques if one.genre == "barres")
    hostile = replace(bars.donnees[0], categorie="</text><script>x</script>&\"'")
    drawn = str(themed(chart_svg(replace(bars, donnees=(hostile, *bars.donnees[1:])))))
    assert "<script>" not in drawn
    assert ET.fromstring(drawn).tag == f"{SVG}svg"


WORDS = (
    "a\nb",
    "a\u2028b",
    "constructor",
    "__proto__",
    "toString",
    'c\'est « "dit" » \\ fin',
    "x" * 2000,
    "",
    "😀",
    "a.b[0]",
    '" + alert(1) + "',
    "<b>&lt;{{ x }}${x}",
)
"""Words that mean something to JavaScript or to Vega, or break a line of theirs."""


def _chart(genre: str, word: str) -> Chart:
    points = [
        {"categorie": word, "serie": word, "valeur": 3, "texte": word, "date": "2019", "fin": ""},
        {"categorie": "b", "serie": "ligne", "valeur": 5, "texte": "5", "date": "2020", "fin": ""},
    ]
    held = {
        "id": "g", "numero": 1, "titre": word, "description": word, "genre": genre, "axe": word,
        "tableau": "t", "unite": word, "donnees": points, "notes": [],
    }  # fmt: skip
    return made_of(Chart, held)


@pytest.mark.parametrize("genre", KINDS)
@pytest.mark.parametrize("word", WORDS)
def test_aucun_mot_ne_casse_un_dessin_ni_n_en_retire_rien(
    genre: str, word: str, capfd: pytest.CaptureFixture[str]
) -> None:
    svg = chart_svg(_chart(genre, word))
    plain = chart_svg(_chart(genre, "mot"))
    assert capfd.readouterr().err == ""
    # As many marks as for any other word: none is lost in silence.
    assert svg.count("<path") == plain.count("<path")
    ET.fromstring(svg)


def test_un_nom_de_javascript_se_lit_comme_un_autre() -> None:
    shown = words(chart_svg(_chart("frise", "constructor")))
    assert "constructor" in shown
    assert not [word for word in shown if word.startswith("=")]


def test_un_dessin_refuse_est_dit_en_francais() -> None:
    with pytest.raises(UndrawnError, match="n’a pas pu être dessiné"):
        drawing("{")


@pytest.mark.parametrize("unit", ["dossiers\nretenus", "constructor"])
def test_une_unite_sur_deux_lignes_est_dite_a_sa_place_et_un_mot_de_javascript_passe(
    tmp_path: Path, unit: str
) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / "reference/figures.yml"
    text = path.read_text(encoding="utf-8")
    assert "unite: dossiers\n" in text
    path.write_text(
        text.replace("unite: dossiers\n", f"unite: {json.dumps(unit)}\n"), encoding="utf-8"
    )
    told = [i for i in issues_of(root, "reference/figures.yml") if i.level == "error"]
    if unit == "constructor":
        assert told == []
        outcome = catalogue("--root", root, "bilan", "2020", "--out", root / "ecrit")
        assert outcome.code == 0, outcome.err
    else:
        assert {i.rule for i in told} == {"forme"}
        assert all(i.place.line > 1 and i.place.column > 1 for i in told)
        assert "une seule ligne" in told[0].message


YEARS = ["2014-01-01", "2025-12-31"]


@pytest.mark.parametrize(
    ("days", "placed"),
    [
        (["2020-01-15", "2020-06-20"], [0, 1]),
        (["2020-01-15", "2020-06-30"], [0, 0]),
        (["2020-01-15", "2020-01-15", "2020-01-15"], [0, 1, 2]),
        (["2020-02-15", "2020-01-15", "2021-01-15"], [1, 0, 0]),
    ],
    ids=["proches", "éloignées", "le même jour", "dans le désordre"],
)
def test_deux_reperes_proches_ne_se_couvrent_pas(days: list[str], placed: list[int]) -> None:
    assert lanes(days, YEARS) == placed
