"""What the templates are given: ready-to-print values, with addresses relative to the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A label, where it leads (None: nowhere) and, for a term, its definition."""

    libelle: str
    adresse: str | None = None
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Card:
    """A record in a list, all of it text ready to print; made once, and equal to itself alone."""

    id: str
    titre: str
    nom_court: str
    adresse: str
    resume: str
    lien: str
    """What it is to the programme, in words."""
    lieu: str
    organismes: str
    publics: tuple[Link, ...]
    outils: tuple[Link, ...]
    menages: str
    documente: tuple[Link, ...]
    """What it is worth opening for."""
    verifie_le: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A choice of a facet: its records are positions in the catalogue's order."""

    id: str
    libelle: str
    adresse: str | None
    definition: str
    alias: tuple[str, ...]
    mots: tuple[str, ...]
    """What leads to it in a search without being its name."""
    famille: str
    parent: str | None
    fiches: tuple[int, ...]

    @property
    def lien(self) -> Link:
        """Return the choice as a link to its page, if it has one."""
        return Link(libelle=self.libelle, adresse=self.adresse, definition=self.definition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A facet of the catalogue with its choices in display order."""

    parametre: str
    libelle: str
    secondaire: bool
    valeurs: tuple[FacetValue, ...]
    adresse: str | None = None
    """Where all its choices are listed."""
    nombreuse: bool = False
    """Hundreds of choices, the most frequent first: the page shows some, a data file has all."""
    familles: tuple[tuple[str, str], ...] = ()

    @property
    def fichier(self) -> str:
        """Return the data file of its choices where the page shows none of them at first."""
        if self.nombreuse:
            return f"facette-{self.parametre}.json"
        return "facettes-secondaires.json" if self.secondaire else ""

    def paquet(self, rank: int) -> str:
        """Return the data file of one of the packs of its choices, where there are hundreds."""
        return f"facette-{self.parametre}-{rank}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A published figure in words, with its document."""

    id: str
    libelle: str
    valeur: str
    date: str
    precision: str
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """The figures published for one indicator; `conflit` when they do not say the same."""

    libelle: str
    chiffres: tuple[FigureView, ...]
    conflit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedWords:
    """A statement in words, what is to be known of it, and the document that makes it."""

    texte: str
    note: str
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step of a calendar: its name and date in words, and the document that gives it."""

    nom: str
    date: str
    note: str
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """A session of a call: its calendar in words, and its figures."""

    nom: str
    etapes: tuple[StepView, ...]
    groupes: tuple[FigureGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallState:
    """What tells, on the day it is read, whether a call is open; nothing does at the build."""

    fenetres: str
    """Its openings and closings as JSON (see assets/js/appels/etat.js)."""
    ouvert: str
    clos: str
    a_venir: str
    inconnu: str
    """The words for each state, empty where the call cannot be in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRubric:
    """A question of an applicant, and what the documents answer; nothing is « non lu »."""

    id: str
    titre: str
    dit: tuple[SourcedWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadView:
    """A document that exists and was not read whole, and what is missing."""

    document: str
    url: str
    manque: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A call in a list."""

    lien: Link
    annee: str
    territoires: tuple[Link, ...]
    lancement: str
    cloture: str
    etat: CallState


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """A call with everything published on it."""

    id: str
    nom: str
    adresse: str
    instrument: str
    territoires: tuple[Link, ...]
    description: str
    etat: CallState
    etapes: tuple[StepView, ...]
    termes: tuple[tuple[str, tuple[tuple[Link, str, Link], ...]], ...]
    """The terms that it names, set by set, each with what is to be known and its document."""
    rubriques: tuple[CallRubric, ...]
    suites: tuple[SourcedWords, ...]
    non_lus: tuple[UnreadView, ...]
    financeurs: tuple[Link, ...]
    sessions: tuple[SessionView, ...]
    groupes: tuple[FigureGroup, ...]
    a_savoir: str
    sources: tuple[Link, ...]
    fiches: int
    recherche: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """An organisation in a list: its name, its page, its roles in words."""

    id: str
    nom: str
    adresse: str
    type: str
    roles: str
    fiches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """The roles that an organisation has together, and the records where it has them."""

    id: str
    libelle: str
    nombre: str
    cartes: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """Whom an organisation works with: in how many records, in which roles (« gestionnaire »)."""

    lien: Link
    fiches: int
    roles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """What an organisation's records name most in one set, each with the number of records."""

    titre: str
    liens: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """An organisation: what is known of it, its records by role, whom it works with."""

    entree: OrganisationEntry
    famille: str
    alias: str
    territoires: tuple[Link, ...]
    description: str
    chiffres: tuple[SourcedWords, ...]
    """How large it is, by what sources count."""
    agrements: tuple[SourcedWords, ...]
    url: str
    sources: tuple[Link, ...]
    roles: tuple[tuple[Link, str], ...]
    """Each of its roles, which leads to its records, and how many they are."""
    ensembles: tuple[RoleView, ...]
    """Its records, each once, by the roles that it has there."""
    partenaires: tuple[PartnerView, ...]
    """The most frequent of them."""
    nombre_de_partenaires: int
    partages: tuple[ShareView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMark:
    """The call-out of a source: its number on the page and the anchor it leads to.

    `bref` names the document in few words: who published it and when.
    """

    numero: int
    ancre: str
    document: str
    bref: str


class SourceDocument(NamedTuple):
    """A document that a page cites."""

    ancre: str
    document: str
    url: str
    details: tuple[str, ...]
    precision: str


class GuideSection(NamedTuple):
    """What a guide says under one title; `ordonne`: its statements are steps."""

    titre: str
    ordonne: bool
    enonces: tuple[tuple[str, tuple[SourceMark, ...]], ...]
    """Each statement, and the documents that make it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term's page: what it means, where it stands in its list, the records that use it."""

    id: str
    libelle: str
    vocabulaire: Link
    famille: str
    definition: str
    definie_par: tuple[SourceMark, ...]
    """The documents that the definition is written after."""
    guide: tuple[GuideSection, ...]
    """What is to be known before using it."""
    fonctionnement: str
    """How it works, in prose, or the empty string."""
    sources: tuple[SourceMark, ...]
    """The documents that say how it works."""
    documents: tuple[SourceDocument, ...]
    """All the documents that the page cites, in the order of their numbers."""
    alias: str
    en_anglais: str
    """Its label in English, or the empty string."""
    remplace_par: Link | None
    parent: Link | None
    enfants: tuple[tuple[Link, int], ...]
    associes: tuple[tuple[Link, str, int], ...]
    """Terms that the same records name: link, vocabulary, number of records."""
    voisins: tuple[tuple[Link, int], ...]
    """Terms beside it in its list that have records, and how many."""
    glossaire: Link | None
    croise: bool
    """The gap map crosses it with others."""
    cartes: tuple[Card, ...]
    recherche: str
    contribution: str
    source: str
    """The file that defines it."""
