"""The command that writes an edition of the bilan."""

from __future__ import annotations

from pathlib import Path

import click

from catalogue.pipeline import Loaded
from catalogue.terminal import WRONG_USE, progress, stop, valid_or_exit
from catalogue.workspace import Workspace


@click.command(help="Écrit l’édition ANNÉE du bilan : JSON, tableaux.")
@click.argument("year", metavar="ANNÉE")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DOSSIER",
    help="Dossier des fichiers.",
)
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def bilan(workspace: Workspace, year: str, out: Path | None) -> None:
    """Write every form of an edition of the bilan."""
    from catalogue.derive.report.edition import make_edition
    from catalogue.derive.site import SiteView
    from catalogue.publish.report import write_edition
    from catalogue.render.edition_data import edition_json

    loaded = valid_or_exit(workspace)
    report_asked = loaded.corpus.reports.get(year)
    if report_asked is None:
        stop(unknown_edition(year, loaded), WRONG_USE)
    text = edition_json(make_edition(SiteView(loaded.corpus, loaded.schemas), report_asked))
    for path in write_edition(text, out or workspace.build / "bilans" / year, progress):
        click.echo(str(path))


def unknown_edition(year: str, loaded: Loaded) -> str:
    """Return what to say of an edition that no file asks for."""
    known = ", ".join(loaded.corpus.reports) or "aucune"
    return (
        f"L’édition « {year} » n’existe pas (éditions : {known}) :"
        f" créez-la dans reference/reports/{year}.yml"
    )
