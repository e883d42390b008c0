"""A rule on tools: a record says what each of those it lists does in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from catalogue.records.types import Term
from catalogue.rules.registry import Context, Finding, Subject, rule, say
from catalogue.schema.fields import Spec
from catalogue.text.letters import bare

TOOLS: Final = "outils"
NOT_SAID: Final = frozenset({"id", TOOLS})
"""The fields whose words say nothing of the course."""
WORD: Final = 4
"""Shorter words (« de », « à ») are left out of a name, unless it has no other."""
STEM: Final = 5
"""So many letters of a word are enough: « glissant » is found in « glissement »."""
NO_LETTER: Final = re.compile("[^a-z0-9]+")

Stems = tuple[str, ...]


@rule(
    "outil-sans-mention",
    "Un texte de la fiche parle de chaque outil qu’elle liste.",
    "warning",
    says=(
        "rien dans la fiche ne parle de l’outil « {libelle} » : dites dans le déroulement à quoi"
        " il sert, ou retirez-le"
    ),
)
def tool_is_mentioned(context: Context, subject: Subject) -> Iterator[Finding]:
    """Every tool of a record is spoken of somewhere in it."""
    data = subject.data
    if subject.kind != "project" or not isinstance(data, dict):
        return
    tools = data.get(TOOLS)
    terms = context.corpus.references.get(TOOLS, {})
    silent = [
        (index, terms[id_])
        for index, id_ in enumerate(tools if isinstance(tools, list) else ())
        if isinstance(id_, str) and id_ in terms and not _is_said_as_is(terms[id_], subject)
    ]
    said = f" {plain(' '.join(_words(subject)))}" if silent else ""
    for index, term in silent:
        if not any(all(f" {stem}" in said for stem in stems) for stems in stems_of(term)):
            yield Finding((TOOLS, index), say("outil-sans-mention", libelle=term.libelle))


def _is_said_as_is(term: Term, subject: Subject) -> bool:
    """Tell, fast, whether a name of a tool stands in the texts as the vocabulary writes it."""
    return any(
        f" {name}" in subject.whole_text for name in _written(term.libelle, term.other_names)
    )


@lru_cache(maxsize=512)
def _written(label: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(n if n[1:2].isupper() else n[:1].lower() + n[1:] for n in (label, *aliases))


def stems_of(term: Term) -> tuple[Stems, ...]:
    """Return the beginnings of words to find together, for each name of a tool."""
    return _stems((term.libelle, term.id, *term.other_names))


@lru_cache(maxsize=512)
def _stems(names: tuple[str, ...]) -> tuple[Stems, ...]:
    return tuple(dict.fromkeys(stems for name in names if (stems := _stems_of_name(name))))


def _stems_of_name(name: str) -> Stems:
    words = plain(name).split()
    kept = [word for word in words if len(word) >= WORD] or words
    return tuple(dict.fromkeys(word[:STEM] for word in kept))


def plain(text: str) -> str:
    """Return the text in lower case, without accents, its other signs as single spaces."""
    return NO_LETTER.sub(" ", bare(text))


def _words(subject: Subject) -> Iterable[str]:
    """Yield every text that may speak of a tool; a group that is filled in speaks by its title."""
    for path, text in subject.texts:
        if path[0] not in NOT_SAID:
            yield text
    for path, spec, value in subject.find("object"):
        yield from _titles(path, spec, value)


def _titles(path: tuple[str | int, ...], spec: Spec, value: Any) -> Iterator[str]:
    if path and isinstance(value, dict):
        yield spec.title
        for name, inner in value.items():
            if inner is True and name in spec.properties:
                yield spec.properties[name].title
