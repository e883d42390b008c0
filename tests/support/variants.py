"""Records as somebody might get them wrong: the real ones, cut, mixed, filled with junk."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

from catalogue.schema.fields import Spec

Path = tuple[str | int, ...]

JUNK: tuple[Any, ...] = (
    None, "", 0, -1, 1.5, 0.00001, 61, 240, 2150, 10**9, True, False, [], {}, ["a", "a"], [1, 1],
    {"a": 1}, " ", "\u00a0", "01", "no", "1 250", "12,5 %", "2019-13", "2019-02-30", "31/12/2018",
    "2099-01-01", "1er janvier 2019", "référent unique", "referent-uniqe", "habitat-eurelie", "s1",
    "s9", "impayes-expulsion", "violences", "x" * 700, "é" * 161, "<b>x</b>", "jean@exemple.fr",
    "06 12 34 56 78", "M. Jean Dupont", "Contactez Marie Durand, directrice",
    "12 rue de la Paix", "rue des Lilas", "une famille malienne de trois enfants, malade",
    "deux familles afghanes", "realise", "pourcent", "a: b", "- tiret", "# dièse", "l'eau", "“x”",
    "• un\n•\u00a0deux\nsuite", "– un\n– deux\n\n– trois", "▪", "S1",
)  # fmt: skip
"""Values that somebody may write anywhere; people and places among them are invented."""
INSERTED = ("", "é", "z", " ", "  ", "\n\n", ": ", " #", "’", "'", "« ", "%")
MOST_CHANGES = 5


def variants(records: list[dict[str, Any]], spec: Spec, count: int, seed: int) -> Iterator[Any]:
    """Yield so many records, each a real one with none to four changes."""
    chance = random.Random(seed)
    for _ in range(count):
        record = copy.deepcopy(chance.choice(records))
        for _ in range(chance.randrange(MOST_CHANGES)):
            if record:
                _change(record, records, spec, chance)
        yield record


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(value, dict | list):
        for step, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(child, (*path, step))


def _at(record: Any, path: Path) -> Any:
    for step in path:
        record = record[step]
    return record


def _change(
    record: dict[str, Any], records: list[dict[str, Any]], spec: Spec, chance: random.Random
) -> None:
    """Change one value of a record: taken out, replaced, renamed, repeated, or misspelt."""
    paths = list(_paths(record))
    path = chance.choice(paths)
    holder, step = _at(record, path[:-1]), path[-1]
    kind = chance.randrange(8)
    if kind == 0:
        del holder[step]
    elif kind in (1, 2):
        holder[step] = copy.deepcopy(chance.choice(JUNK))
    elif kind == 3:
        holder[step] = copy.deepcopy(_at(record, chance.choice(paths)))
    elif kind == 4 and isinstance(holder, dict):
        holder[f"{step}x" if chance.random() < 0.5 else str(step)[:-1]] = holder.pop(step)
    elif kind == 5 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[int(step)]))
    elif kind == 6 and isinstance(holder[step], str) and holder[step]:
        text, rank = holder[step], chance.randrange(len(holder[step]))
        holder[step] = text[:rank] + chance.choice(INSERTED) + text[rank + 1 :]
    else:
        name = chance.choice(list(spec.properties))
        other = chance.choice(records).get(name, chance.choice(JUNK))
        record.setdefault(name, copy.deepcopy(other))
