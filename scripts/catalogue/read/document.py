"""A file becomes a document: plain values, and every fault of the file as an issue."""

from __future__ import annotations

import marshal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from catalogue.issues import Issue, first_of_each
from catalogue.read.aside import Place, aside
from catalogue.read.comments import cut_texts
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


# The last ones, because each stage looks at a document several times, or at a few dozen in turn.
@lru_cache(maxsize=64)
def _unfolded(place: Place) -> Any:
    return marshal.loads(aside().take(place))  # What is unfolded was folded here.


class Document:
    """What a file says, as plain values; `file` is the name shown to people.

    Once folded, a record takes no memory instead of 26 kB, and 70 µs to unfold. The values are to
    be read, never changed.
    """

    __slots__ = ("_data", "_place", "file")

    def __init__(self, file: str, data: Any) -> None:
        """Keep the values as they are until they are folded."""
        self.file = file
        self._data = data
        self._place: Place | None = None

    def fold(self) -> None:
        """Put the values aside as bytes from now on."""
        self._place, self._data = aside().put(marshal.dumps(self._data)), None

    @property
    def data(self) -> Any:
        """Return the values."""
        return self._data if self._place is None else _unfolded(self._place)

    def __eq__(self, other: object) -> bool:
        """Tell whether another document says the same."""
        if not isinstance(other, Document):
            return NotImplemented
        return self.file == other.file and self.data == other.data

    __hash__ = None  # type: ignore[assignment]  # Equal by what it says.

    def __repr__(self) -> str:
        """Return the document as a failing test shows it."""
        return f"Document({self.file!r}, {self.data!r})"


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
    """Return the document of a text and its issues; a document with errors is not to be trusted.

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
        return None, first_of_each(issues)
    return Document(file, values[0]), first_of_each([*issues, *cut_texts(text, file)])
