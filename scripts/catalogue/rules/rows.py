"""Rules that are data: rows of tests on fields, and patterns in texts.

The command line reads them here, the form in docs/assets/js/formulaire/lignes.js.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeGuard

from catalogue.issues import Level, Path
from catalogue.rules.registry import (
    SHOWN,
    Context,
    DocumentCheck,
    Finding,
    Group,
    Says,
    Subject,
    listed,
    rule,
    say,
)
from catalogue.schema.fields import Spec

Pattern = re.Pattern[str]
Test = tuple[Any, ...]
"""A verb, then what it is about: fields of the group, or of the record (`/financement.appel`), the
day (`@day`), numbers as they are.

`has`, `lacks` a field · `above`, `not-above`: two numbers · `before`: a date ends before the other
starts · `in`, `not-in` a list of values · `agree`: two values are the same, or one is not given.
"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """What is wrong when every test holds, and the field at which it is told."""

    message: str
    on: str = "record"
    """The groups it looks at: those of a tag (see Spec.tags), of a list of the file (`/sources`),
    or `record`, a record's own values.
    """
    at: str = ""
    when: tuple[Test, ...]
    blanks: Mapping[str, Any] = field(default_factory=dict)
    """Blank of the sentence → what fills it: a field, or a text after « = »."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One thing to find in texts, and which sentence tells it.

    A find in which the pattern catches a group is excused. A file that holds nothing like the
    likely pattern is not searched: a slow pattern is spared, and the same is found.
    """

    message: str
    exact: Pattern
    likely: Pattern | None = None
    kinds: tuple[str, ...] = ()
    """The kinds of files where it is looked for, all of them when none is named."""

    def find(self, text: str) -> str | None:
        """Return what a text holds, if anything."""
        found = (m[0] for m in self.exact.finditer(text) if not any(m.groups()))
        return next(found, None)


Texts = Iterable[tuple[Path, str]]


def found_in(subject: Subject, searches: Iterable[Search], texts: Texts) -> Iterator[Finding]:
    """Yield the texts that hold what is searched."""
    for search in searches:
        if search.likely is None or search.likely.search(subject.whole_text):
            for path, text in texts:
                if (found := search.find(text)) is not None:
                    yield quoting(path, search.message, found)


def quoting(path: Path, message: str, found: str) -> Finding:
    """Return a finding that quotes the beginning of what was found."""
    return Finding(path, say(message, trouve=found.strip()[:SHOWN]))


def data_rule(
    id_: str,
    phrase: str,
    *data: Row | Search,
    level: Level = "error",
    also: DocumentCheck | None = None,
    says: Says,
) -> None:
    """Register a rule that is data; `also` is what it does in files that the form does not know."""
    rows = tuple(one for one in data if isinstance(one, Row))
    searches = tuple(one for one in data if isinstance(one, Search))
    unknown = {test[0] for row in rows for test in row.when} - VERBS.keys()
    if unknown:
        raise ValueError(f"{id_}: no such verb: {', '.join(sorted(unknown))}")

    def check(context: Context, subject: Subject) -> Iterator[Finding]:
        yield from _judged(rows, context, subject)
        own = [one for one in searches if not one.kinds or subject.kind in one.kinds]
        yield from found_in(subject, own, subject.texts)
        if also:
            yield from also(context, subject)

    DATA[id_] = data
    rule(id_, phrase, level, says=says)(check)


DATA: Final[dict[str, tuple[Row | Search, ...]]] = {}
"""The rules that are data, by id."""


def _judged(rows: Iterable[Row], context: Context, subject: Subject) -> Iterator[Finding]:
    for row in rows:
        for path, spec, group in _groups(row, subject):
            # The schema may not give this group the field at which the row is told.
            if spec is not None and row.at and row.at not in spec.properties:
                continue
            value = partial(_value, context, subject, group)
            if all(VERBS[verb](*map(value, operands)) for verb, *operands in row.when):
                at = row.at.split(".") if row.at else ()
                blanks = {
                    name: what[1:] if str(what).startswith("=") else value(what)
                    for name, what in row.blanks.items()
                }
                yield Finding((*path, *at), say(row.message, **blanks))


def _groups(row: Row, subject: Subject) -> Iterator[tuple[Path, Spec | None, Group]]:
    """Yield the groups that a row looks at, with their paths and fields."""
    if row.on == "record":
        if subject.record:
            yield (), None, subject.record
    elif row.on.startswith("/"):
        for rank, item in listed(subject.data, row.on[1:]):
            yield (row.on[1:], rank), None, item
    else:
        for path, spec, value in subject.find(row.on):
            if isinstance(value, dict):
                yield path, spec, value


def _value(context: Context, subject: Subject, group: Group, operand: Any) -> Any:
    """Return what an operand of a test stands for, None where there is nothing."""
    if not isinstance(operand, str):
        return operand
    if operand == "@day":
        return context.au
    here: Any = subject.data if operand.startswith("/") else group
    for key in operand.removeprefix("/").split("."):
        here = here.get(key) if isinstance(here, dict) else None
    return here


DATE: Final = "^[0-9]{4}(-[0-9]{2}){0,2}$"
"""A text that can be set before or after another: what has not that form is a fault of its own."""
_date = re.compile(DATE).fullmatch


def is_number(value: object) -> TypeGuard[int | float]:
    """Tell whether a value is a number; « true » is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def before(one: Any, other: Any) -> bool:
    """Tell whether a date ends before another starts, at the precision that both have."""
    if not all(isinstance(day, str) and _date(day) for day in (one, other)):
        return False
    length = min(len(one), len(other))
    return bool(one[:length] < other[:length])


def above(one: Any, other: Any) -> bool:
    """Tell whether a value is a number larger than another."""
    return is_number(one) and is_number(other) and one > other


VERBS: Final[Mapping[str, Callable[..., bool]]] = {
    "has": lambda value: value is not None,
    "lacks": lambda value: value is None,
    "above": above,
    "not-above": lambda one, other: is_number(one) and is_number(other) and one <= other,
    "before": before,
    "in": lambda value, known: isinstance(value, str) and value in known,
    "not-in": lambda value, known: not (isinstance(value, str) and value in known),
    "agree": lambda one, other: one is None or other is None or bool(one == other),
}
"""The verbs that the command line and the form both know, and when a test holds."""
