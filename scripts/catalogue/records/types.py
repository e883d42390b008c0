"""The typed records: the values that Python computes with, by their names in the YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from catalogue.text.document import Document

Data = Mapping[str, Any]


def cited(value: Data) -> tuple[str, ...]:
    """Return the sources that a group of values cites: one id, or a list of them."""
    given = value.get("source")
    ids = given if isinstance(given, list | tuple) else (given,)
    return tuple(id_ for id_ in ids if isinstance(id_, str))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said of a term, and the documents that say so."""

    texte: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Anything a record may point to: a vocabulary term, an organisation, a call, a territory."""

    id: str
    libelle: str
    libelle_pluriel: str = ""
    """What stands above a list of its members."""
    label_en: str = ""
    """Its label in English, where somebody has translated it."""
    definition: str = ""
    alias: tuple[str, ...] = ()
    mots: tuple[str, ...] = ()
    """What leads to it in a search without being its name: a code, a town."""
    villes: tuple[str, ...] = ()
    """Towns of a place: they lead to it too, but are no word of the records that are about it."""
    famille: str = ""
    parent: str | None = None
    remplace_par: str | None = None
    type: str = ""
    code_insee: str = ""
    """Of a region, whose id is not its official code."""
    fonctionnement: Statement | None = None
    guide: tuple[tuple[str, tuple[Statement, ...]], ...] = ()
    """What is to be known before using it: statements, the briefest first, by aspect."""
    sources: tuple[str, ...] = ()
    """The documents that its definition is written after."""

    @property
    def heading(self) -> str:
        """Return what stands above a list of its members."""
        return self.libelle_pluriel or self.libelle

    @property
    def other_names(self) -> tuple[str, ...]:
        """Return what leads to it besides its label: its other names, its search words."""
        return (*self.alias, *self.mots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A closed list of terms, and the folder of the site where each has its page, if any."""

    id: str
    libelle: str
    libelle_pluriel: str
    definition: str
    adresse: str = ""
    familles: tuple[tuple[str, str], ...]
    termes: Mapping[str, Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that says what a record says."""

    id: str
    document: str
    editeur: str = ""
    date: str = ""
    url: str = ""
    consulte_le: str = ""
    precision: str = ""
    fiabilite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Territoire:
    """Where an initiative takes place, as precisely as its source says."""

    commune: str = ""
    intercommunalite: str = ""
    quartier: str = ""
    departement: str = ""
    region: str = ""
    qpv: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """An organisation and its roles in an initiative."""

    organisme: str
    roles: tuple[str, ...]
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of households or dwellings, with its unit and qualifier."""

    valeur: int
    unite: str
    valeur_max: int | None = None
    qualificatif: str = ""
    nature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Project:
    """An initiative; its document holds the fields that only the schema names.

    Equal to itself alone: what is made of it can be kept."""

    id: str
    file: str
    titre: str
    nom_court: str = ""
    resume: str = ""
    publics: tuple[str, ...] = ()
    partenariats: tuple[str, ...] = ()
    outils: tuple[str, ...] = ()
    finalites: tuple[str, ...] = ()
    territoires: tuple[Territoire, ...] = ()
    organismes: tuple[Participation, ...] = ()
    menages: tuple[Count, ...] = ()
    logements: tuple[Count, ...] = ()
    appel: str
    lien: str
    """What it is to the programme: a term of `statuts-financement`."""
    statut: str = ""
    verifie_le: str = ""
    document: Document

    @property
    def data(self) -> Data:
        """Return the whole record as it is written."""
        return cast("Data", self.document.data)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the documents that it cites, made when asked: kept, they would weigh a kB."""
        names, listed = Source.__slots__, self.data["sources"]
        return tuple(Source(**{k: v for k, v in one.items() if k in names}) for one in listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a document says: of a call, an organisation, what a funder asks."""

    texte: str
    source: str
    date: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedFigure:
    """A figure after a document of the bibliography: how large an organisation is, by a measure."""

    libelle: str
    valeur: float
    source: str
    valeur_max: float | None = None
    qualificatif: str = ""
    unite: str = ""
    date: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation that records name."""

    id: str
    nom: str
    type: str
    sigle: str = ""
    alias: tuple[str, ...] = ()
    famille: str = ""
    territoires: tuple[str, ...] = ()
    description: str = ""
    url: str = ""
    chiffres: tuple[SourcedFigure, ...] = ()
    agrements: tuple[Said, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """Return the name with its acronym, if it has one."""
        return f"{self.nom} ({self.sigle})" if self.sigle and self.sigle != self.nom else self.nom


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The calls that a figure counts: the years of the first and the last, and them in words."""

    du: str
    au: str
    mots: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(SourcedFigure):
    """A figure that the programme published, with its source and its qualifier."""

    id: str
    indicateur: str = ""
    nature: str = ""
    regle: str = ""
    """The rubric of a call's rules that it belongs to, if any."""
    contexte: bool = False
    couvre: Coverage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStep:
    """A dated step of a call: a term of `etapes-appel`, and the document that gives its date."""

    etape: str
    date: str
    source: str
    fin: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedTerm:
    """A term that a call names, and the document where it does."""

    terme: str
    source: str
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadDocument:
    """A document that exists and was not read whole: where it is, and what is missing of it."""

    document: str
    url: str
    manque: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """What has a calendar. Two documents may date one step: the first of the file speaks for it."""

    calendrier: tuple[CallStep, ...] = ()

    def day_of(self, step: str) -> str:
        """Return the date of a step as it is written, or the empty string."""
        return next((s.date for s in self.calendrier if s.etape == step), "")

    @property
    def lancement(self) -> str:
        """Return when it opened."""
        return self.day_of("ouverture")

    @property
    def cloture(self) -> str:
        """Return the last day to answer."""
        return self.day_of("cloture")

    @property
    def comite(self) -> str:
        """Return when the projects were chosen."""
        return self.day_of("comite")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Scheduled):
    """A session of a call, with the figures published on it."""

    id: str
    nom: str
    chiffres: tuple[Figure, ...] = ()


CALL_TERMS = ("publics", "finalites", "outils", "partenariats")
"""The fields of a call that name terms; each is called as its vocabulary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Scheduled):
    """A call for projects with its sessions, its rules and its published figures."""

    id: str
    nom: str
    instrument: str
    sources: tuple[str, ...]
    annee: int | None = None
    territoires: tuple[str, ...] = ()
    description: str = ""
    publics: tuple[CitedTerm, ...] = ()
    finalites: tuple[CitedTerm, ...] = ()
    outils: tuple[CitedTerm, ...] = ()
    partenariats: tuple[CitedTerm, ...] = ()
    regles: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    """What it asks and pays, by rubric, in the order of the schema."""
    suites: tuple[Said, ...] = ()
    non_lus: tuple[UnreadDocument, ...] = ()
    financeurs: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()
    chiffres: tuple[Figure, ...] = ()
    a_savoir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRole:
    """What a service may be asked for, whichever it is."""

    id: str
    libelle: str
    a_demander: str
    precision: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service or a network to talk to, never a person; without territory, everywhere."""

    nom: str
    fonction: str
    territoires: tuple[str, ...] = ()
    organisme: str = ""
    url: str = ""
    vu_dans: str = ""
    precision: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFrame:
    """A box of the map that shows something larger, or nearer, than it is."""

    libelle: str
    x: int
    y: int
    largeur: int
    hauteur: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapShape:
    """The outline of a département as an SVG path, and where to write a number on it."""

    departement: str
    trace: str
    centre: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """The outlines of the départements, in one drawing."""

    largeur: int
    hauteur: int
    formes: tuple[MapShape, ...]
    fonds: tuple[str, ...] = ()
    cadres: tuple[MapFrame, ...] = ()
    voisins: tuple[tuple[str, str], ...] = ()
    """Départements side by side whose outlines do not touch here: a box shows one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """A term of the glossary."""

    id: str
    terme: str
    definition: str
    developpe: str = ""
    alias: tuple[str, ...] = ()
    voir: tuple[str, ...] = ()
    a_relire: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentionLink:
    """Where an answer leads on: what is found there, and the address of the page."""

    libelle: str
    adresse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intention:
    """What is asked of the search without naming a record, and what answers it."""

    id: str
    titre: str
    mots: tuple[str, ...]
    """Each asks for it: all its words, in any order; « télécharg* » is the beginning of one."""
    liens: tuple[IntentionLink, ...]
    reponse: str = ""
    choix: str = ""
    """What a record documents that answers."""
    regles: tuple[str, ...] = ()
    """The rubrics of a call's rules that answer."""
    appels: bool = False
    """Whether the calls of the place and public that are named answer too."""
    ouverts: bool = False
    """Whether the calls that are open on the reader's day answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A record that changed its id, joined another or was parted: the old id leads to the new."""

    ancien: str
    nouveau: str
    date: str
    motif: str
    aussi: tuple[str, ...] = ()
    """The other records where a part of it is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What a record said before a day is published no more; the whole record, if it is gone."""

    fiche: str
    date: str
    motif: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A moment of the programme's history, with the documents that tell of it."""

    date: str
    titre: str
    sources: tuple[str, ...]
    texte: str = ""
    appel: str = ""


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
    conseils: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSection:
    """What a family of calls asks in a section, and what could not be read of it."""

    rubrique: str
    demandes: tuple[Said, ...] = ()
    non_lu: tuple[Said, ...] = ()


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
