"""Ids, which are the names of files and of folders of the site, on every system there is."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

ID: Final = "^(?!(?:aux|con|nul|prn|com[0-9]|lpt[0-9])$)[a-z0-9]+(-[a-z0-9]+)*$"
"""The pattern of every id, as the schemas have it; names that Windows keeps for itself are out.

https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""
_is_kept = re.compile(
    r"(?:aux|con|nul|prn|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?", re.IGNORECASE
).fullmatch
_is_id = re.compile(ID.removesuffix("$")).fullmatch


def is_id(text: str) -> bool:
    """Tell whether a text can be an id."""
    return _is_id(text) is not None


def is_portable(name: str) -> bool:
    """Tell whether a file or folder of this name can be checked out on every system."""
    return not name.endswith((".", " ")) and _is_kept(name) is None


def folded(name: str) -> str:
    """Return what two names share that some systems take for one: case and forms of accents."""
    return normalize("NFC", normalize("NFC", name).casefold())


def free_id(text: str) -> str:
    """Return an id as it is, or followed by « -1 » where a system keeps that name for itself."""
    return f"{text}-1" if not is_id(text) and is_id(f"{text}-1") else text
