"""The schemas hold together: closed, titled in French, and their own examples obey them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from catalogue.contribute.editor_schema import EDITED, editor_schema
from catalogue.schema.fields import Schemas, Spec
from catalogue.workspace import KINDS, SINGLE_FILES
from support.drawing import view_of
from support.places import ROOT

SCHEMAS = Schemas(ROOT / "schemas")
FILES = sorted(SCHEMAS.texts)
ALL_KINDS = [*KINDS.values(), *SINGLE_FILES.values()]
LOCAL_SETS = {"sources-fiche"}
"""Sets that each record has of its own."""

Path = tuple[str, ...]


def _nodes(node: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every object of a schema file that is itself a schema."""
    yield path, node
    for group in ("properties", "$defs"):
        for name, child in node.get(group, {}).items():
            yield from _nodes(child, (*path, group, name))
    if "items" in node:
        yield from _nodes(node["items"], (*path, "items"))


ALL = [(file, path, node) for file in FILES for path, node in _nodes(SCHEMAS.texts[file])]


def _specs(spec: Spec, path: Path = ()) -> Iterator[tuple[Path, Spec]]:
    yield path, spec
    for name, child in spec.properties.items():
        yield from _specs(child, (*path, name))
    if spec.items is not None:
        yield from _specs(spec.items, (*path, "[]"))


@cache
def _registry() -> Registry[Any]:
    pairs = ((name, Resource.from_contents(text)) for name, text in SCHEMAS.texts.items())
    return Registry().with_resources(pairs)


@pytest.mark.parametrize("file", FILES)
def test_le_fichier_est_un_schema_2020_12(file: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS.texts[file])


def test_chaque_groupe_de_champs_est_ferme() -> None:
    opened = [
        (file, path)
        for file, path, node in ALL
        if node.get("type") == "object" and node.get("additionalProperties", True) is True
        if "x-schema" not in node  # Judged by another schema, which its version names.
    ]
    assert not opened


def test_chaque_groupe_de_proprietes_se_dit_un_objet() -> None:
    assert not [(f, p) for f, p, node in ALL if "properties" in node and "type" not in node]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_chaque_champ_a_un_titre_en_francais(kind: str) -> None:
    # `title` falls back on the name of the field, which starts with a small letter.
    fields = [(p, s) for p, s in _specs(SCHEMAS.spec(kind)) if p and p[-1] != "[]"]
    assert not [path for path, spec in fields if not spec.title[:1].isupper()]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_chaque_tableau_dit_ce_qu_il_contient(kind: str) -> None:
    arrays = [(p, s) for p, s in _specs(SCHEMAS.spec(kind)) if s.type == "array"]
    assert not [path for path, spec in arrays if spec.items is None]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_chaque_champ_obligatoire_est_un_champ_prevu(kind: str) -> None:
    for path, spec in _specs(SCHEMAS.spec(kind)):
        assert set(spec.schema.get("required", ())) <= set(spec.properties), path


def test_chaque_referentiel_nomme_existe() -> None:
    named = {node["x-referentiel"] for _, _, node in ALL if "x-referentiel" in node}
    assert named - LOCAL_SETS <= set(view_of(ROOT).corpus.references)


def test_chaque_vocabulaire_est_nomme_par_un_schema() -> None:
    named = {node["x-referentiel"] for _, _, node in ALL if "x-referentiel" in node}
    assert set(view_of(ROOT).corpus.vocabularies) <= named


def test_chaque_section_de_champ_est_une_section_de_la_fiche() -> None:
    fields = SCHEMAS.spec("project").properties.values()
    named = {spec.note("section") for spec in fields if spec.note("section")}
    assert named <= {id_ for id_, _ in SCHEMAS.sections}


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_chaque_exemple_obeit_a_son_champ(kind: str) -> None:
    for path, spec in _specs(SCHEMAS.spec(kind)):
        validator = Draft202012Validator(dict(spec.schema), registry=_registry())
        wrong = [e for e in spec.schema.get("examples", ()) if not validator.is_valid(e)]
        assert not wrong, path


def test_chaque_exemple_de_terme_existe() -> None:
    references = view_of(ROOT).corpus.references
    for path, spec in _specs(SCHEMAS.spec("project")):
        if spec.reference not in {"", *LOCAL_SETS}:
            unknown = set(spec.schema.get("examples", ())) - set(references[spec.reference])
            assert not unknown, path


def test_chaque_motif_est_accompagne_de_la_forme_attendue() -> None:
    # `x-attendu` is what the message says instead of the regular expression.
    assert not [(f, p) for f, p, node in ALL if "pattern" in node and "x-attendu" not in node]


def test_aucun_format_n_est_employe_car_rien_ne_le_verifie() -> None:
    assert not [(file, path) for file, path, node in ALL if "format" in node]


@pytest.mark.parametrize("kind", EDITED)
def test_le_schema_des_editeurs_est_a_jour(kind: str) -> None:
    view = view_of(ROOT)
    path = ROOT / "schemas" / "editor" / f"{kind}.schema.json"
    assert path.read_text(encoding="utf-8") == editor_schema(view.corpus, view.schemas, kind)


@pytest.mark.parametrize("kind", EDITED)
def test_le_schema_des_editeurs_est_lui_meme_un_schema(kind: str) -> None:
    path = ROOT / "schemas" / "editor" / f"{kind}.schema.json"
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("folder", "kind"), [("projects", "project"), ("reference/calls", "call")])
def test_la_premiere_ligne_mene_au_schema_des_editeurs(folder: str, kind: str) -> None:
    for path in (ROOT / folder).glob("*.yml"):
        line = path.read_text(encoding="utf-8").splitlines()[0]
        target = line.removeprefix("# yaml-language-server: $schema=")
        schema = ROOT / "schemas" / "editor" / f"{kind}.schema.json"
        assert (path.parent / target).resolve() == schema, path.name


def test_chaque_champ_d_une_fiche_se_demande_par_une_question() -> None:
    fields = SCHEMAS.spec("project").properties.values()
    asked = [spec for spec in fields if spec.note("entretien", True)]
    assert [spec.name for spec in asked if not spec.note("question", "").endswith("?")] == []
