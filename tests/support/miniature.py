"""Copies of the miniature repository, to break or to change."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from catalogue.issues import Issue
from catalogue.pipeline import Loaded, Memory, load
from catalogue.workspace import Workspace
from support.places import DAY, MINIATURE, ROOT


def copy_records(folder: Path) -> Path:
    """Copy the records and the reference data of the miniature repository, and return where."""
    for name in ("projects", "reference"):
        shutil.copytree(MINIATURE / name, folder / name)
    return folder


def copy_all(folder: Path) -> Path:
    """Copy the whole miniature repository, which takes the program's part of the pages from it."""
    copy_records(folder)
    shutil.copytree(MINIATURE / "docs", folder / "docs")
    shutil.copy(MINIATURE / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def copy_without_editions(folder: Path) -> Path:
    """Copy the miniature repository without its editions: half of a build goes to their charts."""
    copy_all(folder)
    shutil.rmtree(folder / "reference/reports")
    page = folder / "docs/bilans.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.partition("## Extraits")[0], encoding="utf-8")
    return folder


def loaded(root: Path) -> Loaded:
    """Read everything of a repository; once where no test changes it, but nothing is judged yet."""
    if root in (ROOT, MINIATURE):
        return replace(_unchanged(root), memory=Memory())
    return load(Workspace(root))


@cache
def _unchanged(root: Path) -> Loaded:
    return load(Workspace(root))


def issues_of(root: Path, file: str = "") -> list[Issue]:
    """Return what is wrong with a repository, or with one file of it."""
    return [i for i in loaded(root).issues(DAY) if file in ("", i.place.file)]


def write_yaml(path: Path, data: object) -> None:
    """Write data as our loader wants it: texts in double quotes, no alias."""
    text = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def read_yaml(path: Path) -> Any:
    """Read a file of the miniature repository."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Plain.add_representer(str, _quoted)
