"""A total adds what can be added, tells what it left out, and never mixes two things."""

from __future__ import annotations

from typing import Any

import pytest

from bilan.editions import rows, table, text_of
from catalogue.bilan.edition_json import read_edition
from catalogue.bilan.edition_tables import table_rows
from support.drawing import view_of, with_project
from support.places import MINIATURE

FILE = "projects/essai-complet.yml"


def _with(**changes: Any) -> Any:
    """Return the edition of 2020 where one record says something else."""
    view = view_of(MINIATURE)
    data = next(p.data for p in view.corpus.projects if p.file == FILE)
    return read_edition(text_of(with_project(view, FILE, {**data, **changes}), "2020"))


Told = list[tuple[str, str, str]]
"""What a cell says: whose it is, the words, what is said besides."""


def _cell(found: Any, table_id: str, row_id: str) -> Told:
    line = next(one for one in table(found, table_id).lignes if one.id == row_id)
    return [
        (value.quoi, value.texte, value.note or value.precision)
        for value in line.cellules[2].valeurs
    ]


GRANT = {"organisme": "fonds-essai", "valeur": 1000, "nature": "prevu", "source": "s1"}


def _grants(*more: dict[str, Any]) -> Any:
    grants = [{**GRANT, **one} for one in more]
    return _with(financement={"statut": "financee", "montants": grants})


def test_des_montants_de_plusieurs_annees_s_additionnent_et_les_disent() -> None:
    told = _cell(_grants({"annee": 2016}, {"annee": 2017}), "montants", FUND_OF_YEARS)
    assert told == [("", "2\u00a0000\u00a0€", "2016 et 2017")]


FUND = "de-fonds-essai-prevu"
FUND_OF_YEARS = f"{FUND}-par-annee"


@pytest.mark.parametrize(
    ("first", "second", "row_id", "told"),
    [
        ({}, {}, FUND, [("1\u00a0000\u00a0€", ""), ("1\u00a0000\u00a0€", "")]),
        (
            {"precision": "Par an."}, {}, FUND,
            [("1\u00a0000\u00a0€", "Par an."), ("1\u00a0000\u00a0€", "")],
        ),
        (
            {"annee": 2016, "precision": "Avec la CGLLS."}, {"annee": 2017}, FUND_OF_YEARS,
            [("1\u00a0000\u00a0€", "2016"), ("1\u00a0000\u00a0€", "2017")],
        ),
        ({"annee": 2016}, {}, FUND, [("1\u00a0000\u00a0€", "")]),
        ({"nature": "realise"}, {}, FUND, [("1\u00a0000\u00a0€", "")]),
        (
            {"annee": 2016, "qualificatif": "plus-de"}, {"annee": 2017}, FUND_OF_YEARS,
            [("plus de 1\u00a0000\u00a0€", "2016"), ("1\u00a0000\u00a0€", "2017")],
        ),
    ],
    ids=["sans année", "par an", "avec un autre", "d’une année", "réalisé", "plancher"],
)  # fmt: skip
def test_deux_montants_qui_ne_sont_pas_de_meme_nature_sont_donnes_chacun(
    first: dict[str, Any], second: dict[str, Any], row_id: str, told: list[tuple[str, str]]
) -> None:
    found = _grants(first, second)
    assert [(words, more) for _, words, more in _cell(found, "montants", row_id)] == told


def test_un_cout_total_vient_apres_ceux_qui_paient() -> None:
    found = _with(
        financement={
            "statut": "financee",
            "montants": [GRANT],
            "cout_total": {"valeur": 3000, "source": "s1"},
        }
    )
    assert list(rows(found, "montants"))[:2] == [FUND, "cout-total"]
    assert "ne s’y ajoute pas" in table(found, "montants").notes[0]
    assert not table(found, "menages").notes


def _families(*numbers: dict[str, Any]) -> Told:
    given = [{"valeur": 10, "unite": "familles", "source": "s1", **one} for one in numbers]
    return _cell(_with(menages=given), "menages", "familles")


HOSTILE_NAME = next(
    p.nom_court or p.titre for p in view_of(MINIATURE).corpus.projects if p.id == "essai-hostile"
)
HOSTILE = (HOSTILE_NAME, "3\u00a0familles", "=cmd|' /C calc'!A0")
"""A number of which its record says more, whatever that is."""


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([{}], [("", "35\u00a0familles", ""), HOSTILE]),
        (
            [{"qualificatif": "pres-de"}],
            [("", "environ 35\u00a0familles", "dont 1\u00a0nombre approché"), HOSTILE],
        ),
    ],
    ids=["exact", "approché"],
)
def test_un_total_additionne_les_nombres_dont_rien_n_est_precise(
    numbers: list[dict[str, Any]], told: Told
) -> None:
    assert _families(*numbers) == told


def test_un_nombre_seul_garde_ses_mots() -> None:
    given = {"valeur": 10, "unite": "dossiers", "qualificatif": "pres-de", "source": "s1"}
    told = _cell(_with(menages=[given]), "menages", "dossiers")
    assert told == [("BGE", "près de 10\u00a0dossiers", "")]


@pytest.mark.parametrize(("more", "last"), [(2, False), (3, True)], ids=str)
def test_une_ligne_ne_recopie_pas_toutes_les_fiches(more: int, last: bool) -> None:
    told = _families(*[{"precision": f"Groupe {rank}."} for rank in range(more)])
    assert (told[-1][1] == "et 1\u00a0autre nombre, dans les fiches") is last


def test_une_carte_dit_tous_les_nombres_de_sa_fiche_avec_leur_nuance() -> None:
    household = {"valeur": 10, "unite": "menages", "nature": "prevu", "source": "s1"}
    found = _with(menages=[{**household, "precision": "Par an."}, household])
    (record,) = (one for one in found.fiches if one.id == "essai-complet")
    assert record.menages == "10\u00a0ménages, prévu (Par an)\u00a0; 10\u00a0ménages, prévu"


def test_le_tableur_dit_l_unite_et_la_nuance_d_un_nombre() -> None:
    found = _grants({"precision": "Par an."})
    head, *lines = table_rows(table(found, "montants"))
    line = next(one for one in lines if str(one[0]).startswith("Fonds"))
    told = dict(zip(head, line, strict=True))
    assert told["Nombre donné, ou total"] == 1000
    assert told["À savoir"] == "BGE\u00a0: 1\u00a0000\u00a0€ (Par an)"


def test_un_nombre_d_un_document_posterieur_a_la_date_d_arret_n_est_pas_compte() -> None:
    view = view_of(MINIATURE)
    data = next(p.data for p in view.corpus.projects if p.file == FILE)
    later = {"id": "plus-tard", "document": "Document imaginaire de 2024", "date": "2024"}
    households = [{"valeur": 10, "unite": "dossiers", "source": "plus-tard"}]
    found = _with(menages=households, sources=[*data["sources"], later])
    assert "dossiers" not in rows(found, "menages")


@pytest.mark.parametrize(("date", "told"), [("2018", "2018"), ("2017-10", "octobre 2017")])
def test_un_nombre_garde_sa_date_et_sa_fiche(date: str, told: str) -> None:
    given = {"valeur": 10, "unite": "dossiers", "date": date, "source": "s1"}
    assert _cell(_with(menages=[given]), "menages", "dossiers") == [
        ("BGE", "10\u00a0dossiers", told)
    ]
