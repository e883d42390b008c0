"""Bytes → text: UTF-8 only, and no character that would be invisible or break a line unseen."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import Final

from catalogue.issues import Issue
from catalogue.text.reading_faults import fault, other_kind, tell
from catalogue.text.unseen import LOST, TOLD, each_unseen, is_sound, shown

Spot = tuple[int, int]
"""A line and a column, both from 1."""

_line_breaks = re.compile(r"\r\n|\r|\n")
_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_ADVICE: Final = "enregistrez le fichier avec l’encodage « UTF-8 »"


def decode(content: bytes, file: str) -> str | Issue:
    """Return the text of UTF-8 bytes, or the issue at the first that is wrong."""
    if message := other_kind(content[:8].decode("latin-1")):
        return fault(file, "fichier-illisible", message)
    if wide := _wide(content):
        return fault(file, "encodage", f"le fichier est enregistré en {wide} : {_ADVICE}")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        return _not_utf8(error, file)


def forbidden(text: str, file: str) -> list[Issue]:
    """Return one issue for each kind of forbidden character, at its first place."""
    if message := other_kind(text[:8]):
        return [fault(file, "fichier-illisible", message)]
    if is_sound(text):
        return []
    first: dict[str, int] = {}
    for match in each_unseen(text):
        first.setdefault(match[0], match.start())
    times = Counter(text)
    return [
        fault(file, "caractere-interdit", forbidden_message(character, times[character]), *spot)
        for character, spot in ((c, position(text, offset)) for c, offset in first.items())
    ]


def forbidden_message(character: str, times: int = 1) -> str:
    """Return what a forbidden character is, by its number since it cannot be seen."""
    count = tell("caractere/fois", nombre=times) if times > 1 else ""
    means = "caractere" if shown(character) is TOLD else "caractere/sans-effet"
    means = "caractere/perdu" if character in LOST else means
    return tell(means, code=f"{ord(character):04X}", fois=count)


def lines_of(text: str) -> list[str]:
    """Return the lines as YAML counts them, which str.splitlines does not."""
    return _line_breaks.split(text)


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, from 1, of the character at an offset."""
    before = lines_of(text[:offset])
    return len(before), len(before[-1]) + 1


def offset_at(text: str, line: int, column: int) -> int:
    """Return the offset of the character at a line and a column, from 1."""
    before = lines_of(text)[: line - 1]
    return sum(len(one) + 1 for one in before) + column - 1


def _wide(content: bytes) -> str | None:
    """Return the name of the wide encoding, told by its mark or by the zeros around a letter."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    zeros = [byte == 0 for byte in content[:4]]
    if sum(zeros) == 3:
        return "UTF-32"
    return "UTF-16" if len(zeros) > 1 and zeros[0] != zeros[1] else None


def _not_utf8(error: UnicodeDecodeError, file: str) -> Issue:
    """Return the issue at the first byte that is not UTF-8, with the letter it probably was."""
    content, start = error.object, error.start
    line, column = position(content[:start].decode("utf-8-sig"), start)
    letter = content[start : start + 1].decode("cp1252", "replace")
    guess = f" (sans doute « {letter} »)" if letter.isprintable() and letter != "\ufffd" else ""
    message = f"le caractère placé ici{guess} n’est pas en UTF-8 : {_ADVICE}"
    return fault(file, "encodage", message, line, column)
