"""Material's style sheet without what no page of ours can meet: a third of its weight is left.

A rule stays when each class that it names is a word of some page, template or module, and a custom
property when something reads it. Words, not the values of `class`: rather a rule too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from catalogue.text.swap import write

SHEETS = "assets/stylesheets/*.css"
READERS = ("**/*.html", "**/*.j2", "**/*.js")
"""Files that may name a class."""
GROUPS = ("@media", "@supports", "@layer", "@container")
"""Blocks whose content is rules."""

TOKEN = re.compile(r"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|/\*.*?\*/|[(){}\[\],;]""", re.DOTALL)
WORD = re.compile(r"[\w-]+")
BRACKETS = re.compile(r"\[[^\]]*\]|\([^()]*\)")
CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
READ = re.compile(r"var\(\s*(--[\w-]+)")
PROPERTY = re.compile(
    r"""(?<=[{;])(--[\w-]+):(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;{}"'])*(?:;|(?=\}))"""
)
EMPTY = re.compile(r"(?:(?<=[{}])|^)[^{};]+\{\}")


def parts(text: str, marks: str) -> Iterator[str]:
    """Yield the parts of a text, each up to a mark that stands in no string, bracket or block."""
    depth = start = 0
    for token in TOKEN.finditer(text):
        sign = token[0]
        depth += (sign in "({[") - (sign in ")}]")
        if depth == 0 and sign in marks:
            yield text[start : token.end()]
            start = token.end()
    if text[start:]:
        yield text[start:]


def is_met(selector: str, words: AbstractSet[str]) -> bool:
    """Return whether all the classes that must be there are words; those of `:not(…)` need not."""
    bare = selector
    while (shorter := BRACKETS.sub("", bare)) != bare:
        bare = shorter
    return all(name.replace("\\", "") in words for name in CLASS.findall(bare))


def rules(text: str, words: AbstractSet[str]) -> Iterator[str]:
    """Yield the rules of a sheet that a page with these words can meet."""
    for rule in parts(text, "};"):
        head, brace, body = rule.partition("{")
        if not brace:
            yield rule
        elif head.startswith(GROUPS):
            if inside := "".join(rules(body[:-1], words)):
                yield f"{head}{{{inside}}}"
        elif head.startswith("@"):
            yield rule
        else:
            selectors = (selector.removesuffix(",") for selector in parts(head, ","))
            if met := ",".join(s for s in selectors if is_met(s, words)):
                yield f"{met}{{{body}"


def without_unread(sheet: str, others: AbstractSet[str]) -> str:
    """Return a sheet without the custom properties that neither it nor others read."""
    read = others | set(READ.findall(sheet))
    kept = EMPTY.sub("", PROPERTY.sub(lambda found: found[0] if found[1] in read else "", sheet))
    # What is left out may have been the only one to read another.
    return sheet if kept == sheet else without_unread(kept, others)


def thinned(sheet: str, words: AbstractSet[str], read: AbstractSet[str]) -> str:
    """Return a minified sheet for pages with these words, beside sheets that read properties."""
    return without_unread("".join(rules(sheet, words)), read)


def thin_sheets(house: Path, folders: Iterable[Path]) -> None:
    """Thin the style sheets that MkDocs wrote; `folders` hold all that may name a class."""
    folders = list(folders)
    words = {word for text in _texts(folders, READERS) for word in WORD.findall(text)}
    read = {name for text in _texts(folders, ("css/*.css",)) for name in READ.findall(text)}
    for path in sorted(house.glob(SHEETS)):
        write(path, thinned(path.read_text(encoding="utf-8"), words, read))


def _texts(folders: Iterable[Path], patterns: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        for pattern in patterns:
            for path in folder.glob(pattern):
                yield path.read_text(encoding="utf-8")
