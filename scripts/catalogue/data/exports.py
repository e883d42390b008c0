"""The records as data, for people's spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from catalogue.data.tables import plain_fields
from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.schema.fields import Spec
from catalogue.site.catalogue_data import LOT, record_json
from catalogue.site.site_view import SiteView
from catalogue.site.wording import YES_NO
from catalogue.text.csv_text import MARK, SEPARATOR, lines, neutral


class RecordTable:
    """The table of records for a French spreadsheet: semicolons, UTF-8 mark, CRLF."""

    def __init__(self, corpus: Corpus, spec: Spec) -> None:
        named = [one for one in plain_fields(spec) if one[0] != "id"]
        self.headings = ["Identifiant", *(title for _, title, _ in named)]
        self.columns = [
            (*path.rpartition(".")[::2], _writer(corpus, field)) for path, _, field in named
        ]
        """The group of each column or the empty string, its key, what writes its values."""

    def text(self, projects: Iterable[Project]) -> str:
        """Return the file of some records."""
        return MARK + lines([self.headings, *([p.id, *self._cells(p)] for p in projects)])

    def _cells(self, project: Project) -> Iterator[str]:
        for group, key, write in self.columns:
            held = project.data.get(group, {}) if group else project.data
            value = held.get(key)
            yield "" if value is None else neutral(write(value))


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
        inner = [(k, f"{s.title} : ", _writer(corpus, s)) for k, s in spec.properties.items()]

        def write(values: dict[str, Any]) -> str:
            given = [(head, text(values[key])) for key, head, text in inner if key in values]
            return ", ".join([f"{head}{text}" for head, text in given if text])

        return write
    if spec.reference:
        return partial(corpus.label, spec.reference)
    return YES_NO.__getitem__ if spec.type == "boolean" else str


def export_files(view: SiteView, *, lots: bool = False) -> Iterator[tuple[str, str]]:
    """Yield each export by name.

    With `lots`, the rows of each lot of records make a table too: the catalogue page puts the
    table of a search together from those.
    """
    projects, table = view.corpus.projects, RecordTable(view.corpus, view.spec)
    yield "fiches.csv", table.text(projects)
    for rank in range(0, len(projects) if lots else 0, LOT):
        yield f"lots/{rank // LOT}.csv", table.text(projects[rank : rank + LOT])
    records = ",\n".join(map(record_json, projects))
    yield "fiches.json", f'{{"version":1,"fiches":[\n{records}\n]}}\n'
