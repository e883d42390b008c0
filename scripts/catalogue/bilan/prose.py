"""The texts of an edition, from the small Markdown that editors write to blocks and runs.

A form of the edition that is not HTML (PDF) needs the structure, so it is found here, once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from catalogue.bilan.shapes import Block, Run
from catalogue.text.web import is_web

VALUE = r"""(?:[a-z_]+\s*=\s*)?(?:"[^"]*"|'[^']*'|\d+)"""
WRITTEN = (
    r"\{\{\s*(?P<nom>[a-z_]+)"
    rf"\((?P<valeurs>\s*(?:{VALUE}(?:\s*,\s*{VALUE})*\s*)?)\)\s*\}}\}}"
)
"""A call as it must be written; a value is a text between quotes, or a number."""
BULLET = re.compile(r"^[-*+]\s+")
PIECE = re.compile(
    r"\*\*(?P<fort>[^*]+)\*\*"
    r"|\*(?P<accent>[^*]+)\*"
    r"|\[(?P<mots>[^\]{]+)\]\((?P<adresse>https?://[^\s)]+)\)"
    rf"|{WRITTEN}"
)
CALL = re.compile(rf"\s*{WRITTEN}\s*")
MALFORMED = re.compile(rf"(?!{WRITTEN})(?P<mot>\{{\{{)")
"""Where a call begins that cannot be understood."""
ARGUMENT = re.compile(
    r"""(?:(?P<cle>[a-z_]+)\s*=\s*)?(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<n>\d+))"""
)

Arguments = tuple[tuple[str, str], ...]
"""What stands between the parentheses of a call: (name or the empty string, value)."""
Inline = Callable[[str, Arguments], Run | None]
Standing = Callable[[str, Arguments], Block | None]


def arguments_of(text: str) -> Arguments:
    """Return what stands between the parentheses of a call."""
    return tuple(
        (m["cle"] or "", next(v for v in (m["a"], m["b"], m["n"]) if v is not None))
        for m in ARGUMENT.finditer(text)
    )


def blocks(
    text: str, inline: Inline | None = None, standing: Standing | None = None
) -> tuple[Block, ...]:
    """Return the paragraphs, lists and called blocks of a text; all else is text as it stands.

    Without what answers calls, none is obeyed: the text of a record is not the editor's.
    """
    found = list[Block]()
    for part in filter(None, map(str.strip, re.split(r"\n\s*\n", text))):
        called = None
        if standing and (alone := CALL.fullmatch(part)):
            called = standing(alone["nom"], arguments_of(alone["valeurs"]))
        lines = part.splitlines()
        if called is not None:
            found.append(called)
        elif all(BULLET.match(line) for line in lines):
            items = tuple(tuple(runs(BULLET.sub("", line), inline)) for line in lines)
            found.append(Block(genre="puces", elements=items))
        else:
            pieces = tuple(runs(" ".join(lines), inline))
            found.append(Block(genre="paragraphe", morceaux=pieces))
    return tuple(found)


def runs(text: str, inline: Inline | None = None) -> Iterator[Run]:
    """Yield the pieces of a paragraph."""
    end = 0
    for found in PIECE.finditer(text):
        made = _runs(found, inline)
        if made:
            if found.start() > end:
                yield Run(texte=text[end : found.start()])
            yield from made
            end = found.end()
    if end < len(text):
        yield Run(texte=text[end:])


def _runs(found: re.Match[str], inline: Inline | None) -> list[Run]:
    """Return what a piece says, nothing where it is refused; strong words may hold calls."""
    for style in ("fort", "accent"):
        if found[style]:
            return [replace(run, style=style) for run in runs(found[style], inline)]
    if found["mots"]:
        if not is_web(found["adresse"]):
            return []
        return [Run(texte=found["mots"], adresse=found["adresse"])]
    run = inline(found["nom"], arguments_of(found["valeurs"])) if inline else None
    return [run] if run else []


def plain(found: tuple[Block, ...]) -> str:
    """Return the words of blocks, without their structure."""
    lines = [block.morceaux for block in found] + [e for block in found for e in block.elements]
    return "\n".join("".join(run.texte for run in line) for line in lines)
