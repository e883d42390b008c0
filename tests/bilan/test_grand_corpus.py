"""Two hundred and fifty synthetic records, none of them true: the bilan still holds together."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bilan.editions import table, text_of
from bilan.pdf_checkers import all_find, pdf_of
from catalogue.bilan.counted import MOST_PAIRS
from catalogue.bilan.edition_json import read_edition
from catalogue.bilan.edition_pages import PLACES, Beside, edition_pages
from support.drawing import view_of
from support.html import parse
from support.miniature import write_yaml
from support.places import ROOT

COUNT = 250
REPORT = {
    "annee": 2022,
    "titre": "Bilan synthétique 2022",
    "statut": "brouillon",
    "arrete_au": "2022-12-31",
    "etabli_le": "2026-01-01",
    "perimetre": {"phrase": "Des fiches inventées.", "appels": ["aap-2014", "aap-2018"]},
    "chiffres_cles": ["objectif-logements"],
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of synthetic records with one edition."""
    folder = tmp_path_factory.mktemp("synthese") / "depot"
    command = [sys.executable, "bench/synthetic.py", str(COUNT), str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (folder / "reference/reports").mkdir()
    write_yaml(folder / "reference/reports/2022.yml", REPORT)
    return folder


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    """Return its JSON."""
    return text_of(view_of(root), "2022")


@pytest.fixture(scope="module")
def found(text: str) -> Any:
    """Return the edition."""
    return read_edition(text)


def test_l_edition_obeit_au_schema(text: str) -> None:
    schema = json.loads((ROOT / "schemas/bilan.schema.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(json.loads(text))


def test_les_fiches_posterieures_ou_hors_du_programme_sont_ecartees(root: Path, found: Any) -> None:
    wanted = {
        project.id
        for project in view_of(root).corpus.projects
        if project.lien == "financee"
        and any(source.date and source.date <= "2022" for source in project.sources)
    }
    assert 0 < len(wanted) < COUNT
    assert {record.id for record in found.fiches} == wanted


def test_chaque_nombre_est_celui_de_sa_liste(found: Any) -> None:
    lists = {listed.cle: len(listed.fiches) for listed in found.listes}
    counted = [
        (value.nombre, lists[value.liste])
        for one in found.tableaux
        for line in one.lignes
        for cell in line.cellules[1:2]
        for value in cell.valeurs
        if value.liste
    ]
    assert len(counted) > 100
    assert not [pair for pair in counted if pair[0] != pair[1]]


def test_ce_qui_est_dit_et_ce_qui_ne_l_est_pas_font_toutes_les_fiches(found: Any) -> None:
    lists = {listed.cle: set(listed.fiches) for listed in found.listes}
    for id_ in ("publics", "finalites", "regions", "menages"):
        values = [line.cellules[1].valeurs[0] for line in table(found, id_).lignes]
        said = {id_ for value in values if value.liste for id_ in lists[value.liste]}
        # Of a number that records give, those that do not give it are in a sentence of its own.
        said |= lists.get("menages-non-renseigne", set()) if id_ == "menages" else set()
        assert said == {record.id for record in found.fiches}


def test_un_axe_a_plusieurs_valeurs_le_dit(found: Any) -> None:
    publics = table(found, "publics")
    assert (publics.multiple, len(publics.notes)) == (True, 1)


def test_la_page_et_ses_listes_se_font_du_json_seul(found: Any) -> None:
    pages = list(edition_pages(found, Beside()))
    assert len(pages) == len(PLACES) + len(found.listes)
    whole = [parse(str(page.html)) for page in pages[: len(PLACES)]]
    assert all(len(page.ids) == len(set(page.ids)) for page in whole)
    assert [len(page.all("table")) for page in whole] == [0, len(found.tableaux), 2]


def _page(found: Any, rank: int) -> str:
    return str(list(edition_pages(found, Beside()))[rank].html)


def test_la_page_ne_deroule_pas_des_centaines_d_enseignements(found: Any) -> None:
    page = _page(found, 1)
    read = re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL)
    assert read.count('class="bilan-lecons"') == 2
    assert len(re.findall(r"<li>", read.split('class="bilan-lecons"')[1].split("</ul>")[0])) == 8


def test_la_page_ne_deroule_pas_des_centaines_de_documents(found: Any) -> None:
    page = _page(found, 2)
    first, others = page.split('class="sources bibliographie"')[1:]
    assert len(re.findall(r"<li>", first)) == 40
    assert len(re.findall(r"<li>", others)) == len(found.documents) - 40


def test_le_croisement_ne_nomme_que_les_outils_les_plus_frequents(found: Any) -> None:
    crossed = table(found, "publics-outils")
    assert len(crossed.colonnes) == 3
    longest = max(crossed.lignes, key=lambda line: len(line.cellules[2].valeurs))
    named = [value for value in longest.cellules[2].valeurs if value.liste]
    assert len(named) == MOST_PAIRS
    assert longest.cellules[2].valeurs[-1].texte.startswith("et ")


def test_aucun_tableau_n_a_plus_de_colonnes_qu_une_page_n_a_de_place(found: Any) -> None:
    assert max(len(one.colonnes) for one in found.tableaux) == 5


def test_chaque_graphique_montre_quelque_chose(found: Any) -> None:
    for chart in (one for one in found.graphiques if one.genre == "barres"):
        bars = [point.valeur for point in chart.donnees if point.serie == "ligne"]
        assert 3 <= len(bars) <= 12
        assert len(set(bars)) > 1


def test_l_essentiel_tient_en_cinq_chiffres_et_trois_graphiques(found: Any) -> None:
    first = found.sections[0]
    genres = [block.genre for block in first.contenus]
    assert (first.place, len(found.chiffres_cles) <= 5) == ("essentiel", True)
    assert 0 < genres.count("graphique") <= 3
    assert genres.count("titre") == 2


def test_le_brouillon_imprime_est_entendu_en_entier(text: str, tmp_path: Path) -> None:
    assert all_find(pdf_of(text), tmp_path) == []
