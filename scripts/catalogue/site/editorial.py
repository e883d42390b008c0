"""What stands in the folder of the pages: what is rendered, published as it is, or refused.

Pages are judged as MkDocs will read them. Any other file is published under the site's own address,
where a page, a drawing or a script would run without our policy: images alone pass, and are looked
at. The program's own folders are code, reviewed as such.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

from mkdocs.utils import is_markdown_file, markdown_extensions
from mkdocs.utils.meta import YAML_RE, get_data

from catalogue.issues import Issue, Place
from catalogue.site.page_code import OPENERS, code_faults
from catalogue.text.decoding import position
from catalogue.text.document import read_text
from catalogue.text.letters import is_portable, suggestion_or_choices
from catalogue.workspace import PROGRAM_DOCS, Workspace

MOST_BYTES: Final = 100_000
"""The longest page has a tenth of it: more is a mistake, or made to keep a machine busy."""
MOST_OPEN: Final = 40
"""How many brackets may stand open in a paragraph: Markdown takes the square of their number."""
MOST_DEFINED: Final = 300
"""How many abbreviations a page may define: each is looked for in the whole page."""

IMAGES: Final[dict[str, re.Pattern[bytes]]] = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
}
"""Suffix of what may be published as it is → how such a file begins."""

NAME: Final = re.compile(r"[\w][\w .-]*")
"""A file's name ends in addresses and, where a page has no title, in the page."""

_WORD: Final = r"[\w-]+(?: [\w-]+)*"
_FILE: Final = r"(?!.*\.\.)\w[\w./-]*"
UNCALLED: Final = (
    "un bloc « {{ … }} » est resté tel quel : l’en-tête de la page (entre les deux lignes « --- »)"
    " doit être bien écrit et contenir « render_macros: true »"
)


def _matches(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


_TEXT: Final = (
    lambda value: isinstance(value, str) and not any(sign in value for sign in OPENERS),
    "un texte sans « {{ », au besoin entre guillemets",
)
_FLAG: Final = (lambda value: isinstance(value, bool), "true ou false")
_FILES: Final = (
    lambda value: isinstance(value, list) and all(map(_matches(_FILE), value)),
    "une liste de noms de fichiers, par exemple [bilan]",
)
HEADER: Final[dict[str, tuple[Callable[[Any], bool], str]]] = {
    "title": _TEXT,
    "description": _TEXT,
    "render_macros": _FLAG,
    "recherche": _FLAG,
    "sommaire": _FLAG,
    "depot": _FLAG,
    "jeu_de_donnees": _FLAG,
    "langue": (_matches("[a-z]{2}"), "le code d’une langue, par exemple en"),
    "partage": (_matches(_WORD), "le nom d’une image de docs/assets/partage/, sans « .png »"),
    "template_class": (_matches(_WORD), "un ou plusieurs mots, par exemple accueil"),
    "rubrique": (_matches(r"(?:[\w-]+/)*"), "une adresse du menu, par exemple programme/"),
    "feuilles": _FILES,
    "scripts": _FILES,
    "modules": _FILES,
    "donnees": _FILES,
    "flux": _FILES,
}
"""What the head of a page may say → what its value must be. MkDocs and its theme read more: another
template, an address to go to at once."""


def folder_issues(workspace: Workspace) -> Iterator[Issue]:
    """Yield what must not even be opened in the folder of the pages: links, pipes…"""
    if workspace.docs.is_symlink():
        yield from _kind_issues(workspace, workspace.docs)
        return
    for folder, folders, names in os.walk(workspace.docs):
        for name in (*folders, *names):
            yield from _kind_issues(workspace, Path(folder) / name)


def _kind_issues(workspace: Workspace, path: Path) -> Iterator[Issue]:
    file, mode = workspace.name(path), path.lstat().st_mode
    if stat.S_ISLNK(mode):
        yield _issue(file, "page-lien", "un lien n’a pas sa place ici : mettez le fichier lui-même")
    elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        yield _issue(file, "page-lien", "ce n’est pas un fichier ordinaire : supprimez-le")


def file_issues(file: str, name: str, content: bytes) -> Iterator[Issue]:
    """Yield what is wrong with a file to be published; `name` is its path among the pages."""
    *folders, last = PurePosixPath(name).parts
    if any(PurePosixPath(folder).suffix for folder in folders):
        # Whoever reads what such a name ends in, CODEOWNERS to begin with, takes it for a file's.
        yield _issue(file, "page-fichier", "un dossier n’a pas de point dans son nom")
    elif not all(map(NAME.fullmatch, (*folders, last))):
        message = "ce nom ferait une mauvaise adresse : lettres, chiffres, tirets et points"
        yield _issue(file, "page-fichier", f"{message} seulement")
    elif not all(is_portable(step) for step in (*folders, PurePosixPath(last).stem, last)):
        message = "Windows garde ce nom pour lui, ou ne veut pas de cette fin : choisissez un autre"
        yield _issue(file, "page-fichier", f"{message} nom")
    elif is_markdown_file(name):
        yield from page_issues(file, text_of(content))
    elif (suffix := PurePosixPath(name).suffix) not in IMAGES:
        if suffix.lower() in (*IMAGES, *markdown_extensions):
            advice = f"écrivez « {suffix.lower()} » en minuscules"
        else:
            advice = (
                "écrivez-le en Markdown (.md), mettez un lien vers l’endroit où il est publié, ou"
                f" enregistrez-le comme image ({', '.join(IMAGES)})"
            )
        yield _issue(file, "page-fichier", f"ce fichier ne peut pas être publié : {advice}")
    elif not IMAGES[suffix].match(content):
        message = f"ce fichier n’est pas une image « {suffix} » : enregistrez-la de nouveau"
        yield _issue(file, "page-fichier", message)


def text_of(content: bytes) -> str:
    """Return the text of a page as MkDocs reads it, but for bytes that are no text."""
    text = content.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def page_issues(file: str, text: str) -> Iterator[Issue]:
    """Yield what is wrong with the head and the template code of a page."""
    if len(text) > MOST_BYTES:
        yield _issue(file, "page-fichier", "cette page est trop longue : partagez-la en plusieurs")
        return
    if (tangle := _tangle(text)) is not None:
        message = "trop de crochets, de parenthèses ou de chevrons ouverts à la suite : fermez-les"
        yield _at(file, "page-fichier", message, text, tangle)
        return
    # MkDocs reads the head with another loader: ours first says what it must not be given.
    head = YAML_RE.match(text)
    told = read_text(head[1], file)[1] if head and head[1].strip() else []
    if unsafe := [issue for issue in told if issue.level == "error"]:
        for issue in unsafe:
            # The head begins on the second line.
            yield replace(issue, place=issue.place.at(issue.place.line + 1, issue.place.column))
        return
    body, header = get_data(text)
    start = len(text) - len(body)
    for key, value in header.items():
        at = max(0, text.find(str(key)))
        if key not in HEADER:
            hint = suggestion_or_choices(str(key), HEADER)
            message = f"« {str(key)[:60]} » n’est pas connu dans l’en-tête d’une page{hint}"
            yield _at(file, "page-en-tete", message, text, at)
        elif not HEADER[key][0](value):
            yield _at(file, "page-en-tete", f"« {key} » attend {HEADER[key][1]}", text, at)
    faults = list(code_faults(body))
    for fault in faults:
        yield _at(file, "bloc", fault.message, text, start + fault.offset)
    if header.get("render_macros") is not True and "{{" in body and not faults:
        yield _at(file, "bloc", UNCALLED, text, start + body.index("{{"))
    if (slot := re.search("data-slot", body, re.IGNORECASE)) is not None:
        message = "« data-slot » n’est pas à écrire à la main"
        yield _at(file, "bloc", message, text, start + slot.start())


_PARAGRAPH: Final = re.compile(r"(?:.*\S.*\n?)+")
_DEFINED: Final = re.compile(r"^ {0,3}\*\[", re.MULTILINE)


def _tangle(text: str) -> int | None:
    """Return where a page has more open signs, or abbreviations, than a person writes."""
    defined = [found.start() for found in _DEFINED.finditer(text)]
    if len(defined) > MOST_DEFINED:
        return defined[MOST_DEFINED]
    for block in _PARAGRAPH.finditer(text):
        for pair in ("[]", "()", "<>"):
            depth = 0
            for sign in re.finditer(f"[{re.escape(pair)}]", block[0]):
                depth = max(0, depth + (1 if sign[0] == pair[0] else -1))
                if depth > MOST_OPEN:
                    return block.start() + sign.start()
    return None


_RAW_HTML: Final = re.compile(r"<(?!https?://[^\s<>]*>)[a-z/!?]|\{:", re.IGNORECASE)
"""An element, or attributes given to one; an address between « < » and « > » is neither."""


def may_be_prose(name: str) -> bool:
    """Tell whether a file of the repository is, by its name, a page or an image."""
    inner = name.removeprefix("docs/")
    if inner == name or inner.startswith(PROGRAM_DOCS):
        return False
    return is_markdown_file(inner) or PurePosixPath(inner).suffix in IMAGES


def is_prose(name: str, content: bytes) -> bool:
    """Tell whether a file of the repository is a page without any HTML, or an image.

    Nothing else under `docs/` is for the editor alone to read: the rest is, or may be, a program.
    """
    inner = name.removeprefix("docs/")
    if not may_be_prose(name) or any(file_issues(name, inner, content)):
        return False
    return not is_markdown_file(inner) or _RAW_HTML.search(text_of(content)) is None


def _at(file: str, rule: str, message: str, text: str, offset: int) -> Issue:
    return Issue(Place(file).at(*position(text, offset)), rule, message)


def _issue(file: str, rule: str, message: str) -> Issue:
    return Issue(Place(file, line=1, column=1), rule, message)
