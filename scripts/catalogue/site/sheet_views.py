"""What the template of a record's page is given: ready-to-print values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from catalogue.site.lexicon import Mention
from catalogue.site.views import Card, Link, SourceMark
from catalogue.site.wording import lower_first

# A sheet has a hundred of those that follow: a named tuple is made three times as fast as a
# frozen dataclass.


class Node(NamedTuple):
    """A value of the sheet: `vue` names the macro that shows it, `valeur` is what it reads."""

    vue: str
    valeur: object
    sources: tuple[SourceMark, ...] = ()
    langue: str = ""
    """The language of a text that is not in French: a voice reads it with its own sounds."""


class Amount(NamedTuple):
    """A figure in words: what is counted, how many, the share it makes, of what kind and when.

    `precision` is a sentence, or the empty string.
    """

    libelle: str
    valeur: str
    part: str
    note: str
    precision: str = ""


class NamedTerm(NamedTuple):
    """A term of the record, and what is to be known of it, after which documents."""

    lien: Link
    note: str = ""
    sources: tuple[SourceMark, ...] = ()


class Fact(NamedTuple):
    """A fact of the record: when in words and whether it is planned, what it says, a precision."""

    date: str
    texte: str
    note: str


class Group(NamedTuple):
    """The fields of an object of the record; its description stands before them."""

    texte: Node | None
    champs: tuple[SheetField, ...]


class PlaceView(NamedTuple):
    """A territory; `qpv` says that it is a priority neighbourhood."""

    lien: Link
    qpv: bool


class WayOut(NamedTuple):
    """A way out of the scheme, and the status it leads to."""

    type: str
    libelle: str
    texte: str
    statut: Link | None


class Criterion(NamedTuple):
    """A criterion of innovation that the record speaks of, and after which document."""

    critere: str
    texte: str
    sources: tuple[SourceMark, ...]


class Participant(NamedTuple):
    """Organisations of the same roles, in words, and what they do."""

    organismes: tuple[Link, ...]
    roles: str
    precision: str
    sources: tuple[SourceMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An element of a course; `teinte` is the shade of its status, 0 where none is said."""

    titre: str
    phase: str
    statut: Link | None
    teinte: int
    duree: str
    description: str
    sources: tuple[SourceMark, ...]
    detail: Course | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course to draw: its form, and its elements, whose headings are of a level."""

    forme: str
    introduction: str
    de_front: bool
    """Its steps stand side by side where there is room."""
    bande: bool
    """A band of occupancy statuses goes along its steps."""
    niveau: int
    elements: tuple[Step, ...]


class SheetField(NamedTuple):
    """A labelled value of the sheet; without a label, it goes with the one before it."""

    nom: str
    libelle: str
    noeud: Node
    remarques: tuple[Node, ...] = ()
    """What is to be known of it that its own shape has no room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A part of a section: one field that stands alone under its own heading, or short ones."""

    nom: str
    titre: str
    """Its heading, or the empty string where the section's is enough."""
    noeud: Node | None
    champs: tuple[SheetField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefQuestion:
    """A question of the brief: the fields that answer it, if any."""

    id: str
    question: str
    champs: tuple[SheetField, ...]
    seule: bool
    """One field alone may answer it: the question names it well enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSection:
    """A titled section of the sheet; it has no part where no source says anything."""

    id: str
    titre: str
    parties: tuple[SheetPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A record's page: in brief, its sections, what no source says, how to cite it."""

    carte: Card
    source_unique: SourceMark | None
    """The document that says all of it, where there is one: nothing calls its number."""
    en_bref: tuple[BriefQuestion, ...]
    en_bref_tait: tuple[str, ...]
    """What the brief asks and no source says."""
    sections: tuple[SheetSection, ...]
    non_renseigne: tuple[str, ...]
    """What a reader expects in the sections and no source says."""
    mots_de_recherche: str
    mentions: tuple[Mention, ...]
    """The words of the glossary that its texts may hold."""
    resume_en: str
    """What its author says of it in English, or the empty string."""
    reference: tuple[str, str]
    """How to cite it: its title, and when it was checked."""

    @property
    def sections_tues(self) -> tuple[str, ...]:
        """Return what no source says in the sections, as a sentence lists it."""
        return tuple(map(lower_first, self.non_renseigne))
