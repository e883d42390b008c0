"""Repairs of one value at a time: its quotes, and what `write/tidy.py` makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from catalogue.read.scalars import Scalar
from catalogue.repair.alignment import small_changes
from catalogue.repair.edits import Edit
from catalogue.repair.source import Leaf, Node, Source
from catalogue.write.scalars import in_digits, in_quotes, needs_quotes
from catalogue.write.tidy import VALUE_REPAIRS, is_free_text

_curly = re.compile('[“„]([^“”„"]*)[”“]|‘([^‘"]*)’').fullmatch
_french = re.compile('«[ \u00a0\u2009\u202f]?([^«»"]*?)[ \u00a0\u2009\u202f]?»').fullmatch
_CONTEXT: Final = 16


def straighten(source: Source) -> Iterator[Edit]:
    """Put straight quotes where curly ones were meant as YAML's."""
    for leaf in source.leaves:
        bare = uncurled(leaf)
        if bare is not None:
            yield _whole(source.text, leaf, in_quotes(bare))


def quote(source: Source) -> Iterator[Edit]:
    """Put double quotes around a text that could be read as something else, and for single ones."""
    for leaf in source.leaves:
        text = source.text[leaf.start : leaf.end]
        if "\n" not in text and leaf.spec and (_reads_otherwise(leaf) or _is_single(leaf)):
            yield _whole(source.text, leaf, in_quotes(leaf.text))


def repair_values(name: str) -> Callable[[Source], Iterator[Edit]]:
    """Return the repair of texts that makes one repair of values."""

    def repair(source: Source) -> Iterator[Edit]:
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
