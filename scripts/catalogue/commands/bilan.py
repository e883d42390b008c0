"""The command that writes an edition of the bilan, seals it, replays it, compares it."""

from __future__ import annotations

from pathlib import Path

import click

from catalogue.terminal import WRONG_USE, stop
from catalogue.workspace import Workspace


@click.command(help="Écrit l’édition ANNÉE du bilan : page, PDF, tableaux, graphiques.")
@click.argument("year", metavar="ANNÉE")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DOSSIER",
    help="Dossier des fichiers.",
)
@click.option(
    "--seal", "action", flag_value="seal", help="Scelle l’édition : ses nombres ne changeront plus."
)
@click.option(
    "--replay",
    "action",
    flag_value="replay",
    help="Réécrit l’édition scellée, sans les fiches.",
)
@click.option("--compare", "other", metavar="ANNÉE", help="Dit ce qui change depuis une édition.")
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def bilan(
    workspace: Workspace, year: str, out: Path | None, action: str | None, other: str | None
) -> None:
    """Write an edition of the bilan in every form."""
    folder = out or workspace.build / "bilans" / year
    if action is not None and other is not None:
        stop(f"--{action} et --compare ne vont pas ensemble : choisissez-en un", WRONG_USE)
    from catalogue.commands.edition import run_bilan

    run_bilan(workspace, year, folder, action, other)
