"""What grows with the records and is written part by part: the exports, the form's data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from catalogue.build.open_data import SPREADSHEET, OpenData
from catalogue.candidature.pages import documents
from catalogue.contribute.form_data import form_files
from catalogue.contribute.guide import FILE, guide_docx
from catalogue.data.agenda import agenda_files
from catalogue.data.exports import Written, export_pieces, records_of
from catalogue.data.feeds import feed_files
from catalogue.data.history import FOLDERS, Historian
from catalogue.data.package import FOLDER, UNNAMED, DataSite
from catalogue.pipeline import Loaded, context_of
from catalogue.site.appraisal import newest_check
from catalogue.site.catalogue_data import DATA_FOLDER
from catalogue.site.histories import Histories
from catalogue.site.site_view import SiteView
from catalogue.text.revision import RevisionError, changed_since, contents_of, steps_of
from catalogue.text.swap import append, below, write, write_bytes

EXPORTS = "exports/"
States = Sequence[tuple[str, bytes]]
"""Dated states of records: their address and their content."""


def past_of(loaded: Loaded) -> tuple[Histories, States]:
    """Return what the repository tells of the past of what was read, and the records' states."""
    root, context = loaded.workspace.root, context_of(loaded, newest_check(loaded.corpus))
    try:
        steps, lacking = steps_of(root, FOLDERS), ""
        edited = {change.fichier for change in changed_since(root, "HEAD")}
    except RevisionError as error:
        steps, lacking, edited = [], str(error), set()
    historian = Historian(context, loaded.schemas.spec, edited, lacking)
    states = list(historian.read(steps, partial(contents_of, root)))
    return historian.histories, states


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


def write_data(
    view: SiteView,
    site: Path,
    records: Iterator[Written] | None = None,
    about: DataSite = UNNAMED,
) -> None:
    """Write the open data, the exports, the form's data files, the feeds and the calendars.

    Who has the records' JSON at hand, in the order of the catalogue, gives it.
    """
    passing = OpenData(view, site, about).passing(records or records_of(view))
    for _ in write_exports(view, site / EXPORTS, passing, lots=True):
        pass
    table = (site / EXPORTS / "fiches.csv").read_bytes()
    write_bytes(site / FOLDER / SPREADSHEET, table)
    for name, text in form_files(view):
        write(below(site, f"{DATA_FOLDER}{name}"), text)
    for name, text in (*feed_files(view, about.identite), *agenda_files(view, about.identite)):
        write(below(site, name), text)


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
            archive.writestr(archive_entry(name), text.encode())
    write_bytes(path, held.getvalue())


MODE = 0o644 << 16
"""What an archive says of who may read a file."""


def archive_entry(name: str) -> ZipInfo:
    """Return how a file stands in an archive; the same files give the same bytes."""
    # The first day that an archive can name: the clock has no place here.
    entry = ZipInfo(name)
    entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, MODE, 3
    return entry
