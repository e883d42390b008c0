"""The sealed editions on disk, and what today's records would make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from catalogue.derive.report.compare import differences
from catalogue.derive.report.edition import make_edition, report_before
from catalogue.derive.site import SiteView
from catalogue.derive.wording import plural
from catalogue.issues import Issue, Level, Place
from catalogue.model.report import Report
from catalogue.publish.folder import write
from catalogue.render.edition_data import edition_json
from catalogue.render.reading import read_edition
from catalogue.render.seal import BrokenSealError, Seal, read_seal, seal_text
from catalogue.workspace import Workspace


def seal_path(workspace: Workspace, year: str) -> Path:
    """Return where an edition is sealed."""
    return workspace.path("reference/seals") / f"{year}.json"


def sealed(workspace: Workspace, year: str) -> Seal | None:
    """Return the seal of an edition, if it has one; BrokenSealError if it cannot be trusted."""
    path = seal_path(workspace, year)
    name = workspace.name(path)
    try:
        return read_seal(name, path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except UnicodeError as error:
        raise BrokenSealError(f"{name} : ce n’est pas un bilan scellé lisible") from error


def computed_text(workspace: Workspace, view: SiteView, report: Report) -> str:
    """Return the JSON of an edition as today's records make it, after the one before as sealed."""
    before = report_before(view, report)
    seal = sealed(workspace, before.id) if before else None
    return edition_json(make_edition(view, report, seal.fiches.keys() if seal else None))


def edition_text(workspace: Workspace, view: SiteView, report: Report) -> str:
    """Return the JSON of an edition: as it was sealed, or else as today's records make it."""
    seal = sealed(workspace, report.id)
    return computed_text(workspace, view, report) if seal is None else seal.text


def write_seal(workspace: Workspace, view: SiteView, report: Report) -> Path:
    """Seal an edition and return the file."""
    path = seal_path(workspace, report.id)
    write(path, seal_text(computed_text(workspace, view, report), view.corpus.projects))
    return path


def seal_issues(workspace: Workspace, view: SiteView) -> Iterator[Issue]:
    """Yield the seals that cannot be trusted, and those that lead to a record that is gone."""
    known = {*view.cards_by_id, *(move.ancien for move in view.corpus.moves)}
    for report in view.corpus.reports.values():
        try:
            seal = sealed(workspace, report.id)
        except BrokenSealError as error:
            yield _issue(workspace, report, "error", str(error))
            continue
        for id_ in (id_ for id_ in seal.fiches if id_ not in known) if seal else ():
            message = f"le bilan {report.id}, scellé, mène à la fiche « {id_} », qui n’existe plus"
            advice = "dites où elle est passée dans reference/redirections.yml"
            yield _issue(workspace, report, "error", f"{message} : {advice}")


def moved_issues(
    workspace: Workspace, view: SiteView, reports: Iterable[Report]
) -> Iterator[Issue]:
    """Yield a line for each of some editions that today's data would make otherwise."""
    for report in reports:
        if told := moved(workspace, view, report):
            yield _issue(workspace, report, "warning", told)


def moved(workspace: Workspace, view: SiteView, report: Report) -> str:
    """Return in a line how much a sealed edition and today's data differ, or the empty string."""
    try:
        seal = sealed(workspace, report.id)
    except BrokenSealError:
        return ""  # Told already, as an error.
    if seal is None:
        return ""
    before, after = read_edition(seal.text), read_edition(computed_text(workspace, view, report))
    count = len(differences(before, after))
    if not count:
        return ""
    return (
        f"le bilan {report.id} est scellé, et les données d’aujourd’hui en diffèrent par"
        f" {plural(count, 'nombre', 'nombres')} : catalogue bilan {report.id} --compare {report.id}"
    )


def _issue(workspace: Workspace, report: Report, level: Level, message: str) -> Issue:
    place = Place(report.file, (), False, 1, 1)
    return Issue(place, "bilan-scelle", message, level)
