"""Which files the site is made from, and what tells that one of them changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from catalogue.workspace import KINDS, SINGLE_FILES, Workspace

Stamp = tuple[int, int]
Stamps = dict[str, Stamp]


def watched(workspace: Workspace) -> Iterator[tuple[Path, bool]]:
    """Yield the files that stand alone or in a tree, and whether each belongs to the house."""
    yield from ((workspace.path(name), False) for name in SINGLE_FILES)
    yield from ((path, False) for path in workspace.schemas.glob("*.json"))
    yield workspace.mkdocs, True
    for folder_path in {workspace.docs, workspace.assets}:
        yield from ((path, True) for path in folder_path.rglob("*") if path.is_file())


def stamps(workspace: Workspace) -> tuple[Stamps, Stamps]:
    """Return the size and time of the files of the records, and of the house."""
    found: tuple[Stamps, Stamps] = ({}, {})
    for folder in KINDS:
        found[False].update(_in_folder(workspace.path(folder)))
    for path, of_house in watched(workspace):
        with suppress(OSError):
            found[of_house][os.fspath(path)] = _stamp(path.stat())
    return found


def _in_folder(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield what stands in a folder of thousands: a fifth of the time of a path for each."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                yield entry.path, _stamp(entry.stat())


def _stamp(state: os.stat_result) -> Stamp:
    return state.st_mtime_ns, state.st_size
