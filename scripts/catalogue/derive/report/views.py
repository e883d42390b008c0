"""What an edition of the bilan holds: texts ready to print, numbers with what is behind them.

These become the edition's JSON as they stand (schemas/bilan.schema.json), so each has all its
fields, and nothing but texts, numbers, lists and each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.derive.wording import NOT_GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Something said: its words, and the records or the published figure behind its number."""

    texte: str
    nombre: float | None = None
    note: str = ""
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
    conflit: bool = False


UNKNOWN = Cell(valeurs=(Value(texte=NOT_GIVEN),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: `genre` says what it holds (texte, nombre, date)."""

    id: str
    titre: str
    genre: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: `genre` is « ligne », « detail » (under the one before) or « absent »."""

    id: str
    cellules: tuple[Cell, ...]
    genre: str = "ligne"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A numbered table; its first column names its rows."""

    id: str
    numero: int
    titre: str
    description: str
    colonnes: tuple[Column, ...]
    lignes: tuple[Row, ...]
    sur: int | None = None
    """Out of how many records its numbers are, where it counts records."""
    multiple: bool = False
    """A record may stand in several rows: their sum is not the number of records."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value of a chart: its place on the axis, its series, its number, its words."""

    categorie: str
    serie: str
    valeur: float | None
    texte: str
    date: str = ""
    fin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line to draw across a chart, and the series that it may be compared with."""

    valeur: float
    texte: str
    serie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A numbered chart: `genre` is barres, matrice, cumul or frise; `tableau` has its data."""

    id: str
    numero: int
    titre: str
    description: str
    genre: str
    tableau: str
    axe: str
    unite: str
    donnees: tuple[Point, ...]
    repere: Mark | None = None


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

    paragraphe (morceaux) · puces (elements) · chiffres-cles · graphique, tableau (id) · fiche (id,
    morceaux: the text that goes with it) · liste (id: its key) · enseignements (id) · glossaire ·
    sources.
    """

    genre: str
    id: str = ""
    morceaux: tuple[Run, ...] = ()
    elements: tuple[tuple[Run, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered part of the edition."""

    id: str
    numero: int
    titre: str
    contenus: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A figure that the programme published, as its source gives it."""

    id: str
    indicateur: str
    libelle: str
    valeur: float
    valeur_max: float | None
    unite: str
    qualificatif: str
    nature: str
    date: str
    date_mots: str
    texte: str
    precision: str
    appel: str
    session: str
    source: str
    source_mots: str
    """Who published it, in short, and when."""
    adresse: str
    admis: str
    """Why a figure without a date is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """What one indicator says, in the words of each figure published on it."""

    libelle: str
    contexte: str
    """The call and the session that it is about, or the empty string for the whole programme."""
    chiffres: tuple[str, ...]
    conflit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The records behind a number: a page of the edition, and the same question asked today."""

    cle: str
    titre: str
    adresse: str
    fiches: tuple[str, ...]
    catalogue: str = ""
    """Address of the same question, asked of the catalogue of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of the edition, in short."""

    id: str
    titre: str
    adresse: str
    resume: str
    lieu: str
    organismes: str
    publics: tuple[str, ...]
    outils: tuple[str, ...]
    menages: str
    nouvelle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a record says of what helps or of what did not work."""

    contenus: tuple[Block, ...]
    fiche: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """Lessons of one kind, each with its record."""

    id: str
    titre: str
    nombre: Value
    lecons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word of the glossary that the edition uses."""

    id: str
    terme: str
    developpe: str
    definition: str
    adresse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that the edition rests on."""

    id: str
    document: str
    editeur: str
    date: str
    date_mots: str
    url: str
    precision: str
    fiabilite: str
    adresse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition of the bilan: all that its JSON holds."""

    version: str
    annee: int
    titre: str
    sous_titre: str
    statut: str
    adresse: str
    arrete_au: str
    arrete_au_mots: str
    etabli_le: str
    etabli_le_mots: str
    retrospective: bool
    precedente: str
    """Year of the edition before, or the empty string."""
    perimetre: str
    nombre_de_fiches: int
    sections: tuple[Section, ...]
    chiffres_cles: tuple[KeyFigure, ...]
    chiffres: tuple[Published, ...]
    tableaux: tuple[Table, ...]
    graphiques: tuple[Chart, ...]
    fiches: tuple[Record, ...]
    listes: tuple[Listed, ...]
    enseignements: tuple[Lessons, ...]
    glossaire: tuple[Entry, ...]
    documents: tuple[Document, ...]
