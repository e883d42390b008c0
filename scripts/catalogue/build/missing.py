"""What a kind of page may lack: its shell, its landing page; the build stops and names the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mkdocs.utils import markdown_extensions

from catalogue.build import search
from catalogue.build.house import OUR_DOCS, HouseError
from catalogue.build.shell import FOLDER, Shell, ShellError
from catalogue.issues import Issue, Place
from catalogue.pipeline import PAGE_KINDS
from catalogue.site.kinds.made import MadeKind
from catalogue.site.kinds.table import PageKind
from catalogue.workspace import Workspace

PAGE_NAMES = ("{}", "{}/index", "{}/README")
"""Names, without suffix, of the file of docs/ that gives the page at an address."""


def check_shells_exist() -> None:
    """Raise ShellError where the shell of a kind of page is not written."""
    _check_none_missing(path.stem for path in (OUR_DOCS / FOLDER).glob("*.md"))


def _check_none_missing(there: Iterable[str]) -> None:
    missing = sorted({name for kind in PAGE_KINDS for name in kind.shells} - {*there})
    if missing:
        files = ", ".join(f"docs/{FOLDER}/{name}.md" for name in missing)
        raise ShellError(f"il manque {files} : écrivez-la, sur le modèle de docs/{FOLDER}/terme.md")


def check_shells(shells: Mapping[str, Shell]) -> None:
    """Raise ShellError where MkDocs left a shell out, or one contradicts the table on the index."""
    _check_none_missing(shells)
    for kind in PAGE_KINDS:
        for name in kind.shells:
            html = "".join(shells[name].parts).encode()
            if bool(search.is_searched(html)) != kind.searched:
                told = "retirez de" if kind.searched else "écrivez dans"
                raise ShellError(f"docs/{FOLDER}/{name}.md : {told} l’en-tête « recherche: false »")


def check_landing_pages(
    workspace: Workspace, kinds: Iterable[MadeKind], say: Callable[[str], None]
) -> None:
    """Raise HouseError where pages have no landing page: their breadcrumb would lead nowhere.

    A folder without schemas of its own did not choose its facets: there, what is missing is told.
    """
    used = (made.kind for made in kinds if any(True for _ in made.drafts()))
    missing = [kind for kind in used if not _has_page(workspace, kind.landing_page)]
    issues = {kind.landing_page: _landing_issue(workspace, kind) for kind in missing}
    if issues and (workspace.root / "schemas").is_dir():
        raise HouseError(list(issues.values()))
    if issues:
        say(f"Des fils d’Ariane mènent à des pages qui manquent : {_files(issues.values())}")


def _files(issues: Iterable[Issue]) -> str:
    return ", ".join(issue.place.file for issue in issues)


def _has_page(workspace: Workspace, name: str) -> bool:
    names = (f"{form.format(name)}{end}" for form in PAGE_NAMES for end in markdown_extensions)
    return any((workspace.docs / name).is_file() for name in names)


def _landing_issue(workspace: Workspace, kind: PageKind) -> Issue:
    file = workspace.name(workspace.docs / f"{kind.landing_page}.md")
    message = (
        f"cette page manque, et celles de /{kind.folder}/ (« {kind.title} ») y mènent : écrivez-la,"
        " sur le modèle de docs/publics.md"
    )
    return Issue(Place(file, line=1, column=1), "page-manquante", message)
