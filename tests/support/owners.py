"""Who CODEOWNERS says reviews a file: the last line that matches, as both forges read it."""

from __future__ import annotations

import re
from functools import cache

from pathspec import GitIgnoreSpec

from support.places import ROOT

LINE = re.compile(r"# (/\S+)\s+(@.*)")
"""A pattern with its roles; nobody is named yet, so that each stands in a comment."""


@cache
def _lines() -> list[tuple[GitIgnoreSpec, tuple[str, ...]]]:
    lines = (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rows = (LINE.fullmatch(line) for line in lines)
    return [(GitIgnoreSpec.from_lines([r[1]]), tuple(r[2].split())) for r in rows if r]


def owners_of(name: str) -> tuple[str, ...]:
    """Return the roles that review a file, by its path from the root; none if no line matches."""
    found = [roles for pattern, roles in _lines() if pattern.match_file(name)]
    return found[-1] if found else ()
