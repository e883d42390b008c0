"""What was derived of each record, kept as long as what else it rests on is the same."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from catalogue.derive.views import Card
from catalogue.model.records import Project


@dataclass(frozen=True, slots=True)
class Kept:
    """Cards and choices by record; a record that is read again is another one."""

    cards: MutableMapping[Project, Card] = field(default_factory=WeakKeyDictionary)
    choices: MutableMapping[Project, tuple[frozenset[str], ...]] = field(
        default_factory=WeakKeyDictionary
    )
    """What each facet finds in a record, in the order of the facets."""
