"""The canonical style: one text for the same values, which reads back as those values."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.pipeline import ALL_KINDS
from catalogue.schema.fields import Schemas, Spec
from catalogue.text.document import read_document, read_text
from catalogue.writing.record_text import write_record
from catalogue.writing.tidy import tidy
from support.places import ROOT, TESTS

CASES = json.loads((TESTS / "write" / "style.json").read_text(encoding="utf-8"))
RECORDS = sorted((ROOT / "projects").glob("*.yml"))


@cache
def project() -> Spec:
    """Return the fields of a record."""
    return Schemas(ROOT / "schemas", ALL_KINDS).spec("project")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["nom"])
def test_chaque_regle_de_style_donne_le_texte_attendu(case: dict[str, Any]) -> None:
    assert write_record(case["donnees"], project()).split("\n") == [*case["texte"], ""]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_les_fiches_du_depot_sont_dans_le_style(path: Any) -> None:
    document, _ = read_document(path, path.name)
    assert document is not None
    assert write_record(document.data, project()) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["nom"])
def test_un_texte_ecrit_se_relit_et_se_reecrit_pareil(case: dict[str, Any]) -> None:
    text = write_record(case["donnees"], project())
    document, issues = read_text(text, "essai.yml")
    assert document is not None and issues == []
    assert document.data == tidy(case["donnees"], project())
    assert write_record(document.data, project()) == text


SIGNS = st.sampled_from([*"ab'\"\\ \n\u00a0:;!?%«»#-&*|>[]{},.0125é`_/<=~@", ": ", " #", "oui"])
TEXTS = st.lists(SIGNS, max_size=60).map("".join) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=30
)


@given(text=TEXTS, where=st.sampled_from(["titre", "besoin", "publics", "contact"]))
def test_n_importe_quel_texte_se_relit_tel_qu_il_a_ete_ecrit(text: str, where: str) -> None:
    data = {
        "titre": {"titre": text},
        "besoin": {"besoin": {"texte": text}},
        "publics": {"publics": [text, "impayes"]},
        "contact": {"contact": {"organisme": "ush", "url": text}},
    }[where]
    tidied = tidy(data, project())
    document, _ = read_text(write_record(data, project()), "essai.yml")
    assert (document.data if document else {}) == tidied
    assert tidy(tidied, project()) == tidied
