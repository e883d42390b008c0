"""What is written piece by piece, for it grows with the records: the exports, the form's data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.derive.site import SiteView
from catalogue.publish.folder import append, write_pieces
from catalogue.render import form_data
from catalogue.render.blocks import DATA_FOLDER
from catalogue.render.exports import export_pieces

EXPORTS = "exports/"


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


def write_data(view: SiteView, site: Path) -> None:
    """Write the exports and the data file of the contribution form to a site."""
    for _ in write_exports(view, site / EXPORTS, lots=True):
        pass
    write_pieces(site / DATA_FOLDER / form_data.NAME, form_data.form_pieces(view))
