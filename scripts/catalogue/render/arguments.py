"""What is wrong with the arguments of a macro, and where it stands in its file."""

from __future__ import annotations

from catalogue.issues import Issue, Place
from catalogue.read.calls import as_called, as_word, offset_of
from catalogue.read.text import position


class BadArgumentError(Exception):
    """A macro was given something that does not exist; `word` is what to look for in the page."""

    def __init__(self, word: str, message: str) -> None:
        super().__init__(message)
        self.word = word


def issue_of(error: BadArgumentError, file: str, text: str) -> Issue:
    """Return the issue of a block's bad argument at its line in the page's source."""
    line, column = position(text, offset_of(text, as_called(error.word), as_word(error.word)))
    return Issue(Place(file, (), False, line, column), "bloc", str(error))
