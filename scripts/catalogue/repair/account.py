"""What was repaired, told in French, one line a repair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from catalogue.issues import UNSAFE
from catalogue.repair.edits import Mended

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
