"""What `catalogue bilan` does: write an edition, seal it, replay it, compare it with another."""

from __future__ import annotations

from pathlib import Path

import click

from catalogue.derive.report.compare import differences
from catalogue.derive.site import SiteView
from catalogue.model.report import Report
from catalogue.publish.edition_page import write_pages
from catalogue.publish.folder import write
from catalogue.publish.printed import UnprintableError
from catalogue.publish.report import write_edition
from catalogue.publish.seals import edition_text, seal_path, sealed, write_seal
from catalogue.render.comparison import comparison_sentences, comparison_table
from catalogue.render.reading import read_edition
from catalogue.render.seal import BrokenSealError
from catalogue.terminal import FOUND, WRONG_USE, progress, stop, valid_or_exit
from catalogue.workspace import Workspace


def run_bilan(
    workspace: Workspace, year: str, folder: Path, action: str | None, other: str | None
) -> None:
    """Do what was asked with an edition of the bilan, or say why not and exit."""
    try:
        if action == "replay":
            _write(workspace, _replayed(workspace, year), folder)
            return
        view = _view(workspace)
        if action == "seal":
            _seal(workspace, view, _asked(view, year))
        elif other is not None:
            _compare(workspace, view, (_asked(view, other), _asked(view, year)), folder)
        else:
            _write(workspace, edition_text(workspace, view, _asked(view, year)), folder)
    except (BrokenSealError, UnprintableError) as error:
        stop(str(error), FOUND)


def _view(workspace: Workspace) -> SiteView:
    loaded = valid_or_exit(workspace)
    return SiteView(loaded.corpus, loaded.schemas)


def _asked(view: SiteView, year: str) -> Report:
    """Return the edition of a year, or say which there are and exit."""
    reports = view.corpus.reports
    if year in reports:
        return reports[year]
    known = ", ".join(reports) or "aucune"
    stop(
        f"L’édition « {year} » n’existe pas (éditions : {known}) :"
        f" créez-la dans reference/reports/{year}.yml",
        WRONG_USE,
    )


def _write(workspace: Workspace, text: str, folder: Path) -> None:
    """Write an edition in every form, its pages last, and print the name of each file."""
    for path in write_edition(text, folder, progress):
        click.echo(str(path))
    progress("Pages")
    for path in write_pages(text, folder, workspace.assets):
        click.echo(str(path))


def _replayed(workspace: Workspace, year: str) -> str:
    """Return the JSON of a sealed edition, or say that there is none and exit."""
    found = sealed(workspace, year)
    if found is None:
        stop(f"Le bilan {year} n’est pas scellé : catalogue bilan {year} --seal", FOUND)
    return found.text


def _seal(workspace: Workspace, view: SiteView, report: Report) -> None:
    """Seal an edition, unless it is sealed already or not finished."""
    path = seal_path(workspace, report.id)
    name = workspace.name(path)
    if not report.publie:
        stop(f"{report.file} : un brouillon ne se scelle pas. Écrivez « statut: publie »", FOUND)
    if path.exists():
        stop(f"{name} : ce bilan est déjà scellé. Pour sceller à nouveau, supprimez-le", FOUND)
    click.echo(workspace.name(write_seal(workspace, view, report)))


def _compare(
    workspace: Workspace, view: SiteView, asked: tuple[Report, Report], folder: Path
) -> None:
    """Print what changes from one edition to another, and write it as a table too."""
    before, after = (read_edition(edition_text(workspace, view, report)) for report in asked)
    found = differences(before, after)
    told = comparison_sentences(before, after, found)
    name = f"comparaison-{before.annee}-{after.annee}"
    write(folder / f"{name}.txt", told)
    write(folder / f"{name}.csv", comparison_table(found))
    click.echo(told, nl=False)
    for ending in ("txt", "csv"):
        progress(str(folder / f"{name}.{ending}"))
