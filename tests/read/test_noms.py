"""Names that some system cannot hold, or takes for one, are refused with one that will do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalogue.cli.new_command import id_fault
from catalogue.contribute.interview import proposed_id
from catalogue.text.folder import list_documents
from catalogue.text.letters import ID, free_id, is_id
from support.miniature import copy_records, issues_of
from support.places import MINIATURE, ROOT

RESERVED = ["aux", "con", "nul", "prn", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))]
FOLDERS = ["projects", *(f"reference/{n}" for n in ("organisations", "calls", "vocabularies"))]


@pytest.mark.parametrize("name", RESERVED)
def test_un_nom_reserve_n_est_pas_un_identifiant_et_suivi_d_un_chiffre_il_l_est(name: str) -> None:
    assert (is_id(name), free_id(name), is_id(f"{name}-1")) == (False, f"{name}-1", True)


@pytest.mark.parametrize("name", ["conte", "nulle", "com", "lpt", "com10", "mon-con", "con-1", "a"])
def test_un_nom_qui_ressemble_a_un_nom_reserve_est_permis(name: str) -> None:
    assert (is_id(name), free_id(name)) == (True, name)


@pytest.mark.parametrize("name", ["", "-", "A", "é", "a.", "a ", "a\n", "con\n", "a--b", "-a"])
def test_ce_qui_n_est_pas_un_identifiant_reste_refuse(name: str) -> None:
    assert (is_id(name), free_id(name)) == (False, name)


def test_les_schemas_ont_le_meme_motif_que_le_programme() -> None:
    text = (ROOT / "schemas/common.schema.json").read_text(encoding="utf-8")
    definitions = json.loads(text)["$defs"]
    names = ("identifiant", "source-fiche", "source")
    assert {definitions[name]["pattern"] for name in names} == {ID}


@pytest.mark.parametrize("folder", [*FOLDERS, "reference/reports"])
def test_un_fichier_au_nom_reserve_est_refuse_avec_un_nom_qui_convient(
    tmp_path: Path, folder: str
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "con.yml").write_text("id: con\n", encoding="utf-8")
    _, (issue,) = list_documents(tmp_path / folder, tmp_path)
    assert issue.place.file == f"{folder}/con.yml"
    assert "renommez-le « con-1.yml »" in issue.message


@pytest.mark.parametrize("name", ["Con.yml", "CON.yaml", "Nul.YML", "com1.yml.txt"])
def test_un_nom_reserve_sous_une_autre_forme_l_est_aussi(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    _, (issue,) = list_documents(tmp_path, tmp_path)
    assert "-1.yml »" in issue.message


@pytest.mark.parametrize(
    ("one", "other"),
    [("Essai.yml", "ESSAI.yml"), ("\u00e9t\u00e9.yml", "e\u0301te\u0301.yml"),
     ("essai.yml ", "essai.yml."), ("Essai.yaml", "essai_.yml")],
)  # fmt: skip
def test_deux_noms_qu_un_systeme_confond_ne_recoivent_pas_le_meme_conseil(
    tmp_path: Path, one: str, other: str
) -> None:
    for name in (one, other):
        (tmp_path / name).touch()
    _, issues = list_documents(tmp_path, tmp_path)
    assert len(issues) == 2
    assert all("renommez-le autrement" in issue.message for issue in issues)


def test_un_nom_deja_pris_sous_sa_bonne_forme_est_dit(tmp_path: Path) -> None:
    for name in ("essai.yml", "Essai.yml"):
        (tmp_path / name).touch()
    _, (issue,) = list_documents(tmp_path, tmp_path)
    assert "« essai.yml » existe déjà" in issue.message


def test_l_identifiant_reserve_d_un_terme_est_refuse_a_sa_ligne(tmp_path: Path) -> None:
    file = "reference/vocabularies/publics.yml"
    path = copy_records(tmp_path) / file
    text = (MINIATURE / file).read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.strip().startswith("- id:"))
    path.write_text(text.replace(first, first.split("id:")[0] + "id: nul", 1), encoding="utf-8")
    found = [i for i in issues_of(tmp_path, file) if i.rule == "forme"]
    assert [("« nul »" in i.message, "Windows" in i.message) for i in found] == [(True, True)]


def test_new_refuse_un_nom_reserve_et_en_propose_un_autre(tmp_path: Path) -> None:
    assert id_fault(tmp_path, "con") == (
        "Windows se réserve le nom « con » : choisissez par exemple « con-1 »."
    )
    assert id_fault(tmp_path, "con-1") == ""


def test_new_ne_propose_pas_de_nom_reserve() -> None:
    assert proposed_id("Con") == "con-1"
