"""A repair is a list of edits of a text: the text cut into its leaves, and words for each edit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Final

from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from catalogue.issues import counted, safe
from catalogue.schema.fields import Spec
from catalogue.text.scalars import Scalar, check_depth, parse, scalar_of


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar: what it says, how it is written, and where."""

    start: int
    end: int
    style: str
    """Empty for a plain one, else « ' », « " », « | » or « > »."""
    text: str
    value: Scalar
    spec: Spec | None


@dataclass(slots=True)
class Branch:
    """A list (no keys) or a mapping, its entries in the order of the text."""

    start: int
    flow: bool
    is_mapping: bool
    spec: Spec | None
    values: list[Node] = field(default_factory=list)
    keys: list[Leaf] = field(default_factory=list)
    end: int = 0
    """Of a flow one, past its bracket; of the others, wherever the next thing starts."""


Node = Leaf | Branch


@dataclass(frozen=True)
class SourceText:
    """A text that reads without a fault, and the fields that its kind of file may have."""

    text: str
    spec: Spec

    @cached_property
    def root(self) -> Node:
        """Return the tree of the text."""
        events = parse(self.text)
        first = next(e for e in events if isinstance(e, ScalarEvent | CollectionStartEvent))
        return _node(first, events, self.spec, 1)

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the text."""
        return self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """Return where each line starts, and where the one after the last would."""
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    def row(self, index: int) -> int:
        """Return the number, from 0, of the line that holds a character."""
        return bisect_right(self.starts, index) - 1

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Return every value, in the order of the text."""
        return [node for _, node in _walk(self.root, 0) if isinstance(node, Leaf)]

    @cached_property
    def mappings(self) -> list[tuple[int, Branch]]:
        """Return every mapping with its depth."""
        nodes = _walk(self.root, 0)
        return [(d, node) for d, node in nodes if isinstance(node, Branch) and node.is_mapping]


def _node(event: Event, events: Iterator[Event], spec: Spec | None, depth: int) -> Node:
    assert event.start_mark is not None and event.end_mark is not None
    start = event.start_mark.index
    if isinstance(event, ScalarEvent):
        value = scalar_of(event)
        return Leaf(start, event.end_mark.index, event.style or "", event.value, value, spec)
    assert isinstance(event, CollectionStartEvent)
    check_depth(event, depth)
    branch = Branch(start, bool(event.flow_style), isinstance(event, MappingStartEvent), spec)
    for inner in events:
        if isinstance(inner, CollectionEndEvent):
            assert inner.end_mark is not None
            branch.end = inner.end_mark.index
            break
        if not branch.is_mapping:
            item = spec.items if spec else None
            branch.values.append(_node(inner, events, item, depth + 1))
            continue
        key = _node(inner, events, None, depth + 1)
        assert isinstance(key, Leaf)  # A text without a fault has no other kind of name.
        branch.keys.append(key)
        field_spec = spec.properties.get(key.text) if spec else None
        branch.values.append(_node(next(events), events, field_spec, depth + 1))
    return branch


def _walk(node: Node, depth: int) -> Iterator[tuple[int, Node]]:
    yield depth, node
    if isinstance(node, Branch):
        for value in node.values:
            yield from _walk(value, depth + 1)


def end_of(node: Node) -> int:
    """Return where what a node holds ends, comments and blank lines apart."""
    while isinstance(node, Branch) and not node.flow and node.values:
        node = node.values[-1]
    return node.end


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
        safe(
            f"{file}:{one.line}: réparé : {_short(one.before)} → {_short(one.after)} [{one.repair}]"
        )
        for file, done in mended.items()
        for one in done
    ]
    if not lines:
        return "Rien à réparer."
    repairs = counted(len(lines), "réparation", "réparations")
    where = counted(sum(bool(done) for done in mended.values()), "fichier", "fichiers")
    legend = " (⍽ : espace insécable)" if any("⍽" in line for line in lines) else ""
    return "\n".join([*lines, f"{repairs} dans {where}{legend}."])


def _short(text: str) -> str:
    """Return a piece of a file on one short line, its unseen spaces shown."""
    text = text.translate(_SHOWN)
    half = (_WIDTH - 3) // 2
    return text if len(text) <= _WIDTH else f"{text[:half]} … {text[-half:]}"
