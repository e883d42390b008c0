"""Bytes put aside in a file without a name, so that memory does not grow with the records."""

from __future__ import annotations

import atexit
import os
from functools import cache
from tempfile import TemporaryFile

Place = tuple[int, int]
"""Where bytes begin in the file, and how many they are."""


class Aside:
    """The file, which the system removes with the program, however it ends.

    Bytes are added at its end and never changed: they may be read while others are added.
    """

    def __init__(self) -> None:
        """Make the file, empty."""
        self._file = TemporaryFile()  # noqa: SIM115  # Open as long as the program runs.
        self._end = 0

    def put(self, content: bytes) -> Place:
        """Add bytes and return their place."""
        place = (self._end, len(content))
        self._end += self._file.write(content)
        self._file.flush()
        return place

    def take(self, place: Place) -> bytes:
        """Return the bytes at a place."""
        start, length = place
        return os.pread(self._file.fileno(), length, start)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


@cache
def aside() -> Aside:
    """Return the program's file, made when first needed."""
    made = Aside()
    atexit.register(made.close)
    return made
