"""Repairs of one value at a time: its quotes, and what `writing/tidy.py` makes of it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from catalogue.text.scalars import Scalar, in_digits, in_quotes, needs_quotes
from catalogue.writing.edits import Change, Edit
from catalogue.writing.source_text import Leaf, Node, SourceText
from catalogue.writing.tidy import VALUE_REPAIRS, is_free_text

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


_curly = re.compile('[“„]([^“”„"]*)[”“]|‘([^‘"]*)’').fullmatch
_french = re.compile('«[ \u00a0\u2009\u202f]?([^«»"]*?)[ \u00a0\u2009\u202f]?»').fullmatch
_CONTEXT: Final = 16


def straighten(source: SourceText) -> Iterator[Edit]:
    """Put straight quotes where curly ones were meant as YAML's."""
    for leaf in source.leaves:
        bare = uncurled(leaf)
        if bare is not None:
            yield _whole(source.text, leaf, in_quotes(bare))


def quote(source: SourceText) -> Iterator[Edit]:
    """Put double quotes around a text that could be read as something else, and for single ones."""
    for leaf in source.leaves:
        text = source.text[leaf.start : leaf.end]
        if "\n" not in text and leaf.spec and (_reads_otherwise(leaf) or _is_single(leaf)):
            yield _whole(source.text, leaf, in_quotes(leaf.text))


def repair_values(name: str) -> Callable[[SourceText], Iterator[Edit]]:
    """Return the repair of texts that makes one repair of values."""

    def repair(source: SourceText) -> Iterator[Edit]:
        for leaf in source.leaves:
            value = meant(leaf)
            wanted = VALUE_REPAIRS[name](value, leaf.spec) if leaf.spec else value
            if wanted != value or type(wanted) is not type(value):
                yield from _rewritten(source.text, leaf, wanted)

    return repair


def meant(leaf: Leaf) -> Scalar:
    """Return what a value says: its text where the field wants a text."""
    wants_text = leaf.spec is not None and leaf.spec.type == "string" and leaf.value is not None
    return leaf.text if wants_text else leaf.value


def agrees(node: Node, data: object) -> bool:
    """Tell whether values are those of a tree, each as it was or after some of the repairs."""
    if isinstance(node, Leaf):
        return any(type(data) is type(value) and data == value for value in _stages(node))
    if not node.is_mapping:
        return isinstance(data, list) and _all_agree(node.values, data)
    names = [key.text for key in node.keys]
    if not isinstance(data, dict) or set(data) != set(names):
        return False
    return _all_agree(node.values, [data[name] for name in names])


def _all_agree(nodes: list[Node], values: list[object]) -> bool:
    pairs = zip(nodes, values, strict=False)
    return len(nodes) == len(values) and all(agrees(node, value) for node, value in pairs)


def _stages(leaf: Leaf) -> Iterator[Scalar]:
    """Yield what a value was, then what each repair in turn makes of it."""
    yield leaf.value
    bare = uncurled(leaf)
    value = meant(leaf) if bare is None else bare
    yield value
    if leaf.spec is not None:
        for repair in VALUE_REPAIRS.values():
            value = repair(value, leaf.spec)
            yield value


def uncurled(leaf: Leaf) -> str | None:
    """Return the text between curly quotes that stand for YAML's; None when they do not."""
    if leaf.style or leaf.spec is None or "\n" in leaf.text:
        return None
    match = _curly(leaf.text)
    if match is None and not is_free_text(leaf.spec):
        match = _french(leaf.text)
    return next((group for group in match.groups() if group is not None), "") if match else None


def _reads_otherwise(leaf: Leaf) -> bool:
    wants_text = leaf.spec is not None and leaf.spec.type == "string" and leaf.value is not None
    return wants_text and not leaf.style and needs_quotes(leaf.text)


def _is_single(leaf: Leaf) -> bool:
    return leaf.style == "'" and '"' not in leaf.text and "\\" not in leaf.text


def _rewritten(text: str, leaf: Leaf, wanted: Scalar) -> Iterator[Edit]:
    """Yield the edit that gives a leaf another value, as small as can be."""
    if not isinstance(wanted, str):
        yield _whole(text, leaf, in_digits(wanted))
        return
    changes = small_changes(text, leaf, wanted)
    bare = not leaf.style and needs_quotes(wanted)
    if changes and is_free_text(leaf.spec) and not bare:
        yield Edit(tuple(changes), *_shown(leaf.text, wanted))
    elif "\n" not in text[leaf.start : leaf.end]:
        yield _whole(text, leaf, in_quotes(wanted) if leaf.style or bare else wanted)


def _whole(text: str, leaf: Leaf, new: str) -> Edit:
    return Edit(((leaf.start, leaf.end, new),), text[leaf.start : leaf.end], new)


def _shown(before: str, after: str) -> tuple[str, str]:
    """Return the part of two texts where they differ, with a few words around."""
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    alike = 0
    while alike < min(len(before), len(after)) - start and before[-1 - alike] == after[-1 - alike]:
        alike += 1
    first, rest = max(0, start - _CONTEXT), max(0, alike - _CONTEXT)
    return before[first : len(before) - rest], after[first : len(after) - rest]
