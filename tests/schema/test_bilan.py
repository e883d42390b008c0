"""Every edition obeys the schema of the bilan, which says no more and no less than the program."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from catalogue.bilan.edition import VERSION, make_edition
from catalogue.bilan.edition_json import edition_json
from support.drawing import view_of
from support.places import MINIATURE, ROOT

SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas/bilan.schema.json").read_text("utf-8"))
EDITIONS = [(root, year) for root in (ROOT, MINIATURE) for year in view_of(root).corpus.reports]


@cache
def _json(root: Path, year: str) -> str:
    view = view_of(root)
    return edition_json(make_edition(view, view.corpus.reports[year]))


@pytest.mark.parametrize(("root", "year"), EDITIONS)
def test_l_edition_obeit_au_schema(root: Path, year: str) -> None:
    errors = Draft202012Validator(SCHEMA).iter_errors(json.loads(_json(root, year)))
    assert [error.json_path for error in errors] == []


def test_le_schema_refuse_une_edition_a_qui_il_manque_un_champ() -> None:
    edition = json.loads(_json(MINIATURE, "2020"))
    del edition["tableaux"][0]["lignes"][0]["genre"]
    assert not Draft202012Validator(SCHEMA).is_valid(edition)


def test_le_schema_et_le_programme_ont_la_meme_version() -> None:
    assert SCHEMA["properties"]["version"]["const"] == VERSION
