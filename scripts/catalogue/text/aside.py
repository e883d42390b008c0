"""Bytes put aside in a file without a name, so that memory does not grow with the records."""

from __future__ import annotations

import atexit
import os
from functools import cache
from tempfile import TemporaryFile, gettempdir

from catalogue.issues import StopError
from catalogue.text.disk import named

Place = tuple[int, int]
"""Where bytes begin in the file, and how many they are."""


class Aside:
    """The file, which the system removes with the program, however it ends.

    Bytes are added at its end and never changed: they may be read while others are added.
    """

    def __init__(self) -> None:
        """Make the file, empty; StopError where no temporary folder can be written in."""
        try:
            # Without a buffer: what the disk refuses is refused here, and not again at the end.
            self._file = TemporaryFile(buffering=0)  # noqa: SIM115  # Open for the whole run.
        except FileNotFoundError:
            raise StopError(
                "écriture impossible : aucun dossier provisoire n’a de place ou n’est autorisé"
                " (TMPDIR en donne un autre)"
            ) from None
        self._end = 0

    def put(self, content: bytes) -> Place:
        """Add bytes and return their place; raise OSError, with the folder, if they do not fit."""
        place, left = (self._end, len(content)), memoryview(content)
        try:
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            raise named(error, gettempdir()) from error
        self._end += len(content)
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
