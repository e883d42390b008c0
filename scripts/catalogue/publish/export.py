"""The exports, written to a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.derive.site import SiteView
from catalogue.publish.folder import append
from catalogue.render.exports import export_pieces


def write_exports(view: SiteView, folder: Path, *, lots: bool = False) -> Iterator[Path]:
    """Write every export, piece after piece, and yield the path of each when it is begun."""
    begun: set[str] = set()
    for name, piece in export_pieces(view, lots=lots):
        path = folder / name
        if name not in begun:
            begun.add(name)
            path.unlink(missing_ok=True)
            yield path
        append(path, piece)
