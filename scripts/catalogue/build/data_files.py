"""What grows with the records and is written part by part: the exports, the form's data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from catalogue.candidature.pages import documents
from catalogue.contribute.form_data import form_files
from catalogue.contribute.guide import FILE, guide_docx
from catalogue.data.exports import Written, export_pieces, records_of
from catalogue.site.catalogue_data import DATA_FOLDER
from catalogue.site.site_view import SiteView
from catalogue.text.placing import below
from catalogue.text.swap import append, write, write_bytes

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


MODE = 0o644 << 16
"""What an archive says of who may read a file."""


def write_documents(view: SiteView, site: Path) -> None:
    """Write every document of a site."""
    write_archive(site / FILE, guide_docx(view))
    for name, parts in documents(view):
        write_archive(below(site, name), parts)


def write_archive(path: Path, parts: Iterable[tuple[str, str]]) -> None:
    """Write the parts of an office document as an archive; the same parts give the same bytes."""
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, text in parts:
            add_entry(archive, name, text.encode())
    write_bytes(path, held.getvalue())


def add_entry(archive: ZipFile, name: str, content: bytes) -> None:
    """Add a file to an archive; the same content gives the same bytes."""
    # The first day that an archive can name: the clock has no place here.
    entry = ZipInfo(name)
    entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, MODE, 3
    archive.writestr(entry, content)
