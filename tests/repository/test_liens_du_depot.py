"""The repository's own documents point to files that exist."""

from __future__ import annotations

import re

import pytest

from support.places import ROOT

DOCUMENTS = (
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/decisions.md", "docs/architecture.md",
    "bench/README.md",
)  # fmt: skip
CONFLICT = re.compile(r"^(<{7} .*|={7}|>{7} .*)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_chaque_lien_d_un_document_du_depot_mene_a_un_fichier(name: str) -> None:
    document = ROOT / name
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_aucun_document_du_depot_ne_garde_les_marques_d_une_fusion(name: str) -> None:
    assert CONFLICT.findall((ROOT / name).read_text(encoding="utf-8")) == []
