"""No text makes a pattern search without end."""

from __future__ import annotations

import subprocess
import sys

import pytest

PATTERNS = (
    "catalogue.rules.private_patterns:EMAIL",
    "catalogue.rules.private_patterns:PHONE",
    "catalogue.rules.private_patterns:HIDDEN_EMAIL",
    "catalogue.rules.private_patterns:SPOKEN_PHONE",
    "catalogue.rules.private_patterns:LANDMARK",
    "catalogue.rules.private_patterns:ADDRESS",
    "catalogue.rules.private_patterns:WAY",
    "catalogue.rules.recognisable:FEW_PEOPLE",
    "catalogue.rules.recognisable:SENTENCE",
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
