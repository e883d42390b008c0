"""The exports: positions of records, cells, and the order of columns."""

from __future__ import annotations

import base64
import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.render.exports import columns, export_files, neutral, positions_or_bits
from support.drawing import view_of
from support.places import MINIATURE


def _read_back(coded: list[int] | str) -> list[int]:
    """Return the positions as the browser reads them."""
    if not isinstance(coded, str):
        return coded
    data = base64.b64decode(coded)
    return [i for i in range(len(data) * 8) if data[i >> 3] >> (i & 7) & 1]


@st.composite
def _positions(draw: st.DrawFn) -> tuple[list[int], int]:
    total = draw(st.integers(1, 400))
    return sorted(draw(st.sets(st.integers(0, total - 1)))), total


@settings(derandomize=True, deadline=None, max_examples=300)
@given(_positions())
def test_les_positions_se_relisent(case: tuple[list[int], int]) -> None:
    positions, total = case
    assert _read_back(positions_or_bits(positions, total)) == positions


def test_peu_de_fiches_parmi_beaucoup_sont_une_liste() -> None:
    assert positions_or_bits([3, 900], 1000) == [3, 900]


def test_beaucoup_de_fiches_sont_des_bits() -> None:
    assert isinstance(positions_or_bits(range(900), 1000), str)


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-1", "@x", "\tx", "\rx"])
def test_une_cellule_qui_ferait_une_formule_est_neutralisee(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "texte", "1-2", "a=b", "’"])
def test_une_cellule_ordinaire_reste_ce_qu_elle_est(cell: str) -> None:
    assert neutral(cell) == cell


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Return the exports of the miniature corpus."""
    return dict(export_files(view_of(MINIATURE)))


def test_le_csv_s_ouvre_dans_un_tableur_francais(files: dict[str, str]) -> None:
    assert files["fiches.csv"].startswith("\ufeffid;titre;")


def test_le_csv_a_une_ligne_par_fiche(files: dict[str, str]) -> None:
    rows = list(csv.reader(io.StringIO(files["fiches.csv"], newline=""), delimiter=";"))
    assert len(rows) == 1 + 5


def test_chaque_ligne_du_csv_a_autant_de_cellules(files: dict[str, str]) -> None:
    rows = list(csv.reader(io.StringIO(files["fiches.csv"], newline=""), delimiter=";"))
    assert len({len(row) for row in rows}) == 1


def test_chaque_champ_du_schema_a_sa_colonne() -> None:
    spec = view_of(MINIATURE).spec
    assert {name.split(".")[0] for name, _ in columns(spec)} == set(spec.properties)


def test_le_json_rend_les_fiches_telles_qu_elles_sont_ecrites(files: dict[str, str]) -> None:
    records = {r["id"]: r for r in json.loads(files["fiches.json"])["fiches"]}
    written = {p.id: {"id": p.id, **p.data} for p in view_of(MINIATURE).corpus.projects}
    assert records == written


def test_la_fiche_complete_emploie_chaque_champ_du_schema() -> None:
    view = view_of(MINIATURE)
    (project,) = (p for p in view.corpus.projects if p.id == "essai-complet")
    assert set(project.data) == set(view.spec.properties)
