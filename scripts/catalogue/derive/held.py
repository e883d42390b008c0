"""What a record holds, asked by data rather than by code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from catalogue.derive.wording import plural

Raw = Mapping[str, Any]
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Where to look in a record, by the keys that lead there, and the fields to find together."""

    path: Keys
    """Lists on the way add no key; no key at all is the record itself."""
    fields: frozenset[str] = frozenset()


def look(path: Keys, *fields: str) -> Look:
    """Return a look at what keys lead to."""
    return Look(path, frozenset(fields))


@dataclass(frozen=True)
class Test:
    """Whether a record holds what is looked for: in so many places at least, together."""

    looks: tuple[Look, ...]
    least: int = 1
    value: str = ""
    """What the one field must say, where it is not enough that it is there."""

    @cached_property
    def passes(self) -> Callable[[Raw], bool]:
        """Return what runs the test: most ask for one field of the record itself."""
        look = self.looks[0]
        plain = len(self.looks) == 1 and not look.path and len(look.fields) < 2
        return _plain(look.fields, self.value) if plain else self._counted

    def _counted(self, data: Raw) -> bool:
        left = self.least
        for look in self.looks:
            for group in groups(data, look.path):
                left -= all(map(group.__contains__, look.fields))
                if not left:
                    return True
        return False


def _plain(fields: frozenset[str], value: str) -> Callable[[Raw], bool]:
    if not fields:
        return lambda _: True
    [field] = fields
    return (lambda data: data.get(field) == value) if value else (lambda data: field in data)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count in words of what some paths lead to; without a plural, only that it is there."""

    paths: tuple[Keys, ...]
    un: str
    plusieurs: str = ""

    def words(self, data: Raw) -> str:
        """Return « 2 moyens cités », or the empty string where there is none."""
        count = sum(len(groups(data, path)) for path in self.paths)
        if not count or not self.plusieurs:
            return self.un if count else ""
        return plural(count, self.un, self.plusieurs)


def groups(data: Any, path: Keys) -> list[Any]:
    """Return what keys lead to, each item of the lists on the way and at the end."""
    found = [data]
    for key in path:
        held = [group[key] for group in found if key in group]
        if not held:
            return held
        found = held if type(held[0]) is not list else [item for items in held for item in items]
    return found
