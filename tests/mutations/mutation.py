"""One kind of mistake: what it does to a sound record, and what must then be said, and where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from catalogue.text.decoding import position

SPOT = "§"
"""Stands in a replacement where the fault must be told."""


@dataclass(frozen=True)
class Mutant:
    """A record with one mistake in it, and the line and column of the mistake."""

    content: bytes
    line: int
    column: int


@dataclass(frozen=True)
class Mutation:
    """A kind of mistake and the rule that must find it; `make` returns None where it cannot be."""

    name: str
    family: str
    rule: str
    make: Callable[[str], Mutant | None]


MUTATIONS: dict[str, Mutation] = {}
"""Every kind of mistake, by name, in the order of the table."""


def swap(  # noqa: PLR0913, PLR0917 — one line of a table, in the order of its columns.
    name: str, family: str, rule: str, old: str, new: str, at: str = ""
) -> None:
    """Declare a mistake that replaces the first match of a pattern.

    The fault is where the replacement has its spot, or else where `at` is first found afterwards.
    """

    def make(text: str) -> Mutant | None:
        found = re.search(old, text, re.MULTILINE)
        if found is None:
            return None
        # What follows is a text, not a template: only « \g<1> » has a meaning in it.
        piece = found.expand(new.replace("\\", "\\\\").replace("\\\\g<", "\\g<"))
        offset = found.start() + piece.find(SPOT)
        mutated = text[: found.start()] + piece.replace(SPOT, "") + text[found.end() :]
        if at:
            place = re.search(at, mutated, re.MULTILINE)
            assert place, f"{name}: {at} is nowhere"
            offset = place.start()
        return Mutant(mutated.encode(), *position(mutated, offset))

    add(name, family, rule, make)


def insert(name: str, family: str, rule: str, block: str) -> None:
    """Declare a mistake that adds a field before the sources of a record.

    Where the record has that field already, what the block says comes first in it: a field written
    twice would be another mistake.
    """
    field = block.partition(":")[0]
    old = rf"^{field}:\n|^(?P<sources>sources:\n)"
    swap(name, family, rule, old, f"{block}\n\\g<sources>")


def whole(name: str, family: str, rule: str, change: Callable[[str], bytes]) -> None:
    """Declare a mistake that makes a file unreadable as a whole: it is told at its start."""
    add(name, family, rule, lambda text: Mutant(change(text), 1, 1))


def add(name: str, family: str, rule: str, make: Callable[[str], Mutant | None]) -> None:
    """Declare a mistake; its name is new."""
    assert name not in MUTATIONS, name
    MUTATIONS[name] = Mutation(name, family, rule, make)
