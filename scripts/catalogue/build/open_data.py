"""The files of `/donnees/v1/`, written record after record while the pages are.

One lot of rows is held at a time, however many records; what describes the files is written last,
when their sizes are known.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from catalogue.bilan.workbook import WorkbookSheet, fill_sheet, opened_book, sheet_name
from catalogue.candidature.pages import documents
from catalogue.contribute.form_data import form_files
from catalogue.contribute.guide import FILE, guide_docx
from catalogue.data import linked
from catalogue.data.agenda import agenda_files
from catalogue.data.exports import Written, export_pieces, records_of
from catalogue.data.feeds import feed_files
from catalogue.data.history import FOLDERS, Historian
from catalogue.data.package import (
    ABOUT,
    FOLDER,
    LICENCE_NAME,
    UNNAMED,
    VERSION,
    DataSite,
    FileMark,
    changes_json,
    csv_name,
    data_package,
    open_api,
    published_files,
    published_schemas,
    references_json,
)
from catalogue.data.tables import Cell, DataTable, Row, data_tables, field_titles, words_of
from catalogue.pipeline import Loaded, context_of
from catalogue.records.types import Project
from catalogue.site.appraisal import newest_check
from catalogue.site.catalogue_data import DATA_FOLDER, compact
from catalogue.site.histories import Histories
from catalogue.site.kinds.record import LICENCE
from catalogue.site.site_view import SiteView
from catalogue.text.csv_text import plain_lines
from catalogue.text.revision import RevisionError, changed_since, contents_of, steps_of
from catalogue.text.swap import append, below, write, write_bytes

HELD = 1 << 20
"""How many characters wait before they are written: a file is not opened for each record."""
SPREADSHEET = "fiches-tableur.csv"
"""The table in words: the same as `exports/fiches.csv`, which has stood there for longer."""


class GrowingFile:
    """A text file that is written piece after piece, and measured on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.unlink(missing_ok=True)
        self.held: list[str] = []
        self.length = 0
        self.mark = FileMark()
        self.digest = hashlib.sha256()

    def add(self, piece: str, rows: int = 0) -> None:
        """Add a piece, which may wait."""
        self.held.append(piece)
        self.length += len(piece)
        self.mark.lignes += rows
        if self.length > HELD:
            self.write()

    def write(self) -> FileMark:
        """Write what waits, and return what the file is known by so far."""
        text = "".join(self.held)
        content = text.encode()
        self.digest.update(content)
        self.mark.octets += len(content)
        self.mark.empreinte = self.digest.hexdigest()
        append(self.path, text)
        self.held, self.length = [], 0
        return self.mark


class OpenData:
    """Writes every file of `/donnees/v1/`."""

    def __init__(self, view: SiteView, out: Path, site: DataSite) -> None:
        self.view, self.corpus, self.site = view, view.corpus, site
        self.folder = out / FOLDER
        self.tables = data_tables(view)
        names = (*map(csv_name, self.tables), "fiches.json", "fiches.jsonld")
        self.files = {name: GrowingFile(below(self.folder, name)) for name in names}
        self._begin()

    def _begin(self) -> None:
        for table in self.tables:
            heading = plain_lines([[column.nom for column in table.colonnes]])
            self.files[csv_name(table)].add(heading)
        head = compact({"version": VERSION, "licence": LICENCE, "fiches": []})
        self.files["fiches.json"].add(head.removesuffix("]}"))
        context = compact({"@context": linked.records_context(), "@graph": []})
        self.files["fiches.jsonld"].add(context.removesuffix("]}"))

    def passing(self, records: Iterable[Written]) -> Iterator[Written]:
        """Write each record on its way to what else takes it, and the rest after the last."""
        between = "\n"
        for project, text in records:
            self._record(project, text.rstrip(), between)
            between = ",\n"
            yield project, text
        self._finish(between)

    def _record(self, project: Project, text: str, between: str) -> None:
        write(below(self.folder, f"projets/{project.id}.json"), f"{text}\n")
        self.files["fiches.json"].add(f"{between}{text}")
        nodes = map(compact, linked.record_nodes(self.corpus, project, self.site))
        self.files["fiches.jsonld"].add(between + ",\n".join(nodes))
        for table in self.tables:
            if table.par_fiche:
                self._rows(table, list(table.rows([project])))

    def _rows(self, table: DataTable, rows: list[Row]) -> None:
        if rows:
            self.files[csv_name(table)].add(plain_lines(rows), len(rows))

    def _finish(self, between: str) -> None:
        for table in self.tables:
            if not table.par_fiche:
                self._rows(table, list(table.rows(())))
        for one in self.corpus.organisations.values():
            node = linked.organisation_node(one, self.site)
            self.files["fiches.jsonld"].add(f"{between}{compact(node)}")
            between = ",\n"
        for name in ("fiches.json", "fiches.jsonld"):
            self.files[name].add("\n]}\n")
        marks = {name: file.write() for name, file in self.files.items()}
        book = tables_workbook(self.view, self.tables, self.site)
        write_bytes(self.folder / "tableaux.xlsx", book)
        for name, data in self._descriptions(marks):
            write(below(self.folder, name), compact(data) + "\n")

    def _descriptions(self, marks: dict[str, FileMark]) -> Iterator[tuple[str, Any]]:
        corpus, site = self.corpus, self.site
        yield "references.json", references_json(self.tables)
        yield from changes_json(self.tables)
        yield "vocabulaires.jsonld", linked.vocabularies_graph(corpus, site)
        yield "dcat.jsonld", linked.catalogue_graph(list(published_files(self.tables)), site)
        yield "datapackage.json", data_package(corpus, self.tables, marks, site)
        yield "openapi.json", open_api(self.tables, site)
        yield from published_schemas(self.view.schemas)


# The workbook

FIRST_DAY = "1980-01-01"
"""What a workbook says of its day where neither git nor a record tells one."""
Sheet = tuple[str, list[str], Iterable[Sequence[Cell]]]
"""A name, headings, rows."""


def tables_workbook(view: SiteView, tables: tuple[DataTable, ...], site: DataSite) -> bytes:
    """Return the tables as one workbook, in words: a notice, a sheet a table, the columns."""
    memory = io.BytesIO()
    day = site.change or newest_check(view.corpus) or FIRST_DAY
    book, looks = opened_book(memory, site.identite.nom, day)
    for name, headings, rows in _sheets(view, tables, site):
        fill_sheet(WorkbookSheet(book, looks, name), chain([headings], rows))
    book.close()
    return memory.getvalue()


def _sheets(view: SiteView, tables: tuple[DataTable, ...], site: DataSite) -> Iterator[Sheet]:
    titles = field_titles(view)
    yield "Notice", [site.identite.nom, ""], _notice(tables, site)
    for table in tables:
        headings = [column.titre for column in table.colonnes]
        yield sheet_name(table.titre), headings, _in_words(view, titles, table)
    explained = (
        [t.titre, c.titre, c.description, c.nom, c.reference or None]
        for t in tables
        for c in t.colonnes
    )
    headings = ["Feuille", "Colonne", "Ce que c’est", "Nom dans le CSV", "Liste ou tableau"]
    yield "Colonnes", headings, explained


def _in_words(view: SiteView, titles: dict[str, str], table: DataTable) -> Iterator[Row]:
    for row in table.rows(view.corpus.projects):
        yield list(words_of(view.corpus, titles, table, row))


def _notice(tables: tuple[DataTable, ...], site: DataSite) -> Iterator[Sequence[Cell]]:
    yield ["Ce que c’est", ABOUT]
    yield ["Version", VERSION]
    yield ["Réutilisation", f"{LICENCE_NAME} : {LICENCE}"]
    if site.change:
        yield ["Dernier changement", site.change]
    if site.identite.adresse:
        yield ["Adresse", f"{site.identite.adresse}{site.page}"]
    yield from ([table.titre, table.description] for table in tables)
    yield ["Colonnes", "Ce que veut dire chaque colonne, et son nom dans les fichiers CSV."]


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
