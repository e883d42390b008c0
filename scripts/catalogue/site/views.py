"""What the templates are given: ready-to-print values, with addresses relative to the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A label, where it leads (None: nowhere) and, for a term, its definition."""

    libelle: str
    adresse: str | None = None
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Card:
    """A record in a list, all of it text ready to print; made once, and equal to itself alone.

    The card without words is what the catalogue page fills.
    """

    id: str = ""
    titre: str = ""
    nom_court: str = ""
    adresse: str = ""
    resume: str = ""
    lien: str = ""
    """What it is to the programme, in words."""
    lieu: str = ""
    organismes: str = ""
    publics: tuple[Link, ...] = ()
    outils: tuple[Link, ...] = ()
    menages: str = ""
    documente: tuple[Link, ...] = ()
    """What it is worth opening for."""
    verifie_le: str = ""


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
    reference: str
    """The set that its choices come from."""
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
class SourcedWords:
    """A statement in words, what is to be known of it, and the document that makes it."""

    texte: str
    note: str
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMark:
    """The call-out of a source: its number on the page and the anchor it leads to.

    `bref` names the document in few words: who published it and when.
    """

    numero: int
    ancre: str
    document: str
    bref: str
