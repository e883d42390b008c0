"""What the templates are given: ready-to-print values, with addresses relative to the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A label, where it leads (None: nowhere) and, for a term, its definition."""

    libelle: str
    adresse: str | None = None
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A record in a list, all of it text ready to print."""

    id: str
    titre: str
    adresse: str
    resume: str
    lieu: str
    organismes: str
    publics: tuple[Link, ...]
    outils: tuple[Link, ...]
    menages: str
    verifie_le: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A choice of a facet: its records are bits or positions in the catalogue's order."""

    id: str
    libelle: str
    adresse: str | None
    definition: str
    alias: tuple[str, ...]
    famille: str
    parent: str | None
    fiches: tuple[int, ...]


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
class SessionView:
    """A session of a call: its dates in words, and its figures."""

    nom: str
    dates: tuple[tuple[str, str], ...]
    groupes: tuple[FigureGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """A call with everything published on it."""

    id: str
    nom: str
    adresse: str
    instrument: str
    region: Link | None
    description: str
    dates: tuple[tuple[str, str], ...]
    financeurs: tuple[Link, ...]
    sessions: tuple[SessionView, ...]
    groupes: tuple[FigureGroup, ...]
    a_savoir: str
    sources: tuple[Link, ...]
    fiches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """An organisation: what is known of it, its records by role, whom it works with."""

    id: str
    nom: str
    adresse: str
    type: str
    famille: str
    alias: str
    territoires: tuple[Link, ...]
    description: str
    url: str
    sources: tuple[Link, ...]
    roles: tuple[tuple[str, tuple[Card, ...]], ...]
    partenaires: tuple[tuple[Link, int], ...]
    fiches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term's page: what it means, where it stands in its list, the records that use it."""

    id: str
    libelle: str
    vocabulaire: Link
    famille: str
    definition: str
    alias: str
    remplace_par: Link | None
    parent: Link | None
    enfants: tuple[tuple[Link, int], ...]
    associes: tuple[tuple[Link, str, int], ...]
    cartes: tuple[Card, ...]
    recherche: str
    source: str
    """The file that defines it."""
