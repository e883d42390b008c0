"""What an applicant's file is made of: its sections, what each family of calls asks of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a document says that a funder asks, or what nobody could read in it."""

    texte: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankTable:
    """A table to fill in."""

    colonnes: tuple[str, ...]
    lignes: tuple[str, ...] = ()
    """The first cells of its first rows."""
    vides: int = 0
    """How many empty rows follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSection:
    """A section of an applicant's file, whatever the call."""

    id: str
    titre: str
    questions: tuple[str, ...]
    detail: bool = False
    """Whether it is a part of the last section that is not."""
    champs: tuple[str, ...] = ()
    """The fields of records to quote, by their path in the schema."""
    regles: tuple[str, ...] = ()
    """The rubrics of a call's rules that are read here."""
    termes: str = ""
    """The field of a call whose terms are read here."""
    indicateurs: bool = False
    tableau: BlankTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What somebody counted and published: a suggestion, which no call that was read imposes."""

    libelle: str
    source: str
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFamily:
    """A family of questions about what another place has that made an initiative work."""

    id: str
    titre: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferGrid:
    """« Puis-je le transposer ? »: the fields that answer, and the questions for the reader."""

    texte: str
    sources: tuple[str, ...]
    familles: tuple[TransferFamily, ...]
    cles: tuple[str, ...] = ()
    mecanisme: tuple[str, ...] = ()
    adaptable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileModel:
    """What all files have in common."""

    rubriques: tuple[FileSection, ...]
    transfert: TransferGrid
    indicateurs: tuple[Indicator, ...] = ()
    conseils: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSection:
    """What a family of calls asks in a section, and what could not be read of it."""

    rubrique: str
    demandes: tuple[Asked, ...] = ()
    non_lu: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The outline of the files that a family of calls expects."""

    id: str
    nom: str
    instruments: tuple[str, ...]
    rubriques: tuple[OutlineSection, ...]
    sources: tuple[str, ...]
    description: str = ""
    a_savoir: str = ""
