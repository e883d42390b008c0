"""The tests' kinds of mistakes, one mutant of each, for other programs to find."""

from __future__ import annotations

import sys
from pathlib import Path

# The mistakes are the tests' own: what is compared here is what is tried there.
sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))

from mutations.herd import Case, write_herd
from mutations.mutation import MUTATIONS

__all__ = ["MUTATIONS", "Case", "write_kinds"]


def write_kinds(root: Path) -> list[Case]:
    """Write the records and their mutants into a folder; return the first mutant of each kind."""
    first: dict[str, Case] = {}
    for case in write_herd(root):
        first.setdefault(case.kind, case)
    return list(first.values())
