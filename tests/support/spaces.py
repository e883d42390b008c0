"""Where a plain space stands although French typography wants a no-break one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

PLAIN = re.compile(
    r"(?<=[^\s«]) (?=[:;?!»]+(?:$|[\s.,;:)\]…<]))"  # before a double sign that ends a word
    r"|« (?=\S)"
    r"|(?<=\d) (?=[%€])"
    r"|(?<![\d.,/-])\d{1,3} (?=\d{3}(?!\d))"
    r"|(?<=\bn°) (?=\d)"
)
CODE = frozenset({"script", "style", "code", "pre", "kbd", "samp", "textarea", "template"})
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source"})
SPOKEN = ("title", "aria-label", "alt", "placeholder", "data-titre")
"""The attributes that somebody reads or hears."""


def plain_spaces(text: str) -> list[str]:
    """Return what stands around each plain space that should be a no-break one."""
    around = ((m.start() - 25, m.end() + 15) for m in PLAIN.finditer(text))
    return [" ".join(text[max(0, start) : end].split("\n")) for start, end in around]


class _Reader(HTMLParser):
    """Gathers what a page says: its text out of code, and the attributes that are read."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.said += [value for name in SPOKEN if (value := given.get(name))]
        if given.get("name") == "description":
            self.said.append(given.get("content") or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not CODE.intersection(self._open):
            self.said.append(data)


def spaces_of_page(html: str) -> Iterator[str]:
    """Yield what stands around each plain space of a page that should be a no-break one."""
    if not PLAIN.search(unescape(html)):
        return  # What is not in the whole is in no part of it: most pages need not be read.
    reader = _Reader()
    reader.feed(html)
    for text in reader.said:
        yield from plain_spaces(text)
