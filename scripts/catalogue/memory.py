"""What one reading leaves to the next, so that only what changed is read, judged and made again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG
from typing import Generic, TypeVar

from catalogue.check.rules import Judged

Reading = TypeVar("Reading")
Basis = tuple[object, ...]
"""Things that must all be the same for what was made with them to hold."""
Stamp = tuple[int, int, int]
"""Time, size and inode of a file."""


class Memory(Generic[Reading]):
    """The readings by file, the findings by document, and what both rest on."""

    def __init__(self) -> None:
        self._schemas: object = None
        self._readings: dict[Path, tuple[Stamp, Reading]] = {}
        self._basis: Basis = ()
        self._judged: Judged = {}

    def forget_unless(self, schemas: object) -> None:
        """Forget the readings if they were checked with other schemas."""
        if schemas != self._schemas:
            self._schemas, self._readings = schemas, {}

    def reading(self, path: Path, read: Callable[[], Reading]) -> Reading:
        """Return the reading of a file: the one of before if the file is the same, or a new one."""
        stamp, known = stamp_of(path), self._readings.get(path)
        if stamp is not None and known is not None and known[0] == stamp:
            return known[1]
        found = read()
        if stamp is not None:
            self._readings[path] = (stamp, found)
        return found

    def judged_on(self, basis: Basis) -> Judged:
        """Return the findings that still hold on a basis: all of them, or none."""
        if basis != self._basis:
            self._basis, self._judged = basis, {}
        return self._judged


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a plain file; None for a link and all else that may change unseen."""
    try:
        state = path.lstat()
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_size, state.st_ino) if S_ISREG(state.st_mode) else None
