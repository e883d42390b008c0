"""The command that builds the site, of every file or of those without a fault."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli import terminal
from catalogue.cli.terminal import (
    FINE,
    FOUND,
    WRONG_USE,
    OutSite,
    asked_archive,
    fail,
    progress,
    publisher_or_exit,
    stop,
    valid_or_exit,
)
from catalogue.issues import as_line, counted
from catalogue.workspace import Workspace

if TYPE_CHECKING:
    from catalogue.pipeline import SetAside, Triage


@click.command(help="Vérifie les fiches et construit le site.")
@click.option(
    "--archive",
    is_flag=True,
    is_eager=True,
    help="Écrit, au lieu du site, une archive (.zip) qui se lit sans réseau : décompressée, elle"
    " s’ouvre par un double clic sur « index.html ».",
)
@click.option(
    "--out",
    type=OutSite(),
    metavar="DOSSIER",
    help="Dossier du site. Avec --archive, dossier de l’archive, ou son nom s’il finit par .zip.",
)
@click.option(
    "--keep-going",
    is_flag=True,
    help="Publie les fiches valides et laisse de côté les autres, qui sont listées"
    " (le code de sortie est alors 1).",
)
@click.option(
    "--drafts",
    is_flag=True,
    help="Montre aussi les bilans en projet, pour les relire : pas sur le site public.",
)
@click.option(
    "--publishable",
    is_flag=True,
    help="Refuse un site qui ne dit pas qui le publie, à qui écrire et qui l’héberge.",
)
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def build(workspace: Workspace, /, out: Path | None, **asked: bool) -> None:
    """Build the site; nothing is replaced unless everything published is valid and complete."""
    archive, drafts = asked["archive"], asked["drafts"]
    if asked["publishable"] and drafts:
        stop("--publishable et --drafts ne vont pas ensemble\u00a0: choisissez-en un", WRONG_USE)
    if asked["publishable"] and (missing := publisher_or_exit(workspace).missing):
        fail(f"Ce site ne peut pas être mis en ligne : {missing}\nRien n’a été publié.")
    from catalogue.text.swap import NotOursError, check_archive, check_replaceable

    if archive:
        out = out or asked_archive(workspace.site.parent)
    out = out or workspace.site
    try:
        (check_archive if archive else check_replaceable)(out)
    except NotOursError as error:
        stop(str(error), WRONG_USE)
    from catalogue.pipeline import Triage

    whole = not asked["keep_going"]
    parted = Triage(valid_or_exit(workspace)) if whole else sound_or_exit(workspace)
    # MkDocs, that both need, is slow to import.
    from catalogue.build.archive import build_archive
    from catalogue.build.whole_site import build_site

    make = build_archive if archive else build_site
    result = make(parted.sound, out, progress, drafts=drafts)
    if not isinstance(result, int):
        fail(result)
    click.echo(f"{result} pages écrites dans {out}")
    if parted.aside:
        progress(told(parted.aside))
    sys.exit(FINE if parted.whole else FOUND)


def sound_or_exit(workspace: Workspace) -> Triage:
    """Return what can be published and what cannot, every fault told; exit if nothing can."""
    from catalogue.pipeline import load, triage

    loaded = load(workspace)
    issues = loaded.issues(terminal.today())
    terminal.say_clock_doubt(issues)
    parted = triage(loaded, issues, terminal.today())
    if parted is None:
        fail(issues, len(loaded.readings))
    for issue in issues:
        progress(as_line(issue))
    return parted


def told(aside: Sequence[SetAside]) -> str:
    """Return the list of the files left out of the site."""
    head = counted(len(aside), "fichier laissé", "fichiers laissés")
    lines = [f"{head} de côté, absents du site :"]
    for one in aside:
        errors = counted(len(one.issues), "erreur", "erreurs")
        why = errors if one.issues else "il renvoie à un fichier laissé de côté"
        lines.append(f"  {one.file} : {why}")
    return "\n".join(lines)
