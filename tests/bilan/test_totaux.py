"""A total adds what can be added, tells what it left out, and never mixes two things."""

from __future__ import annotations

from typing import Any

import pytest

from bilan.editions import rows, table, text_of
from catalogue.bilan.edition_json import read_edition
from support.drawing import view_of, with_project
from support.places import MINIATURE

FILE = "projects/essai-complet.yml"


def _with(**changes: Any) -> Any:
    """Return the edition of 2020 where one record says something else."""
    view = view_of(MINIATURE)
    data = next(p.data for p in view.corpus.projects if p.file == FILE)
    return read_edition(text_of(with_project(view, FILE, {**data, **changes}), "2020"))


def _grant(value: int, year: int | None) -> dict[str, Any]:
    money = {"organisme": "fonds-essai", "valeur": value, "nature": "prevu", "source": "s1"}
    return money if year is None else {**money, "annee": year}


def _grants(*years: int | None) -> list[str]:
    grants = [_grant(1000, year) for year in years]
    found = _with(financement={"statut": "financee", "montants": grants})
    return rows(found, "montants")["de-fonds-essai-prevu"]


def test_des_montants_de_plusieurs_annees_s_additionnent() -> None:
    assert _grants(2016, 2017)[1:] == ["1 sur 4", "2\u00a0000\u00a0€"]


def test_deux_montants_dont_rien_ne_dit_l_annee_ne_s_additionnent_pas() -> None:
    assert _grants(None, None)[2] == "non calculé"


def test_une_fiche_laissee_hors_du_total_est_dite() -> None:
    households = [{"valeur": n, "unite": "familles", "source": "s1"} for n in (10, 12)]
    found = _with(menages=households)
    line = next(one for one in table(found, "menages").lignes if one.id == "familles")
    value = line.cellules[2].valeurs[0]
    assert "1\u00a0initiative à plusieurs nombres : non comptée" in value.note.replace(
        "\u00a0:", " :"
    )


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("dossiers", ("environ 10\u00a0dossiers", "")),
        ("familles", ("environ 38\u00a0familles", "dont 1\u00a0nombre approché")),
    ],
    ids=["seul", "parmi d’autres"],
)
def test_un_nombre_approche_est_dit_approche(unit: str, told: tuple[str, str]) -> None:
    households = [{"valeur": 10, "unite": unit, "qualificatif": "pres-de", "source": "s1"}]
    found = _with(menages=households)
    line = next(one for one in table(found, "menages").lignes if one.id == unit)
    value = line.cellules[2].valeurs[0]
    assert (value.texte, value.note) == told


def test_un_nombre_d_un_document_posterieur_a_la_date_d_arret_n_est_pas_compte() -> None:
    view = view_of(MINIATURE)
    data = next(p.data for p in view.corpus.projects if p.file == FILE)
    later = {"id": "plus-tard", "document": "Document imaginaire de 2024", "date": "2024"}
    households = [{"valeur": 10, "unite": "dossiers", "source": "plus-tard"}]
    found = _with(menages=households, sources=[*data["sources"], later])
    assert "dossiers" not in rows(found, "menages")
