"""Ids, which are the names of files and of folders of the site, on every system there is."""

from __future__ import annotations

import re
from typing import Final

ID: Final = "^(?!(?:aux|con|nul|prn|com[0-9]|lpt[0-9])$)[a-z0-9]+(-[a-z0-9]+)*$"
"""The pattern of every id, as the schemas have it; names that Windows keeps for itself are out.

https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""
_is_id = re.compile(ID.removesuffix("$")).fullmatch


def is_id(text: str) -> bool:
    """Tell whether a text can be an id."""
    return _is_id(text) is not None


def free_id(text: str) -> str:
    """Return an id as it is, or followed by « -1 » where a system keeps that name for itself."""
    return f"{text}-1" if not is_id(text) and is_id(f"{text}-1") else text
