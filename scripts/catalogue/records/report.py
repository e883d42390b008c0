"""An edition of the bilan as its file asks for it: a day, a scope, texts and choices; no number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TABLES = (
    "programme", "contexte", "progression", "appels", "publics", "outils", "partenariats",
    "finalites", "modalites", "regions", "liens", "par-appel", "etats", "familles", "menages",
    "logements", "montants", "publics-outils",
)  # fmt: skip
"""Every table that an edition may have, by its name."""
CHARTS = (
    "progression", "frise", "publics", "outils", "partenariats", "finalites", "modalites",
    "regions", "etats",
)  # fmt: skip
"""Every chart that an edition may have, by its name."""
ESSENTIAL = ("progression", "frise", "publics")
"""The charts of « L’essentiel », unless an edition chooses others."""
STATUSES = ("brouillon", "publie")
"""What an edition may be: for its authors alone, or on the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an edition covers: its calls, and its records where they are chosen by name."""

    phrase: str
    appels: tuple[str, ...]
    fiches: tuple[str, ...] | None = None
    """None: all that were known, which a draft may say, and a published edition may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The goal, and the figures that count from the beginning of the programme."""

    objectif: str = ""
    chiffres: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A figure without any date, and why it was known at the cut-off date."""

    chiffre: str
    raison: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftedDoubt:
    """What makes the program doubt an edition, and why its editor means it so."""

    sur: str
    """A year, or the name of a part."""
    raison: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A record shown at length, and why."""

    fiche: str
    texte: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An edition of the bilan."""

    id: str
    file: str
    annee: int
    titre: str
    statut: str
    arrete_au: str
    etabli_le: str
    perimetre: Scope
    sous_titre: str = ""
    retrospective: bool = False
    chiffres_cles: tuple[str, ...] = ()
    progression: Progress = Progress()
    chiffres_admis: tuple[Admitted, ...] = ()
    textes: Mapping[str, str] = field(default_factory=dict)
    mises_en_avant: tuple[Highlight, ...] = ()
    graphiques: tuple[str, ...] = ()
    essentiel: tuple[str, ...] = ESSENTIAL
    """Its charts of « L’essentiel »: three at most."""
    sources: tuple[str, ...] = ()
    doutes_admis: tuple[LiftedDoubt, ...] = ()

    @property
    def fiches(self) -> tuple[str, ...]:
        """Return the records that the file names."""
        return (*(self.perimetre.fiches or ()), *(chosen.fiche for chosen in self.mises_en_avant))

    @property
    def publie(self) -> bool:
        """Tell whether the site shows the edition: a draft is for its authors."""
        return self.statut == "publie"
