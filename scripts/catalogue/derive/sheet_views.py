"""What the template of a record's page is given: ready-to-print values."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.derive.views import Card, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMark:
    """The call-out of a source: its number in the record and the anchor it leads to."""

    numero: int
    ancre: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value of the sheet: `vue` names the macro that shows it, `valeur` is what it reads."""

    vue: str
    valeur: object
    source: SourceMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An element of a course; `teinte` is the shade of its status, 0 where none is said."""

    titre: str
    phase: str
    statut: Link | None
    teinte: int
    duree: str
    description: str
    source: SourceMark | None
    detail: Course | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course to draw: its form in words, and its elements, whose headings are of a level."""

    forme: str
    libelle: str
    legende: str
    introduction: str
    de_front: bool
    """Its steps stand side by side where there is room."""
    bande: bool
    """A band of occupancy statuses goes along its steps."""
    niveau: int
    elements: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A labelled value of the sheet."""

    nom: str
    libelle: str
    noeud: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a section: one field that stands alone under its own heading, or short ones."""

    nom: str
    titre: str
    """Its heading, or the empty string where the section's is enough."""
    noeud: Node | None
    champs: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the brief: the fields that answer it, and the names of those that do not."""

    id: str
    question: str
    champs: tuple[Field, ...]
    seule: bool
    """One field alone may answer it: the question names it well enough."""
    inconnus: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled section of the sheet; it has no part where no source says anything."""

    id: str
    titre: str
    parties: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A record's page: in brief, its sections, what no source says, how to cite it."""

    carte: Card
    en_bref: tuple[Question, ...]
    sections: tuple[Section, ...]
    non_renseigne: tuple[str, ...]
    mots_de_recherche: str
    reference: tuple[str, str]
    """How to cite it: its title, and when it was checked."""
