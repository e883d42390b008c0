"""A table or a chart before it has its number: what each part of the edition yields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from catalogue.derive.report.shapes import UNKNOWN, Block, Cell, Chart, Column, Row, Table, Value
from catalogue.derive.report.views import Section

ABSENT = "Non renseigné"


def text_cell(texte: str, adresse: str = "") -> Cell:
    """Return a cell of plain words, or « non renseigné » where there are none."""
    return Cell(valeurs=(Value(texte=texte, adresse=adresse),)) if texte else UNKNOWN


def columns(*named: tuple[str, str, str]) -> tuple[Column, ...]:
    """Return columns given as (id, title, kind)."""
    return tuple(Column(id=id_, titre=title, genre=kind) for id_, title, kind in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section in the making: its words before, then its charts and tables, then what follows."""

    id: str
    titre: str
    avant: tuple[Block, ...] = ()
    tableaux: tuple[Table, ...] = ()
    graphiques: tuple[Chart, ...] = ()
    apres: tuple[Block, ...] = ()


@dataclass
class Numbering:
    """Gives sections, tables and charts their numbers, in reading order."""

    sections: list[Section] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)

    def add(self, part: Part) -> None:
        """Add a part of the edition, unless it says nothing."""
        blocks = [*part.avant, *self._figures(part), *part.apres]
        if blocks:
            number = len(self.sections) + 1
            self.sections.append(
                Section(id=part.id, numero=number, titre=part.titre, contenus=tuple(blocks))
            )

    def _figures(self, part: Part) -> Iterable[Block]:
        """Yield each table after the charts that show its data."""
        for table in part.tableaux:
            for chart in (c for c in part.graphiques if c.tableau == table.id):
                self.charts.append(replace(chart, numero=len(self.charts) + 1))
                yield Block(genre="graphique", id=chart.id)
            self.tables.append(replace(table, numero=len(self.tables) + 1))
            yield Block(genre="tableau", id=table.id)


def row(id_: str, cells: Sequence[Cell], genre: str = "ligne") -> Row:
    """Return a row of a table."""
    return Row(id=id_, cellules=tuple(cells), genre=genre)
