"""Pieces of somebody's file, made fit to be quoted in a French message."""

from __future__ import annotations

from typing import Final

_WIDTH: Final = 40


def clean(text: str) -> str:
    """Return the text with every unprintable character made visible, so that it can be printed."""
    return "".join(
        character if character.isprintable() else " " if character.isspace() else "\ufffd"
        for character in text
    )


def quoted(text: str) -> str:
    """Return the text between French quotes, shortened when it is long."""
    short = text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
    return f"« {clean(short)} »"
