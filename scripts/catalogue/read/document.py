"""A file becomes a document: plain values, and every fault of the file as an issue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalogue.issues import Issue
from catalogue.read.disk import read_bytes, too_big
from catalogue.read.folder import list_documents
from catalogue.read.limits import MAX_BYTES
from catalogue.read.positions import locate, locate_file
from catalogue.read.rules import fault
from catalogue.read.text import decode, forbidden
from catalogue.read.tree import build

__all__ = ["Document", "list_documents", "locate", "locate_file", "read_document", "read_text"]

# These faults leave the rest of the document as it was meant: it goes on to the next checks, so
# that one run tells everything.
_HARMLESS: Final = frozenset(
    {"caractere-interdit", "yaml-ancre", "yaml-balise", "yaml-cle-double", "yaml-cle-texte"}
)
_EMPTY: Final = "le fichier est vide : copiez-y le modèle de fiche, ou supprimez le fichier"


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, as plain values; `file` is the name shown to people."""

    file: str
    data: object


def read_document(
    path: Path, file: str, *, inside: Path | None = None
) -> tuple[Document | None, list[Issue]]:
    """Return the document of a file, if it can be read, and its issues; never raise.

    The real path must be inside the folder `inside`, by default the one where the file stands.
    """
    content = read_bytes(path, file, inside)
    text = decode(content, file) if isinstance(content, bytes) else content
    return (None, [text]) if isinstance(text, Issue) else read_text(text, file)


def read_text(text: str, file: str) -> tuple[Document | None, list[Issue]]:
    """Return the document of a text and its issues; a document with issues is not to be trusted.

    It is there all the same when its faults are local (a field written twice: the first is kept;
    a tag: ignored), so that the checks that follow can tell what else is wrong.
    """
    if len(text) > MAX_BYTES:
        return None, [too_big(file)]
    text = text.removeprefix("\ufeff")
    if unseen := forbidden(text, file):
        return None, unseen
    values, issues = build(text, file)
    if not issues and values in ([], [None]):
        return None, [fault(file, "fichier-vide", _EMPTY)]
    if not values or any(issue.rule not in _HARMLESS for issue in issues):
        return None, issues
    return Document(file, values[0]), issues
