"""The sections of an edition before they have their numbers, and what they are made of."""

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
ESSENTIAL, BODY, ANNEX = "essentiel", "corps", "annexe"
"""Where a section stands."""
SHOWN = ("tableau", "graphique")
"""Blocks that show a numbered thing, which stands once in the body."""


def text_cell(texte: str, adresse: str = "") -> Cell:
    """Return a cell of plain words, or « non renseigné » where there are none."""
    return Cell(valeurs=(Value(texte=texte, adresse=adresse),)) if texte else UNKNOWN


def columns(*named: tuple[str, str, str]) -> tuple[TableColumn, ...]:
    """Return columns given as (id, title, kind)."""
    return tuple(TableColumn(id=id_, titre=title, genre=kind) for id_, title, kind in named)


def row(id_: str, cells: Sequence[Cell], genre: str = "ligne") -> TableRow:
    """Return a row of a table."""
    return TableRow(id=id_, cellules=tuple(cells), genre=genre)


def sentence(*pieces: str | Value) -> tuple[Run, ...]:
    """Return words and counted numbers as the pieces of a sentence."""
    return tuple(
        Run(texte=p) if isinstance(p, str) else Run(texte=p.texte, adresse=p.adresse, liste=p.liste)
        for p in pieces
    )


def heading(words: str) -> Block:
    """Return a heading within a section."""
    return Block(genre="titre", morceaux=(Run(texte=words),))


def said(*pieces: str | Value) -> Block:
    """Return a paragraph of words and counted numbers."""
    return Block(genre="paragraphe", morceaux=sentence(*pieces))


def shown(table: Table, chart: Chart | None = None) -> Block:
    """Return what shows a table: its chart, which brings it along folded, else itself."""
    return Block(genre="graphique", id=chart.id) if chart else Block(genre="tableau", id=table.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPart:
    """A section in the making: the words of its editor, then its own blocks in reading order."""

    id: str
    titre: str
    place: str = BODY
    texte: tuple[Block, ...] = ()
    suite: tuple[Block, ...] = ()
    tableaux: tuple[Table, ...] = ()
    graphiques: tuple[Chart, ...] = ()


class Numbering:
    """Gives sections, tables and charts their numbers, in reading order.

    A table or a chart that a text calls stands there, and not where it would have stood. A chart
    whose table stands nowhere brings it along, as « valeurs ».
    """

    def __init__(self, parts: Iterable[DraftPart]) -> None:
        listed = tuple(parts)
        self.known: dict[tuple[str, str], Table | Chart] = {}
        for part in listed:
            self.known |= {("tableau", table.id): table for table in part.tableaux}
            self.known |= {("graphique", chart.id): chart for chart in part.graphiques}
        self.called = {(b.genre, b.id) for part in listed for b in part.texte if b.genre in SHOWN}
        self.placed = self.called | {(b.genre, b.id) for part in listed for b in part.suite}
        self.sections: list[EditionSection] = []
        self.tables: list[Table] = []
        self.charts: list[Chart] = []
        for part in listed:
            own = [block for block in part.suite if self._is_left(block)]
            blocks = tuple(b for wanted in (*part.texte, *own) for b in self._numbered(wanted))
            if not blocks:
                continue
            rank = sum(section.place == part.place for section in self.sections)
            section = EditionSection(
                id=part.id,
                place=part.place,
                numero=str(rank + 1) if part.place == BODY else chr(ord("A") + rank),
                titre=part.titre,
                contenus=blocks,
            )
            self.sections.append(section)

    def _is_left(self, block: Block) -> bool:
        """Tell whether an own block still has to stand there: no text shows it elsewhere."""
        name = (block.genre, block.id)
        return block.genre not in SHOWN or (name in self.known and name not in self.called)

    def _numbered(self, block: Block) -> Iterator[Block]:
        """Yield a block, after its table or its chart has its number."""
        if block.genre not in (*SHOWN, "valeurs"):
            yield block
            return
        kind = "graphique" if block.genre == "graphique" else "tableau"
        found = self.known.pop((kind, block.id), None)
        if isinstance(found, Table):
            self.tables.append(replace(found, numero=len(self.tables) + 1))
            yield block
        elif isinstance(found, Chart):
            self.charts.append(replace(found, numero=len(self.charts) + 1))
            yield block
            if ("tableau", found.tableau) not in self.placed:
                yield from self._numbered(Block(genre="valeurs", id=found.tableau))
        elif kind == "graphique" and ("tableau", block.id) in self.known:
            # A chart that would show nothing was asked for: its table says the same.
            yield from self._numbered(Block(genre="tableau", id=block.id))
        else:
            yield said(f"« {block.id} » n’a pas de données dans cette édition, ou est déjà montré.")
