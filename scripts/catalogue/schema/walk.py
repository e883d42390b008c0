"""Ways through a document with the fields that the schema makes of its values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from catalogue.schema.fields import Spec, Step

HOLDERS = frozenset({dict, list})
"""The types of the values that hold others; a document has these alone, and no kinds of them."""


def visit(
    spec: Spec, value: object, see: Callable[[Step, Spec, object], None], path: Step = ()
) -> None:
    """Show every value that the schema knows with its path and field, whatever its shape."""
    see(path, spec, value)
    if isinstance(value, dict):
        known = spec.properties
        for key, child in value.items():
            if key in known:
                if type(child) in HOLDERS:
                    visit(known[key], child, see, (*path, key))
                else:
                    see((*path, key), known[key], child)
    elif isinstance(value, list) and spec.items is not None:
        for index, child in enumerate(value):
            if type(child) in HOLDERS:
                visit(spec.items, child, see, (*path, index))
            else:
                see((*path, index), spec.items, child)


def field_at(spec: Spec, path: Step) -> Spec | None:
    """Return the field that a path of keys and indices leads to, None where there is none."""
    here: Spec | None = spec
    for step in path:
        if here is None:
            return None
        here = here.properties.get(step) if isinstance(step, str) else here.items
    return here


def strings(spec: Spec, value: object) -> list[tuple[Spec, str]]:
    """Return every text value with its field, in the order of the file, without its path."""
    found: list[tuple[Spec, str]] = []
    _add_strings(spec, value, found)
    return found


def _add_strings(spec: Spec, value: object, found: list[tuple[Spec, str]]) -> None:
    if isinstance(value, dict):
        known = spec.properties
        for key, child in value.items():
            if type(child) is str:
                if key in known:
                    found.append((known[key], child))
            elif key in known and type(child) in HOLDERS:
                _add_strings(known[key], child, found)
    elif isinstance(value, list) and spec.items is not None:
        for child in value:
            if type(child) is str:
                found.append((spec.items, child))
            elif type(child) in HOLDERS:
                _add_strings(spec.items, child, found)


def fields_where(
    spec: Spec, test: Callable[[Spec], bool], path: Step = ()
) -> Iterator[tuple[Step, Spec]]:
    """Yield the fields that pass a test with the keys that lead to them (lists add no step)."""
    if test(spec):
        yield path, spec
    for key, child in spec.properties.items():
        yield from fields_where(child, test, (*path, key))
    if spec.items is not None:
        yield from fields_where(spec.items, test, path)


def values_at(data: object, path: Step) -> Iterator[Any]:
    """Yield the values that keys lead to, going through every list on the way."""
    if isinstance(data, list):
        for item in data:
            yield from values_at(item, path)
    elif not path:
        yield data
    elif isinstance(data, dict) and path[0] in data:
        yield from values_at(data[path[0]], path[1:])
