"""Bullets pasted from elsewhere made the dashes that a list begins its items with."""

from __future__ import annotations

from typing import Final

BULLETS: Final = "•●▪◦‣"
"""Signs that do nothing but begin an item."""
DASH: Final = "–"
"""A sign that begins an item too, or an aside: alone, it says nothing certain."""
BLANKS: Final = " \t\u00a0\u2009\u202f"


def dashed(text: str) -> str:
    """Return a prose text, the paragraphs that begin with a bullet made lists."""
    if not any(sign in text for sign in (*BULLETS, DASH)):
        return text
    return "\n\n".join(map(_dashed, text.split("\n\n")))


def _dashed(paragraph: str) -> str:
    """Return a paragraph with dashes if it is a list: each line that has the sign of the first."""
    lines = paragraph.split("\n")
    sign = lines[0][:1]
    items = [line[:1] == sign and line[1:2] in BLANKS and bool(line[2:]) for line in lines]
    sure = sign in BULLETS if sign != DASH else len(lines) > 1 and all(items)
    if not sign or not sure:
        return paragraph
    made = (
        f"- {line[1:].lstrip(BLANKS)}" if item else line
        for line, item in zip(lines, items, strict=True)
    )
    return "\n".join(made)
