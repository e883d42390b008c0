"""Repairs of files: read, mended, and written in one go or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from catalogue.issues import Issue
from catalogue.read.disk import read_bytes
from catalogue.read.rules import fault
from catalogue.read.system import why
from catalogue.repair.edits import Mended
from catalogue.repair.encoding import legible
from catalogue.repair.mend import Mender


def mend_file(path: Path, file: str, mender: Mender) -> tuple[list[Mended], list[Issue]]:
    """Repair a file; one that cannot be read, or that leads elsewhere, is left as it is."""
    content = read_bytes(path, file)
    if isinstance(content, Issue):
        return [], []  # The check that follows tells it.
    found = legible(content)
    mended = mender.mend(found[0]) if found else None
    if found is None or mended is None:
        return [], []
    new = mended[0].encode()
    try:
        if new != content:
            write_whole(Path(os.path.realpath(path)), new)
    except OSError as error:
        message = f"le fichier ne peut pas être réécrit ({why(error)}) : il reste comme avant"
        return [], [fault(file, "fichier-illisible", message)]
    return [*found[1], *mended[1]], []


def write_whole(path: Path, content: bytes) -> None:
    """Put a content in the place of a file, with its rights, at once; raise OSError if not."""
    mode = path.stat().st_mode
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(path))
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode & 0o7777)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
