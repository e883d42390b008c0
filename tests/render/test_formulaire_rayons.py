"""The form's data: a first file that does not grow with the records, and the records by shelves."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from catalogue.contribute.form_data import FOLDER, NAME, OPENING, form_files
from catalogue.site.site_view import SiteView
from support.drawing import view_of
from support.places import ROOT

VIEW = view_of(ROOT)
FILES = dict(form_files(VIEW))
IDS = {project.id for project in VIEW.corpus.projects}


def _of(kind: str) -> list[dict[str, Any]]:
    return [json.loads(text) for name, text in FILES.items() if name.startswith(FOLDER + kind)]


def test_le_premier_fichier_ne_grandit_pas_avec_les_fiches() -> None:
    bare = SiteView(replace(VIEW.corpus, projects=()), VIEW.schemas)
    with_records, without = (json.loads(dict(form_files(v))[NAME]) for v in (VIEW, bare))
    assert with_records.pop("fiches")["noms"] == [min(IDS)]
    assert without.pop("fiches")["noms"] == []
    assert with_records == without


def test_chaque_fiche_est_rangee_une_fois_a_son_lieu_et_une_fois_a_son_nom() -> None:
    placed = [line[0] for shelf in _of("lieu") for lines in shelf.values() for line in lines]
    assert sorted(placed) == sorted(p.id for p in VIEW.corpus.projects if p.territoires)
    assert sorted(id_ for names in _of("noms") for id_ in names) == sorted(IDS)


def test_chaque_rayon_est_annonce_et_existe() -> None:
    shelves = json.loads(FILES[NAME])["fiches"]
    announced = {f"{FOLDER}lieu-{place}.json" for place in shelves["lieux"]}
    announced |= {f"{FOLDER}noms-{rank}.json" for rank in range(len(shelves["noms"]))}
    announced |= {f"{FOLDER}communes-{code}.json" for code in shelves["departements"]}
    assert announced == set(FILES) - {NAME, OPENING, f"{FOLDER}prenoms.json"}


def test_le_premier_fichier_ne_porte_que_les_listes_que_ses_champs_citent() -> None:
    assert "fiches" not in json.loads(FILES[NAME])["ensembles"]
    assert "organismes" in json.loads(FILES[NAME])["ensembles"]
