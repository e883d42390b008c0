"""The house: what MkDocs renders (hand-written pages and shells), judged on the way."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import threading
from collections.abc import Iterator
from html import unescape
from logging.handlers import BufferingHandler
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn, cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.yaml import yaml_load
from mkdocs_macros.plugin import MacrosPlugin

from catalogue.build import search
from catalogue.build.settings import PATTERNS, SettingsError, own_settings, publisher_of
from catalogue.data.feeds import feed_names
from catalogue.issues import Issue, Place, first_of_each
from catalogue.site import policy
from catalogue.site.editorial import file_issues, folder_issues, text_of
from catalogue.site.macros import BLOCKS, INLINE
from catalogue.site.page_code import HtmlFault, PageEnvironment, html_faults, summary_fault
from catalogue.text.decoding import position
from catalogue.text.disk import named
from catalogue.text.letters import folded, suggestion
from catalogue.text.swap import newest, write
from catalogue.workspace import HOME, PROGRAM_DOCS, Workspace

SLOW: Final = "this page takes too long to render"
"""What is raised in the middle of a page; MkDocs tells it with the page's name."""


class SlowPageError(Exception):
    """A page took more than its time."""


class Deadline:
    """Stops what runs between `start` and `stop` once it has used the processor for too long.

    Markdown has no limit of its own, and no list of the texts that take it the square of their
    length is complete. The time is the processor's: a machine that does other things changes
    nothing. Only the main thread of a program can be stopped so: elsewhere, nothing is.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def start(self) -> None:
        """Start to count, from zero."""
        self._set(self.seconds)

    def stop(self) -> None:
        """Count no more; nothing where nothing was counted."""
        self._set(0)

    def _set(self, seconds: float) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGVTALRM, _late)
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def _late(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SlowPageError(SLOW)


UNDEFINED = re.compile(r"'(\w+)' is undefined")
"""What MkDocs says of a macro that it does not know."""

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(SLOW),
        "cette page demande trop de temps : partagez-la, ou écrivez plus simplement ses listes, ses"
        " tableaux, ses notes et ses titres",
    ),
    (
        re.compile(r"maximum recursion depth exceeded"),
        "des listes ou des citations s’y emboîtent trop : mettez-les à la suite",
    ),
    (
        re.compile(r"contains a link '([^']+)', but the target (?:'[^']+' )?is not found"),
        "le lien « {} » mène à une page qui n’existe pas : vérifiez son nom et son dossier",
    ),
    (
        re.compile(r"contains an (?:absolute|unrecognized relative) link '([^']+)'"),
        "le lien « {} » n’est pas compris : écrivez le chemin du fichier « .md » visé, depuis cette"
        " page",
    ),
    (
        re.compile(r"Encoding error"),
        "cette page n’est pas enregistrée en UTF-8 : enregistrez-la de nouveau dans cet encodage",
    ),
    (
        re.compile(r"reference to '([^']+)' is included in the 'nav'"),
        "le menu (« nav ») nomme « {} », qui n’existe pas",
    ),
)
"""A sentence of MkDocs → ours, with the name that it quotes in its place."""


def in_french(complaint: str) -> str:
    """Return a complaint of MkDocs in French, or as it stands under a French word of what it is."""
    if undefined := UNDEFINED.search(complaint):
        name = undefined[1]
        hint = suggestion(name, (*INLINE, *BLOCKS)) or " : vérifiez son orthographe"
        return f"« {name} » n’est pas un bloc connu{hint}"
    for pattern, sentence in _SENTENCES:
        if found := pattern.search(complaint):
            return sentence.format(*found.groups())
    return (
        f"MkDocs, l’outil qui assemble les pages, s’arrête ici. Ses mots, en anglais : {complaint}"
    )


NOT_FOUND = "404.html"
"""The page of an unknown address, as static hosts name it."""
UNUSED = (
    "assets/javascripts",
    "assets/images",
    "assets/stylesheets/*.map",
    "assets/stylesheets/palette.*",
    "sitemap.xml*",
)
"""What Material and MkDocs write that no page of ours uses; the site map is written by us."""

PAGE_SECONDS = 3.0
"""Processor time that Markdown may take of a page: the longest of ours takes a fiftieth."""

OUR_DOCS, OUR_SETTINGS = HOME / "docs", HOME / "mkdocs.yml"

_PAGE = re.compile(r"(?:_File_: `|Doc file '|reading file: |(?:building|reading) page ')([^`'\n]+)")
"""How MkDocs and its macros name the page at fault."""
_REASON = re.compile(r"_\w+Error_: (.+)|_Line .*\*\*(.+?)\*\*")
"""The one line worth telling among those of the macros: a traceback follows it."""
_QUOTED = re.compile(r"'([^']+)'")


class HouseError(Exception):
    """MkDocs refused the hand-written pages; `issues` says why."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("MkDocs")
        self.issues = issues


class Guard(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # It has no settings.
    """Stands in MkDocs' own way of building: it judges the very files and pages that are made.

    After the macros, so that they have their settings when their environment is replaced.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.refused: list[Issue] = []
        self.deadline = Deadline(PAGE_SECONDS)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give the macros an environment where nothing but they can be reached."""
        plugin = cast("MacrosPlugin", config.plugins["macros"])
        plugin._env = PageEnvironment(plugin.macros)  # It offers no other way.
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the program's own files in their place, and judge all others that are published."""
        ours = os.path.realpath(config.docs_dir) == os.fspath(OUR_DOCS)
        if not ours:
            _take_ours(files, config)
        judged = [
            file
            for file in files
            if file.inclusion.value > InclusionLevel.DRAFT.value and _is_in_docs(file, config)
            # Our own assets and shells are the program's; a theme's are not in the folder.
            if not (ours and file.src_uri.startswith(PROGRAM_DOCS))
        ]
        issues = list(self._taken(files, judged))
        for file in judged:
            name, content = self._source(file)
            issues += first_of_each(file_issues(name, file.src_uri, content))
        if issues:
            raise HouseError(sorted(issues, key=lambda issue: issue.order))
        return files

    def on_page_markdown(self, markdown: str, **_: object) -> str:
        """Start to count the time that Markdown takes of a page: what follows is its work."""
        self.deadline.start()
        return markdown

    def on_page_content(self, html: str, page: Page, **_: object) -> str:
        """Judge the HTML that Markdown made of a page."""
        self.deadline.stop()
        faults = [*html_faults(html), *_summary_faults(page.toc.items)]
        if faults:
            name, content = self._source(page.file)
            self.refused += [_html_issue(name, text_of(content), fault) for fault in faults]
        return html

    def _source(self, file: File) -> tuple[str, bytes]:
        """Return the name of a file as people know it, and its content."""
        path = Path(file.abs_src_path or "")
        return self.workspace.name(path), path.read_bytes()

    def _taken(self, files: Files, judged: list[File]) -> Iterator[Issue]:
        """Yield the files that would be written over another, or over what the program makes."""
        places: dict[str, File] = {}
        for file in sorted(files, key=lambda file: (file in judged, file.src_uri)):
            if file.inclusion.value <= InclusionLevel.DRAFT.value:
                continue
            place = folded(file.dest_uri)
            other = places.setdefault(place, file)
            if file in judged and (other is not file or place.startswith(f"{search.FOLDER}/")):
                by = other.src_uri if other is not file else "l’index de recherche"
                message = f"son adresse est prise par {by} : choisissez un autre nom"
                name = self.workspace.name(Path(file.abs_src_path or ""))
                yield Issue(Place(name).at(1, 1), "page-fichier", message)


def _is_in_docs(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir is not None and Path(file.src_dir) == Path(config.docs_dir)


def _take_ours(files: Files, config: MkDocsConfig) -> None:
    """Replace what a folder holds where the program's own files stand, by those."""
    for file in list(files):
        if _is_in_docs(file, config) and file.src_uri.startswith(PROGRAM_DOCS):
            files.remove(file)
    # MkDocs had left out those that the removed ones stood in the way of.
    files.add_files_from_theme(config.theme.get_env(), config)
    for path in sorted(OUR_DOCS.glob("assets/**/*")) + sorted(OUR_DOCS.glob("coquille/*.md")):
        if path.is_file():
            name = path.relative_to(OUR_DOCS).as_posix()
            # Said here, or the folder's own lists of files to leave out would be asked.
            kept = InclusionLevel.NOT_IN_NAV
            directories = config.use_directory_urls
            file = File(name, str(OUR_DOCS), config.site_dir, directories, inclusion=kept)
            files.append(file)


def _summary_faults(entries: list[AnchorLink]) -> Iterator[HtmlFault]:
    for entry in entries:
        if fault := summary_fault(entry.title, entry.url):
            yield fault
        yield from _summary_faults(entry.children)


def _html_issue(name: str, text: str, fault: HtmlFault) -> Issue:
    """Return the issue of a fault of the HTML, where its word stands in the page's source."""
    words = (fault.word, fault.word.strip("<"), unescape(fault.word))
    found = (re.search(re.escape(word), text, re.IGNORECASE) for word in words if word)
    offset = next((match.start() for match in found if match), 0)
    return Issue(Place(name).at(*position(text, offset)), "page-html", fault.message)


def build_house(workspace: Workspace, out: Path) -> MkDocsConfig:
    """Render the hand-written pages into a folder; HouseError where one is refused."""
    if refused := sorted(folder_issues(workspace), key=lambda issue: issue.order):
        raise HouseError(refused)
    # It keeps all that it is told: no build has so many warnings.
    collector = BufferingHandler(capacity=1_000_000)
    collector.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    # Its messages reach people as issues, once, and not on the terminal as well.
    logger.propagate = False
    guard = Guard(workspace)
    try:
        config = _config(workspace, out)
        config.plugins["catalogue"] = guard
        build(config)
    except HouseError:
        raise
    except OSError as error:
        # What MkDocs could not write is what it began last: the system does not name it.
        raise named(error, newest(out)) from error
    except SettingsError as error:
        raise HouseError(error.issues) from error
    # Whatever MkDocs and its plug-ins raise, the pages or the settings are the cause.
    except (Exception, SystemExit) as error:
        messages = [record.getMessage() for record in collector.buffer] or [str(error)]
        told = [_issue(workspace, message) for message in messages]
        raise HouseError([*guard.refused, *told]) from error
    finally:
        guard.deadline.stop()
        logger.removeHandler(collector)
    if guard.refused:
        raise HouseError(sorted(guard.refused, key=lambda issue: issue.order))
    for path in [path for pattern in UNUSED for path in out.glob(pattern)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    not_found = out / NOT_FOUND
    write(not_found, policy.sealed(not_found.read_text("utf-8")))
    return config


def _config(workspace: Workspace, out: Path) -> MkDocsConfig:
    """Return the program's configuration, with what the folder says of itself."""
    own, docs = own_settings(workspace), workspace.docs
    if not workspace.is_home:
        # A folder's settings are laid over what ours say of the menu and of files left out.
        with OUR_SETTINGS.open("rb") as file:
            ours = yaml_load(file)
        own["nav"] = own.get("nav") or [entry for entry in ours["nav"] if _page_exists(docs, entry)]
        own |= {key: f"{ours[key]}\n{own.get(key, '')}" for key in PATTERNS}
    try:
        config = load_config(str(OUR_SETTINGS), site_dir=str(out), docs_dir=str(docs), **own)
    except (TypeError, AttributeError, LookupError, ValueError) as error:
        message = f"this is not a configuration ({error})"
        raise ConfigurationError(message) from error
    config.extra["politique"] = policy.text(policy.SITE)
    config.extra["flux"] = feed_names()
    config.extra["publication"] = publisher_of(workspace)
    return config


def _page_exists(docs: Path, entry: Any) -> bool:
    """Tell whether an entry of our menu names a page that a folder has too."""
    target = next(iter(entry.values())) if isinstance(entry, dict) else entry
    return isinstance(target, str) and (docs / target).is_file()


def _issue(workspace: Workspace, message: str) -> Issue:
    """Return the issue of a complaint of MkDocs, in the page that it names if it names one."""
    page, reason = _PAGE.search(message), _REASON.search(message)
    path = workspace.docs / page[1] if page else workspace.mkdocs
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    # Of the menu, MkDocs names the setting after the page.
    words = [word for word in _QUOTED.findall(message) if word in text and word != "nav"]
    place = Place(workspace.name(path)).at(*position(text, text.index(words[-1]) if words else 0))
    told = (reason[1] or reason[2]) if reason else " ".join(message.split())
    return Issue(place, "mkdocs", in_french(told))
