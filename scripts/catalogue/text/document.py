"""A file becomes a document: plain values, and every fault of the file as an issue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from catalogue.issues import Issue, first_of_each
from catalogue.issues import Path as Steps
from catalogue.text.decoding import (
    HIDDEN_SPACE,
    Spot,
    decode,
    find_unseen,
    forbidden,
    forbidden_message,
    lines_of,
)
from catalogue.text.disk import read_bytes, too_big
from catalogue.text.letters import quoted
from catalogue.text.limits import MAX_BYTES
from catalogue.text.reading_faults import NAME_KINDS, fault, tell
from catalogue.text.refusals import pasted_fault, second_record, translate
from catalogue.text.scalars import LimitError, check_depth, parse, plain, scalar_of, spot_of
from catalogue.workspace import WHAT, kind_named

_CORE: Final = "tag:yaml.org,2002:"
_hidden_space = re.compile(HIDDEN_SPACE).search


def build(text: str, file: str) -> tuple[list[object], list[Issue]]:
    """Return the value of each document of a text, none when it cannot be read, and the faults."""
    tree = _Tree(parse(text), file)
    values: list[object] = []
    try:
        values = tree.documents()
    except LimitError as error:
        tree.issues.append(fault(file, error.rule, error.message, *error.spot))
    except (yaml.YAMLError, UnicodeError) as error:
        tree.issues.append(translate(error, text, file))
    return values, sorted(tree.issues, key=lambda issue: issue.order)


class _Tree:
    """The values under construction. Recursion is safe: `check_depth` bounds it."""

    __slots__ = ("_events", "_file", "issues")

    def __init__(self, events: Iterator[Event], file: str) -> None:
        self._events = events
        self._file = file
        self.issues: list[Issue] = []

    def documents(self) -> list[object]:
        """Return the value of every document; there should be one."""
        values: list[object] = []
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if len(values) == 1:
                    self._report(event, "yaml-document-unique", tell("second-document"))
                values.append(self._node(next(self._events), 1))
        return values

    def _node(self, event: Event, depth: int) -> object:
        if type(event) is ScalarEvent:  # Quicker than isinstance, three hundred times a record.
            if event.anchor or event.tag:
                self._refuse(event)
            if event.style == '"' and (hidden := find_unseen(event.value)):
                # Not in the text, where it would have been refused: written as an escape, "\0".
                self._report(event, "caractere-interdit", forbidden_message(hidden[0]))
            if event.style:
                return event.value
            return scalar_of(event) if event.tag else plain(event.value)
        if isinstance(event, CollectionStartEvent):
            check_depth(event, depth)
            if event.anchor or event.tag:
                self._refuse(event)
            is_mapping = isinstance(event, MappingStartEvent)
            return self._mapping(depth) if is_mapping else self._sequence(depth)
        if isinstance(event, AliasEvent):
            self._report(event, "yaml-alias", tell("renvoi", nom=quoted(f"*{event.anchor}")))
        return None

    def _sequence(self, depth: int) -> list[object]:
        items: list[object] = []
        for event in self._events:
            if type(event) is SequenceEndEvent:
                break
            items.append(self._node(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> dict[str, object]:
        entries: dict[str, object] = {}
        keys: dict[str, Event] = {}
        events, node, depth = self._events, self._node, depth + 1
        for event in events:
            if type(event) is MappingEndEvent:
                break
            name = node(event, depth)
            value = node(next(events), depth)
            if isinstance(name, str) and name not in keys:
                keys[name] = event
                entries[intern(name)] = value
                if name.isascii() or not _hidden_space(name):
                    continue
            self._refuse_name(event, name, keys)
        return entries

    def _refuse_name(self, event: Event, name: object, keys: dict[str, Event]) -> None:
        """Report a name that is not text, is there twice, or holds what nobody can see."""
        if isinstance(event, AliasEvent):
            return  # Already reported.
        if not isinstance(event, ScalarEvent):
            kind = "nom-groupe" if isinstance(event, MappingStartEvent) else "nom-liste"
            self._report(event, "yaml-cle-texte", tell(kind))
        elif not isinstance(name, str):
            kind = {type(None): "rien", bool: "verite"}.get(type(name), "nombre")
            read = {"nom": quoted(event.value), "sorte": NAME_KINDS[kind], "brut": event.value}
            message = tell("nom-lu", **read) if event.value else tell("sans-nom")
            self._report(event, "yaml-cle-texte", message)
        elif keys[name] is not event:
            line = spot_of(keys[name])[0]
            message = tell("deux-fois", nom=quoted(name), ligne=line)
            self._report(event, "yaml-cle-double", message)
        else:
            self._report(event, "caractere-interdit", tell("nom-invisible", nom=quoted(name)))

    def _refuse(self, event: ScalarEvent | CollectionStartEvent) -> None:
        """Report the anchor and the tag of a value, which is read as if it had none."""
        if event.anchor:
            self._report(event, "yaml-ancre", tell("ancre", nom=quoted(f"&{event.anchor}")))
        if event.tag:
            shown = event.tag.replace(_CORE, "!!") if event.tag.startswith(_CORE) else event.tag
            self._report(event, "yaml-balise", tell("balise", nom=quoted(shown)))

    def _report(self, event: Event, rule: str, message: str) -> None:
        self.issues.append(fault(self._file, rule, message, *spot_of(event)))


_glued = re.compile(r"[ \t]+(?P<lost>#[^\s#].*)").match


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
                message = tell("coupe", perdu=quoted(cut["lost"].rstrip()))
                yield fault(file, "texte-coupe", message, row + 1, cut.start("lost") + 1)


Wanted = tuple[Steps, bool]
"""A path of keys and indices, and whether its key is wanted rather than its value."""

_START: Final[Spot] = (1, 1)


def locate(text: str, places: Iterable[Wanted]) -> list[Spot]:
    """Return the line and column of each place; of its nearest existing ancestor if it is absent.

    An absent place is shown at the key of the mapping or list where it is missing.
    """
    spots = _spots(text)
    found: list[Spot] = []
    for path, on_key in places:
        there = next((n for n in range(len(path), -1, -1) if path[:n] in spots), None)
        key, value = (_START, _START) if there is None else spots[path[:there]]
        found.append(key if on_key or there != len(path) else value)
    return found


def locate_file(path: Path, places: Iterable[Wanted], *, inside: Path | None = None) -> list[Spot]:
    """Do the same in a file; in one that cannot be read, everything is at its start."""
    content = read_bytes(path, path.name, inside)
    text = decode(content, path.name) if isinstance(content, bytes) else content
    return locate(text if isinstance(text, str) else "", places)


def _spots(text: str) -> dict[Steps, tuple[Spot, Spot]]:
    """Return where the key and the value of each path start; an item of a list is its own key.

    It is the first document of the text, as far as it can be parsed.
    """
    spots: dict[Steps, tuple[Spot, Spot]] = {}
    events = parse(text)

    def note(event: Event, path: Steps | None, key: Spot | None, depth: int) -> None:
        """Note where a node is, unless it has no path, and go through what it holds."""
        if path is not None:
            spots[path] = (key or spot_of(event), spot_of(event))
        if not isinstance(event, CollectionStartEvent):
            return
        check_depth(event, depth)
        for index, inner in enumerate(events):
            if isinstance(inner, CollectionEndEvent):
                return
            if not isinstance(event, MappingStartEvent):
                note(inner, None if path is None else (*path, index), None, depth + 1)
                continue
            name = scalar_of(inner) if isinstance(inner, ScalarEvent) else None
            own = (*path, name) if path is not None and isinstance(name, str) else None
            if not isinstance(inner, ScalarEvent):
                note(inner, None, None, depth + 1)
            # A key that is there twice is left out, as the document does.
            note(next(events), None if own in spots else own, spot_of(inner), depth + 1)

    with suppress(yaml.YAMLError, UnicodeError, LimitError):
        for event in events:
            if isinstance(event, ScalarEvent | CollectionStartEvent):
                note(event, (), None, 1)
                break
    return spots


# These faults leave the rest of the document as it was meant: it goes on to the next checks, so
# that one run tells everything.
HARMLESS: Final = frozenset(
    {"caractere-interdit", "yaml-ancre", "yaml-balise", "yaml-cle-double", "yaml-cle-texte"}
)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, as plain values, read and never changed; `file` is its name for people."""

    file: str
    data: Any


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
    is_read = bool(values) and all(isinstance(value, dict | list | None) for value in values)
    if pasted := pasted_fault(text, file, is_read=is_read):
        return None, [pasted]
    issues = second_record(issues, file)
    if not issues and values in ([], [None]):
        kind = kind_named(file)
        told = tell("vide") if kind == "project" else tell("vide/autre", objet=WHAT[kind])
        return None, [fault(file, "fichier-vide", told)]
    if not values or any(issue.rule not in HARMLESS for issue in issues):
        return None, first_of_each(issues)
    return Document(file, values[0]), first_of_each([*issues, *cut_texts(text, file)])
