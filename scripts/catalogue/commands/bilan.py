"""The command that writes an edition of the bilan, seals it, replays it, compares it."""

from __future__ import annotations

import re
from pathlib import Path

import click

from catalogue.asked_paths import OutFolder
from catalogue.read.wording import quoted
from catalogue.terminal import WRONG_USE, stop
from catalogue.workspace import Workspace

_is_year = re.compile("[0-9]{4}").fullmatch


@click.command(help="Écrit l’édition ANNÉE du bilan : page, PDF, tableaux, graphiques.")
@click.argument("year", metavar="ANNÉE")
@click.option(
    "--out",
    type=OutFolder(),
    metavar="DOSSIER",
    help="Dossier des fichiers.",
)
@click.option("--seal", is_flag=True, help="Scelle l’édition : ses nombres ne changeront plus.")
@click.option("--replay", is_flag=True, help="Réécrit l’édition scellée, sans les fiches.")
@click.option("--compare", "other", metavar="ANNÉE", help="Dit ce qui change depuis une édition.")
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def bilan(workspace: Workspace, /, year: str, out: Path | None, **asked: str | bool | None) -> None:
    """Write an edition of the bilan in every form, or do the one other thing that was asked."""
    from catalogue.commands.edition import run_bilan

    chosen = [name for name, value in asked.items() if value]
    if len(chosen) > 1:
        listed = " et ".join(f"--{'compare' if name == 'other' else name}" for name in chosen)
        stop(f"{listed} ne vont pas ensemble : choisissez-en un", WRONG_USE)
    other = asked["other"]
    for given in (year, other or year):
        if not _is_year(str(given)):
            stop(f"{quoted(str(given))} n’est pas une année : écrivez par exemple 2025", WRONG_USE)
    action = chosen[0] if chosen and chosen != ["other"] else None
    folder = out or workspace.build / "bilans" / year
    run_bilan(workspace, year, folder, action, str(other) if other else None)
