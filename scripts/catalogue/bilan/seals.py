"""The sealed editions on disk, and what today's records would make of them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePath
from typing import Any, Final

from catalogue.bilan.compare import Difference, differences, explained, titles_of
from catalogue.bilan.edition import make_edition, report_before
from catalogue.bilan.edition_json import edition_json, read_edition
from catalogue.bilan.edition_views import Edition
from catalogue.bilan.seal_text import (
    RULE,
    BrokenSealError,
    Reseal,
    Seal,
    fingerprint,
    read_envelope,
    read_seal,
    record_fingerprint,
    reseals_of,
    seal_text,
)
from catalogue.issues import Issue, Level, Place
from catalogue.records.report import Report
from catalogue.schema.fields import Schemas
from catalogue.site.site_view import SiteView
from catalogue.site.wording import plural
from catalogue.text.decoding import decode
from catalogue.text.disk import read_bytes
from catalogue.text.limits import MAX_SEAL_BYTES
from catalogue.text.revision import versions_of
from catalogue.text.swap import put
from catalogue.workspace import HOME, SEALS, Workspace

CHANGED_RULE: Final = "sceau-change"
TOLD_ELSEWHERE: Final = frozenset(
    {
        "sha256-ac1042a5b84b0eb7356c5dfb0d48a99842d395f09848c71b14b7d2cecd0ee693",
        "sha256-ecb92d38010f1b101c88b9b6f68d9151aa72d5aa26f16bc15ae2eb5c31d16b61",
        "sha256-62533c4e7abcb7477862ae233f60ed8b830da98251f768c1a90b3905044a43eb",
        "sha256-f69ba74fdf1f7e13d1a6050802d45faaf3730748c97039512e1894b0f55a8c5a",
    }
)
"""The whole of each seal that was written again before a seal could say why (CHANGELOG.md does)."""
CHANGED: Final = (
    "ce bilan scellé n’est plus celui qui a été enregistré dans git (version {commit}), et ne dit"
    " pas pourquoi. Reprenez celui-là (git checkout {commit} -- {file}) ; un changement voulu se"
    ' fait par « catalogue bilan {year} --reseal --why "…" »'
)


State = tuple[str, str, tuple[tuple[str, str, str], ...]]
"""What a version of a seal says, its words apart: its fingerprint, those of its records, and the
day, the reason and the fingerprint replaced of each time that it was sealed again."""


def unexplained(root: Path, file: str, text: str) -> Iterator[Issue]:
    """Yield the issue of a sound seal that is not what its history in git leads to.

    Nothing where there is no history, or only a part of it: then nobody can know.
    """
    now, reached, commit = _state(text), list[State](), ""
    if now is None or _is_told_elsewhere(text):
        return
    for version, content in versions_of(root, file, MAX_SEAL_BYTES):
        found = content.decode(errors="replace")
        state = _state(found)
        if state and (not reached or _is_told_elsewhere(found) or _follows(state, reached)):
            reached.append(state)
            commit = version
    if reached and not _follows(now, reached):
        message = CHANGED.format(commit=commit[:10], file=file, year=PurePath(file).stem)
        yield Issue(Place(file).at(1, 1), CHANGED_RULE, message)


def _follows(state: State, reached: list[State]) -> bool:
    """Tell whether a version is one of those reached, or says why it replaced one of them."""
    reasons = state[2]
    # The same reasons were given for one state alone: another has none of its own.
    if any(reasons == known for _, _, known in reached):
        return state in reached
    for was, _, known in reached:
        if reasons[: len(known)] == known and reasons[len(known)][2] == was:
            return True
    return False


def _state(text: str) -> State | None:
    """Return what a version of a seal says; None for what is no seal, which explains nothing."""
    try:
        held: Any = json.loads(text)
        reseals = held.get("rescellements", [])
        return (
            str(held["empreinte"]),
            json.dumps(held["fiches"], sort_keys=True),
            tuple((r["date"], r["motif"], r["remplace"]) for r in reseals),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _is_told_elsewhere(text: str) -> bool:
    return fingerprint(text.replace("\r\n", "\n")) in TOLD_ELSEWHERE


@cache
def seal_schemas() -> Schemas:
    """Return the schemas that judge a seal: ours, in whatever folder the seal stands."""
    return Schemas(HOME / "schemas")


def seal_path(workspace: Workspace, year: str) -> Path:
    """Return where an edition is sealed."""
    return workspace.path(SEALS) / f"{year}.json"


def is_sealed(workspace: Workspace, year: str) -> bool:
    """Tell whether an edition has a seal, sound or not."""
    return os.path.lexists(seal_path(workspace, year))


def sealed(workspace: Workspace, year: str) -> Seal | None:
    """Return the seal of an edition, if it has one; BrokenSealError if it cannot be trusted."""
    path = seal_path(workspace, year)
    if not is_sealed(workspace, year):
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


def computed_text(
    workspace: Workspace, view: SiteView, report: Report, reseals: Iterable[Reseal] | None = None
) -> str:
    """Return the JSON of an edition as today's records make it, after the one before as sealed.

    It tells why it was sealed again: as its own seal says, unless other reasons are given.
    """
    if reseals is None:
        own = _trusted(workspace, report)
        reseals = own.rescellements if own else ()
    before = report_before(view, report)
    earlier = None
    if before and is_sealed(workspace, before.id):
        earlier = frozenset(_envelope(workspace, before.id)[0]["fiches"])
    told = ((reseal.date, reseal.motif) for reseal in reseals)
    return edition_json(make_edition(view, report, earlier, told))


def _envelope(workspace: Workspace, year: str) -> tuple[Mapping[str, Any], str]:
    """Return what a seal of whatever version holds, and its edition; it is not touched."""
    path = seal_path(workspace, year)
    return read_envelope(workspace.name(path), _text(workspace, path), seal_schemas())


def edition_text(workspace: Workspace, view: SiteView, report: Report) -> str:
    """Return the JSON of an edition: as it was sealed, or else as today's records make it."""
    seal = sealed(workspace, report.id)
    return computed_text(workspace, view, report) if seal is None else seal.text


def says_the_same(workspace: Workspace, view: SiteView, report: Report) -> bool:
    """Tell whether a seal, of whatever version but not touched, is what today's records make."""
    _, text = _envelope(workspace, report.id)
    return text == computed_text(workspace, view, report)


def write_seal(
    workspace: Workspace, view: SiteView, report: Report, reseals: tuple[Reseal, ...] = ()
) -> Path:
    """Seal an edition and return the file; `reseals` say why it was sealed again, if it was."""
    path = seal_path(workspace, report.id)
    text = computed_text(workspace, view, report, reseals)
    text = seal_text(text, view.corpus.projects, reseals)
    # What is written must be what will be read.
    read_seal(workspace.name(path), text, seal_schemas())
    put(path, text)
    return path


def write_reseal(workspace: Workspace, view: SiteView, report: Report, why: str, day: str) -> Path:
    """Seal an edition again, the reason and the day kept inside, and return the file.

    What is sealed may be of an older version, but not touched: BrokenSealError.
    """
    held, _ = _envelope(workspace, report.id)
    reseal = Reseal(date=day, motif=why, remplace=held["empreinte"])
    return write_seal(workspace, view, report, (*reseals_of(held), reseal))


def seal_issues(workspace: Workspace, paths: list[Path] | None = None) -> Iterator[Issue]:
    """Yield what is wrong with the sealed editions, or with some of them."""
    for path in seal_files(workspace) if paths is None else paths:
        name = workspace.name(path)
        if not re.fullmatch(r"[0-9]{4}\.json", path.name):
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
    corpus = view.corpus
    known = {*view.cards_by_id, *(move.ancien for move in corpus.moves)}
    known |= {one.fiche for one in corpus.withdrawals}
    for report in corpus.reports.values():
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
    found = drifted(view, seal, edition_of_today(workspace, view, report)) if seal else []
    count = sum(not difference.du_programme for difference in found)
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


def edition_of_today(workspace: Workspace, view: SiteView, report: Report) -> Edition:
    """Return an edition as today's records make it."""
    return read_edition(computed_text(workspace, view, report))


def drifted(view: SiteView, seal: Seal, after: Edition) -> list[Difference]:
    """Return what an edition of today says otherwise than its seal, by the data or the program."""
    now = {p.id: record_fingerprint(p) for p in view.corpus.projects if p.id in seal.fiches}
    changed = {id_ for id_, was in seal.fiches.items() if now.get(id_) != was}
    changed |= {record.id for record in after.fiches}.symmetric_difference(seal.fiches)
    before = read_edition(seal.text)
    titles = titles_of(before) | titles_of(after)
    return explained(differences(before, after), changed, titles)


def _issue(report: Report, level: Level, message: str) -> Issue:
    return Issue(Place(report.file, (), False, 1, 1), "bilan-scelle", message, level)
