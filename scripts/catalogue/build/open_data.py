"""The files of `/donnees/v1/`, written record after record while the pages are.

One lot of rows is held at a time, however many records; what describes the files is written last,
when their sizes are known.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from catalogue.bilan.workbook import WorkbookSheet, fill_sheet, opened_book, sheet_name
from catalogue.data import linked
from catalogue.data.exports import Written
from catalogue.data.package import (
    ABOUT,
    FOLDER,
    LICENCE_NAME,
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
from catalogue.records.types import Project
from catalogue.site.catalogue_data import compact
from catalogue.site.freshness import newest_check
from catalogue.site.kinds.record import LICENCE
from catalogue.site.site_view import SiteView
from catalogue.text.csv_text import plain_lines
from catalogue.text.placing import below
from catalogue.text.swap import append, write, write_bytes

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
    titles = field_titles(view.spec)
    yield "Notice", [site.identite.nom, ""], _notice(tables, site)
    for table in tables:
        headings = [column.titre for column in table.colonnes]
        yield sheet_name(table.titre), headings, _in_words(view, titles, table)
    explained = ([t.titre, c.titre, c.description, c.nom] for t in tables for c in t.colonnes)
    yield "Colonnes", ["Feuille", "Colonne", "Ce que c’est", "Nom dans le CSV"], explained


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
