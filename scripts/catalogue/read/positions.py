"""Where each value of a text stands; asked only about a text that has a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import yaml
from yaml.events import (
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from catalogue.issues import Path as Steps
from catalogue.read.disk import read_bytes
from catalogue.read.events import LimitError, check_depth, parse, scalar_of, spot_of
from catalogue.read.text import Spot, decode

Wanted = tuple[Steps, bool]
"""A path of keys and indices, and whether its key is wanted rather than its value."""

_START: Final[Spot] = (1, 1)


def locate(text: str, places: Iterable[Wanted]) -> list[Spot]:
    """Return the line and column of each place; of its nearest existing ancestor if it is absent.

    An absent place is shown at the key of the mapping or list where it is missing.
    """
    spots = _Spots(text)
    return [spots.find(path, on_key) for path, on_key in places]


def locate_file(path: Path, places: Iterable[Wanted], *, inside: Path | None = None) -> list[Spot]:
    """Do the same in a file; in one that cannot be read, everything is at its start."""
    content = read_bytes(path, path.name, inside)
    text = decode(content, path.name) if isinstance(content, bytes) else content
    return locate(text if isinstance(text, str) else "", places)


class _Spots:
    """The places of the keys and of the values of the first document, by path."""

    __slots__ = ("_events", "_keys", "_values")

    def __init__(self, text: str) -> None:
        self._keys: dict[Steps, Spot] = {}
        self._values: dict[Steps, Spot] = {}
        self._events: Iterator[Event] = iter(())
        self._fill(text)

    def find(self, path: Steps, on_key: bool) -> Spot:
        """Return the place of a path, or of the nearest thing to it."""
        if path in self._values:
            value = self._values[path]
            return self._keys.get(path, value) if on_key else value
        for length in range(len(path) - 1, -1, -1):
            if path[:length] in self._values:
                return self._keys.get(path[:length], self._values[path[:length]])
        return _START

    def _fill(self, text: str) -> None:
        """Walk the text as far as it can be parsed."""
        try:
            self._events = parse(text)
            for event in self._events:
                if isinstance(event, ScalarEvent | CollectionStartEvent):
                    self._node(event, (), 1)
                    return
        except (yaml.YAMLError, UnicodeError, LimitError):
            return

    def _node(self, event: Event, path: Steps | None, depth: int) -> None:
        """Note where a node is, unless it has no path, and go through what it holds."""
        if path is not None:
            self._values[path] = spot_of(event)
        if isinstance(event, CollectionStartEvent):
            check_depth(event, depth)
            if isinstance(event, MappingStartEvent):
                self._mapping(path, depth)
            else:
                self._sequence(path, depth)

    def _sequence(self, path: Steps | None, depth: int) -> None:
        for index, event in enumerate(self._events):
            if isinstance(event, SequenceEndEvent):
                break
            self._node(event, None if path is None else (*path, index), depth + 1)

    def _mapping(self, path: Steps | None, depth: int) -> None:
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            inner = self._entry(event, path)
            if not isinstance(event, ScalarEvent):
                self._node(event, None, depth + 1)
            self._node(next(self._events), inner, depth + 1)

    def _entry(self, event: Event, path: Steps | None) -> Steps | None:
        """Return the path of the value of a key: none for a key that the document leaves out."""
        name = scalar_of(event) if isinstance(event, ScalarEvent) else None
        if path is None or not isinstance(name, str) or (*path, name) in self._values:
            return None
        inner = (*path, name)
        self._keys[inner] = spot_of(event)
        return inner
