"""What grows with the records and is written part by part: the exports, the form's data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.derive.site import SiteView
from catalogue.placing import below
from catalogue.publish.folder import append, write
from catalogue.render.blocks import DATA_FOLDER
from catalogue.render.exports import Written, export_pieces, records_of
from catalogue.render.form_data import form_files

EXPORTS = "exports/"


def write_exports(
    view: SiteView, folder: Path, records: Iterator[Written], *, lots: bool = False
) -> Iterator[Path]:
    """Write every export, piece after piece, and yield the path of each when it is begun."""
    begun: set[str] = set()
    for name, piece in export_pieces(view, records, lots=lots):
        path = below(folder, name)
        if name not in begun:
            begun.add(name)
            path.unlink(missing_ok=True)
            yield path
        append(path, piece)


def write_data(view: SiteView, site: Path, records: Iterator[Written] | None = None) -> None:
    """Write the exports and the data files of the contribution form to a site.

    Who has the records' JSON at hand, in the order of the catalogue, gives it.
    """
    for _ in write_exports(view, site / EXPORTS, records or records_of(view), lots=True):
        pass
    for name, text in form_files(view):
        write(below(site, f"{DATA_FOLDER}{name}"), text)
