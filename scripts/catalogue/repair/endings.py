"""What nobody sees at the end of a line or of the file."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.repair.edits import Edit
from catalogue.repair.source import Source


def trim_lines(source: Source) -> Iterator[Edit]:
    """Take the spaces off the end of the lines, except in a block, where they may be text."""
    blocks = _indents(source)
    for row, line in enumerate(source.lines):
        bare = line.rstrip(" \t")
        if bare != line and (row not in blocks or len(line) <= blocks[row]):
            end = source.starts[row] + len(line)
            change = (end - len(line) + len(bare), end, "")
            yield Edit((change,), f"« {line[len(bare) :]} » en fin de ligne", "rien")


def _indents(source: Source) -> dict[int, int]:
    """Return the rows of the blocks of text, each with the indent of its block."""
    found: dict[int, int] = {}
    for leaf in source.leaves:
        if leaf.style in ("|", ">"):
            rows = range(source.row(leaf.start) + 1, source.row(leaf.end))
            full = (source.lines[row] for row in rows if source.lines[row].strip())
            first = next(full, "")
            found |= dict.fromkeys(rows, len(first) - len(first.lstrip(" ")))
    return found


def end_file(source: Source) -> Iterator[Edit]:
    """Leave one line break at the end of the file."""
    bare = source.text.rstrip("\n")
    if source.text[len(bare) :] != "\n":
        change = (len(bare), len(source.text), "\n")
        ends = len(source.text) - len(bare)
        yield Edit((change,), f"{ends or 'aucune'} fin{'s' if ends else ''} de ligne", "une seule")
