"""An edition of the bilan as its JSON holds it: its parts, its figures, its records, its lists."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.bilan.shapes import Block, Chart, Table, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSection:
    """A part of the edition: `place` is « essentiel » (one, first), « corps » or « annexe »."""

    id: str
    place: str
    numero: str
    """« 1 » in the body, « A » in the annexes, the empty string for the essentials."""
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
    qualificatif_mots: str
    nature: str
    nature_mots: str
    date: str
    date_mots: str
    texte: str
    precision: str
    appel: str
    session: str
    contexte: str
    """The call and the session in words, or the empty string for the whole programme."""
    source: str
    source_mots: str
    """Who published it, in short, and when."""
    source_adresse: str
    adresse: str
    """Its line in the edition."""
    couvre_du: str
    """First and last years of the calls that it counts, or empty strings."""
    couvre_au: str
    couvre_mots: str
    """These calls in words."""
    hors_programme: bool
    """A figure of what surrounds the programme, which does not count it."""
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
class ProofList:
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
    sections: tuple[EditionSection, ...]
    chiffres_cles: tuple[KeyFigure, ...]
    chiffres: tuple[Published, ...]
    tableaux: tuple[Table, ...]
    graphiques: tuple[Chart, ...]
    fiches: tuple[Record, ...]
    listes: tuple[ProofList, ...]
    enseignements: tuple[Lessons, ...]
    glossaire: tuple[dict[str, str], ...]
    """The words of the glossary that it uses, and where each is explained."""
    documents: tuple[dict[str, str], ...]
    """The documents that it rests on."""
