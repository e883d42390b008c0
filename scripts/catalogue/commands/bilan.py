"""The command that writes an edition of the bilan, seals it, replays it, compares it."""

from __future__ import annotations

import re
from pathlib import Path

import click

from catalogue.asked_paths import OutFolder
from catalogue.read.text import find_forbidden
from catalogue.read.wording import quoted
from catalogue.terminal import WRONG_USE, stop
from catalogue.workspace import Workspace

MOST = 400
"""The most characters of a reason, as schemas/seal-2.schema.json has it."""
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
@click.option("--reseal", is_flag=True, help="Scelle à nouveau, en disant pourquoi (--why).")
@click.option("--why", metavar="MOTIF", help="Pourquoi sceller à nouveau : gardé dans le scellé.")
@click.option("--replay", is_flag=True, help="Réécrit l’édition scellée, sans les fiches.")
@click.option("--compare", "other", metavar="ANNÉE", help="Dit ce qui change depuis une édition.")
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def bilan(
    workspace: Workspace, /, year: str, out: Path | None, why: str | None,
    **asked: str | bool | None,
) -> None:  # fmt: skip
    """Write an edition of the bilan in every form, or do the one other thing that was asked."""
    from catalogue.commands.edition import Wish, run_bilan

    chosen = [name for name, value in asked.items() if value]
    if len(chosen) > 1:
        listed = " et ".join(f"--{'compare' if name == 'other' else name}" for name in chosen)
        stop(f"{listed} ne vont pas ensemble : choisissez-en un", WRONG_USE)
    other = asked["other"]
    for given in (year, other or year):
        if not _is_year(str(given)):
            stop(f"{quoted(str(given))} n’est pas une année : écrivez par exemple 2025", WRONG_USE)
    reason = reason_of(why, bool(asked["reseal"]))
    action = chosen[0] if chosen and chosen != ["other"] else ""
    folder = out or workspace.build / "bilans" / year
    run_bilan(workspace, year, folder, Wish(action, str(other or ""), reason))


def reason_of(why: str | None, resealed: bool) -> str:
    """Return why an edition is sealed again, the empty string where it is not; or say and exit."""
    if not resealed:
        if why is not None:
            stop("--why dit pourquoi on scelle à nouveau : il va avec --reseal", WRONG_USE)
        return ""
    reason = " ".join((why or "").split())
    if not reason:
        stop('--reseal demande un motif : --why "ce qui a été corrigé"', WRONG_USE)
    if len(reason) > MOST or find_forbidden(reason):
        stop(
            f"Le motif est une phrase, de {MOST} caractères au plus, sans signe invisible",
            WRONG_USE,
        )
    return reason
