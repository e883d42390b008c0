"""Every path of the project, in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
"""The repository this program runs from: what a folder given by --root lacks is taken from here."""

_FILES = (
    ("projects", "project", "une fiche"),
    ("reference/organisations", "organisation", "un organisme"),
    ("reference/calls", "call", "un appel à projets"),
    ("reference/vocabularies", "vocabulary", "une liste de termes"),
    ("reference/outlines", "outline", "la trame d’une famille d’appels"),
    ("reference/reports", "report", "une édition du bilan"),
    ("reference/territories.yml", "territories", "la liste des territoires"),
    ("reference/sources.yml", "sources", "la bibliographie"),
    ("reference/figures.yml", "figures", "la liste des chiffres du programme"),
    ("reference/milestones.yml", "milestones", "la liste des repères de l’histoire"),
    ("reference/glossary.yml", "glossary", "le glossaire"),
    ("reference/intentions.yml", "intentions", "la liste des questions posées à la recherche"),
    ("reference/candidature.yml", "candidature", "la liste des rubriques d’un dossier"),
    ("reference/services.yml", "services", "la liste des services à qui parler"),
    ("reference/redirections.yml", "redirections", "la liste des redirections"),
    ("reference/maps/departements.yml", "map", "un fond de carte"),
)
"""Folder of files, or the one file; its kind, whose schema it obeys; what it is, in a sentence."""

KINDS = {place: kind for place, kind, _ in _FILES if not place.endswith(".yml")}
"""Folder of records → the schema that each of its files obeys."""

SINGLE_FILES = {place: kind for place, kind, _ in _FILES if place.endswith(".yml")}
"""File that exists once → the schema it obeys."""

WHAT = {kind: what for _, kind, what in _FILES}
"""Kind of file → what such a file is, in a sentence."""

FILE_SETS = {"project": "fiches", "organisation": "organismes", "call": "appels"}
"""Kind of file whose every file is one member of a set → the set."""

SEALS = "reference/seals"
"""The folder of the sealed editions, one file a year."""

OWN = ("projects", "reference/reports", SEALS)
"""What people write and the site shows for itself: never taken from elsewhere."""

SOURCES = ("projects", "reference", "schemas", "docs", "scripts")
"""The folders that people write and the program reads: nothing made is written there."""

PROGRAM_DOCS = ("assets/", "coquille/", "theme/")
"""Folders of `docs/` that belong to the program: they are ours whatever the root holds there."""


def kind_named(name: str) -> str:
    """Return the kind of a file by its name; one from elsewhere is taken for a record."""
    return SINGLE_FILES.get(name) or KINDS.get(name.rpartition("/")[0], "project")


def normal(path: Path) -> Path:
    """Return a path from the root of the disk, without « .. », its links not followed."""
    return Path(os.path.normpath(path.absolute()))


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder laid out like this repository.

    `schemas`, `docs`, `reference` and `mkdocs.yml` default to ours; what `docs/` holds of the
    program (macros are in `scripts/`, the theme, the shells, the assets) is always ours.
    """

    root: Path

    def path(self, name: str) -> Path:
        """Return a path of the root, or ours where the root lacks its first folder."""
        first = name.split("/", 1)[0]
        own = name.startswith(OWN) or (self.root / first).exists()
        return (self.root if own else HOME) / name

    def name(self, path: Path) -> str:
        """Return how a file is named to people: relative to the root, or as it was given."""
        whole = normal(path)
        bases = (normal(base) for base in (self.root, HOME))
        names = (whole.relative_to(base).as_posix() for base in bases if base in whole.parents)
        return next(names, str(path))

    def holds(self, path: Path) -> str:
        """Return the source folder that a path leads into, links followed, or the empty string."""
        real = Path(os.path.realpath(path))
        folders = (base / name for base in (self.root, HOME) for name in SOURCES)
        found = (str(f) for f in folders if real.is_relative_to(os.path.realpath(f)))
        return next(found, "")

    @property
    def schemas(self) -> Path:
        """Return the folder of the JSON Schemas."""
        return self.path("schemas")

    @property
    def docs(self) -> Path:
        """Return the folder of the hand-written pages."""
        return self.path("docs")

    @property
    def assets(self) -> Path:
        """Return the folder of the style sheets and scripts, which are the program's."""
        return HOME / "docs" / "assets"

    @property
    def is_home(self) -> bool:
        """Tell whether this folder is the repository that the program runs from."""
        return os.path.realpath(self.root) == os.fspath(HOME)

    @property
    def mkdocs(self) -> Path:
        """Return the MkDocs configuration."""
        return self.path("mkdocs.yml")

    @property
    def build(self) -> Path:
        """Return the folder that holds everything made by the program."""
        return self.root / "build"

    @property
    def site(self) -> Path:
        """Return the folder of the published site."""
        return self.build / "site"
