"""A field added to the schema, and a facet with its vocabulary, are everywhere without an edit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.contribute.editor_schema import editor_schema
from catalogue.contribute.form import FormField, field_sections, form_parts
from catalogue.contribute.form_data import form_files
from catalogue.contribute.guide import GuideQuestion, guide
from catalogue.data.exports import RecordTable
from catalogue.pipeline import Loaded
from catalogue.records.types import Project
from catalogue.site.changes import Comparison
from catalogue.site.site_view import SiteView
from catalogue.writing.record_text import commented_record
from support.miniature import copy_records, issues_of, loaded, read_yaml, write_yaml
from support.places import DAY, ROOT

RECORD = "projects/essai-complet.yml"
FIELDS: dict[str, dict[str, Any]] = {
    "mobilier": {
        "title": "Mobilier",
        "description": "Ce que le logement contient à l’arrivée du ménage.",
        "type": "string",
        "maxLength": 400,
        "x-section": "triptyque",
        "examples": ["Un lit, une table et de quoi cuisiner."],
    },
    "animaux": {
        "title": "Animaux",
        "description": "Les animaux que le ménage peut garder.",
        "type": "array",
        "uniqueItems": True,
        "items": {"type": "string", "x-referentiel": "animaux", "examples": ["chien"]},
        "x-section": "besoin",
        "x-facette": {"parametre": "animal", "libelle": "Animal"},
    },
}
"""What is written in the schema, and nowhere else."""
VOCABULARY = {
    "id": "animaux",
    "libelle": "Animal",
    "libelle_pluriel": "Animaux",
    "definition": "Vocabulaire d’essai.",
    "adresse": "animaux",
    "termes": [{"id": "chien", "libelle": "Chien", "definition": "Un animal de compagnie."}],
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with two more fields in its schema, and a record that has them."""
    folder = copy_records(tmp_path_factory.mktemp("ajout"))
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    path = folder / "schemas/project.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"] |= FIELDS
    path.write_text(json.dumps(schema), encoding="utf-8")
    write_yaml(folder / "reference/vocabularies/animaux.yml", VOCABULARY)
    text = (folder / RECORD).read_text(encoding="utf-8")
    more = "mobilier: Un lit et une table.\nanimaux:\n  - chien\n"
    (folder / RECORD).write_text(text + more, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def read(root: Path) -> Loaded:
    """That repository, read."""
    return loaded(root)


@pytest.fixture(scope="module")
def view(read: Loaded) -> SiteView:
    """What its site shows."""
    return SiteView(read.corpus, read.schemas)


@pytest.fixture(scope="module")
def record(view: SiteView) -> Project:
    """The record that has both fields."""
    return next(p for p in view.corpus.projects if p.file == RECORD)


def test_le_controle_les_connait(root: Path) -> None:
    assert not [issue for issue in issues_of(root, RECORD) if issue.level == "error"]


def test_le_controle_refuse_un_mot_hors_du_vocabulaire(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "essai"
    shutil.copytree(root, copy)
    wrong = (copy / RECORD).read_text(encoding="utf-8").replace("- chien\n", "- chein\n")
    (copy / RECORD).write_text(wrong, encoding="utf-8")
    (issue,) = [i for i in loaded(copy).issues(DAY) if i.level == "error"]
    assert issue.rule == "reference-inconnue" and issue.advice.suggestion == "chien"


def test_la_fiche_les_montre(view: SiteView, record: Project) -> None:
    sections = {s.id: s for s in view.sheet(record).sections}
    shown = {
        id_: {
            field.nom
            for part in section.parties
            for field in (part.noeud.valeur if part.noeud.vue == "champs" else (part,))
        }
        for id_, section in sections.items()
    }
    assert "mobilier" in shown["triptyque"] and "animaux" in shown["besoin"]


def test_une_fiche_sans_eux_le_dit(view: SiteView, record: Project) -> None:
    other = next(p for p in view.corpus.projects if p is not record and "besoin" in p.data)
    assert "Animaux" in view.sheet(other).non_renseigne


def test_la_facette_filtre_et_le_terme_a_sa_page(view: SiteView) -> None:
    facet = next(f for f in view.facets if f.parametre == "animal")
    assert [(v.id, len(v.fiches)) for v in facet.valeurs] == [("chien", 1)]
    assert "animaux/chien/" in dict(view.terms)


def test_la_recherche_trouve_la_fiche_par_le_terme(view: SiteView, record: Project) -> None:
    assert "Chien" in view.sheet(record).mots_de_recherche.split()
    assert "Chien" in {name.libelle for name in view.names}


def _form_names(fields: Iterable[FormField]) -> Iterator[str]:
    for field in fields:
        yield field.spec.name
        yield from _form_names((*field.champs, *field.replies))


def test_le_formulaire_les_demande_et_les_juge(view: SiteView) -> None:
    parts = form_parts(view)
    asked = {n for p in parts for n in _form_names((*p.en_vue, *p.facultatifs, *p.reglages))}
    data = json.loads(dict(form_files(view))["formulaire.json"])
    assert set(FIELDS) <= asked
    assert set(FIELDS) <= data["champs"]["project"]["proprietes"].keys()
    assert data["ensembles"]["animaux"]["termes"].keys() == {"chien"}


def _asked(questions: Iterable[GuideQuestion]) -> Iterator[str]:
    for question in questions:
        yield question.spec.title
        yield from _asked(question.questions)


def test_le_guide_d_entretien_les_demande(view: SiteView) -> None:
    chapters = [questions for part in guide(view) for _, questions in part.chapitres]
    assert {"Mobilier", "Animaux"} <= {q for questions in chapters for q in _asked(questions)}


def test_la_page_des_champs_les_explique(view: SiteView) -> None:
    explained = {field.chemin: field for _, fields in field_sections(view) for field in fields}
    assert explained["mobilier"].spec.examples[0] == FIELDS["mobilier"]["examples"][0]
    assert [(t.id, t.libelle) for t in explained["animaux"].valeurs] == [("chien", "Chien")]
    assert explained["animaux"].spec.note("facette")["libelle"] == "Animal"


def test_les_exports_ont_leur_colonne(view: SiteView, record: Project) -> None:
    table = RecordTable(view.corpus, view.spec)
    assert {"Mobilier", "Animaux"} <= set(table.headings)
    assert "Un lit et une table.;Chien" in table.text([record])


def test_le_modele_commente_les_propose(read: Loaded) -> None:
    known = {name: tuple(terms) for name, terms in read.corpus.references.items()}
    text = commented_record({}, read.schemas.spec("project"), known)
    assert "# mobilier: Un lit, une table et de quoi cuisiner.\n" in text
    assert "# animaux:\n#   - chien\n" in text


def test_les_editeurs_de_texte_les_completent(read: Loaded) -> None:
    made: Any = json.loads(editor_schema(read.corpus, read.schemas))["properties"]
    assert made["mobilier"]["title"] == "Mobilier"
    assert made["animaux"]["items"]["enum"] == ["chien"]


def test_la_note_de_relecture_les_nomme(root: Path, read: Loaded) -> None:
    after = read_yaml(root / RECORD)
    before = {key: value for key, value in after.items() if key not in FIELDS}
    found = Comparison(read.corpus).changes(read.schemas.spec("project"), before, after)
    assert [(c.champ, c.apres) for c in found] == [
        ("Mobilier", "Un lit et une table."),
        ("Animaux", "Chien"),
    ]
