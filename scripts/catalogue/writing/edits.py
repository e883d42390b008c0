"""A repair is a list of edits of a text, each with the words that tell it to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from catalogue.issues import UNSAFE

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


_WIDTH: Final = 70
_SHOWN: Final = str.maketrans({"\u00a0": "⍽", "\u202f": "⍽", "\t": "⇥", "\n": " "})


def account(mended: Mapping[str, Sequence[Mended]]) -> str:
    """Return what was done to each file, a line a repair, then a summary."""
    lines = [
        UNSAFE.sub(" ", f"{file}:{one.line}: réparé : {_words(one)} [{one.repair}]")
        for file, done in mended.items()
        for one in done
    ]
    return "\n".join([*lines, *_summary(lines, sum(bool(done) for done in mended.values()))])


def _words(one: Mended) -> str:
    return f"{_short(one.before)} → {_short(one.after)}"


def _short(text: str) -> str:
    """Return a piece of a file on one short line, its unseen spaces shown."""
    text = text.translate(_SHOWN)
    half = (_WIDTH - 3) // 2
    return text if len(text) <= _WIDTH else f"{text[:half]} … {text[-half:]}"


def _summary(lines: Sequence[str], files: int) -> Iterator[str]:
    if not lines:
        yield "Rien à réparer."
        return
    repairs = "1 réparation" if len(lines) == 1 else f"{len(lines)} réparations"
    where = "1 fichier" if files == 1 else f"{files} fichiers"
    legend = " (⍽ : espace insécable)" if any("⍽" in line for line in lines) else ""
    yield f"{repairs} dans {where}{legend}."
