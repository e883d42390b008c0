"""Bullets where YAML wants the dashes of a list.

Like those of `repair/legibility.py`, a guess on the text alone, kept if the result is better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.read.schema import Spec
from catalogue.read.walk import fields_where
from catalogue.repair.edits import Edit
from catalogue.write.bullets import BLANKS, BULLETS, DASH

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
