"""A text under repair: its tree of nodes, each with its field and its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from catalogue.schema.fields import Spec
from catalogue.text.events import check_depth, parse, scalar_of
from catalogue.text.scalars import Scalar


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
        return list(_leaves(self.root))

    @cached_property
    def mappings(self) -> list[tuple[int, Branch]]:
        """Return every mapping with its depth."""
        return list(_mappings(self.root, 0))


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
        _add(branch, inner, events, depth + 1)
    return branch


def _add(branch: Branch, event: Event, events: Iterator[Event], depth: int) -> None:
    """Add the item of a list, or the name and the value of a field."""
    spec = branch.spec
    if not branch.is_mapping:
        branch.values.append(_node(event, events, spec.items if spec else None, depth))
        return
    key = _node(event, events, None, depth)
    assert isinstance(key, Leaf)  # A text without a fault has no other kind of name.
    branch.keys.append(key)
    inner = spec.properties.get(key.text) if spec else None
    branch.values.append(_node(next(events), events, inner, depth))


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    else:
        for value in node.values:
            yield from _leaves(value)


def _mappings(node: Node, depth: int) -> Iterator[tuple[int, Branch]]:
    if isinstance(node, Branch):
        if node.is_mapping:
            yield depth, node
        for value in node.values:
            yield from _mappings(value, depth + 1)


def end_of(node: Node) -> int:
    """Return where what a node holds ends, comments and blank lines apart."""
    while isinstance(node, Branch) and not node.flow and node.values:
        node = node.values[-1]
    return node.end
