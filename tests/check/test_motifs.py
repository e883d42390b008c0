"""No text makes a pattern search without end."""

from __future__ import annotations

import subprocess
import sys

import pytest

PATTERNS = (
    "catalogue.rules.privacy:ACCOUNT",
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
for named in sys.argv[1:]:
    print(named, flush=True)
    module, name = named.split(":")
    pattern = getattr(importlib.import_module(module), name)
    for text in (
        "a", "a.", "<a ", "0", "0 ", "l'", "é-", "- ", "1.", " ", "[", "*a", "\\n", "A", "Aa ",
        "M. A", "1 rue A ", "un ",
    ):
        pattern.findall(text * (400_000 // len(text)))
"""
PATIENCE = 300
"""Seconds, for what takes fifteen: a search that grows with the square of the text takes hours."""


def test_un_texte_de_400_000_signes_est_lu_par_chaque_motif() -> None:
    command = [sys.executable, "-c", SEARCH, *PATTERNS]
    try:
        subprocess.run(command, timeout=PATIENCE, check=True, stdout=subprocess.PIPE)
    except subprocess.TimeoutExpired as endless:
        begun = (endless.stdout or b"").decode().split()
        pytest.fail(f"cherche sans fin\u00a0: {begun[-1:]}")
