"""The house: what MkDocs renders, which is the hand-written pages and the shells."""

from __future__ import annotations

import logging
import re
import shutil
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException

from catalogue.issues import Issue, Place
from catalogue.publish.complaints import in_french
from catalogue.publish.folder import newest
from catalogue.publish.thinned import thin_sheets
from catalogue.read.system import named
from catalogue.read.text import position
from catalogue.render.environment import TEMPLATES
from catalogue.workspace import Workspace

UNUSED = (
    "assets/javascripts",
    "assets/images",
    "assets/stylesheets/*.map",
    "assets/stylesheets/palette.*",
    "sitemap.xml*",
)
"""What Material and MkDocs write that no page of ours uses; the site map is written by us."""

_PAGE = re.compile(r"(?:_File_: `|Doc file '|reading file: )([^`'\n]+)")
"""How MkDocs and its macros name the page at fault."""
_REASON = re.compile(r"_\w+Error_: (.+)|_Line .*\*\*(.+?)\*\*")
"""The one line worth telling among those of the macros: a traceback follows it."""
_QUOTED = re.compile(r"'([^']+)'")


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
        config = _config(workspace, out)
        build(config)
    except (MkDocsException, SystemExit, UnicodeError) as error:
        messages = collector.messages or [str(error)]
        raise HouseError([_issue(workspace, message) for message in messages]) from error
    except OSError as error:
        # What MkDocs could not write is what it began last: the system does not name it.
        raise named(error, newest(out)) from error
    finally:
        logger.removeHandler(collector)
    for pattern in UNUSED:
        for path in list(out.glob(pattern)):
            _remove(path)
    thin_sheets(out, (out, workspace.assets, TEMPLATES))
    return config


def _config(workspace: Workspace, out: Path) -> MkDocsConfig:
    """Return the configuration; MkDocs takes for granted that it is a group of settings."""
    try:
        return load_config(
            config_file=str(workspace.mkdocs), site_dir=str(out), docs_dir=str(workspace.docs)
        )
    except (TypeError, AttributeError, LookupError, ValueError) as error:
        message = f"this is not a configuration ({error})"
        raise ConfigurationError(message) from error


def _issue(workspace: Workspace, message: str) -> Issue:
    """Return the issue of a complaint of MkDocs, in the page that it names if it names one."""
    page, reason = _PAGE.search(message), _REASON.search(message)
    path = workspace.docs / page[1] if page else workspace.mkdocs
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    words = [word for word in _QUOTED.findall(message) if word in text]
    place = Place(workspace.name(path)).at(*position(text, text.index(words[-1]) if words else 0))
    told = (reason[1] or reason[2]) if reason else " ".join(message.split())
    return Issue(place, "mkdocs", in_french(told))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
