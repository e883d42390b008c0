"""Repairs of files: read, mended, and written in one go or not at all."""

from __future__ import annotations

from pathlib import Path

from catalogue.issues import Issue
from catalogue.placing import put
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
            put(path, new)
    except OSError as error:
        message = f"le fichier ne peut pas être réécrit ({why(error)}) : il reste comme avant"
        return [], [fault(file, "fichier-illisible", message)]
    return [*found[1], *mended[1]], []
