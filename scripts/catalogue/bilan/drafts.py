"""A table or a chart before it has its number: what each part of the edition yields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from catalogue.bilan.edition_views import EditionSection
from catalogue.bilan.shapes import (
    UNKNOWN,
    Block,
    Cell,
    Chart,
    Run,
    Table,
    TableColumn,
    TableRow,
    Value,
)

ABSENT = "Non renseigné"


def text_cell(texte: str, adresse: str = "") -> Cell:
    """Return a cell of plain words, or « non renseigné » where there are none."""
    return Cell(valeurs=(Value(texte=texte, adresse=adresse),)) if texte else UNKNOWN


def columns(*named: tuple[str, str, str]) -> tuple[TableColumn, ...]:
    """Return columns given as (id, title, kind)."""
    return tuple(TableColumn(id=id_, titre=title, genre=kind) for id_, title, kind in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPart:
    """A section in the making: its words before, then its charts and tables, then what follows."""

    id: str
    titre: str
    avant: tuple[Block, ...] = ()
    tableaux: tuple[Table, ...] = ()
    graphiques: tuple[Chart, ...] = ()
    apres: tuple[Block, ...] = ()


class Numbering:
    """Gives sections, tables and charts their numbers, in reading order.

    A table or a chart that a text calls stands there, and not where it would have stood.
    """

    def __init__(self, parts: Iterable[DraftPart]) -> None:
        listed = tuple(parts)
        self.known: dict[tuple[str, str], Table | Chart] = {}
        for part in listed:
            self.known |= {("tableau", table.id): table for table in part.tableaux}
            self.known |= {("graphique", chart.id): chart for chart in part.graphiques}
        self.called = {
            (block.genre, block.id) for part in listed for block in (*part.avant, *part.apres)
        }
        self.sections: list[EditionSection] = []
        self.tables: list[Table] = []
        self.charts: list[Chart] = []
        for part in listed:
            self._add(part)

    def _add(self, part: DraftPart) -> None:
        """Add a part of the edition, unless it says nothing."""
        wanted = (*part.avant, *self._own(part), *part.apres)
        blocks = tuple(self._numbered(block) for block in wanted)
        if blocks:
            number = len(self.sections) + 1
            section = EditionSection(id=part.id, numero=number, titre=part.titre, contenus=blocks)
            self.sections.append(section)

    def _own(self, part: DraftPart) -> Iterator[Block]:
        """Yield each table of a part after the charts that show its data."""
        for table in part.tableaux:
            charts = (chart for chart in part.graphiques if chart.tableau == table.id)
            found = [*(("graphique", chart.id) for chart in charts), ("tableau", table.id)]
            yield from (Block(genre=g, id=id_) for g, id_ in found if (g, id_) not in self.called)

    def _numbered(self, block: Block) -> Block:
        """Return a block, after its table or its chart has its number."""
        if block.genre not in {"tableau", "graphique"}:
            return block
        found = self.known.pop((block.genre, block.id), None)
        if isinstance(found, Table):
            self.tables.append(replace(found, numero=len(self.tables) + 1))
        elif isinstance(found, Chart):
            self.charts.append(replace(found, numero=len(self.charts) + 1))
        else:
            words = f"« {block.id} » n’a pas de données dans cette édition, ou est déjà montré."
            return Block(genre="paragraphe", morceaux=(Run(texte=words),))
        return block


def row(id_: str, cells: Sequence[Cell], genre: str = "ligne") -> TableRow:
    """Return a row of a table."""
    return TableRow(id=id_, cellules=tuple(cells), genre=genre)
