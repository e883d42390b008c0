"""Fields put in the order of the schema, each with the comments that stand above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from catalogue.writing.edits import Change, Edit
from catalogue.writing.source_text import Branch, SourceText, end_of
from catalogue.writing.tidy import in_order

_before_first = re.compile(r" *(?:- +)*").fullmatch
_comment = re.compile(r"( *)#").match


def sort_fields(source: SourceText) -> Iterator[Edit]:
    """Put the fields of the deepest groups out of order in the order of the schema.

    The deepest alone: moving them leaves the lines of the others where they were.
    """
    wrong = [(depth, group) for depth, group in source.mappings if _names(group) != _wanted(group)]
    moves = [(depth, group, _moved(source, group)) for depth, group in wrong]
    deepest = max((depth for depth, _, change in moves if change), default=0)
    for depth, group, change in moves:
        if change and depth == deepest:
            yield Edit((change,), ", ".join(_names(group)), ", ".join(_wanted(group)))


def _moved(source: SourceText, group: Branch) -> Change | None:
    return _in_braces(source.text, group) if group.flow else _in_lines(source, group)


def _names(group: Branch) -> list[str]:
    return [key.text for key in group.keys]


def _wanted(group: Branch) -> list[str]:
    return in_order(_names(group), group.spec.properties if group.spec else {})


def _in_braces(text: str, group: Branch) -> Change:
    """Return the change that permutes the fields of a group in braces, commas left in place."""
    places = [(k.start, end_of(v)) for k, v in zip(group.keys, group.values, strict=True)]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(places)]
    place_of = dict(zip(_names(group), places, strict=True))
    fields = [text[slice(*place_of[name])] for name in _wanted(group)]
    new = "".join(part for pair in zip(fields, [*gaps, ""], strict=True) for part in pair)
    return (places[0][0], places[-1][1], new)


def _in_lines(source: SourceText, group: Branch) -> Change | None:
    """Return the change that permutes the fields of a group of lines; None when it is unsure."""
    rows = [source.row(key.start) for key in group.keys]
    column = group.keys[0].start - source.starts[rows[0]]
    before = source.lines[rows[0]][:column]
    if not _before_first(before) or any(source.lines[row][:column].strip() for row in rows[1:]):
        return None
    tops = _tops(source, group, rows[0], column)
    chunks = [source.lines[top:bottom] for top, bottom in pairwise(tops)]
    dashed = bool(before.strip())
    if dashed:
        chunks[0][0] = " " * column + chunks[0][0][column:]
    chunk_of = dict(zip(_names(group), chunks, strict=True))
    moved = [line for name in _wanted(group) for line in chunk_of[name]]
    if dashed:
        # A blank line cannot stand between a dash and its first field; a comment can.
        moved = moved[next(i for i, line in enumerate(moved) if line.strip()) :]
        moved[0] = before + moved[0].lstrip(" ")
    return (source.starts[tops[0]], source.starts[tops[-1]] - 1, "\n".join(moved))


def _tops(source: SourceText, group: Branch, first: int, column: int) -> list[int]:
    """Return the row where what belongs to each field starts, and the row after the last."""
    tops = [_top_of_first(source.lines, first, column)]
    for key, value in zip(group.keys, group.values, strict=True):
        end = max(key.end, end_of(value))
        while source.text[end - 1].isspace():
            end -= 1
        tops.append(_past_own_comments(source.lines, source.row(end - 1) + 1, column))
    return tops


def _top_of_first(lines: list[str], row: int, column: int) -> int:
    """Return the row of the first comment above a group's first field; a file's header stays."""
    if lines[row][:column].strip():
        return row
    top = row
    while top and _comment(lines[top - 1]):
        top -= 1
    return top or row


def _past_own_comments(lines: list[str], row: int, column: int) -> int:
    """Return the row after the comments that are deeper than a field, hence its own."""
    after = row
    for here in range(row, len(lines)):
        comment = _comment(lines[here])
        if lines[here].strip() and (comment is None or len(comment[1]) <= column):
            break
        after = here + 1 if comment else after
    return after
