"""Signs that nobody sees: one table, for the check, `--fix`, and the form, which gets it as data.

What means nothing in a French text goes away; what stood for another sign becomes it; what is left
may hide a loss, and is told.
"""

from __future__ import annotations

import re
from typing import Final

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


def _class(rows: tuple[tuple[int, int, str | None], ...]) -> str:
    """Return ranges as the inside of a character class, joined where they touch."""
    joined: list[list[int]] = []
    for first, last, _ in rows:
        if joined and joined[-1][1] == first - 1:
            joined[-1][1] = last
        else:
            joined.append([first, last])
    return "".join(f"{_sign(first)}-{_sign(last)}" for first, last in joined)


def _sign(number: int) -> str:
    return f"\\U{number:08X}"


_ANY: Final = _class(UNSEEN)
# On a sound text, twice as fast as searching for a forbidden character.
is_sound = re.compile(f"[^{_ANY}]*").fullmatch
each_unseen = re.compile(f"[{_ANY}]").finditer
find_unseen = re.compile(f"[{_ANY}]").search
_mendable = re.compile(f"[{_class(tuple(row for row in UNSEEN if row[2] is not TOLD))}]")

HIDDEN_SPACE: Final = "[\u00a0\u2000-\u200a\u202f\u205f\u3000]"
"""Spaces that look like the ordinary one: around a name, nobody can see what makes it unknown."""


def shown(sign: str) -> str | None:
    """Return what takes the place of a sign that nobody sees; None where it must be told."""
    return next((by for first, last, by in UNSEEN if first <= ord(sign) <= last), sign)


def seen(text: str) -> str:
    """Return a text without the unseen signs that mean nothing; those to be told stay."""
    return text if is_sound(text) else _mendable.sub(lambda found: shown(found[0]) or "", text)
