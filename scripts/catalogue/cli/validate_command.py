"""The command that checks the files, and repairs what a machine may when asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli import formats, terminal
from catalogue.cli.terminal import FINE, WRONG_USE, AskedPath, exit_code, stop
from catalogue.issues import Issue
from catalogue.workspace import SEALS, Workspace

if TYPE_CHECKING:
    from catalogue.pipeline import Loaded
    from catalogue.records.report import Report


@click.command(help="Vérifie toutes les fiches, ou seulement les FICHIERS donnés.")
@click.argument("files", nargs=-1, type=AskedPath(), metavar="[FICHIER…]")
@click.option(
    "--format", "style", type=click.Choice(list(formats.FORMATS)), default="text",
    metavar="FORMAT", help=f"Forme du résultat : {', '.join(formats.FORMATS)}.",
)  # fmt: skip
@click.option(
    "--fix",
    is_flag=True,
    help="Répare d’abord ce qui peut l’être sans toucher au sens : guillemets, espaces, dates,"
    " ordre des champs… et dit ce qui a été fait.",
)
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def validate(workspace: Workspace, files: tuple[Path, ...], style: str, fix: bool) -> None:
    """Report every fault of every file, or of the files given."""
    from catalogue.pipeline import load

    missing = [str(f) for f in files if not os.path.lexists(f)]
    if missing:
        stop(f"fichier introuvable : {', '.join(missing)}", WRONG_USE)
    # A seal is judged as it stands: it is no record, and nothing in it is to be repaired.
    records = tuple(f for f in files if workspace.name(f).rpartition("/")[0] != SEALS)
    fix = fix and bool(records or not files)
    unwritten = repaired(workspace, records, aside=style != "text") if fix else []
    loaded = load(workspace, records)
    names = {workspace.name(f) for f in files}
    issues = [*unwritten, *loaded.issues(terminal.today(), names)]
    terminal.say_clock_doubt(issues)
    sealed = sealed_faults(workspace, [f for f in files if f not in records] if files else None)
    if exit_code([*issues, *sealed]) == FINE:
        issues += editions_judged(loaded, names)
    if files:
        issues = [issue for issue in issues if issue.place.file in names]
    issues = sorted([*issues, *sealed], key=lambda issue: issue.order)
    checked = len(names) or len(loaded.readings)
    if style == "text":
        click.echo(formats.as_text(issues, checked, terminal.paint_for(sys.stdout)))
    else:
        terminal.print_data(formats.FORMATS[style](issues, checked))
    sys.exit(exit_code(issues))


def sealed_faults(workspace: Workspace, asked: list[Path] | None) -> list[Issue]:
    """Return what is wrong with the sealed editions, or with those asked for."""
    folder = workspace.path(SEALS)
    if asked == [] or not (asked or folder.is_dir()):
        return []
    from catalogue.bilan.seals import seal_issues

    return list(seal_issues(workspace, asked))


def editions_judged(loaded: Loaded, asked: Collection[str]) -> list[Issue]:
    """Return what sealed editions miss of the records, and what keeps the others from a seal.

    Of an edition asked for, also what has moved since it was sealed, and what its draft still
    lacks: whoever writes a record is told nothing of editions that its numbers are not in.
    """
    if not loaded.corpus.reports:
        return []
    from catalogue.bilan.seals import moved_issues, vanished_issues
    from catalogue.site.site_view import SiteView

    workspace, reports = loaded.workspace, loaded.corpus.reports.values()
    view = SiteView(loaded.corpus, loaded.schemas)
    return [
        *vanished_issues(workspace, view),
        *moved_issues(workspace, view, [r for r in reports if r.file in asked]),
        *unready(loaded, [r for r in reports if r.publie or r.file in asked]),
    ]


def unready(loaded: Loaded, reports: Iterable[Report]) -> list[Issue]:
    """Return what keeps those of some editions that have no seal from one: warnings in a draft.

    What was sealed was decided: it is shown as it was then.
    """
    from catalogue.bilan.seals import is_sealed
    from catalogue.site.site_view import SiteView

    view, day = SiteView(loaded.corpus, loaded.schemas), terminal.today()
    open_ = [r for r in reports if not is_sealed(loaded.workspace, r.id)]
    return [issue for report in open_ for issue in loaded.incoherences(view, report, day)]


def repaired(workspace: Workspace, files: tuple[Path, ...], aside: bool) -> list[Issue]:
    """Repair files and tell it, on the error stream if asked; return those that stayed unwritten.

    Without files, all those of the folder itself: not the program's own schemas, which are read
    where the folder has none.
    """
    from catalogue.pipeline import ALL_KINDS, files_of, kind_of
    from catalogue.schema.fields import Schemas
    from catalogue.writing.edits import account
    from catalogue.writing.mend import Mender, mend_file

    schemas = Schemas(workspace.schemas, ALL_KINDS)
    ours = [(p, k) for p, k in files_of(workspace)[0] if p.is_relative_to(workspace.root)]
    wanted = [(path, kind_of(workspace, path)) for path in files] or ours
    outcomes = {
        workspace.name(path): mend_file(path, workspace.name(path), Mender(schemas, kind))
        for path, kind in wanted
    }
    click.echo(account({name: done for name, (done, _) in outcomes.items()}), err=aside)
    return [issue for _, issues in outcomes.values() for issue in issues]
