"""What the rules hold as data can be read by another program, and means the same there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from catalogue.check.exported import corpus_data, rules_data
from catalogue.check.messages import MESSAGES
from catalogue.check.rules import RULES
from catalogue.read.shape import RULES as SHAPE
from catalogue.read.shape_sentences import SENTENCES
from support.miniature import loaded
from support.places import MINIATURE

PATTERNS = ("day", "html", "exact", "few_people", "sentence", "marks", "no_letter", "details")
"""Keys of the data under which patterns stand."""
PYTHON_ONLY = re.compile(r"\\[wWdDsSbBAZ]|\(\?[^:=!<]|\(\?<[^=!]|[*+?}]\+")
"""Short classes, whose meaning differs, and what JavaScript does not have."""


def _patterns(data: Any, key: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for name, inner in data.items():
            yield from _patterns(inner, key if key in PATTERNS else name)
    elif isinstance(data, list):
        for inner in data:
            yield from _patterns(inner, key)
    elif key in PATTERNS:
        yield data


def test_les_donnees_des_regles_sont_du_json() -> None:
    assert json.loads(json.dumps(rules_data()))["twins"] == rules_data()["twins"]


def test_les_donnees_du_catalogue_sont_du_json() -> None:
    data = json.loads(json.dumps(corpus_data(loaded(MINIATURE).corpus)))
    assert {line["id"] for line in data["records"]} == {
        "essai-corse",
        "essai-complet",
        "essai-outre-mer",
        "essai-minimal",
        "essai-hostile",
    }


@pytest.mark.parametrize("pattern", sorted(set(_patterns(rules_data()))))
def test_un_motif_ne_dit_rien_que_python_seul_comprend(pattern: str) -> None:
    assert not PYTHON_ONLY.search(pattern)


@pytest.mark.parametrize("name", MESSAGES)
def test_chaque_phrase_est_celle_d_une_regle(name: str) -> None:
    assert name.split("/", maxsplit=1)[0] in {*RULES, "suite"}


@pytest.mark.parametrize("name", SENTENCES)
def test_chaque_phrase_de_forme_est_celle_d_une_regle(name: str) -> None:
    assert name.split("/", maxsplit=1)[0] in {*SHAPE, "suite", "modele", "attendu", "recu"}
