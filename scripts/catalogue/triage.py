"""What can be published when some files have faults: everything that does not rest on them.

A record, an organisation, a call or an edition with an error is set aside, then what points to it,
until what is left has none. A list that all share (vocabularies, sources, territories…) cannot be
set aside: with an error in one, nothing is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from catalogue.issues import Issue
from catalogue.memory import Memory
from catalogue.pipeline import Loaded, Reading
from catalogue.read.document import Document
from catalogue.read.schema import Spec

ALONE: Final = frozenset({"project", "organisation", "call", "report"})
"""The kinds of file whose fault concerns that file, and what points to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A file that is not published, and its errors: none when it only points to such a file."""

    reading: Reading
    file: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Triage:
    """What was read, parted: the sound files, and those set aside."""

    sound: Loaded
    aside: tuple[Aside, ...] = ()
    whole: bool = True
    """Whether there was no error at all."""


def triage(loaded: Loaded, issues: Iterable[Issue], au: str) -> Triage | None:
    """Part the sound files from the others; None when no site can be made of what is left."""
    found, aside = errors_by_file(issues), list[Aside]()
    whole = not found
    while found:
        faulty = [r for r in loaded.readings if loaded.workspace.name(r.path) in found]
        if any(reading.kind not in ALONE for reading in faulty):
            return None
        if not faulty and not loaded.folder_issues:
            return None
        aside += [_aside(loaded, r, {} if aside else found) for r in faulty]
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


def _aside(loaded: Loaded, reading: Reading, found: Mapping[str, tuple[Issue, ...]]) -> Aside:
    file = loaded.workspace.name(reading.path)
    return Aside(reading=reading, file=file, issues=found.get(file, ()))


def _without(loaded: Loaded, faulty: list[Reading]) -> Loaded:
    """Return what was read without some files, nor what lists say of their records."""
    gone = frozenset(r.path.stem for r in faulty if r.kind == "project")
    left = [_silent(loaded, r, gone) for r in loaded.readings if r not in faulty]
    return replace(loaded, readings=tuple(left), folder_issues=(), memory=Memory())


def _silent(loaded: Loaded, reading: Reading, gone: frozenset[str]) -> Reading:
    """Return a file without the entries of its lists that lead to records that are gone."""
    if reading.kind == "project" or reading.document is None or not gone:
        return reading
    old = reading.document
    data = _pruned(old.data, loaded.schemas.spec(reading.kind), gone)
    return reading if data == old.data else replace(reading, document=Document(old.file, data))


def _pruned(data: Any, spec: Spec, gone: frozenset[str]) -> Any:
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
    return item in gone if spec.reference == "fiches" or spec.name == "nouveau" else False
