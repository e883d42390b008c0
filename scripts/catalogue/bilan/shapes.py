"""What an edition is made of: values, tables, charts, and the pieces of its texts.

Every text is ready to print, every number has what is behind it. These become the edition's JSON as
they stand (schemas/bilan.schema.json), so each has all its fields.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.site.wording import NOT_GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Something said: its words, and the records or the published figure behind its number."""

    texte: str
    quoi: str = ""
    """What it is, said before it where its column holds several things: « Dossiers reçus »."""
    nombre: float | None = None
    note: str = ""
    """Who says it and when, or what its number leaves out."""
    precision: str = ""
    """What must be known of this value alone, as its source has it."""
    liste: str = ""
    """Key of the list of the records that are counted."""
    chiffre: str = ""
    """Id of the published figure."""
    adresse: str = ""
    """Where it leads, from the site's root: the list, the figure's source, a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table; several values are what different sources say, side by side."""

    valeurs: tuple[Value, ...]
    conflit: str = ""
    """That sources differ, and on what; the empty string where they do not."""


UNKNOWN = Cell(valeurs=(Value(texte=NOT_GIVEN),))


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table: `genre` says what it holds (texte, nombre, date)."""

    id: str
    titre: str
    genre: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table: `genre` is « ligne », « detail » (under the one before) or « absent »."""

    id: str
    cellules: tuple[Cell, ...]
    genre: str = "ligne"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A numbered table (0: not placed yet); its first column names its rows."""

    id: str
    numero: int = 0
    titre: str
    description: str
    colonnes: tuple[TableColumn, ...]
    lignes: tuple[TableRow, ...]
    sur: int | None = None
    """Out of how many records its numbers are, where it counts records."""
    multiple: bool = False
    """A record may stand in several rows: their sum is not the number of records."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """A value of a chart: its place on the axis, its series, its number, its words."""

    categorie: str
    serie: str
    valeur: float | None
    texte: str
    date: str = ""
    fin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A numbered chart: `genre` is barres, etendues or frise; `tableau` has all its values."""

    id: str
    numero: int = 0
    titre: str
    description: str
    genre: str
    tableau: str
    axe: str
    unite: str
    donnees: tuple[ChartPoint, ...]
    notes: tuple[str, ...] = ()
    """What it could not show, and how to read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a paragraph: plain, strong or emphasised text, a link, or a number."""

    texte: str
    style: str = ""
    adresse: str = ""
    chiffre: str = ""
    liste: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a section, in reading order; `genre` says what it is and what `id` names.

    titre (morceaux: a heading within the section) · paragraphe (morceaux) · puces (elements) ·
    chiffres-cles · graphique (id) · tableau (id) · valeurs (id: a table that says what the chart
    just before it shows, to fold on a screen and to leave to an annex on paper) · fiche (id,
    morceaux: the text that goes with it) · liste (id: its key) · enseignements (id) · chiffres
    (all those published) · fiches (all the records) · listes (what is behind each number) ·
    glossaire · sources.
    """

    genre: str
    id: str = ""
    morceaux: tuple[Run, ...] = ()
    elements: tuple[tuple[Run, ...], ...] = ()
