"""What keeps a text from being read: tabs, odd spaces, a colon without quotes.

Each repair is a guess on the text alone; `repair/mend.py` keeps their result only if it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent

from catalogue.read.events import LimitError, check_depth, parse
from catalogue.read.schema import Spec
from catalogue.read.walk import fields_where
from catalogue.repair.edits import Edit
from catalogue.write.scalars import in_quotes
from catalogue.write.tidy import is_free_text

TAB_WIDTHS: Final = (2, 4, 8)
_COLON: Final = "mapping values are not allowed in this context"
_MOST: Final = 50
"""Colons to quote in one file: each costs a parse."""

_tabs = re.compile(r"^ *\t[ \t]*", re.MULTILINE).finditer
_odd = re.compile(
    "^[ \t]*[\u00a0\u2009\u202f][ \t\u00a0\u2009\u202f]*(?=- |-$|[\\w-]+:(?: |$))", re.MULTILINE
).finditer
_curly = re.compile(
    '^( *(?:- +)*[\\w-]+: +| *(?:- +)+)[“„]([^“”„"\n]*)[”“][ \t]*$', re.MULTILINE
).finditer
_field = re.compile(r"( *(?:- +)*([\w-]+): +)([^\s\"'\[{|>&*!#].*?)[ \t]*").fullmatch


def widen_tabs(text: str, width: int) -> Iterator[Edit]:
    """Put spaces instead of the tabs that indent a line."""
    for match in _tabs(text):
        spaces = match[0].expandtabs(width)
        shown = match[0].replace("\t", "⇥")
        change = (match.start(), match.end(), spaces)
        yield Edit((change,), f"retrait « {shown} »", f"{len(spaces)} espaces")


def plain_indents(text: str) -> Iterator[Edit]:
    """Put ordinary spaces instead of the non-breaking ones that indent a field or an item."""
    for match in _odd(text):
        change = (match.start(), match.end(), " " * len(match[0]))
        yield Edit((change,), "espaces insécables en retrait", "espaces ordinaires")


def straight_quotes(text: str) -> Iterator[Edit]:
    """Put straight quotes instead of curly ones around a whole value."""
    for match in _curly(text):
        start, new = match.end(1), in_quotes(match[2])
        yield Edit(((start, match.end(), new),), text[start : match.end()], new)


def quote_colons(text: str, spec: Spec) -> Iterator[Edit]:
    """Put quotes around a free text that a colon keeps from being read."""
    free = {path[-1] for path, _ in fields_where(spec, is_free_text) if path}
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for _ in range(_MOST):
        row = _row_of_colon("\n".join(lines))
        match = _field(lines[row]) if row is not None else None
        if row is None or match is None or match[2] not in free or " #" in match[3]:
            return
        new = in_quotes(match[3])
        lines[row] = match[1] + new
        start = starts[row]
        yield Edit(((start + match.end(1), start + match.end(), new),), match[3], new)


def _row_of_colon(text: str) -> int | None:
    """Return the line where a colon is one too many, if that is what stops the reading."""
    depth = 0
    try:
        for event in parse(text):
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            check_depth(event, depth)
    except yaml.MarkedYAMLError as error:
        if error.problem == _COLON and error.problem_mark is not None:
            return error.problem_mark.line
    except (LimitError, UnicodeError, yaml.YAMLError):
        pass
    return None
