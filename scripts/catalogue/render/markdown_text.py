"""Any text inside a Markdown line of a forge: shown as it is, whatever signs it holds."""

from __future__ import annotations

import re

from markupsafe import Markup

from catalogue.issues import UNSAFE

MOST = 400
"""How many signs of one value are shown."""
SIGNS = re.compile(r"([\\`*_\[\]|~$])")
BREAK = "\u2060"
"""Takes no room and keeps a name from being called, a number from being taken for an issue's."""
CALLED = re.compile(r"([@#!~%&:])(?=[\w:])")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
ADDRESS = re.compile(r"https?://[A-Za-z0-9./_~?=%+,;-]+")


def in_markdown(value: object) -> Markup:
    """Return a value as it stands inside a line of Markdown; what a template made is left alone."""
    return value if isinstance(value, Markup) else Markup(escaped(str(value)))


def escaped(value: str) -> str:
    """Return a text whose signs mean nothing to Markdown; a whole web address stays a link."""
    text = clipped(" ".join(UNSAFE.sub(" ", value).split()))
    if ADDRESS.fullmatch(text):
        return f"<{text}>"
    text = CALLED.sub(rf"\1{BREAK}", text)
    text = "".join(ENTITIES.get(sign, sign) for sign in text)
    return SIGNS.sub(r"\\\1", text)


def clipped(text: str) -> str:
    """Return a text that is not longer than a reader wants of one value."""
    return text if len(text) <= MOST else f"{text[:MOST].rstrip()} […]"
