"""The gap map: every pair of choices is counted, and an empty one says only that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.site.blocks import GapCell, GapTable, facet_of, gap_table
from catalogue.site.facets import mask, shared
from catalogue.site.site_view import SiteView
from catalogue.site.views import Facet
from support.drawing import view_of
from support.places import MINIATURE

POSITIONS = st.sets(st.integers(0, 300))


@pytest.fixture(scope="module")
def view() -> SiteView:
    """Return the view of the miniature corpus."""
    return view_of(MINIATURE)


def _facet(view: SiteView, name: str) -> Facet:
    found = facet_of(view, name)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def table(view: SiteView) -> GapTable:
    """Return publics crossed with outils."""
    return gap_table(_facet(view, "publics"), _facet(view, "outils"))


def _cell(table: GapTable, column: str, row: str) -> GapCell:
    columns = [link.libelle for _, links in table.colonnes for link in links]
    rows = {r.libelle: cells for _, members in table.rangees for r, cells in members}
    return rows[row][columns.index(column)]


@given(POSITIONS, POSITIONS)
def test_deux_masques_ont_en_commun_ce_que_deux_ensembles_partagent(
    one: set[int], other: set[int]
) -> None:
    assert shared(mask(one), mask(other)) == len(one & other)


def test_chaque_case_compte_les_fiches_qui_citent_les_deux(view: SiteView, table: GapTable) -> None:
    columns = _facet(view, "publics").valeurs
    rows = _facet(view, "outils").valeurs
    shown = [[cell.texte for cell in cells] for _, members in table.rangees for _, cells in members]
    counts = [[len(set(c.fiches) & set(r.fiches)) for c in columns] for r in rows]
    assert shown == [[str(n) if n else "–" for n in row] for row in counts]
    assert {n for row in counts for n in row} >= {0, 1, 2}


def test_une_case_remplie_ouvre_le_catalogue_filtre(table: GapTable) -> None:
    cell = _cell(table, "Sortants d’hébergement", "Bail glissant")
    assert cell.adresse == "catalogue/?public=sortants-d-hebergement&outil=bail-glissant"
    assert cell.phrase == "1\u00a0fiche\u00a0: Sortants d’hébergement et Bail glissant"


def test_une_case_vide_mene_a_la_contribution_et_ne_juge_pas(table: GapTable) -> None:
    cell = next(c for _, rows in table.rangees for _, cells in rows for c in cells if c.vide)
    assert cell.adresse.startswith("contribuer/?public=")
    assert cell.phrase.startswith("rien de recensé\u00a0: ")


def test_le_bilan_compte_les_cases(table: GapTable) -> None:
    cells = [c for _, rows in table.rangees for _, row in rows for c in row]
    filled = sum(not c.vide for c in cells)
    assert filled > 1
    assert table.phrase == (
        f"{filled}\u00a0cases ont une fiche, {len(cells) - filled}\u00a0sont encore vides."
    )


def test_un_terme_retire_n_est_pas_dans_le_tableau(table: GapTable) -> None:
    addresses = {link.adresse for _, links in table.colonnes for link in links}
    assert "publics/expulses/" not in addresses
