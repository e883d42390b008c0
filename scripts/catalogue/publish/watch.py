"""Which files the site is made from, and what tells that one of them changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.workspace import KINDS, SINGLE_FILES, Workspace

Stamps = dict[Path, tuple[int, int]]


def watched(workspace: Workspace) -> Iterator[tuple[Path, bool]]:
    """Yield every file that the site is made from, and whether it belongs to the house."""
    for folder in KINDS:
        yield from ((path, False) for path in workspace.path(folder).glob("*"))
    yield from ((workspace.path(name), False) for name in SINGLE_FILES)
    yield from ((path, False) for path in workspace.schemas.glob("*.json"))
    yield workspace.mkdocs, True
    for folder_path in {workspace.docs, workspace.assets}:
        yield from ((path, True) for path in folder_path.rglob("*") if path.is_file())


def stamps(workspace: Workspace) -> tuple[Stamps, Stamps]:
    """Return the size and time of the files of the records, and of the house."""
    found: tuple[Stamps, Stamps] = ({}, {})
    for path, of_house in watched(workspace):
        try:
            state = path.stat()
        except OSError:
            continue
        found[of_house][path] = (state.st_mtime_ns, state.st_size)
    return found
