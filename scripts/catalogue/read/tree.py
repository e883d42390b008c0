"""Events → plain Python values, and every fault met on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern
from typing import Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from catalogue.issues import Issue
from catalogue.read.diagnosis import NO_NAME
from catalogue.read.events import LimitError, check_depth, parse, scalar_of, spot_of
from catalogue.read.rules import fault
from catalogue.read.scalars import Scalar, plain
from catalogue.read.syntax import translate
from catalogue.read.text import find_forbidden, forbidden_message
from catalogue.read.wording import quoted

_CORE: Final = "tag:yaml.org,2002:"
# No-break and zero-width spaces: around a name, nobody can see what makes it unknown.
_hidden_space = re.compile("[\u00a0\u00ad\u2000-\u200f\u202f\u205f-\u2064\u3000]").search


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
                    self._report(event, "yaml-document-unique", _SECOND)
                values.append(self._node(next(self._events), 1))
        return values

    def _node(self, event: Event, depth: int) -> object:
        if type(event) is ScalarEvent:  # Quicker than isinstance, three hundred times a record.
            if event.anchor or event.tag or event.style == '"':
                return self._scalar(event)
            return event.value if event.style else plain(event.value)
        if isinstance(event, CollectionStartEvent):
            check_depth(event, depth)
            if event.anchor or event.tag:
                self._refuse(event)
            is_mapping = isinstance(event, MappingStartEvent)
            return self._mapping(depth) if is_mapping else self._sequence(depth)
        if isinstance(event, AliasEvent):
            self._report(event, "yaml-alias", _alias_message(str(event.anchor)))
        return None

    def _scalar(self, event: ScalarEvent) -> Scalar:
        if event.anchor or event.tag:
            self._refuse(event)
        if event.style == '"' and (hidden := find_forbidden(event.value)):
            # Not in the text, where it would have been refused: written as an escape, "\0".
            self._report(event, "caractere-interdit", forbidden_message(hidden[0]))
        return scalar_of(event)

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
        if not isinstance(name, str):
            self._report(event, "yaml-cle-texte", _name_message(event, name))
        elif keys[name] is not event:
            self._report(event, "yaml-cle-double", _twice_message(name, keys[name]))
        else:
            self._report(event, "caractere-interdit", _hidden_message(name))

    def _refuse(self, event: ScalarEvent | CollectionStartEvent) -> None:
        """Report the anchor and the tag of a value, which is read as if it had none."""
        if event.anchor:
            self._report(event, "yaml-ancre", _anchor_message(event.anchor))
        if event.tag:
            self._report(event, "yaml-balise", _tag_message(event.tag))

    def _report(self, event: Event, rule: str, message: str) -> None:
        self.issues.append(fault(self._file, rule, message, *spot_of(event)))


_SECOND: Final = (
    "un second document commence ici : un fichier n’en contient qu’un ; supprimez la ligne"
    " « --- » (ou « ... »), ou mettez la suite dans un autre fichier"
)


def _alias_message(name: str) -> str:
    return (
        f"renvoi {quoted('*' + name)} : recopiez la valeur elle-même"
        " (ou, si c’est du texte, mettez-le entre guillemets)"
    )


def _anchor_message(name: str) -> str:
    return (
        f"ancre {quoted('&' + name)} : supprimez-la"
        " (ou, si c’est du texte, mettez-le entre guillemets)"
    )


def _tag_message(tag: str) -> str:
    shown = tag.replace(_CORE, "!!") if tag.startswith(_CORE) else tag
    return (
        f"balise {quoted(shown)} : supprimez-la"
        " (ou, si la valeur est du texte, mettez-la entre guillemets)"
    )


def _twice_message(name: str, first: Event) -> str:
    return (
        f"le champ {quoted(name)} est déjà écrit ligne {spot_of(first)[0]} :"
        " gardez un seul des deux"
    )


def _hidden_message(name: str) -> str:
    return (
        f"espace insécable ou invisible dans le nom de champ {quoted(name)} :"
        " effacez-la, ou retapez une espace ordinaire"
    )


def _name_message(event: Event, name: object) -> str:
    """Return why this cannot be the name of a field."""
    if not isinstance(event, ScalarEvent):
        kind = "un groupe de champs" if isinstance(event, MappingStartEvent) else "une liste"
        return f"{kind} ne peut pas servir de nom de champ : mettez le texte entre guillemets"
    if event.value == "":
        return NO_NAME
    kinds = {type(None): "rien", bool: "vrai ou faux"}
    kind = kinds.get(type(name), "un nombre")
    return (
        f"le nom de champ {quoted(event.value)} se lit comme {kind} :"
        f' écrivez-le entre guillemets, "{event.value}"'
    )
