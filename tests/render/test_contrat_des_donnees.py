"""Names and addresses of the open data are a contract, held to the last published version."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from catalogue.build.open_data import write_data
from catalogue.data.package import FOLDER
from catalogue.data.tables import words_for_readers
from catalogue.schema.fields import Schemas
from catalogue.site.histories import Histories
from catalogue.site.site_view import SiteView
from support.contract import changes, contract, moved, refusals, version
from support.drawing import view_of
from support.places import MINIATURE, ROOT, TESTS

PUBLISHED = TESTS / "published" / "v1" / "formes.json"


def _written(view: SiteView, out: Path) -> Path:
    write_data(view, out)
    return out / FOLDER


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the open data of the miniature, which uses every field."""
    return _written(_remembered(view_of(MINIATURE)), tmp_path_factory.mktemp("donnees"))


def _remembered(view: SiteView) -> SiteView:
    """Return what a site with the history of its records shows: it has one table more."""
    return replace(view, histories=Histories())


def test_rien_ne_change_sans_que_la_version_le_dise(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    new, now = contract(folder), version(folder)
    known = {"version": now, "formes": new}
    last = json.loads(PUBLISHED.read_text("utf-8")) if PUBLISHED.exists() else known
    assert not refusals(last["formes"], new, last["version"], now)
    if request.config.getoption("--accept"):
        text = json.dumps(known, ensure_ascii=False, indent=1)
        PUBLISHED.write_text(f"{text}\n", encoding="utf-8")
    accept = "la version le dit : gardez ces formes avec --accept"
    assert json.loads(PUBLISHED.read_text("utf-8")) == known, accept


Edit = Callable[[dict[str, Any]], object]
EDITS: dict[str, tuple[Edit, str, str]] = {
    "champ ajouté": (
        lambda fields: fields.update(mobilier={"title": "Mobilier", "type": "string"}),
        "colonne fiches.csv mobilier est nouveau",
        "mineure",
    ),
    "champ retiré": (
        lambda fields: fields.pop("nom_court"),
        "colonne fiches.csv nom_court a disparu",
        "majeure",
    ),
    "champ d’un autre type": (
        lambda fields: fields["nom_court"].update(type="number"),
        "colonne fiches.csv nom_court : string est devenu number",
        "majeure",
    ),
    "clé d’une liste retirée": (
        lambda fields: fields["menages"]["items"]["properties"].pop("valeur_max"),
        "clé fiche.menages[].valeur_max a disparu",
        "majeure",
    ),
}


@pytest.mark.parametrize("case", EDITS)
def test_un_changement_du_schema_dit_la_partie_de_la_version(
    case: str, folder: Path, tmp_path: Path
) -> None:
    edit, words, part = EDITS[case]
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    path = tmp_path / "schemas/project.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    edit(schema["properties"])
    path.write_text(json.dumps(schema), encoding="utf-8")
    view = _remembered(SiteView(view_of(MINIATURE).corpus, Schemas(tmp_path / "schemas")))
    found = changes(contract(folder), contract(_written(view, tmp_path)))
    assert found[words] == part


def test_d_autres_mots_ne_demandent_que_la_partie_corrective(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    path = tmp_path / "schemas/project.schema.json"
    text = path.read_text("utf-8")
    assert "Ce que l’initiative cherche" in text
    path.write_text(text.replace("Ce que l’initiative cherche", "Ce qu’elle cherche"), "utf-8")
    view = _remembered(SiteView(view_of(MINIATURE).corpus, Schemas(tmp_path / "schemas")))
    found = changes(contract(folder), contract(_written(view, tmp_path)))
    assert set(found.values()) == {"corrective"}


def test_sans_historique_ni_changements_ni_etats_passes_ne_sont_annonces(
    folder: Path, tmp_path: Path
) -> None:
    without = contract(_written(view_of(MINIATURE), tmp_path))
    missing = contract(folder).keys() - without.keys()
    assert missing
    assert all(re.search("changements|etat|{date}", key) for key in missing)
    assert not [path for path in (tmp_path / FOLDER).iterdir() if "changements" in path.name]


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        ("1.0.0", "1.0.0", ""),
        ("1.0.0", "1.0.1", "corrective"),
        ("1.0.9", "1.1.0", "mineure"),
        ("1.9.9", "2.0.0", "majeure"),
        ("1.1.0", "1.0.9", ""),
        ("2.0.0", "1.9.9", ""),
    ],
)
def test_la_partie_qui_a_bouge(before: str, after: str, part: str) -> None:
    assert moved(before, after) == part


LESS, MORE, OTHER = {"colonne a": "string"}, {"colonne a": "string", "b": "x"}, {"colonne a": "n"}


@pytest.mark.parametrize(
    ("old", "new", "too_little", "enough"),
    [
        (LESS, MORE, "1.0.1", "1.1.0"),
        (MORE, LESS, "1.1.0", "2.0.0"),
        (LESS, OTHER, "1.9.0", "2.0.0"),
        ({"mots a": "1"}, {"mots a": "2"}, "1.0.0", "1.0.1"),
    ],
)
def test_une_version_trop_petite_est_refusee(
    old: dict[str, str], new: dict[str, str], too_little: str, enough: str
) -> None:
    assert refusals(old, new, "1.0.0", too_little)
    assert not refusals(old, new, "1.0.0", enough)


def test_une_colonne_dit_ce_que_dit_le_champ_et_sinon_sa_forme() -> None:
    spec = view_of(MINIATURE).spec
    start, source = spec.properties["debut"], spec.properties["logement"].properties["source"]
    assert words_for_readers(start) == start.description
    assert words_for_readers(source) != source.description
    assert words_for_readers(source).startswith("Le document qui le dit")
