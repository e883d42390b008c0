"""The house: what MkDocs renders, which is the hand-written pages and the shells."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from catalogue.issues import Issue, Place
from catalogue.workspace import Workspace

UNUSED = (
    "assets/javascripts",
    "assets/images",
    "assets/stylesheets/*.map",
    "assets/stylesheets/palette.*",
    "sitemap.xml*",
)
"""What Material and MkDocs write that no page of ours uses; the site map is written by us."""


class HouseError(Exception):
    """MkDocs refused the hand-written pages; `issues` says why."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("MkDocs")
        self.issues = issues


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build_house(workspace: Workspace, out: Path) -> MkDocsConfig:
    """Render the hand-written pages into a folder; HouseError where MkDocs finds a fault."""
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    # Its messages reach people as issues, once, and not on the terminal as well.
    logger.propagate = False
    try:
        config = load_config(config_file=str(workspace.mkdocs), site_dir=str(out))
        build(config)
    except (MkDocsException, SystemExit) as error:
        raise HouseError(_issues(workspace, collector.messages or [str(error)])) from error
    finally:
        logger.removeHandler(collector)
    for pattern in UNUSED:
        for path in list(out.glob(pattern)):
            _remove(path)
    return config


def _issues(workspace: Workspace, messages: list[str]) -> list[Issue]:
    place = Place(workspace.name(workspace.mkdocs), (), False, 1, 1)
    return [Issue(place, "mkdocs", f"MkDocs refuse les pages : {message}") for message in messages]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
