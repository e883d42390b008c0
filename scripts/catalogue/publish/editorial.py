"""What a hand-written page may hold, looked at before MkDocs runs anything of it.

mkdocs-macros renders pages with the whole of Jinja, from which a page could run any program. Ours
need a call with plain values and nothing else.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from catalogue.issues import Issue, Place
from catalogue.workspace import Workspace

VALUE = r"""(?:"[^"{}]*"|'[^'{}]*'|\d+)"""
GIVEN = rf"(?:[a-z_]+\s*=\s*)?{VALUE}"
"""A value, or a value with its name: « public="jeunes" »."""
CALL = re.compile(rf"\{{\{{\s*[a-z_]+\(\s*(?:{GIVEN}(?:\s*,\s*{GIVEN})*)?\s*\)\s*\}}\}}")
CODE = re.compile(r"\{\{|\{%|\{#")


def page_issues(workspace: Workspace) -> Iterator[Issue]:
    """Yield what stands in the folder of the pages and must not be read by MkDocs."""
    for folder, folders, names in os.walk(workspace.docs):
        for name in (*folders, *names):
            yield from _file_issues(workspace, Path(folder) / name)


def _file_issues(workspace: Workspace, path: Path) -> Iterator[Issue]:
    file, mode = workspace.name(path), path.lstat().st_mode
    if stat.S_ISLNK(mode):
        message = "un lien n’a pas sa place ici : mettez le fichier lui-même"
        yield Issue(Place(file, (), False, 1, 1), "page-lien", message)
    elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        message = "ce n’est pas un fichier ordinaire : supprimez-le"
        yield Issue(Place(file, (), False, 1, 1), "page-lien", message)
    elif path.suffix == ".md":
        yield from _code_issues(file, path.read_text(encoding="utf-8", errors="replace"))


def _code_issues(file: str, text: str) -> Iterator[Issue]:
    """Yield each piece of template code that is not a call with plain values."""
    rest = CALL.sub(lambda call: " " * len(call.group()), text)
    for found in CODE.finditer(rest):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        message = (
            'seul un appel comme {{ chiffre("objectif") }} est permis ici :'
            " un nom, puis des textes entre guillemets ou des nombres entre parenthèses"
        )
        yield Issue(Place(file, (), False, line, column), "bloc", message)
