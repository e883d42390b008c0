"""The files of `/donnees/v1/`, written record after record while the pages are.

One lot of rows is held at a time, however many records; what describes the files is written last,
when their sizes are known.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # The library ships no types.

from catalogue.bilan.workbook import LOOKS, TEXT_ONLY, WorkbookSheet, sheet_name
from catalogue.data import linked
from catalogue.data.exports import RecordTable, Written
from catalogue.data.package import (
    ABOUT,
    FOLDER,
    LICENCE_NAME,
    VERSION,
    DataSite,
    FileMark,
    csv_name,
    data_package,
    open_api,
    published_files,
    published_schemas,
    references_json,
)
from catalogue.data.tables import DataTable, Row, data_tables, field_titles, words_of
from catalogue.records.types import Project
from catalogue.site.catalogue_data import compact
from catalogue.site.kinds.record import LICENCE
from catalogue.site.site_view import SiteView
from catalogue.text.csv_text import plain_lines
from catalogue.text.placing import below
from catalogue.text.swap import append, write, write_bytes

HELD = 1 << 20
"""How many characters wait before they are written: a file is not opened for each record."""
SPREADSHEET = "fiches-tableur.csv"


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
        self.tables = data_tables(view.corpus, view.schemas)
        self.book = TablesWorkbook(view, self.tables, site)
        self.sheet = RecordTable(view.corpus, view.spec)
        names = (*map(csv_name, self.tables), SPREADSHEET, "fiches.json", "fiches.jsonld")
        self.files = {name: GrowingFile(below(self.folder, name)) for name in names}
        self._begin()

    def _begin(self) -> None:
        for table in self.tables:
            heading = plain_lines([[column.nom for column in table.colonnes]])
            self.files[csv_name(table)].add(heading)
        self.files[SPREADSHEET].add(self.sheet.head)
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
        self.files[SPREADSHEET].add(self.sheet.rows([project]))
        for table in self.tables:
            if table.par_fiche:
                self._rows(table, list(table.rows([project])))

    def _rows(self, table: DataTable, rows: list[Row]) -> None:
        if rows:
            self.files[csv_name(table)].add(plain_lines(rows), len(rows))
            self.book.add(table, rows)

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
        write_bytes(self.folder / "tableaux.xlsx", self.book.content())
        for name, data in self._descriptions(marks):
            write(below(self.folder, name), compact(data) + "\n")

    def _descriptions(self, marks: dict[str, FileMark]) -> Iterator[tuple[str, Any]]:
        corpus, site = self.corpus, self.site
        yield "references.json", references_json(self.tables)
        yield "vocabulaires.jsonld", linked.vocabularies_graph(corpus, site)
        yield "dcat.jsonld", linked.catalogue_graph(list(published_files(self.tables)), site)
        yield "datapackage.json", data_package(corpus, self.tables, marks, site)
        yield "openapi.json", open_api(self.tables, site)
        yield from published_schemas(self.view.schemas)


class TablesWorkbook:
    """The tables as one workbook, in words: a notice, a sheet a table, the columns."""

    def __init__(self, view: SiteView, tables: tuple[DataTable, ...], site: DataSite) -> None:
        self.corpus, self.titles = view.corpus, field_titles(view.spec)
        self.memory = io.BytesIO()
        options = {"constant_memory": True, **TEXT_ONLY}
        self.book = xlsxwriter.Workbook(self.memory, options)
        # No clock: two builds give the same bytes.
        self.book.set_properties({"title": site.identite.nom, "created": datetime(2000, 1, 1)})
        looks = {name: self.book.add_format(look) for name, look in LOOKS.items()}
        _notice(WorkbookSheet(self.book, looks, "Notice"), tables, site)
        self.sheets = {
            table.nom: WorkbookSheet(self.book, looks, sheet_name(table.titre)) for table in tables
        }
        for table in tables:
            self.sheets[table.nom].add([column.titre for column in table.colonnes], "tete")
        _columns(WorkbookSheet(self.book, looks, "Colonnes"), tables)

    def add(self, table: DataTable, rows: list[Row]) -> None:
        """Add rows to the sheet of a table."""
        sheet = self.sheets[table.nom]
        for row in rows:
            sheet.add(words_of(self.corpus, self.titles, table, row))

    def content(self) -> bytes:
        """Return the workbook, which takes no more rows."""
        for sheet in self.sheets.values():
            sheet.finish(0, sheet.row - 1)
        self.book.close()
        return self.memory.getvalue()


def _notice(sheet: WorkbookSheet, tables: tuple[DataTable, ...], site: DataSite) -> None:
    address = site.identite.adresse
    lines = [
        (site.identite.nom, ""),
        ("Ce que c’est", ABOUT),
        ("Version", VERSION),
        ("Réutilisation", f"{LICENCE_NAME} : {LICENCE}"),
        *([("Dernier changement", site.change)] if site.change else []),
        *([("Adresse", f"{address}{site.page}")] if address else []),
        *((table.titre, table.description) for table in tables),
        ("Colonnes", "Ce que veut dire chaque colonne, et son nom dans les fichiers CSV."),
    ]
    for line in lines:
        sheet.add(line, "texte" if sheet.row else "tete")
    sheet.finish(0, 0)


def _columns(sheet: WorkbookSheet, tables: tuple[DataTable, ...]) -> None:
    sheet.add(["Feuille", "Colonne", "Ce que c’est", "Nom dans le CSV"], "tete")
    for table in tables:
        for column in table.colonnes:
            sheet.add([table.titre, column.titre, column.description, column.nom])
    sheet.finish(0, sheet.row - 1)
