"""Bytes → text: UTF-8 only, and the signs that nobody sees, which one table lists."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from catalogue.issues import Issue
from catalogue.text.reading_faults import fault, other_kind, tell

TOLD: Final = None
"""Nobody can know what was meant: the person is asked."""

LOST: Final = "\ufffc\ufffd"
"""Signs that can be seen, in place of what a copy lost."""

# Windows wrote these in one byte, and a reader took that byte for the number of the sign.
_WINDOWS: Final = {
    n: bytes([n]).decode("cp1252")
    for n in range(0x80, 0xA0)
    if n not in {0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D}
}

UNSEEN: Final[tuple[tuple[int, int, str | None], ...]] = (
    (0x0000, 0x0008, TOLD),
    (0x000B, 0x000C, " "),  # Word's line break within a paragraph, and its page break.
    (0x000E, 0x001F, TOLD),
    (0x007F, 0x007F, TOLD),
    *((n, n, _WINDOWS.get(n, TOLD)) for n in range(0x80, 0xA0)),
    (0x00AD, 0x00AD, ""),  # Soft hyphen.
    (0x034F, 0x034F, ""),
    (0x061C, 0x061C, ""),  # Marks of the direction of Arabic and Hebrew.
    (0x115F, 0x1160, ""),
    (0x17B4, 0x17B5, ""),
    (0x180B, 0x180F, ""),
    (0x200B, 0x200F, ""),  # Spaces and joiners of no width, marks of direction.
    (0x2028, 0x2029, " "),  # Line and paragraph separators.
    (0x202A, 0x202C, ""),
    (0x202D, 0x202E, TOLD),  # Turned, a text says something else.
    (0x2060, 0x206F, ""),
    (0x3164, 0x3164, ""),
    (0xD800, 0xDFFF, TOLD),
    (0xE000, 0xF0A6, TOLD),  # Private: what one font alone shows.
    (0xF0A7, 0xF0A7, "▪"),  # Bullets of Word's Symbol and Wingdings.
    (0xF0A8, 0xF0B6, TOLD),
    (0xF0B7, 0xF0B7, "•"),
    (0xF0B8, 0xF0D7, TOLD),
    (0xF0D8, 0xF0D8, "‣"),
    (0xF0D9, 0xF8FF, TOLD),
    (0xFE00, 0xFE0F, ""),  # Says whether a sign is drawn in colours.
    (0xFEFF, 0xFEFF, ""),  # Byte order mark, inside a text.
    (0xFFA0, 0xFFA0, ""),
    (0xFFF0, 0xFFF8, TOLD),
    (0xFFF9, 0xFFFB, ""),
    (0xFFFC, 0xFFFF, TOLD),  # An object, or a letter, that the copy lost.
    (0x1BCA0, 0x1BCA3, ""),
    (0x1D173, 0x1D17A, ""),
    (0xE0000, 0xE0FFF, ""),
    (0xF0000, 0x10FFFF, TOLD),
)
"""First and last number of each range, and what takes the place of its signs."""


def _class(rows: Iterable[tuple[int, int, str | None]]) -> str:
    """Return ranges as the inside of a character class."""
    return "".join(f"\\U{first:08X}-\\U{last:08X}" for first, last, _ in rows)


_ANY: Final = _class(UNSEEN)
# On a sound text, twice as fast as searching for a forbidden character.
is_sound = re.compile(f"[^{_ANY}]*").fullmatch
each_unseen = re.compile(f"[{_ANY}]").finditer
find_unseen = re.compile(f"[{_ANY}]").search
_mendable = re.compile(f"[{_class(row for row in UNSEEN if row[2] is not TOLD)}]")

HIDDEN_SPACE: Final = "[\u00a0\u2000-\u200a\u202f\u205f\u3000]"
"""Spaces that look like the ordinary one: around a name, nobody can see what makes it unknown."""


def shown(sign: str) -> str | None:
    """Return what takes the place of a sign that nobody sees; None where it must be told."""
    return next((by for first, last, by in UNSEEN if first <= ord(sign) <= last), sign)


def seen(text: str) -> str:
    """Return a text without the unseen signs that mean nothing; those to be told stay."""
    return text if is_sound(text) else _mendable.sub(lambda found: shown(found[0]) or "", text)


Spot = tuple[int, int]
"""A line and a column, both from 1."""

_line_breaks = re.compile(r"\r\n|\r|\n")
WIDE_MARKS: Final = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""How a text in a wide encoding begins, and the encoding; that of UTF-32 begins with UTF-16's."""
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
        # At the first byte that is not UTF-8, with the letter it probably was.
        line, column = position(content[: error.start].decode("utf-8-sig"), error.start)
        letter = content[error.start : error.start + 1].decode("cp1252", "replace")
        guess = f" (sans doute « {letter} »)" if letter.isprintable() and letter != "\ufffd" else ""
        message = f"le caractère placé ici{guess} n’est pas en UTF-8 : {_ADVICE}"
        return fault(file, "encodage", message, line, column)


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
    for mark, name in WIDE_MARKS.items():
        if content.startswith(mark):
            return name
    zeros = [byte == 0 for byte in content[:4]]
    if sum(zeros) == 3:
        return "UTF-32"
    return "UTF-16" if len(zeros) > 1 and zeros[0] != zeros[1] else None
