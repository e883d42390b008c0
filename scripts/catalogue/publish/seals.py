"""The sealed editions on disk, and what today's records would make of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from catalogue.derive.report.compare import Difference, differences
from catalogue.derive.report.edition import make_edition, report_before
from catalogue.derive.site import SiteView
from catalogue.derive.wording import plural
from catalogue.issues import Issue, Level, Place
from catalogue.model.report import Report
from catalogue.placing import put
from catalogue.publish.seal_history import unexplained
from catalogue.read.disk import read_bytes
from catalogue.read.limits import MAX_SEAL_BYTES
from catalogue.read.schema import Schemas
from catalogue.read.text import decode
from catalogue.render.edition_data import edition_json
from catalogue.render.reading import read_edition
from catalogue.render.seal import (
    RULE,
    BrokenSealError,
    Reseal,
    Seal,
    read_envelope,
    read_seal,
    reseals_of,
    seal_text,
)
from catalogue.workspace import HOME, SEALS, Workspace

_is_name = re.compile(r"[0-9]{4}\.json").fullmatch


@cache
def seal_schemas() -> Schemas:
    """Return the schemas that judge a seal: ours, in whatever folder the seal stands."""
    return Schemas(HOME / "schemas")


def seal_path(workspace: Workspace, year: str) -> Path:
    """Return where an edition is sealed."""
    return workspace.path(SEALS) / f"{year}.json"


def sealed(workspace: Workspace, year: str) -> Seal | None:
    """Return the seal of an edition, if it has one; BrokenSealError if it cannot be trusted."""
    path = seal_path(workspace, year)
    if not os.path.lexists(path):
        return None
    return read_seal(workspace.name(path), _text(workspace, path), seal_schemas())


def _text(workspace: Workspace, path: Path) -> str:
    """Return the text of a seal; BrokenSealError where it has none, or stands elsewhere."""
    name = workspace.name(path)
    content = read_bytes(path, name, path.parents[2], MAX_SEAL_BYTES)
    text = decode(content, name) if isinstance(content, bytes) else content
    if isinstance(text, Issue):
        raise BrokenSealError([text])
    return text


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
    """Seal an edition for the first time and return the file."""
    return _write(workspace, view, report, ())


def write_reseal(workspace: Workspace, view: SiteView, report: Report, why: str, day: str) -> Path:
    """Seal an edition again, the reason and the day kept inside, and return the file.

    What is sealed may be of an older version, but not touched: BrokenSealError.
    """
    path = seal_path(workspace, report.id)
    name = workspace.name(path)
    held, _ = read_envelope(name, _text(workspace, path), seal_schemas())
    reseal = Reseal(date=day, motif=why, remplace=held["empreinte"])
    return _write(workspace, view, report, (*reseals_of(held), reseal))


def _write(
    workspace: Workspace, view: SiteView, report: Report, reseals: tuple[Reseal, ...]
) -> Path:
    path = seal_path(workspace, report.id)
    text = seal_text(computed_text(workspace, view, report), view.corpus.projects, reseals)
    # What is written must be what will be read.
    read_seal(workspace.name(path), text, seal_schemas())
    put(path, text)
    return path


def seal_issues(workspace: Workspace, paths: list[Path] | None = None) -> Iterator[Issue]:
    """Yield what is wrong with the sealed editions, or with some of them."""
    for path in seal_files(workspace) if paths is None else paths:
        name = workspace.name(path)
        if not _is_name(path.name):
            message = "un bilan scellé se nomme par son année, par exemple 2019.json"
            yield Issue(Place(name).at(1, 1), RULE, message)
            continue
        try:
            text = _text(workspace, path)
            read_seal(name, text, seal_schemas())
        except BrokenSealError as error:
            yield from error.issues
            continue
        yield from unexplained(workspace.root, name, text)


def seal_files(workspace: Workspace) -> list[Path]:
    """Return the files of the folder of seals, those that are hidden left out."""
    folder = workspace.path(SEALS)
    found = folder.iterdir() if folder.is_dir() else iter(())
    return sorted(path for path in found if not path.name.startswith("."))


def vanished_issues(workspace: Workspace, view: SiteView) -> Iterator[Issue]:
    """Yield the records that a sealed edition leads to and that are gone without a word."""
    known = {*view.cards_by_id, *(move.ancien for move in view.corpus.moves)}
    for report in view.corpus.reports.values():
        seal = _trusted(workspace, report)
        for id_ in (id_ for id_ in seal.fiches if id_ not in known) if seal else ():
            message = f"le bilan {report.id}, scellé, mène à la fiche « {id_} », qui n’existe plus"
            advice = "dites où elle est passée dans reference/redirections.yml"
            yield _issue(report, "error", f"{message} : {advice}")


def moved_issues(
    workspace: Workspace, view: SiteView, reports: Iterable[Report]
) -> Iterator[Issue]:
    """Yield a line for each of some editions that today's data would make otherwise."""
    for report in reports:
        if told := moved(workspace, view, report):
            yield _issue(report, "warning", told)


def moved(workspace: Workspace, view: SiteView, report: Report) -> str:
    """Return in a line how much a sealed edition and today's data differ, or the empty string."""
    seal = _trusted(workspace, report)
    count = len(drifted(workspace, view, report, seal)) if seal else 0
    if not count:
        return ""
    return (
        f"le bilan {report.id} est scellé, et les données d’aujourd’hui en diffèrent par"
        f" {plural(count, 'nombre', 'nombres')} : catalogue bilan {report.id} --compare {report.id}"
    )


def _trusted(workspace: Workspace, report: Report) -> Seal | None:
    """Return the seal of an edition; None where there is none or it is broken, as told already."""
    try:
        return sealed(workspace, report.id)
    except BrokenSealError:
        return None


def drifted(workspace: Workspace, view: SiteView, report: Report, seal: Seal) -> list[Difference]:
    """Return what today's records would say otherwise than a seal."""
    after = read_edition(computed_text(workspace, view, report))
    return differences(read_edition(seal.text), after)


def _issue(report: Report, level: Level, message: str) -> Issue:
    return Issue(Place(report.file, (), False, 1, 1), "bilan-scelle", message, level)
