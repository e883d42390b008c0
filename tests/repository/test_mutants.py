"""The changes that `make mutants` makes: each says something else, and can be read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mutants import mutants_of, nearest_to
from support.places import ROOT


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a < b", "(a <= b)"),
        ("a <= b", "(a < b)"),
        ("a in b", "(a not in b)"),
        ("a and b", "(a or b)"),
        ("not a", "(a)"),
        ("f(3)", "f((4))"),
        ("f(True)", "f((False))"),
        ("all(a)", "(any(a))"),
        ("sorted(a)", "(list(a))"),
    ],
)
def test_un_changement_dit_autre_chose(text: str, after: str) -> None:
    source = text.encode()
    (mutant,) = mutants_of(Path("x.py"), source)
    assert mutant.applied(source).decode() == after
    assert ast.dump(ast.parse(after)) != ast.dump(ast.parse(text))


@pytest.mark.parametrize("text", ["a", "f'{a < b}'", "x: Literal[1]", "@f(1)\ndef g(): pass"])
def test_ce_qui_ne_se_change_pas_est_laisse(text: str) -> None:
    assert not list(mutants_of(Path("x.py"), text.encode()))


def test_une_place_se_compte_en_octets() -> None:
    source = 'é = "é" == x'.encode()
    (mutant,) = mutants_of(Path("x.py"), source)
    assert mutant.applied(source).decode() == "é = ('é' != x)"


def test_les_essais_qui_nomment_le_module_viennent_d_abord() -> None:
    first = nearest_to(ROOT, "rules", Path("rules/content.py"))[0]
    assert "rules.content" in (ROOT / first).read_text(encoding="utf-8")
