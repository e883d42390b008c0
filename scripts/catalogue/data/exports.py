"""The records as data, for people's spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count, islice
from typing import Any

from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.schema.fields import Spec
from catalogue.site.catalogue_data import LOT, record_json
from catalogue.site.site_view import SiteView
from catalogue.site.wording import YES_NO
from catalogue.text.csv_text import MARK, SEPARATOR, lines, neutral

NOTHING: dict[str, Any] = {}


def columns(spec: Spec) -> list[tuple[str, Spec]]:
    """Return the columns of the table of records: one a field, one a field of a plain group."""
    found: list[tuple[str, Spec]] = []
    for name, field in spec.properties.items():
        inner = field.properties.items() if field.type == "object" else ()
        found += [(f"{name}.{key}", child) for key, child in inner] or [(name, field)]
    return found


class RecordTable:
    """The table of records for a French spreadsheet: semicolons, UTF-8 mark, CRLF."""

    def __init__(self, corpus: Corpus, spec: Spec) -> None:
        named = [(name, field) for name, field in columns(spec) if name != "id"]
        self.headings = ["Identifiant", *(_heading(spec, name) for name, _ in named)]
        self.columns = [
            (*name.rpartition(".")[::2], _writer(corpus, field)) for name, field in named
        ]
        """The group of each column or the empty string, its key, what writes its values."""

    @property
    def head(self) -> str:
        """Return what a file begins with: the mark and the headings of the columns."""
        return MARK + lines([self.headings])

    def rows(self, projects: Iterable[Project]) -> str:
        """Return the rows of records."""
        return lines([project.id, *self._cells(project)] for project in projects)

    def _cells(self, project: Project) -> Iterator[str]:
        data = project.data
        for group, key, write in self.columns:
            held = data.get(group, NOTHING) if group else data
            value = held.get(key)
            yield "" if value is None else neutral(write(value))


def _heading(spec: Spec, name: str) -> str:
    """Return a column's words, after those of its group if it has one."""
    group, _, key = name.rpartition(".")
    if not group:
        return spec.properties[key].title
    held = spec.properties[group]
    return f"{held.title} – {held.properties[key].title}"


Writer = Callable[[Any], str]


def _writer(corpus: Corpus, spec: Spec) -> Writer:
    """Return what writes a value of a field in a cell: found once, for thousands of records."""
    if spec.items is not None:
        item = _writer(corpus, spec.items)
        # One value may stand for a list of one.
        return lambda given: (
            item(given) if isinstance(given, str) else SEPARATOR.join([item(v) for v in given])
        )
    if spec.properties:
        return _group_writer(corpus, spec)
    if spec.reference:
        return partial(corpus.label, spec.reference)
    return YES_NO.__getitem__ if spec.type == "boolean" else str


def _group_writer(corpus: Corpus, spec: Spec) -> Writer:
    inner = [(k, f"{s.title} : ", _writer(corpus, s)) for k, s in spec.properties.items()]

    def write(values: dict[str, Any]) -> str:
        given = [(head, text(values[key])) for key, head, text in inner if key in values]
        return ", ".join([f"{head}{text}" for head, text in given if text])

    return write


Written = tuple[Project, str]
"""A record and its JSON."""


def records_of(view: SiteView) -> Iterator[Written]:
    """Yield the records with their JSON, in the order of the catalogue."""
    return ((project, record_json(project)) for project in view.corpus.projects)


def export_pieces(
    view: SiteView, records: Iterator[Written], *, lots: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the exports piece by piece, each with the name of the file that it continues.

    With `lots`, the rows of each lot of records make a table too: the catalogue page puts the
    table of a search together from those. One lot is held at a time, however many records.
    """
    table = RecordTable(view.corpus, view.spec)
    yield "fiches.csv", table.head
    yield "fiches.json", '{"version":1,"fiches":[\n'
    for rank in count():
        lot = list(islice(records, LOT))
        if not lot:
            break
        rows = table.rows(project for project, _ in lot)
        yield "fiches.csv", rows
        if lots:
            yield f"lots/{rank}.csv", table.head + rows
        yield "fiches.json", (",\n" if rank else "") + ",\n".join([text for _, text in lot])
    yield "fiches.json", "\n]}\n"
