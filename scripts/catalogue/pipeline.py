"""The stages one after the other, with what is kept from one reading to the next and set aside."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, Final

from catalogue.bilan import page_kinds as bilan_kinds
from catalogue.issues import Issue, Level, Place
from catalogue.records.assemble import assemble
from catalogue.records.assemble import project as project_of
from catalogue.records.corpus import Corpus
from catalogue.records.report import Report
from catalogue.records.types import Project
from catalogue.rules.registry import Context, Judged, apply_rules
from catalogue.schema.fields import Schemas, Spec, fields_where
from catalogue.schema.shape import check_shape
from catalogue.site.arguments import offset_of
from catalogue.site.kinds import table
from catalogue.text.decoding import offset_at, position
from catalogue.text.document import Document, locate, locate_file, read_document
from catalogue.text.folder import list_documents, stray_issues
from catalogue.workspace import FILE_SETS, KINDS, SINGLE_FILES, Workspace, kind_named, normal

if TYPE_CHECKING:
    from catalogue.bilan.edition_faults import EditionFault
    from catalogue.site.site_view import SiteView

Basis = tuple[object, ...]
"""Things that must all be the same for what was made with them to hold."""
Stamp = tuple[int, int, int]
"""Time, size and inode of a file."""


ALL_KINDS = (*KINDS.values(), *SINGLE_FILES.values())
PAGE_KINDS = (*table.KINDS, *bilan_kinds.KINDS)
"""Every kind of page, of every room."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A file that was read: its document unless it cannot be one, and what is wrong with it."""

    path: Path
    kind: str
    document: Document | None
    issues: tuple[Issue, ...]

    @property
    def valid(self) -> bool:
        """Tell whether the document can be trusted to have its kind's shape."""
        return self.document is not None and not any(i.level == "error" for i in self.issues)

    @cached_property
    def project(self) -> Project | None:
        """Return the typed record of a file of that kind."""
        sound = self.kind == "project" and self.document is not None
        return project_of(self.document) if sound and self.document else None


def files_of(workspace: Workspace) -> tuple[list[tuple[Path, str]], list[Issue]]:
    """Return every file to read with its kind, and the issues of the folders."""
    found: list[tuple[Path, str]] = []
    issues: list[Issue] = []
    for folder, kind in KINDS.items():
        place = workspace.path(folder)
        paths, wrong = list_documents(place, place.parents[folder.count("/")])
        found += [(path, kind) for path in paths]
        issues += wrong
    singles = ((workspace.path(name), kind) for name, kind in SINGLE_FILES.items())
    return found + [(path, kind) for path, kind in singles if os.path.lexists(path)], issues


def kind_of(workspace: Workspace, path: Path) -> str:
    """Return the kind of a file by where it stands; a file from elsewhere is taken for a record."""
    return kind_named(workspace.name(path))


def read_file(workspace: Workspace, schemas: Schemas, path: Path, kind: str) -> Reading:
    """Read one file and check its shape."""
    document, issues = read_document(path, workspace.name(path))
    if document is not None:
        issues = [*issues, *check_shape(document, kind, schemas)]
    return Reading(path=path, kind=kind, document=document, issues=tuple(issues))


class Memory:
    """The readings by file, the findings by document, and what both rest on."""

    def __init__(self) -> None:
        self._schemas: object = None
        self._readings: dict[Path, tuple[Stamp, Reading]] = {}
        self._basis: Basis = ()
        self._judged: Judged = {}

    def forget_unless(self, schemas: object) -> None:
        """Forget the readings if they were checked with other schemas."""
        if schemas != self._schemas:
            self._schemas, self._readings = schemas, {}

    def reading(self, path: Path, read: Callable[[], Reading]) -> Reading:
        """Return the reading of a file: the one of before if the file is the same, or a new one."""
        try:
            state = path.lstat()
        except OSError:
            return read()
        if not S_ISREG(state.st_mode):
            return read()  # A link, and all else that may change unseen.
        stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
        if path not in self._readings or self._readings[path][0] != stamp:
            self._readings[path] = (stamp, read())
        return self._readings[path][1]

    def judged_on(self, basis: Basis) -> Judged:
        """Return the findings that still hold on a basis: all of them, or none."""
        if basis != self._basis:
            self._basis, self._judged = basis, {}
        return self._judged


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """Everything that was read, and the corpus of what is sound in it."""

    workspace: Workspace
    schemas: Schemas
    readings: tuple[Reading, ...]
    folder_issues: tuple[Issue, ...]
    memory: Memory

    @cached_property
    def corpus(self) -> Corpus:
        """Return the linked corpus of the documents that have the right shape."""
        sound = [r for r in self.readings if r.valid]
        return assemble(
            (r.project for r in sound if r.project is not None),
            ((r.kind, r.document) for r in sound if r.document is not None and not r.project),
        )

    @cached_property
    def basis(self) -> Basis:
        """Return what every record's page rests on besides the record: schemas, references."""
        others = (r.document for r in self.readings if r.kind != "project")
        return (self.schemas.texts, *others)

    @cached_property
    def unread(self) -> frozenset[str]:
        """Return the kinds of file whose whole folder cannot be read."""
        return frozenset(KINDS[i.place.file] for i in self.folder_issues if i.place.file in KINDS)

    def issues(self, au: str, files: Collection[str] = ()) -> list[Issue]:
        """Return every issue of shape and of meaning, located and sorted; `au` is the day, ISO.

        Where some files alone are asked about, others may be left unjudged.
        """
        found = [*self.folder_issues, *(i for r in self.readings for i in r.issues)]
        # The records that editions name are judged by what exists, too.
        named = {id_ for report in self.corpus.reports.values() for id_ in report.fiches}
        existing = frozenset(named & self.corpus.references["fiches"].keys())
        judged = self.memory.judged_on((au, existing, *self.basis))
        found += apply_rules(context_of(self, au), self.schemas.spec, judged, files)
        # Half the time of one file, which may be spared: what is found of an edition is at a
        # line of its own file.
        editions = {report.file for report in self.corpus.reports.values()}
        if editions and (not files or not editions.isdisjoint(files)):
            found += self._edition_issues()
        return sorted(set(self._located(found)), key=lambda issue: issue.order)

    def _edition_issues(self) -> Iterator[Issue]:
        """Yield what editions of the bilan ask for and cannot have, at its line."""
        # Read only where there is an edition: a folder of records has no need of it.
        from catalogue.bilan.edition_faults import faults  # noqa: PLC0415
        from catalogue.site.site_view import SiteView  # noqa: PLC0415

        if not self._whole:
            return
        view = SiteView(self.corpus, self.schemas)
        for report in self.corpus.reports.values():
            yield from self._told(report, "bilan-impossible", list(faults(view, report)))

    @property
    def _whole(self) -> bool:
        """Tell whether an edition can be judged: what a faulty file defines is not missing."""
        return not self.unread and all(r.valid for r in self.readings if r.kind != "project")

    def incoherences(self, view: SiteView, report: Report, au: str) -> list[Issue]:
        """Return what keeps an edition from being sealed, each at its line; `au` is the day, ISO.

        In a draft, that is what remains to be done: warnings.
        """
        from catalogue.bilan.edition_doubts import ADVICE, incoherences  # noqa: PLC0415

        found = list(incoherences(view, report, au)) if self._whole else []
        level: Level = "error" if report.publie else "warning"
        told = set(self._told(report, "bilan-incoherent", found, level))
        issues = sorted(told, key=lambda issue: issue.order)
        if any(fault.doubt for fault in found):
            text = self.workspace.path(report.file).read_text(encoding="utf-8")
            end = Place(report.file, (), False, *position(text, len(text)))
            issues.append(Issue(end, "bilan-incoherent", ADVICE, "warning"))
        return issues

    def _told(
        self, report: Report, rule: str, found: Sequence[EditionFault], level: Level = "error"
    ) -> Iterator[Issue]:
        text = self.workspace.path(report.file).read_text(encoding="utf-8") if found else ""
        starts = locate(text, [(fault.path, False) for fault in found]) if found else []
        for fault, start in zip(found, starts, strict=True):
            after = offset_at(text, *start) if fault.path else 0
            line, column = position(text, after + offset_of(text[after:], fault.pattern))
            yield Issue(Place(report.file, (), False, line, column), rule, fault.message, level)

    def _located(self, issues: Sequence[Issue]) -> Iterator[Issue]:
        paths = {self.workspace.name(r.path): r.path for r in self.readings}
        by_file: dict[str, list[Issue]] = {}
        for issue in issues:
            if issue.place.line or issue.place.file not in paths:
                yield replace(
                    issue, place=issue.place.at(issue.place.line or 1, issue.place.column or 1)
                )
            else:
                by_file.setdefault(issue.place.file, []).append(issue)
        for file, group in by_file.items():
            spots = locate_file(paths[file], [(i.place.path, i.place.on_key) for i in group])
            for issue, (line, column) in zip(group, spots, strict=True):
                yield replace(issue, place=issue.place.at(line, column))


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from going through thousands of records for cycles that are not there.

    A sixth of the time of a build; what cycles there are weigh a few megabytes at ten thousand.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def load(workspace: Workspace, extra: Sequence[Path] = (), memory: Memory | None = None) -> Loaded:
    """Read every file of the workspace; a file from elsewhere replaces the one of the same name.

    With the memory of an earlier reading, only the files that changed since are read.
    """
    memory = memory or Memory()
    schemas = Schemas(workspace.schemas, ALL_KINDS)
    files, folder_issues = files_of(workspace)
    fields = {kind: frozenset(schemas.spec(kind).properties) for kind in KINDS.values()}
    known = {normal(path) for path, _ in files} if extra else set()
    added = [(p, kind_of(workspace, p)) for p in extra if normal(p) not in known]
    replaced = {(kind, path.stem) for path, kind in added}
    kept = [(p, k) for p, k in files if (k, p.stem) not in replaced]
    memory.forget_unless(schemas.texts)
    readings = tuple(
        memory.reading(path, partial(read_file, workspace, schemas, path, kind))
        for path, kind in [*kept, *added]
    )
    return Loaded(
        workspace=workspace,
        schemas=schemas,
        readings=readings,
        folder_issues=(*folder_issues, *stray_issues(workspace.root, fields)),
        memory=memory,
    )


def context_of(loaded: Loaded, au: str) -> Context:
    """Return what the rules look at, on a day.

    `known` has the ids that exist with their names, `broken` the sets that a faulty file leaves
    unsure. An organisation or a call with a fault is still there: one fault must not make others.
    """
    known = {
        name: {id_: (term.libelle, *term.other_names) for id_, term in terms.items()}
        for name, terms in loaded.corpus.references.items()
    }
    broken = _unread(loaded)
    for reading in (r for r in loaded.readings if not r.valid):
        if reading.kind in {"call", "figures"}:
            broken.add("chiffres")
        if reading.kind in FILE_SETS:
            known[FILE_SETS[reading.kind]].setdefault(reading.path.stem, ())
        elif reading.kind == "vocabulary":
            broken.add(reading.path.stem)
        elif reading.kind != "project":
            broken.add(SINGLE_SETS.get(reading.kind, reading.kind))
    return Context(
        corpus=loaded.corpus,
        documents=tuple((r.kind, r.document) for r in loaded.readings if r.document is not None),
        known=known,
        broken=frozenset(broken),
        au=au,
        folders=frozenset(kind.folder for kind in PAGE_KINDS if kind.folder),
    )


def _unread(loaded: Loaded) -> set[str]:
    """Return the sets whose whole folder cannot be read: it is told once, not at each use."""
    kinds = loaded.unread
    unread = {FILE_SETS[kind] for kind in kinds if kind in FILE_SETS}
    if "vocabulary" in kinds:
        specs = (loaded.schemas.spec(kind) for kind in ALL_KINDS)
        named = (f for spec in specs for _, f in fields_where(spec, lambda s: bool(s.reference)))
        known = loaded.corpus.references
        unread |= {f.reference for f in named if f.reference not in known}
    return unread | ({"chiffres"} if "call" in kinds else set())


SINGLE_SETS: Final = {"territories": "territoires", "candidature": "rubriques-de-dossier"}
"""Kind of file that exists once → the set that it defines, where the names differ."""
ALONE: Final = frozenset({"project", "organisation", "call", "report", "outline"})
"""The kinds of file whose fault concerns that file, and what points to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A file that is not published, and its errors: none when it only points to such a file."""

    reading: Reading
    file: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Triage:
    """What was read, parted: the sound files, and those set aside."""

    sound: Loaded
    aside: tuple[SetAside, ...] = ()
    whole: bool = True
    """Whether there was no error at all."""


def triage(loaded: Loaded, issues: Iterable[Issue], au: str) -> Triage | None:
    """Part the sound files from the others; None when no site can be made of what is left."""
    found, aside = errors_by_file(issues), list[SetAside]()
    whole = not found
    while found:
        faulty = [r for r in loaded.readings if loaded.workspace.name(r.path) in found]
        if any(reading.kind not in ALONE for reading in faulty):
            return None
        if not faulty and not loaded.folder_issues:
            return None
        # What is left only points to what went before: its errors are not its own.
        told = {} if aside else found
        files = [(reading, loaded.workspace.name(reading.path)) for reading in faulty]
        aside += [SetAside(reading=r, file=f, issues=told.get(f, ())) for r, f in files]
        loaded = _without(loaded, faulty)
        found = errors_by_file(loaded.issues(au))
    return Triage(loaded, tuple(aside), whole)


def errors_by_file(issues: Iterable[Issue]) -> dict[str, tuple[Issue, ...]]:
    """Return the errors by file, in their order."""
    found: dict[str, tuple[Issue, ...]] = {}
    for issue in issues:
        if issue.level == "error":
            found[issue.place.file] = (*found.get(issue.place.file, ()), issue)
    return found


def _without(loaded: Loaded, faulty: list[Reading]) -> Loaded:
    """Return what was read without some files, nor what lists say of their records."""
    gone = frozenset(r.path.stem for r in faulty if r.kind == "project")
    left: list[Reading] = []
    for reading in (r for r in loaded.readings if r not in faulty):
        old = reading.document
        if reading.kind == "project" or old is None:
            left.append(reading)
            continue
        data = _pruned(old.data, loaded.schemas.spec(reading.kind), gone)
        document = old if data == old.data else Document(old.file, data)
        left.append(replace(reading, document=document))
    return replace(loaded, readings=tuple(left), folder_issues=(), memory=Memory())


def _pruned(data: Any, spec: Spec, gone: frozenset[str]) -> Any:
    """Return values without the entries of lists that lead to records that are gone."""
    if isinstance(data, dict):
        known = spec.properties
        return {k: _pruned(v, known[k], gone) if k in known else v for k, v in data.items()}
    if isinstance(data, list) and spec.items is not None:
        items = [_pruned(item, spec.items, gone) for item in data]
        return [item for item in items if not _leads_to(item, spec.items, gone)]
    return data


def _leads_to(item: Any, spec: Spec, gone: frozenset[str]) -> bool:
    """Tell whether an entry is, or has a field that is, the id of a record that is gone."""
    if isinstance(item, dict):
        known = spec.properties
        return any(_leads_to(v, known[k], gone) for k, v in item.items() if k in known)
    # A redirection leads to a record too; its own rules say which, so that it is no reference.
    named = spec.reference == "fiches" or spec.name in {"nouveau", "aussi"}
    return named and isinstance(item, str) and item in gone
