"""The files of `/donnees/v1/`, the exports, the feeds, the calendars, the office documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
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
from catalogue.data.exports import export_files
from catalogue.data.feeds import feed_files
from catalogue.data.history import FOLDERS, Historian
from catalogue.data.package import (
    ABOUT,
    FOLDER,
    LICENCE_NAME,
    UNNAMED,
    VERSION,
    DataSite,
    Marks,
    changes_json,
    data_package,
    data_tables,
    open_api,
    published_files,
    published_schemas,
    references_json,
)
from catalogue.data.reference_tables import field_titles
from catalogue.data.tables import Cell, DataTable, words_of
from catalogue.pipeline import Loaded, context_of
from catalogue.records.types import Project
from catalogue.site.appraisal import newest_check
from catalogue.site.catalogue_data import DATA_FOLDER, compact, record_json
from catalogue.site.histories import Histories
from catalogue.site.kinds.record import LICENCE
from catalogue.site.site_view import SiteView
from catalogue.text.csv_text import plain_lines
from catalogue.text.revision import RevisionError, changed_since, contents_of, steps_of
from catalogue.text.swap import below, write, write_bytes

SPREADSHEET = "fiches-tableur.csv"
"""The table in words: the same as `exports/fiches.csv`, which has stood there for longer."""


def write_open_data(view: SiteView, out: Path, site: DataSite) -> None:
    """Write every file of `/donnees/v1/`: what describes the tables last, once they have a size."""
    folder, tables = out / FOLDER, data_tables(view)
    projects, texts = view.corpus.projects, [record_json(p) for p in view.corpus.projects]
    for project, text in zip(projects, texts, strict=True):
        write(below(folder, f"projets/{project.id}.json"), f"{text}\n")
    head = {"version": VERSION, "licence": LICENCE}
    write(folder / "fiches.json", _one_a_line(head, "fiches", texts))
    nodes = [n for project in projects for n in linked.record_nodes(view.corpus, project, site)]
    nodes += (linked.organisation_node(one, site) for one in view.corpus.organisations.values())
    context = {"@context": linked.SCHEMA_WORDS}
    write(folder / "fiches.jsonld", _one_a_line(context, "@graph", map(compact, nodes)))
    marks = {table.nom: _write_table(table, projects, folder) for table in tables}
    write_bytes(folder / "tableaux.xlsx", tables_workbook(view, tables, site))
    for name, data in _descriptions(view, tables, marks, site):
        write(below(folder, name), compact(data) + "\n")


def _one_a_line(head: dict[str, Any], name: str, members: Iterable[str]) -> str:
    """Return a JSON object that ends with a list, whose members have a line each."""
    begun = compact({**head, name: []}).removesuffix("]}")
    lines = ",\n".join(members)
    return f"{begun}\n{lines}\n]}}\n"


def _write_table(
    table: DataTable, projects: Iterable[Project], folder: Path
) -> dict[str, int | str]:
    """Write a table, and return what its file is known by."""
    rows = list(table.rows(projects))
    heading = [column.nom for column in table.colonnes]
    content = plain_lines([heading, *rows]).encode()
    write_bytes(below(folder, table.fichier), content)
    digest = sha256(content).hexdigest()
    return {"bytes": len(content), "hash": f"sha256:{digest}", "lignes": len(rows)}


def _descriptions(
    view: SiteView, tables: Sequence[DataTable], marks: Marks, site: DataSite
) -> Iterator[tuple[str, Any]]:
    yield "references.json", references_json(tables)
    yield from changes_json(tables)
    yield "vocabulaires.jsonld", linked.vocabularies_graph(view.corpus, site)
    yield "dcat.jsonld", linked.catalogue_graph(list(published_files(tables)), site)
    yield "datapackage.json", data_package(view.corpus, tables, marks, site)
    yield "openapi.json", open_api(tables, site)
    yield from published_schemas(view.schemas)


# The workbook

FIRST_DAY = "1980-01-01"
"""What a workbook says of its day where neither git nor a record tells one."""


def tables_workbook(view: SiteView, tables: Sequence[DataTable], site: DataSite) -> bytes:
    """Return the tables as one workbook, in words: a notice, a sheet a table, the columns."""
    memory = BytesIO()
    day = site.change or newest_check(view.corpus) or FIRST_DAY
    book, looks = opened_book(memory, site.identite.nom, day)
    titles = field_titles(view)

    def add(name: str, headings: list[str], rows: Iterable[Sequence[Cell]]) -> None:
        fill_sheet(WorkbookSheet(book, looks, name), chain([headings], rows))

    add("Notice", [site.identite.nom, ""], _notice(tables, site))
    for table in tables:
        headings = [column.titre for column in table.colonnes]
        rows = table.rows(view.corpus.projects)
        told = (list(words_of(view.corpus, titles, table, row)) for row in rows)
        add(sheet_name(table.titre), headings, told)
    headings = ["Feuille", "Colonne", "Ce que c’est", "Nom dans le CSV", "Liste ou tableau"]
    explained = (
        [t.titre, c.titre, c.description, c.nom, c.reference or None]
        for t in tables
        for c in t.colonnes
    )
    add("Colonnes", headings, explained)
    book.close()
    return memory.getvalue()


def _notice(tables: Sequence[DataTable], site: DataSite) -> Iterator[Sequence[Cell]]:
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


def write_exports(view: SiteView, folder: Path, *, lots: bool = False) -> Iterator[Path]:
    """Write every export, and yield the path of each."""
    for name, text in export_files(view, lots=lots):
        path = below(folder, name)
        write(path, text)
        yield path


def write_data(view: SiteView, site: Path, about: DataSite = UNNAMED) -> None:
    """Write the open data, the exports, the form's data files, the feeds and the calendars."""
    write_open_data(view, site, about)
    exports = {path.name: path for path in write_exports(view, site / EXPORTS, lots=True)}
    write_bytes(site / FOLDER / SPREADSHEET, exports["fiches.csv"].read_bytes())
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
