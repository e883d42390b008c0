"""A repair is a list of edits of a text, each with the words that tell it to a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Change = tuple[int, int, str]
"""Start, end, and the text that takes their place."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Pieces of a text to replace, and how to tell it: what was there, what is there now."""

    changes: tuple[Change, ...]
    """In the order of the text, without overlap."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mended:
    """One repair that was made: where, which, and its words."""

    line: int
    repair: str
    before: str
    after: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after edits that do not overlap."""
    changes = sorted((c for edit in edits for c in edit.changes), reverse=True)
    pieces: list[str] = []
    last = len(text)
    for start, end, new in changes:
        pieces += [text[end:last], new]
        last = start
    return "".join([*pieces, text[:last]][::-1])


def told(repair: str, text: str, edits: Iterable[Edit]) -> list[Mended]:
    """Return edits of a text as what was done, with the line of each."""
    found: list[Mended] = []
    line, at = 1, 0
    for edit in sorted(edits, key=lambda edit: edit.changes[0][0]):
        start = edit.changes[0][0]
        line, at = line + text.count("\n", at, start), start
        found.append(Mended(line, repair, edit.before, edit.after))
    return found
