"""Where each character of a value stands in the text, so that an edit stays small."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from catalogue.repair.edits import Change
from catalogue.repair.source import Leaf

LONGEST: Final = 8_000
"""Twice what any field may hold: a longer value is not laid beside the text that writes it."""
LONGEST_RUN: Final = 40
"""Between two words, a longer run of signs is replaced whole: comparing costs its square."""

_word = re.compile("((?:\\w|[\u0300-\u036f])+)").split
_blank = re.compile(r"[ \t\n]*")
_header = re.compile(r"[|>][+-]?[ \t]*(?:#[^\n]*)?\n")
_indent = re.compile(r" *")
_escape = re.compile(r"\\(?:x..|u....|U........|[^xuU\n])")
_token = re.compile(r"\n+|[^\n]")


def small_changes(text: str, leaf: Leaf, wanted: str) -> list[Change] | None:
    """Return the least changes of a text that make one of its values another.

    None when the value and the text that writes it cannot be laid side by side with certainty.
    """
    if len(leaf.text) > LONGEST:
        return None
    before, after = _word(leaf.text), _word(wanted)
    places = _places(text[: leaf.end], leaf) if len(before) == len(after) else None
    if places is None:
        return None
    changes: list[Change] = []
    for first, last, new in _differences(before, after):
        start, end = places[first][0], places[last - 1][1] if last > first else places[first][0]
        changes.append((start, end, new))
        if "\n" in text[start:end]:
            changes += _moved_break(text, (start, end), places, leaf.text, last)
    return None if _overlap(changes) else changes


def _differences(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Yield where two texts differ, given by their words and what stands between them, in turn.

    A repair neither adds nor takes away a word: pieces of the same rank are versions of each other,
    and only what stands between two words is compared sign by sign.
    """
    at = 0
    for old, new in zip(before, after, strict=True):
        if old != new and max(len(old), len(new)) > LONGEST_RUN:
            yield at, at + len(old), new
        elif old != new:
            matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
            for kind, first, last, i, j in matcher.get_opcodes():
                if kind != "equal":
                    yield at + first, at + last, new[i:j]
        at += len(old)


def _moved_break(
    text: str, gone: tuple[int, int], places: Sequence[tuple[int, int]], value: str, last: int
) -> list[Change]:
    """Return the line break that a change takes away, put at the next space, if there is one."""
    space = value.find(" ", last)
    start, end = places[space] if space >= 0 else (0, 0)
    return [(start, end, text[slice(*gone)])] if text[start:end] == " " else []


def _overlap(changes: list[Change]) -> bool:
    return any(end > start for (_, end, _), (start, _, _) in pairwise(changes))


def _places(written: str, leaf: Leaf) -> list[tuple[int, int]] | None:
    """Return the start and end of each character of a value, then of its end."""
    start = _first(written, leaf)
    if start is None:
        return None
    at, indent = start
    places: list[tuple[int, int]] = []
    for token in _token.findall(leaf.text):
        end = _after(written, at, token, leaf.style, indent)
        if end is None:
            return None
        places += [(at, end)] * len(token)
        at = end
    return [*places, (at, at)]


def _first(written: str, leaf: Leaf) -> tuple[int, int] | None:
    """Return where the first character of a value stands, and the indent of a block."""
    if leaf.style not in ("|", ">"):
        return leaf.start + bool(leaf.style), -1
    header = _header.match(written, leaf.start)
    if header is None or leaf.text.startswith(("\n", " ")):
        return None  # An indent said by a number, or lines that only the number tells apart.
    indent = _spaces(written, header.end())
    return header.end() + indent, indent


def _after(written: str, at: int, token: str, style: str, indent: int) -> int | None:
    """Return where a character of a value ends in the text, or None when another stands there."""
    if style == '"' and written.startswith("\\", at):
        return _past_escapes(written, at, len(token))
    if style == "'" and token == "'":
        return at + 2 if written.startswith("''", at) else None
    if token[0] == "\n" or (token == " " and _breaks(written, at, style)):
        return _past_breaks(written, at, indent)
    return at + 1 if written.startswith(token, at) else None


def _breaks(written: str, at: int, style: str) -> bool:
    """Tell whether a space of a value is a line break of the text."""
    if style in ("|", ">"):
        return written.startswith("\n", at)
    blank = _blank.match(written, at)
    return blank is not None and "\n" in blank[0]


def _past_escapes(written: str, at: int, count: int) -> int | None:
    for _ in range(count):
        escape = _escape.match(written, at)
        if escape is None:
            return None
        at = escape.end()
    return at


def _past_breaks(written: str, at: int, indent: int) -> int | None:
    """Return where the next line that is not blank starts, past its indent."""
    if indent < 0:
        blank = _blank.match(written, at)
        return blank.end() if blank is not None else None
    start = at
    while written.startswith("\n", at):
        at += 1
        at += min(indent, _spaces(written, at))
    return at if at > start else None


def _spaces(written: str, at: int) -> int:
    match = _indent.match(written, at)
    return match.end() - at if match is not None else 0
