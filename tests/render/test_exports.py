"""The exports: positions of records, cells, and the order of columns."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.data.exports import RecordTable, neutral
from catalogue.data.tables import plain_fields
from catalogue.site.catalogue_data import DIGITS, FIRST, HIGH, LOT, catalogue_data, gaps
from catalogue.site.site_view import SiteView
from support.drawing import exports_of, view_of
from support.places import MINIATURE


def _read_back(coded: str) -> list[int]:
    """Return the positions as the browser reads them."""
    found: list[int] = []
    position, high = -1, 0
    for character in coded:
        digit = ord(character) - FIRST
        if digit >= DIGITS:
            high = high * HIGH + digit - DIGITS
        else:
            position += high * DIGITS + digit + 1
            found.append(position)
            high = 0
    return found


@settings(max_examples=300)
@given(st.sets(st.integers(0, 200_000)).map(sorted))
def test_les_positions_se_relisent(positions: list[int]) -> None:
    assert _read_back(gaps(positions)) == positions


def test_des_fiches_voisines_tiennent_en_un_caractere_chacune() -> None:
    assert len(gaps(range(0, 6400, 64))) == 100


@settings(max_examples=50)
@given(st.sets(st.integers(0, 200_000)).map(sorted))
def test_les_positions_s_ecrivent_en_caracteres_imprimables(positions: list[int]) -> None:
    assert all(FIRST <= ord(character) < 127 for character in gaps(positions))


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-1", "@x", "\tx", "\rx", "\nx", "＝1"])
def test_une_cellule_qui_ferait_une_formule_est_neutralisee(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "texte", "1-2", "a=b", "’"])
def test_une_cellule_ordinaire_reste_ce_qu_elle_est(cell: str) -> None:
    assert neutral(cell) == cell


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Return the exports of the miniature corpus."""
    made = exports_of(view_of(MINIATURE))
    return {name.removeprefix("exports/"): text for name, text in made.items()}


def test_le_csv_s_ouvre_dans_un_tableur_francais(files: dict[str, str]) -> None:
    assert files["fiches.csv"].startswith("\ufeffIdentifiant;Titre;")


def test_le_csv_a_une_ligne_par_fiche(files: dict[str, str]) -> None:
    rows = list(csv.reader(io.StringIO(files["fiches.csv"], newline=""), delimiter=";"))
    assert len(rows) == 1 + 5


def test_chaque_ligne_du_csv_a_autant_de_cellules(files: dict[str, str]) -> None:
    rows = list(csv.reader(io.StringIO(files["fiches.csv"], newline=""), delimiter=";"))
    assert len({len(row) for row in rows}) == 1


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_les_lots_mis_bout_a_bout_sont_le_tableau_entier() -> None:
    view = view_of(MINIATURE)
    projects = tuple(replace(view.corpus.projects[i % 5], id=f"fiche-{i}") for i in range(LOT + 3))
    made = exports_of(SiteView(replace(view.corpus, projects=projects), view.schemas))
    first, second = _rows(made["exports/lots/0.csv"]), _rows(made["exports/lots/1.csv"])
    assert (len(first), len(second)) == (1 + LOT, 1 + 3)
    assert [*first, *second[1:]] == _rows(made["exports/fiches.csv"])
    assert len(json.loads(made["exports/fiches.json"])["fiches"]) == LOT + 3


def test_chaque_champ_du_schema_a_sa_colonne() -> None:
    spec = view_of(MINIATURE).spec
    assert {path.split(".")[0] for path, _, _ in plain_fields(spec)} == set(spec.properties)


def test_le_json_rend_les_fiches_telles_qu_elles_sont_ecrites(files: dict[str, str]) -> None:
    records = {r["id"]: r for r in json.loads(files["fiches.json"])["fiches"]}
    written = {p.id: {"id": p.id, **p.data} for p in view_of(MINIATURE).corpus.projects}
    assert records == written


def test_la_fiche_complete_emploie_chaque_champ_du_schema() -> None:
    view = view_of(MINIATURE)
    (project,) = (p for p in view.corpus.projects if p.id == "essai-complet")
    assert set(project.data) == set(view.spec.properties)


def _order(name: str) -> tuple[list[str], list[str]]:
    """Return the ids of an order of the miniature corpus: those of known rank, the others."""
    view = view_of(MINIATURE)
    order = json.loads(dict(catalogue_data(view))[f"ordre-{name}.json"])
    ids = [view.corpus.projects[i].id for i in order["positions"]]
    return ids[: order["connus"]], ids[order["connus"] :]


def test_le_tri_par_menages_met_a_part_les_fiches_sans_nombre_de_menages() -> None:
    view = view_of(MINIATURE)
    counted = {"menages", "familles"}
    known = {p.id for p in view.corpus.projects if counted & {m.unite for m in p.menages}}
    first, last = _order("menages")
    assert set(first) == known
    assert set(first) | set(last) == {p.id for p in view.corpus.projects}


def test_le_tri_par_date_met_a_part_les_fiches_jamais_verifiees() -> None:
    view = view_of(MINIATURE)
    first, _ = _order("recent")
    assert set(first) == {p.id for p in view.corpus.projects if p.verifie_le}


def test_les_colonnes_du_tableau_ont_des_titres_francais_tous_differents() -> None:
    view = view_of(MINIATURE)
    headings = RecordTable(view.corpus, view.spec).headings
    assert headings[:2] == ["Identifiant", "Titre"]
    assert "L’accompagnement – Durée maximale" in headings
    assert len(set(headings)) == len(headings)
