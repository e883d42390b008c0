"""What an edition says is what its records and its sources say, at its cut-off date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bilan.editions import edition, rows, table, text_of
from catalogue.bilan.calls import MEASURES, NOT_SAID
from catalogue.bilan.scope import is_known, last_day
from catalogue.records.report import CHARTS, TABLES
from catalogue.site.wording import lower_first
from support.drawing import view_anew, view_of
from support.places import MINIATURE, ROOT

EDITIONS = [(root, year) for root in (MINIATURE, ROOT) for year in view_of(root).corpus.reports]
CALLS = view_of(ROOT).corpus.calls
FIELDS = {"public": "publics", "outil": "outils", "partenariat": "partenariats"}
"""Parameter of the catalogue → field of the record that it reads."""


def _values(found: Any) -> Iterator[tuple[Any, Any, Any]]:
    for one in found.tableaux:
        for line in one.lignes:
            for cell in line.cellules:
                yield from ((one, line, value) for value in cell.valeurs)


@pytest.mark.parametrize(("root", "year"), EDITIONS)
def test_chaque_nombre_compte_est_celui_des_fiches_de_sa_liste(root: Any, year: str) -> None:
    found = edition(year, root)
    lists = {listed.cle: listed.fiches for listed in found.listes}
    summed = {"menages", "logements", "montants"}
    wrong = [
        (one.id, line.id, value.texte)
        for one, line, value in _values(found)
        if value.liste and not (one.id in summed and value is line.cellules[2].valeurs[0])
        if value.nombre != len(lists[value.liste])
    ]
    assert not wrong


@pytest.mark.parametrize(("root", "year"), EDITIONS)
def test_chaque_liste_a_les_fiches_qui_disent_cela_et_elles_seules(root: Any, year: str) -> None:
    found = edition(year, root)
    records = {p.id: p.data for p in view_of(root).corpus.projects}
    inside = {record.id for record in found.fiches}
    for parameter, field in FIELDS.items():
        terms = view_of(root).corpus.references[field]
        for line in table(found, field).lignes if inside else ():
            (value,) = line.cellules[1].valeurs
            wanted = {
                id_
                for id_ in inside
                if (line.genre == "absent" and not records[id_].get(field))
                or any(line.id in (t, terms[t].parent) for t in records[id_].get(field, ()))
            }
            listed = [one for one in found.listes if one.cle == f"{parameter}-{line.id}"]
            assert set(listed[0].fiches if listed else ()) == wanted, (field, line.id)
            assert value.texte == f"{len(wanted)} sur {len(inside)}"


@pytest.mark.parametrize(("root", "year"), EDITIONS)
def test_chaque_paire_du_croisement_compte_les_fiches_des_deux_lignes(root: Any, year: str) -> None:
    found = edition(year, root)
    lists = {listed.cle: set(listed.fiches) for listed in found.listes}
    crossed = [one for one in found.tableaux if one.id == "publics-outils"]
    for line in crossed[0].lignes if crossed else ():
        pairs = [value for value in line.cellules[2].valeurs if value.liste]
        assert pairs
        for value in pairs:
            public, _, outil = value.liste.partition("--")
            assert value.nombre == len(lists[public] & lists[outil]) == len(lists[value.liste])
        counts = [value.nombre for value in pairs]
        assert counts == sorted(counts, reverse=True)


def test_un_total_est_la_somme_de_ce_que_disent_ses_fiches() -> None:
    found = edition("2020")
    records = {p.id: p.data for p in view_of(MINIATURE).corpus.projects}
    lists = {listed.cle: listed.fiches for listed in found.listes}
    line = next(r for r in table(found, "menages").lignes if r.id.startswith("familles"))
    said = [m["valeur"] for id_ in lists["menages-familles"] for m in records[id_]["menages"]]
    assert sum(value.nombre for value in line.cellules[2].valeurs) == sum(said)


def test_les_menages_et_les_logements_ne_sont_jamais_dans_un_meme_total() -> None:
    found = edition("2020")
    units = {
        id_: {line.cellules[0].valeurs[0].texte for line in table(found, id_).lignes}
        for id_ in ("menages", "logements")
    }
    assert all(units.values())
    assert not units["menages"] & units["logements"]


def test_un_chiffre_publie_apres_la_date_d_arret_n_est_pas_dans_l_edition() -> None:
    known = {figure.id for figure in edition("2019").chiffres}
    assert "dossiers-bulletin" in known
    assert "dossiers-rapport" not in known


def test_une_fiche_dont_tous_les_documents_ont_paru_apres_n_est_pas_dans_l_edition() -> None:
    assert [record.id for record in edition("2018", ROOT).fiches] == []
    assert len(edition("2019", ROOT).fiches) == 5


def test_une_fiche_sans_document_date_n_entre_que_si_l_edition_la_nomme() -> None:
    assert "essai-corse" not in {record.id for record in edition("2019").fiches}
    assert "essai-corse" in {record.id for record in edition("2020").fiches}


@pytest.mark.parametrize(
    ("date", "day"),
    [("2019", "2019-12-31"), ("2019-09", "2019-09-31"), ("2019-09-13", "2019-09-13")],
)
def test_une_date_incomplete_vaut_jusqu_a_sa_fin(date: str, day: str) -> None:
    assert last_day(date) == day


def test_sans_aucune_date_rien_ne_dit_qu_un_chiffre_etait_connu() -> None:
    assert not is_known(("", ""), "2030-01-01")


def test_deux_sources_qui_se_contredisent_sont_cote_a_cote() -> None:
    found = edition("2020")
    cell = next(r for r in table(found, "progression").lignes if "dossiers" in r.id).cellules[2]
    assert cell.conflit == "Les sources diffèrent"
    assert [value.texte for value in cell.valeurs] == [
        "près de 80\u00a0dossiers",
        "90\u00a0dossiers",
    ]


def test_la_meme_contradiction_n_en_est_pas_une_avant_le_second_document() -> None:
    found = edition("2019")
    cell = next(r for r in table(found, "programme").lignes if r.id == "dossiers").cellules[1]
    assert (cell.conflit, len(cell.valeurs)) == ("", 1)


def test_un_chiffre_cle_vient_avec_tout_ce_que_les_sources_disent_de_la_meme_chose() -> None:
    # The file names one of the two figures only.
    keys = {key.chiffres[0]: key for key in edition("2020").chiffres_cles}
    assert keys["dossiers-bulletin"].chiffres == ("dossiers-bulletin", "dossiers-rapport")


def test_les_sessions_de_2014_gardent_leurs_deux_comptes() -> None:
    lines = table(edition("2014", ROOT), "appels").lignes
    cell = next(line for line in lines if line.id == "aap-2014-2014-2").cellules[2]
    said = [(v.quoi, v.texte) for v in cell.valeurs]
    assert said == [
        ("Dossiers reçus", "80\u00a0dossiers"),
        ("Dossiers reçus", "90\u00a0dossiers"),
        ("Non renseigné", "projets retenus, ménages"),
    ]
    assert cell.conflit == "Les sources diffèrent\u00a0: dossiers reçus"


def test_ce_que_dit_une_session_ne_manque_pas_a_son_appel() -> None:
    lines = table(edition("2014", ROOT), "appels").lignes
    call = next(line for line in lines if line.id == "aap-2014")
    assert [v.quoi for v in call.cellules[2].valeurs] == ["Dossiers reçus"]


def _column(lines: list[Any], title: str) -> int:
    """Return where a table of calls has what it says of something, or that nobody gives it."""
    return next(
        column
        for line in lines
        for column, cell in enumerate(line.cellules)
        if any(lower_first(v.quoi) == title or _lacks(cell, title, "") for v in cell.valeurs)
    )


def _lacks(cell: Any, title: str, nothing: str = "non renseigné") -> bool:
    """Tell whether a cell says that something is not given: by name, or with all that it holds."""
    return any(
        (v.quoi == NOT_SAID and title in v.texte.split(", ")) or v.texte == nothing
        for v in cell.valeurs
    )


def test_ce_qui_manque_aux_appels_est_ce_que_leur_tableau_dit_manquer() -> None:
    held = text_of(view_of(ROOT), "2025")
    lines = [line for line in table(edition("2025", ROOT), "appels").lignes if line.id in CALLS]
    for title in map(lower_first, MEASURES.values()):
        lacking = [line for line in lines if _lacks(line.cellules[_column(lines, title)], title)]
        told = re.search(rf"[ \u00a0]{re.escape(title)}, ([0-9]+) appels sur", held)
        assert (int(told[1]) if told else min(len(lacking), 1)) == len(lacking), title


def test_une_note_se_tient_avec_son_chiffre() -> None:
    lines = table(edition("2025", ROOT), "programme").lignes
    part = next(line for line in lines if line.id == "fnavdl-part-hlm").cellules[1]
    assert [(v.texte, v.precision) for v in part.valeurs] == [
        ("un\u00a0tiers du budget annuel", ""),
        ("50\u00a0% du financement", "L’autre moitié vient de fonds publics."),
    ]


def test_ce_qui_entoure_le_programme_n_est_pas_dans_ses_chiffres() -> None:
    found = edition("2025", ROOT)
    around = {figure.id for figure in found.chiffres if figure.hors_programme}
    told = {
        id_: {v.chiffre for line in one.lignes for cell in line.cellules for v in cell.valeurs}
        for id_ in ("programme", "contexte")
        for one in [table(found, id_)]
    }
    assert "mel-menages-a-la-rue" in around
    assert told["contexte"] - {""} == around
    assert not told["programme"] & around


def test_chaque_chiffre_publie_de_l_edition_y_a_sa_ligne() -> None:
    found = edition("2019", ROOT)
    told = {figure.id for figure in found.chiffres}
    assert told >= {value.chiffre for _, _, value in _values(found) if value.chiffre}


def test_une_initiative_nouvelle_n_etait_pas_dans_l_edition_precedente() -> None:
    new = {record.id for record in edition("2020").fiches if record.nouvelle}
    assert new == {"essai-corse", "essai-hostile"}


def test_l_edition_dit_l_annee_de_la_precedente() -> None:
    assert (edition("2019").precedente, edition("2020").precedente) == ("", "2019")


def test_une_fiche_qui_ne_dit_rien_est_comptee_sous_le_tableau() -> None:
    found = edition("2019", ROOT)
    assert "non-renseigne" not in rows(found, "menages")
    told = "Fiches qui ne donnent pas le nombre de ménages\u00a0: 3 sur 5."
    assert told in [
        "".join(run.texte for run in block.morceaux)
        for section in found.sections
        for block in section.contenus
    ]


def test_des_initiatives_sont_decrites_pour_la_premiere_fois() -> None:
    listed = {one.cle: one.titre for one in edition("2020").listes}
    told = "Initiatives décrites pour la première fois dans l’édition 2020"
    assert listed["nouvelles"] == told


def test_les_tableaux_et_les_graphiques_ont_les_noms_que_les_textes_peuvent_appeler() -> None:
    made = [edition(year, root) for root, year in EDITIONS]
    assert {one.id for found in made for one in found.tableaux} <= set(TABLES)
    assert {one.id for found in made for one in found.graphiques} <= set(CHARTS)


def test_un_graphique_ecarte_par_l_edition_n_y_est_pas() -> None:
    assert "frise" not in {chart.id for chart in edition("2020").graphiques}


def test_chaque_graphique_a_les_valeurs_de_son_tableau() -> None:
    found = edition("2019", ROOT)
    for chart in (one for one in found.graphiques if one.genre == "barres"):
        counted = [
            line.cellules[1].valeurs[0].nombre for line in table(found, chart.tableau).lignes
        ]
        assert chart.donnees
        assert [point.valeur for point in chart.donnees] == counted[: len(chart.donnees)]


def test_un_tableau_appele_par_un_texte_se_place_la() -> None:
    found = edition("2020")
    places = {
        section.id: [block.id for block in section.contenus if block.genre == "tableau"]
        for section in found.sections
    }
    assert places["appels"] == ["outils", "appels"]
    assert "outils" not in places["fiches"]


def test_les_numeros_suivent_l_ordre_de_lecture() -> None:
    found = edition("2020")
    shown = {"tableau", "valeurs"}
    read = [b.id for s in found.sections for b in s.contenus if b.genre in shown]
    assert [one.id for one in sorted(found.tableaux, key=lambda t: t.numero)] == read


def test_la_meme_edition_a_deux_fois_les_memes_octets() -> None:
    assert text_of(view_anew(MINIATURE), "2020") == text_of(view_anew(MINIATURE), "2020")


def test_le_texte_d_une_fiche_n_est_jamais_un_appel() -> None:
    found = edition("2020")
    hostile = next(record for record in found.fiches if record.id == "essai-hostile")
    assert "{{ 7*7 }}" in hostile.titre
