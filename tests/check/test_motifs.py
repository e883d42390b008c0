"""No text makes a pattern search without end."""

from __future__ import annotations

import subprocess
import sys

import pytest

PATTERNS = (
    "catalogue.rules.privacy:EMAIL",
    "catalogue.rules.privacy:PHONE",
    "catalogue.rules.privacy:HIDDEN_EMAIL",
    "catalogue.rules.privacy:SPOKEN_PHONE",
    "catalogue.rules.privacy:LANDMARK",
    "catalogue.rules.privacy:ADDRESS",
    "catalogue.rules.privacy:WAY",
    "catalogue.rules.privacy:FEW_PEOPLE",
    "catalogue.rules.privacy:SENTENCE",
    "catalogue.rules.content:HTML",
    "catalogue.site.sheet:ELIDED",
    "catalogue.site.prose:SIGN",
    "catalogue.site.prose:ITEM",
)
SEARCH = """
import importlib, sys
module, name = sys.argv[1].split(":")
pattern = getattr(importlib.import_module(module), name)
for text in (
    "a", "a.", "<a ", "0", "0 ", "l'", "é-", "- ", "1.", " ", "[", "*a", "\\n", "A", "Aa ", "M. A",
    "1 rue A ", "un ",
):
    pattern.findall(text * (400_000 // len(text)))
"""
PATIENCE = 300
"""Seconds, for what takes one: a search that grows with the square of the text takes hours."""


@pytest.mark.parametrize("name", PATTERNS)
def test_un_texte_de_400_000_signes_est_lu_par_chaque_motif(name: str) -> None:
    done = subprocess.run([sys.executable, "-c", SEARCH, name], timeout=PATIENCE, check=False)
    assert done.returncode == 0
