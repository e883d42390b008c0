"""What every command shares: exit codes, streams, the day, asked paths, valid records or an end."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, cast

import click

from catalogue.cli import formats
from catalogue.issues import Issue, Paint, bare
from catalogue.text.disk import why
from catalogue.workspace import Workspace

if TYPE_CHECKING:
    from io import TextIOWrapper

    from catalogue.pipeline import Loaded
    from catalogue.site.page import Publisher

FINE, FOUND, WRONG_USE = 0, 1, 2


def today() -> str:
    """Return the day, ISO: the one place where the program reads the clock."""
    return datetime.date.today().isoformat()


WRITTEN = "2026-11-30"
"""The day this version was written, ISO: no clock that is right says an earlier one."""


def clock_doubt(issues: Sequence[Issue], au: str) -> str:
    """Return that the clock may be wrong, or the empty string; `au` is the day that it says.

    One date too late is a slip of whoever wrote it; in several files, it is the day that is early.
    """
    files = {issue.place.file for issue in issues if issue.rule == "date-passee"}
    if not files or (au >= WRITTEN and len(files) == 1):
        return ""
    return (
        f"L’horloge de cette machine dit que nous sommes le {au} : si c’est faux, réglez-la avant"
        " de corriger une date « dans le futur »."
    )


def say_clock_doubt(issues: Sequence[Issue]) -> None:
    """Say on the error stream that the clock may be wrong, where it seems so."""
    if doubt := clock_doubt(issues, today()):
        progress(doubt)


def open_streams() -> None:
    """Give the program streams that take any letter, mute where it was started without one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Open as long as the program runs.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter must not end the program.
        cast("TextIOWrapper", stream).reconfigure(errors="backslashreplace")


def print_data(text: str) -> None:
    """Print what a program reads: in UTF-8, whatever the encoding of the terminal."""
    # Half a character, of a file name that is no UTF-8, is then an escape of JSON.
    stream = cast("TextIOWrapper", sys.stdout)
    stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    click.echo(text)


def site_address() -> str:
    """Return where the site is published, with its last slash; the empty string if not known."""
    # As mkdocs.yml reads it: see README.md.
    address = os.environ.get("CATALOGUE_SITE_URL", "")
    return f"{address.rstrip('/')}/" if address else ""


def valid_or_exit(workspace: Workspace) -> Loaded:
    """Return the records, or print their errors and exit."""
    from catalogue.pipeline import load

    loaded = load(workspace)
    issues = loaded.issues(today())
    say_clock_doubt(issues)
    if exit_code(issues) != FINE:
        fail(issues, len(loaded.readings))
    for line in formats.as_lines(issues, paint_for(sys.stderr)):
        progress(line)
    return loaded


def publisher_or_exit(workspace: Workspace) -> Publisher:
    """Return who publishes the site, or print what is wrong with its settings and exit."""
    from catalogue.build.settings import SettingsError, publisher_of

    try:
        return publisher_of(workspace)
    except SettingsError as error:
        fail(error.issues)


def exit_code(issues: Sequence[Issue]) -> int:
    """Return 1 when an issue is an error: warnings do not block."""
    return FOUND if any(issue.level == "error" for issue in issues) else FINE


def fail(issues: Sequence[Issue] | str, checked: int | None = None) -> NoReturn:
    """Print what is wrong and exit with 1."""
    if isinstance(issues, str):
        stop(issues, FOUND)
    if checked is None:
        told = "\n".join(formats.as_lines(issues, paint_for(sys.stderr)))
    else:
        told = formats.as_text(issues, checked, paint_for(sys.stderr))
    stop(f"{told}\nRien n’a été publié.", FOUND)


STYLES: dict[str, dict[str, Any]] = {
    "place": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "rule": {"dim": True},
}
"""What a line is made of → how a terminal shows it; the words say the level all the same."""


def paint_for(stream: TextIO) -> Paint:
    """Return what colours a line: nothing, unless a person looks and did not say no."""
    # https://no-color.org: whatever its value, as long as there is one.
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return bare
    return lambda text, part: click.style(text, **STYLES[part])


def stop(message: str, code: int) -> NoReturn:
    """Print a message on the error stream and exit."""
    click.echo(message, err=True)
    sys.exit(code)


def progress(message: str) -> None:
    """Say on the error stream what is being done."""
    click.echo(message, err=True)


ARCHIVE = "catalogue-hors-ligne.zip"
"""The name of the archive of a site, unless it is given another."""


class RefusedPathError(click.BadParameter):
    """A path that cannot be what it was given for; the message is a French sentence."""


class AskedPath(click.ParamType[Path]):
    """A path that will do for what is asked of it: `fault` says why another will not.

    What is written is never among the files that people write, which it could replace.
    """

    name = "path"

    def __init__(self, fault: Callable[[Path], str] = lambda _: "", *, written: bool = False):
        self.fault, self.written = fault, written

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the path; raise RefusedPathError where it will not do."""
        path = Path(value)
        try:
            # An empty text would be taken for the current folder.
            wrong = self.fault(path) if str(value).strip() else "le nom est vide"
            workspace = ctx.find_object(Workspace) if ctx and self.written else None
            if not wrong and workspace and (source := workspace.holds(path)):
                wrong = f"{path} est dans {source}, que le catalogue lit : écrivez ailleurs"
        except OSError as error:
            wrong = f"{error.filename} : {why(error)}"
        if wrong:
            raise RefusedPathError(wrong, ctx, param)
        return path


def no_folder(path: Path) -> str:
    """Return that a folder is missing, is a file, or may not be read."""
    if not path.is_dir():
        there = os.path.lexists(path)
        return f"{path} n’est pas un dossier" if there else f"le dossier {path} est introuvable"
    allowed = os.access(path, os.R_OK | os.X_OK)
    return "" if allowed else f"la lecture de {path} n’est pas autorisée"


def _unwritable(path: Path) -> str:
    """Return why a folder cannot be made or written in, links followed; empty where it can."""
    wanted = Path(os.path.realpath(path))
    for at in (wanted, *wanted.parents):
        try:
            at.lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        if not at.is_dir():
            return f"{at} est un fichier, pas un dossier"
        allowed = os.access(at, os.W_OK | os.X_OK)
        return "" if allowed else f"l’écriture dans {at} n’est pas autorisée"
    return ""


def _no_file(path: Path) -> str:
    """Return that a path is a folder, or what keeps its own folder from being written in."""
    return f"{path} est un dossier, pas un fichier" if path.is_dir() else _unwritable(path.parent)


OUT_FOLDER, OUT_FILE = AskedPath(_unwritable, written=True), AskedPath(_no_file, written=True)
"""What is written to: it is there, or it can be made."""


class OutSite(AskedPath):
    """The folder of a site; with `--archive`, that of its archive, or the archive itself."""

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the path; raise RefusedPathError where it will not do."""
        is_archive = ctx is not None and ctx.params.get("archive") and str(value).strip()
        if is_archive:
            return OUT_FILE.convert(asked_archive(Path(value)), param, ctx)
        return OUT_FOLDER.convert(value, param, ctx)


def asked_archive(path: Path) -> Path:
    """Return the archive that is asked for: a file whose name ends so, else one in that folder."""
    return path if path.suffix.lower() == ".zip" else path / ARCHIVE
