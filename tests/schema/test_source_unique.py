"""A field that is added to the schema is everywhere, with no other edit."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from catalogue.build.whole_site import House
from catalogue.contribute.editor_schema import editor_schema
from support.drawing import texts_of, view_of
from support.html import parse
from support.miniature import copy_records, issues_of
from support.places import ROOT

FIELD: dict[str, Any] = {
    "title": "Accessibilité",
    "description": "Ce que le logement permet à qui se déplace difficilement.",
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": {"type": "string", "x-referentiel": "niveaux", "examples": ["plain-pied"]},
    "x-section": "en-bref",
    "x-facette": {"parametre": "accessibilite", "libelle": "Accessibilité"},
}
VOCABULARY = """id: niveaux
libelle: Niveau
libelle_pluriel: Niveaux
definition: Vocabulaire réduit, pour les tests.
adresse: niveaux
termes:
  - id: plain-pied
    libelle: De plain-pied
    definition: Sans marche.
  - id: adapte
    libelle: Adapté
    definition: Avec des travaux.
"""


def _extended(folder: Path) -> Path:
    """Return a repository whose schema, vocabularies and one record have a field more."""
    root = copy_records(folder)
    shutil.copytree(ROOT / "schemas", root / "schemas")
    path = root / "schemas" / "project.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"]["accessibilite"] = FIELD
    path.write_text(json.dumps(schema), encoding="utf-8")
    (root / "reference/vocabularies/niveaux.yml").write_text(VOCABULARY, encoding="utf-8")
    with (root / "projects/essai-minimal.yml").open("a", encoding="utf-8") as record:
        record.write("accessibilite: [plain-pied]\n")
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the extended repository."""
    return _extended(tmp_path_factory.mktemp("champ") / "depot")


@pytest.fixture(scope="module")
def texts(root: Path, mini_house: House) -> dict[str, str]:
    """Return the site of the extended repository."""
    return texts_of(view_of(root), mini_house)


def test_la_verification_accepte_la_valeur_du_champ(root: Path) -> None:
    assert {i.rule for i in issues_of(root, "projects/essai-minimal.yml")} == {"source-inutilisee"}


def test_la_verification_refuse_une_valeur_hors_du_vocabulaire(tmp_path: Path) -> None:
    root = _extended(tmp_path / "depot")
    path = root / "projects/essai-minimal.yml"
    text = path.read_text(encoding="utf-8").replace("[plain-pied]", "[plein-pied]")
    path.write_text(text, encoding="utf-8")
    messages = [i.message for i in issues_of(root, "projects/essai-minimal.yml")]
    assert any("vouliez-vous dire « plain-pied »" in message for message in messages)


def test_le_champ_est_une_facette_des_donnees(texts: dict[str, str]) -> None:
    facets = json.loads(texts["assets/donnees/facettes.json"])["facettes"]
    (facet,) = (f for f in facets if f["parametre"] == "accessibilite")
    assert [v["id"] for v in facet["valeurs"]] == ["plain-pied", "adapte"]


def test_le_champ_est_un_filtre_de_la_page_du_catalogue(texts: dict[str, str]) -> None:
    page = parse(texts["catalogue/index.html"])
    found = {e.attributes["data-parametre"] for e in page.with_attribute("data-parametre")}
    assert "accessibilite" in found


def test_chaque_terme_du_champ_a_sa_page_avec_ses_fiches(texts: dict[str, str]) -> None:
    assert "Le strict minimum d’essai" in texts["niveaux/plain-pied/index.html"]


def test_le_champ_est_sur_la_fiche_avec_le_lien_de_son_terme(texts: dict[str, str]) -> None:
    page = parse(texts["projets/essai-minimal/index.html"])
    links = {e.text: e.attributes["href"] for e in page.all("a")}
    assert links["De plain-pied"] == "../../niveaux/plain-pied/"


def test_le_champ_absent_d_une_fiche_y_est_dit_non_renseigne(texts: dict[str, str]) -> None:
    page = parse(texts["projets/essai-complet/index.html"])
    lines = [e.text for e in page.elements if e.attributes.get("class") == "non-renseignes"]
    assert "accessibilité" in lines[0]


def test_le_champ_est_dans_la_page_des_champs(texts: dict[str, str]) -> None:
    page = parse(texts["contribuer/champs/index.html"])
    (entry,) = (e for e in page.elements if e.attributes.get("id") == "champ-accessibilite")
    assert "plain-pied De plain-pied" in entry.text


def test_le_champ_est_une_colonne_du_csv(texts: dict[str, str]) -> None:
    rows = csv.DictReader(io.StringIO(texts["exports/fiches.csv"]), delimiter=";")
    cells = {row["\ufeffIdentifiant"]: row["Accessibilité"] for row in rows}
    assert cells["essai-minimal"] == "De plain-pied"


def test_le_champ_est_dans_l_export_json(texts: dict[str, str]) -> None:
    records = {r["id"]: r for r in json.loads(texts["exports/fiches.json"])["fiches"]}
    assert records["essai-minimal"]["accessibilite"] == ["plain-pied"]


def test_les_termes_du_champ_sont_dans_le_schema_des_editeurs(root: Path) -> None:
    view = view_of(root)
    made = json.loads(editor_schema(view.corpus, view.schemas))
    assert made["properties"]["accessibilite"]["items"]["enum"] == ["plain-pied", "adapte"]


def test_la_recherche_connait_le_terme_du_champ(texts: dict[str, str]) -> None:
    page = parse(texts["projets/essai-minimal/index.html"])
    (element,) = page.with_attribute("data-mots")
    assert "De plain-pied" in element.attributes["data-mots"]
