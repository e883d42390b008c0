"""The table of what changed: each change of a field, dated, in words, with where its state is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.data.package import changes_json, data_tables
from catalogue.data.tables import CHANGES, Cell
from catalogue.records.types import Move
from catalogue.site.changes import Change
from catalogue.site.histories import ChangedDay, Histories
from catalogue.site.site_view import SiteView
from support.drawing import view_of
from support.places import MINIATURE

ID, CALL = "essai-corse", "appel-2016"
STATE = f"donnees/v1/projets/{ID}/2024-02-01.json"
LINK = Change(
    chemin=("financement", "statut"), champ="Financement, par rapport au programme",
    avant="Financée", apres="Citée",
)  # fmt: skip
CHANGED = ChangedDay(
    jour="2024-02-01", instant="2024-02-01T10:00:00Z", premier=False, changements=(LINK,),
    etat=STATE,
)  # fmt: skip
FIRST = replace(CHANGED, jour="2024-01-01", premier=True, changements=(), etat="")


def _rows(
    *days: ChangedDay, call: ChangedDay | None = None, moves: tuple[Move, ...] = ()
) -> list[dict[str, Cell]]:
    view = view_of(MINIATURE)
    told = Histories("", {ID: days}, {CALL: (call,)} if call else {})
    corpus = replace(view.corpus, moves=moves, withdrawals=(), reports={})
    return _table(replace(view, histories=told, corpus=corpus))


def _table(view: SiteView) -> list[dict[str, Cell]]:
    (table,) = [one for one in data_tables(view) if one.nom == CHANGES]
    names = [column.nom for column in table.colonnes]
    return [dict(zip(names, row, strict=True)) for row in table.rows(())]


def test_un_changement_dit_le_champ_la_phrase_et_l_etat() -> None:
    (row,) = _rows(CHANGED)
    assert row == {
        "date": "2024-02-01",
        "genre": "fiche-modifiee",
        "page": f"projets/{ID}/",
        "rang": 1,
        "fiche": ID,
        "appel": None,
        "champ": "financement.statut",
        "phrase": "Financement, par rapport au programme\u00a0: «\u00a0Citée\u00a0» au lieu de"
        " «\u00a0Financée\u00a0»",
        "avant": "Financée",
        "apres": "Citée",
        "etat": STATE,
    }


def test_ce_qui_a_change_depuis_un_jour_se_lit_du_plus_recent_au_plus_ancien() -> None:
    rows = _rows(CHANGED, FIRST)
    assert [(row["date"], row["genre"], row["phrase"]) for row in rows[1:]] == [
        ("2024-01-01", "fiche", "Nouvelle fiche.")
    ]
    assert [row["date"] for row in rows if str(row["date"]) >= "2024-02-01"] == ["2024-02-01"]


def test_un_appel_modifie_mene_a_l_appel() -> None:
    (row,) = _rows(call=replace(CHANGED, etat=""))
    assert (row["genre"], row["fiche"], row["appel"]) == ("appel-modifie", None, CALL)
    assert row["etat"] is None


@pytest.mark.parametrize(
    ("day", "phrases"),
    [
        (replace(CHANGED, changements=(), tu=True), ["Le détail n’est pas montré"]),
        (replace(CHANGED, encore=2), ["Financement", "Et 2 autres."]),
        (replace(CHANGED, encore=1), ["Financement", "Et 1 autre."]),
    ],
)
def test_ce_qui_n_est_pas_detaille_est_dit(day: ChangedDay, phrases: list[str]) -> None:
    rows = _rows(day)
    assert len(rows) == len(phrases)
    assert all(str(r["phrase"]).startswith(said) for r, said in zip(rows, phrases, strict=True))
    assert [row["rang"] for row in rows] == list(range(1, len(rows) + 1))


def test_deux_fiches_qui_en_rejoignent_une_le_meme_jour_ont_deux_lignes() -> None:
    moves = tuple(
        Move(ancien=old, nouveau=ID, date="2024-03-01", motif="Réunies.") for old in ("a", "b")
    )
    rows = _rows(moves=moves)
    assert [(row["fiche"], row["rang"], row["phrase"]) for row in rows] == [
        (ID, 1, "Fiche déplacée. Réunies."),
        (ID, 2, "Fiche déplacée. Réunies."),
    ]


def test_sans_historique_il_n_y_a_pas_de_tableau() -> None:
    view = replace(view_of(MINIATURE), histories=Histories("copie incomplète"))
    tables = data_tables(view)
    assert CHANGES not in {table.nom for table in tables}
    assert not list(changes_json(tables))


@pytest.mark.parametrize(
    ("steps", "field"),
    [
        ("regles", "appels.regles"),
        ("lancement", "appels.lancement"),
        ("sessions.comite", "appels.sessions.comite"),
        # What no schema tells of leads to what held it, if something did.
        ("sessions.d_avant", "appels.sessions"),
        ("d_avant", None),
    ],
)
def test_le_champ_d_un_appel_ne_se_prend_pas_pour_celui_d_une_fiche(
    steps: str, field: str | None
) -> None:
    change = replace(LINK, chemin=tuple(steps.split(".")))
    (row,) = _rows(call=replace(CHANGED, changements=(change,), etat=""))
    assert row["champ"] == field


def test_chaque_champ_de_fiche_ou_d_appel_a_sa_description() -> None:
    (table,) = [one for one in data_tables(view_of(MINIATURE)) if one.nom == "champs"]
    rows = {str(row[0]): row for row in table.rows(())}
    assert rows["publics"][1:3] == ["fiche", "Publics"]
    assert rows["appels.publics"][1:3] == ["appel", "Publics visés"]
    assert "N’existe plus" in str(rows["appels.cloture"][3])
    assert {id_.startswith("appels.") for id_, row in rows.items() if row[1] == "appel"} == {True}
    assert not [id_ for id_, row in rows.items() if not row[2]]


def test_chaque_champ_d_un_appel_est_explique_a_qui_lit_les_donnees() -> None:
    (table,) = [one for one in data_tables(view_of(MINIATURE)) if one.nom == "champs"]
    told = {str(row[0]): str(row[3] or "") for row in table.rows(()) if row[1] == "appel"}
    assert told
    assert not [id_ for id_, words in told.items() if not words or "vos mots" in words]
