"""What keeps a text from being read: tabs, odd spaces, a colon without quotes.

Each repair is a guess on the text alone; `writing/mend.py` keeps their result only if it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent

from catalogue.schema.fields import Spec
from catalogue.schema.walk import fields_where
from catalogue.text.events import LimitError, check_depth, parse
from catalogue.text.scalars import in_quotes
from catalogue.text.unseen import TOLD, each_unseen, shown
from catalogue.writing.edits import Edit
from catalogue.writing.source_text import SourceText
from catalogue.writing.tidy import BLANKS, BULLETS, DASH, is_free_text

TAB_WIDTHS: Final = (2, 4, 8)
_COLON: Final = "mapping values are not allowed in this context"
_MOST: Final = 50
"""Colons to quote in one file: each costs a parse."""

_tabs = re.compile(r"^ *\t[ \t]*", re.MULTILINE).finditer
_odd = re.compile(
    "^[ \t]*[\u00a0\u2009\u202f][ \t\u00a0\u2009\u202f]*(?=- |-$|[\\w-]+:(?: |$))", re.MULTILINE
).finditer
_unparted = re.compile(
    "^( *(?:- +)*(?:[\\w-]+:|-))[\u00a0\u2009\u202f]+(?=\\S)", re.MULTILINE
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


def parting_spaces(text: str) -> Iterator[Edit]:
    """Put an ordinary space instead of the non-breaking one after a colon or a dash."""
    for match in _unparted(text):
        yield Edit(((match.end(1), match.end(), " "),), match[0].strip(), f"{match[1].strip()} ")


def seen_signs(text: str) -> Iterator[Edit]:
    """Take out the signs that nobody sees, or put the sign that they stood for."""
    places: dict[str, list[int]] = {}
    for match in each_unseen(text):
        places.setdefault(match[0], []).append(match.start())
    for sign, found in places.items():
        if (by := shown(sign)) is not TOLD:
            changes = tuple((at, at + 1, by) for at in found)
            yield Edit(
                changes, f"caractère invisible U+{ord(sign):04X}", f"« {by} »" if by else "rien"
            )


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


_bullet = re.compile(f" *([{BULLETS}{DASH}])([{BLANKS}]+)(?=[^\\s])").match
_opening = re.compile(r" *(?:- +)*([\w-]+):[ \t]*(?:#.*)?").fullmatch
_block = re.compile(r".*:[ \t]+[|>][0-9+-]{0,2}[ \t]*(?:#.*)?").fullmatch


@dataclass(slots=True)
class _List:
    """A field that wants a list: the indent of its name, and of its bullets once there is one."""

    name: int
    bullets: int | None = None

    def goes_on(self, indent: int) -> bool:
        """Tell whether a bullet at an indent begins one of its items."""
        return indent >= self.name if self.bullets is None else indent == self.bullets

    def ends(self, indent: int) -> bool:
        """Tell whether a line that begins no item, at an indent, is past it."""
        return self.bullets is None or indent <= self.bullets


def dashes(text: str, spec: Spec) -> Iterator[Edit]:
    """Put dashes instead of the bullets that begin the items of a field that is a list."""
    wanted = {path[-1] for path, field in fields_where(spec, lambda f: f.type == "array") if path}
    lists: list[_List] = []
    for start, indent, line in _lines(text):
        while lists and indent < (lists[-1].bullets or lists[-1].name):
            lists.pop()
        bullet = _bullet(line)
        if bullet and lists and lists[-1].goes_on(indent):
            lists[-1].bullets = indent
            change = (start + bullet.start(1), start + bullet.end(), "-" + " " * len(bullet[2]))
            yield Edit((change,), f"« {bullet[1]} » en début de ligne", "« - »")
            continue
        while lists and lists[-1].ends(indent):
            lists.pop()
        if (opening := _opening(line)) and opening[1] in wanted:
            lists.append(_List(opening.start(1)))


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start, indent and text of the lines that say something, blocks of text apart."""
    at, block = 0, -1
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        # In a block, a bullet is somebody's text.
        if bare.strip() and not bare.startswith("#") and (block < 0 or indent <= block):
            block = indent if _block(line) else -1
            yield start, indent, line


def trim_lines(source: SourceText) -> Iterator[Edit]:
    """Take the spaces off the end of the lines, except in a block, where they may be text."""
    blocks = _indents(source)
    for row, line in enumerate(source.lines):
        bare = line.rstrip(" \t")
        if bare != line and (row not in blocks or len(line) <= blocks[row]):
            end = source.starts[row] + len(line)
            change = (end - len(line) + len(bare), end, "")
            yield Edit((change,), f"« {line[len(bare) :]} » en fin de ligne", "rien")


def _indents(source: SourceText) -> dict[int, int]:
    """Return the rows of the blocks of text, each with the indent of its block."""
    found: dict[int, int] = {}
    for leaf in source.leaves:
        if leaf.style in ("|", ">"):
            rows = range(source.row(leaf.start) + 1, source.row(leaf.end))
            full = (source.lines[row] for row in rows if source.lines[row].strip())
            first = next(full, "")
            found |= dict.fromkeys(rows, len(first) - len(first.lstrip(" ")))
    return found


def end_file(source: SourceText) -> Iterator[Edit]:
    """Leave one line break at the end of the file."""
    bare = source.text.rstrip("\n")
    if source.text[len(bare) :] != "\n":
        change = (len(bare), len(source.text), "\n")
        ends = len(source.text) - len(bare)
        yield Edit((change,), f"{ends or 'aucune'} fin{'s' if ends else ''} de ligne", "une seule")
