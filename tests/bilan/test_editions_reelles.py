"""The real editions: what the sources published can be found in them, with its document."""

from __future__ import annotations

from bilan.editions import edition
from catalogue.bilan.seals import is_sealed
from catalogue.workspace import Workspace
from support.drawing import view_of
from support.places import ROOT

YEARS = [r.id for r in view_of(ROOT).corpus.reports.values() if r.publie]


def test_chaque_chiffre_publie_est_dans_une_edition_avec_son_document() -> None:
    said = {f.id: f.source for year in YEARS for f in edition(year, ROOT).chiffres}
    known = {f.id: f.source for f in view_of(ROOT).corpus.all_figures.values()}
    assert said == known


def test_l_edition_2014_donne_les_deux_comptes_de_la_deuxieme_session() -> None:
    texts = {f.id: f.texte for f in edition("2014", ROOT).chiffres}
    assert texts["aap-2014-2-recus-ush"] == "80\u00a0dossiers"
    assert texts["aap-2014-2-examines-fnars"] == "90\u00a0dossiers"


def test_les_cinq_initiatives_entrent_avec_leur_document_de_2019() -> None:
    counts = {year: edition(year, ROOT).nombre_de_fiches for year in YEARS}
    assert counts == {"2014": 0, "2018": 0, "2019": 5, "2025": 5}


def test_chaque_edition_publiee_est_scellee() -> None:
    assert [year for year in YEARS if not is_sealed(Workspace(ROOT), year)] == []
