"""The folders and files that an option names: refused with the reason, before any work is done."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import click

from catalogue.text.disk import why
from catalogue.workspace import Workspace

ARCHIVE = "catalogue-hors-ligne.zip"
"""The name of the archive of a site, unless it is given another."""


class RefusedPathError(click.BadParameter):
    """A path that cannot be what it was given for; the message is a French sentence."""


class AskedPath(click.ParamType[Path]):
    """A path that will do for what is asked of it."""

    name = "path"

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the path; raise RefusedPathError where it will not do."""
        path = Path(value)
        try:
            # An empty text would be taken for the current folder.
            wrong = self.fault(path) if str(value).strip() else "le nom est vide"
            wrong = wrong or self.misplaced(path, ctx)
        except OSError as error:
            wrong = f"{error.filename} : {why(error)}"
        if wrong:
            raise RefusedPathError(wrong, ctx, param)
        return path

    def fault(self, path: Path) -> str:
        """Return what is wrong with a path, or the empty string; any name will do here."""
        return ""

    def misplaced(self, path: Path, ctx: click.Context | None) -> str:
        """Return why a path may not be where it is in the project; it may be anywhere here."""
        return ""


class Out(AskedPath):
    """What is written to: never among the files that people write, which it could replace."""

    def misplaced(self, path: Path, ctx: click.Context | None) -> str:
        """Say in which source folder a path is."""
        workspace = ctx.find_object(Workspace) if ctx else None
        source = workspace.holds(path) if workspace else ""
        told = f"{path} est dans {source}, que le catalogue lit : écrivez ailleurs"
        return told if source else ""


class Root(AskedPath):
    """A folder that is there."""

    def fault(self, path: Path) -> str:
        """Say that a folder is missing, is a file, or may not be read."""
        if not path.is_dir():
            there = os.path.lexists(path)
            return f"{path} n’est pas un dossier" if there else f"le dossier {path} est introuvable"
        allowed = os.access(path, os.R_OK | os.X_OK)
        return "" if allowed else f"la lecture de {path} n’est pas autorisée"


class OutFolder(Out):
    """A folder to write in: it is there, or it can be made."""

    def fault(self, path: Path) -> str:
        """Say which part of a path is a file, or may not be written in."""
        return _unwritable(path)


class OutFile(Out):
    """A file to write, whose folder is there or can be made."""

    def fault(self, path: Path) -> str:
        """Say that a path is a folder, or what keeps its own folder from being written in."""
        if path.is_dir():
            return f"{path} est un dossier, pas un fichier"
        return _unwritable(path.parent)


class OutSite(OutFolder):
    """The folder of a site; with `--archive`, that of its archive, or the archive itself."""

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the path; raise RefusedPathError where it will not do."""
        is_archive = ctx is not None and ctx.params.get("archive") and str(value).strip()
        if is_archive:
            return OutFile().convert(asked_archive(Path(value)), param, ctx)
        return super().convert(value, param, ctx)


def asked_archive(path: Path) -> Path:
    """Return the archive that is asked for: a file whose name ends so, else one in that folder."""
    return path if path.suffix.lower() == ".zip" else path / ARCHIVE


def _unwritable(path: Path) -> str:
    """Return why a folder cannot be made or written in, links followed; empty where it can."""
    wanted = Path(os.path.realpath(path))
    at = next(step for step in (wanted, *wanted.parents) if _is_there(step))
    if not at.is_dir():
        return f"{at} est un fichier, pas un dossier"
    return "" if os.access(at, os.W_OK | os.X_OK) else f"l’écriture dans {at} n’est pas autorisée"


def _is_there(path: Path) -> bool:
    """Tell whether something has this name; OSError where no file can ever have it."""
    try:
        path.lstat()
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR}:
            return False
        raise
    return True
