"""The sealed editions on disk, and what today's records would make of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.derive.report.compare import Difference, differences
from catalogue.derive.report.edition import make_edition, report_before
from catalogue.derive.site import SiteView
from catalogue.derive.wording import lower_first, plural
from catalogue.issues import Issue, Level, Place
from catalogue.model.report import Report
from catalogue.publish.folder import write
from catalogue.render.edition_data import edition_json
from catalogue.render.reading import read_edition
from catalogue.render.seal import BrokenSealError, Seal, read_seal, record_fingerprint, seal_text
from catalogue.workspace import Workspace

MOST_TOLD = 20
"""How many differences of an edition are told one by one."""


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


def drift_issues(workspace: Workspace, view: SiteView) -> Iterator[Issue]:
    """Yield, for each sealed edition, what today's records would say otherwise, and why."""
    for report in view.corpus.reports.values():
        try:
            seal = sealed(workspace, report.id)
        except BrokenSealError as error:
            yield _issue(workspace, report, "error", str(error))
            continue
        if seal is not None:
            yield from _drift(workspace, view, report, seal)


def _drift(workspace: Workspace, view: SiteView, report: Report, seal: Seal) -> Iterator[Issue]:
    known = {*view.cards_by_id, *(move.ancien for move in view.corpus.moves)}
    for id_ in (id_ for id_ in seal.fiches if id_ not in known):
        message = f"le bilan {report.id}, scellé, mène à la fiche « {id_} », qui n’existe plus"
        advice = "dites où elle est passée dans reference/redirections.yml"
        yield _issue(workspace, report, "error", f"{message} : {advice}")
    before, after = read_edition(seal.text), read_edition(computed_text(workspace, view, report))
    found = differences(before, after)
    for difference in found[:MOST_TOLD]:
        changed = _changed(view, seal, difference)
        message = (
            f"le bilan {report.id} est scellé, et les données d’aujourd’hui diraient autre chose"
        )
        yield _issue(
            workspace, report, "warning", f"{message} : {lower_first(difference.phrase)}{changed}"
        )
    if len(found) > MOST_TOLD:
        more = plural(len(found) - MOST_TOLD, "autre écart", "autres écarts")
        how = f"catalogue bilan {report.id} --compare {report.id}"
        yield _issue(workspace, report, "warning", f"et {more} : {how}")


def _changed(view: SiteView, seal: Seal, difference: Difference) -> str:
    """Return which of the records behind a number have changed since the seal, in words."""
    changed = [
        project.file
        for project in view.corpus.projects
        if project.id in difference.fiches
        and seal.fiches.get(project.id) != record_fingerprint(project)
    ]
    name = "Fiche modifiée" if len(changed) == 1 else "Fiches modifiées"
    return f" {name} depuis : {', '.join(changed)}." if changed else ""


def _issue(workspace: Workspace, report: Report, level: Level, message: str) -> Issue:
    place = Place(report.file, (), False, 1, 1)
    return Issue(place, "bilan-scelle", message, level)
