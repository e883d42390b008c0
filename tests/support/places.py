"""Where things are, and the day that the tests take for today."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "scripts" / "catalogue"
TESTS = ROOT / "tests"
MINIATURE = TESTS / "corpus"
INVALID = TESTS / "invalid"
EXPECTED = TESTS / "expected"

DAY = "2026-12-01"
