"""What a rule is: a function with a name, a level, one French sentence; and how they register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.issues import Issue, Level, Path, Place
from catalogue.model.corpus import Corpus
from catalogue.read.document import Document
from catalogue.read.schema import Spec

Visit = tuple[Path, Spec, Any]
"""A value of a document with its path and the field that the schema makes of it."""

Finding = tuple[Path, bool, str]
"""Path, whether it is the key that is wrong, French message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A document under examination: its kind, and its values in the order of the file."""

    document: Document
    kind: str
    visits: tuple[Visit, ...]

    def find(self, wanted: Callable[[Spec], bool]) -> Iterator[Visit]:
        """Yield the values whose field passes a test."""
        return (visit for visit in self.visits if wanted(visit[1]))

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every text value with its path."""
        return ((path, value) for path, _, value in self.visits if isinstance(value, str))


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What rules may look at: the corpus, the ids known even from broken files, and the day."""

    corpus: Corpus
    subjects: tuple[Subject, ...]
    known: Mapping[str, Mapping[str, tuple[str, ...]]]
    broken: frozenset[str]
    au: str


DocumentCheck = Callable[[Context, Subject], Iterable[Finding]]
CorpusCheck = Callable[[Context], Iterable[Issue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named rule: `phrase` is what the documentation prints."""

    id: str
    phrase: str
    level: Level
    check: DocumentCheck | None = None
    check_corpus: CorpusCheck | None = None


RULES: dict[str, Rule] = {}
"""Every rule that needs more than the schema, by id, in the order of declaration."""


def rule(id_: str, phrase: str, level: Level = "error") -> Callable[[DocumentCheck], DocumentCheck]:
    """Register a rule on one document at a time."""

    def register(check: DocumentCheck) -> DocumentCheck:
        RULES[id_] = Rule(id=id_, phrase=phrase, level=level, check=check)
        return check

    return register


def corpus_rule(
    id_: str, phrase: str, level: Level = "error"
) -> Callable[[CorpusCheck], CorpusCheck]:
    """Register a rule on the whole corpus."""

    def register(check: CorpusCheck) -> CorpusCheck:
        RULES[id_] = Rule(id=id_, phrase=phrase, level=level, check_corpus=check)
        return check

    return register


def apply_rules(context: Context) -> Iterator[Issue]:
    """Yield the issues that every rule finds in every document and in the corpus."""
    for found in RULES.values():
        if found.check_corpus is not None:
            yield from found.check_corpus(context)
        elif found.check is not None:
            for subject in context.subjects:
                for path, on_key, message in found.check(context, subject):
                    place = Place(subject.document.file, path, on_key)
                    yield Issue(place, found.id, message, found.level)
