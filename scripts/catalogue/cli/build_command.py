"""The command that builds the site, of every file or of those without a fault."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli import formats, terminal
from catalogue.cli.terminal import (
    FINE,
    FOUND,
    WRONG_USE,
    OutSite,
    asked_archive,
    fail,
    progress,
    stop,
    valid_or_exit,
)
from catalogue.issues import Issue
from catalogue.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalogue.build.whole_site import Outcome
    from catalogue.pipeline import SetAside, Triage

    Builder = Callable[..., Outcome]


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
    if asked["publishable"]:
        publisher_or_exit(workspace)
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
    result = builder(archive=archive)(parted.sound, out, progress, drafts=drafts)
    if not isinstance(result, int):
        fail(result)
    click.echo(f"{result} pages écrites dans {out}")
    if parted.aside:
        progress(told(parted.aside))
    sys.exit(FINE if parted.whole else FOUND)


def builder(*, archive: bool) -> Builder:
    """Return what builds a site, or its archive: MkDocs, that both need, is slow to import."""
    if archive:
        from catalogue.build.archive import build_archive

        return build_archive
    from catalogue.build.whole_site import build_site

    return build_site


def publisher_or_exit(workspace: Workspace) -> None:
    """Exit unless the site says who publishes it, where to write and who hosts it."""
    from catalogue.build.settings import SettingsError, publisher_of

    try:
        missing = publisher_of(workspace).missing
    except SettingsError as error:
        fail(error.issues)
    if missing:
        fail(f"Ce site ne peut pas être mis en ligne : {missing}\nRien n’a été publié.")


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
        progress(formats.as_line(issue))
    return parted


def told(aside: Sequence[SetAside]) -> str:
    """Return the list of the files left out of the site."""
    lines = [f"  {one.file} : {_reason(one.issues)}" for one in aside]
    head = "1 fichier laissé" if len(aside) == 1 else f"{len(aside)} fichiers laissés"
    return "\n".join([f"{head} de côté, absents du site :", *lines])


def _reason(issues: Sequence[Issue]) -> str:
    if not issues:
        return "il renvoie à un fichier laissé de côté"
    return "1 erreur" if len(issues) == 1 else f"{len(issues)} erreurs"
