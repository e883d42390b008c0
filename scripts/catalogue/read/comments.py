"""Text that YAML takes for a comment although it was meant to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yaml.events import ScalarEvent

from catalogue.issues import Issue
from catalogue.read.events import parse
from catalogue.read.rules import fault
from catalogue.read.text import lines_of
from catalogue.read.wording import quoted

_glued = re.compile(r"[ \t]+(?P<lost>#[^\s#].*)").match
_ADVICE: Final = (
    "mettez toute la valeur entre guillemets (ou, si c’est une remarque, écrivez une espace après"
    " le « # »)"
)


def cut_texts(text: str, file: str) -> Iterator[Issue]:
    """Yield a warning for each value without quotes that « # » cuts short; the text must parse.

    « Convention n° #12 » is read « Convention n° ». What is suspicious is a sign glued to what
    follows it: people write « lot #3 », and « # à remplacer » when they comment. A comment on a
    line of its own, or after a quote or a bracket that closes, takes nothing away from a text.
    """
    if " #" not in text and "\t#" not in text:
        return  # Nearly every file: looking for a sign costs a microsecond.
    lines = lines_of(text)
    for event in parse(text):
        if isinstance(event, ScalarEvent) and not event.style and event.end_mark is not None:
            row, column = event.end_mark.line, event.end_mark.column
            if cut := _glued(lines[row], column) if row < len(lines) else None:
                message = f"ce qui suit n’est pas lu, {quoted(cut['lost'].rstrip())} : {_ADVICE}"
                yield fault(file, "texte-coupe", message, row + 1, cut.start("lost") + 1)
