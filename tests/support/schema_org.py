"""What schema.org says of the data that our pages hold, after its own vocabulary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from support.places import ROOT

VOCABULARY = json.loads((ROOT / "tests/support/schema-org.json").read_text(encoding="utf-8"))
WORDS = frozenset({"Text", "URL", "Date", "DateTime", "Time"})
DATES = frozenset({"Date", "DateTime"})
_date = re.compile(r"\d{4}(-\d\d(-\d\d)?)?").fullmatch

Node = dict[str, Any]


@cache
def line_of(type_: str) -> frozenset[str]:
    """Return a type and all above it."""
    parents = VOCABULARY["types"].get(type_, ())
    return frozenset({type_}.union(*map(line_of, parents)))


def faults(node: Node, where: str = "") -> Iterator[str]:
    """Yield what the vocabulary does not know in a thing and all that it holds."""
    type_ = node.get("@type")
    if type_ not in VOCABULARY["types"]:
        yield f"{where}: unknown type {type_}"
        return
    for name, given in node.items():
        if name.startswith("@"):
            continue
        place = f"{where}/{type_}.{name}"
        if name not in VOCABULARY["properties"]:
            yield f"{place}: unknown property"
            continue
        domains, ranges = map(frozenset, VOCABULARY["properties"][name])
        if not domains & line_of(type_):
            yield f"{place}: not of this type"
        for value in given if isinstance(given, list) else [given]:
            yield from _value_faults(value, ranges, place)


def _value_faults(value: Any, ranges: frozenset[str], place: str) -> Iterator[str]:
    if isinstance(value, dict):
        if not line_of(value.get("@type", "")) & ranges:
            yield f"{place}: {value.get('@type')} is none of {sorted(ranges)}"
        yield from faults(value, place)
    elif isinstance(value, bool):
        yield from [] if "Boolean" in ranges else [f"{place}: no yes or no"]
    elif isinstance(value, int | float):
        yield from [] if ranges & {"Number", "Integer"} else [f"{place}: no number"]
    elif not ranges & WORDS:
        yield f"{place}: words where a thing is wanted"
    elif not value.strip():
        yield f"{place}: empty"
    elif not ranges - DATES and not _date(value):
        yield f"{place}: no date"
