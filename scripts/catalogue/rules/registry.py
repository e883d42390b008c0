"""What a rule is: a function with a name, a level, one French sentence; and how they register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, NamedTuple

from catalogue.issues import NO_ADVICE, Advice, Issue, Level, Path, Place
from catalogue.records.corpus import Corpus
from catalogue.schema.fields import Spec, visit
from catalogue.text.document import Document

Group = dict[str, Any]
"""Fields and their values, which nothing has judged yet."""
Visit = tuple[Path, Spec, Any]
"""A value of a document with its path and the field that the schema makes of it."""


class Finding(NamedTuple):
    """What a rule found in a document: where, the French sentence, and what may repair it."""

    path: Path
    message: str
    on_key: bool = False
    advice: Advice = NO_ADVICE


@dataclass(frozen=True, slots=True)
class Subject:
    """A document under examination: its kind, and its values by the tags of their fields."""

    document: Document
    data: Group
    """Its fields; none of what holds no field."""
    kind: str
    by_tag: Mapping[str, Sequence[Visit]]
    texts: Sequence[tuple[Path, str]]
    """Every text value with its path."""
    whole_text: str
    """Every text value on a line of its own."""

    def find(self, tag: str) -> Sequence[Visit]:
        """Return the values whose field has a tag (see Spec.tags), in the order of the file."""
        return self.by_tag.get(tag, ())

    def groups(self, tag: str) -> Iterator[tuple[Path, Group]]:
        """Yield the groups of fields that have a tag, whatever else was written there."""
        return ((path, value) for path, _, value in self.find(tag) if isinstance(value, dict))

    @property
    def record(self) -> Group:
        """Return the fields of a record, none of another kind of file."""
        return self.data if self.kind == "project" else {}


def listed(group: object, name: str) -> Iterator[tuple[int, Group]]:
    """Yield the groups of a list of a group with their ranks, whatever was written there."""
    items = group.get(name) if isinstance(group, dict) else None
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield index, item


def subject_of(document: Document, kind: str, spec: Spec) -> Subject:
    """Return a document with its values sorted by tag, in one walk."""
    by_tag: dict[str, list[Visit]] = defaultdict(list)
    texts: list[tuple[Path, str]] = []

    def see(path: Path, field: Spec, value: object) -> None:
        if field.tags:
            seen = (path, field, value)
            for tag in field.tags:
                by_tag[tag].append(seen)
        if type(value) is str:  # Quicker than isinstance, two hundred times a record.
            texts.append((path, value))

    visit(spec, document.data, see)
    data = document.data if isinstance(document.data, dict) else {}
    whole_text = "\n".join([text for _, text in texts])
    return Subject(document, data, kind, by_tag, texts, whole_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What rules may look at: the corpus, the ids known even from broken files, and the day."""

    corpus: Corpus
    documents: tuple[tuple[str, Document], ...]
    """Every document that could be read, with its kind."""
    known: Mapping[str, Mapping[str, tuple[str, ...]]]
    broken: frozenset[str]
    au: str
    folders: frozenset[str] = frozenset()
    """The folders of the site that belong to a kind of page: no vocabulary may take one."""


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


MOST = 100
"""How many faults of one rule are told of one file: more are one fault, made many times."""

RULES: dict[str, Rule] = {}
"""Every rule that needs more than the schema, by id, in the order of declaration."""


SENTENCES: dict[str, str] = {}
"""Name of a rule, after a slash which of its sentences → the sentence; the form says the same."""
SHOWN: Final = 60
"""How many characters of somebody's text a sentence quotes."""
Says = str | Mapping[str, str]
"""What a rule says of a file, with named blanks: one sentence, or several, each with its name."""


def say(name: str, **blanks: object) -> str:
    """Return a sentence with its blanks filled in."""
    return SENTENCES[name].format(**blanks)


def _learn(id_: str, says: Says) -> None:
    """Keep the sentences of a rule; one without a name is known by the rule's."""
    own = {"": says} if isinstance(says, str) else says
    SENTENCES.update({f"{id_}/{name}" if name else id_: text for name, text in own.items() if text})


def rule(
    id_: str, phrase: str, level: Level = "error", *, says: Says = ""
) -> Callable[[DocumentCheck], DocumentCheck]:
    """Register a rule on one document at a time."""
    _learn(id_, says)

    def register(check: DocumentCheck) -> DocumentCheck:
        RULES[id_] = Rule(id=id_, phrase=phrase, level=level, check=check)
        return check

    return register


def corpus_rule(
    id_: str, phrase: str, level: Level = "error", *, says: Says = ""
) -> Callable[[CorpusCheck], CorpusCheck]:
    """Register a rule on the whole corpus."""
    _learn(id_, says)

    def register(check: CorpusCheck) -> CorpusCheck:
        RULES[id_] = Rule(id=id_, phrase=phrase, level=level, check_corpus=check)
        return check

    return register


Judged = dict[str, tuple[Document, tuple[Issue, ...]]]
"""What the rules on one document found, by file, as long as the rest of the context is the same."""


def apply_rules(
    context: Context,
    spec_of: Callable[[str], Spec],
    judged: Judged,
    files: Collection[str] = (),
) -> Iterator[Issue]:
    """Yield the issues that every rule finds in the corpus and in every document, or in some files.

    What a rule on one document finds is in that document's file.
    """
    asked = ((kind, d) for kind, d in context.documents if not files or d.file in files)
    for kind, document in asked:
        known = judged.get(document.file)
        if known is None or known[0] is not document:
            subject = subject_of(document, kind, spec_of(kind))
            known = judged[document.file] = (document, tuple(_judge(context, subject)))
        yield from known[1]
    for found in RULES.values():
        if found.check_corpus is not None:
            yield from found.check_corpus(context)


def _judge(context: Context, subject: Subject) -> Iterator[Issue]:
    """Yield the issues that every rule on one document finds in it."""
    for found in RULES.values():
        if found.check is not None:
            for fault in islice(found.check(context, subject), MOST):
                place = Place(subject.document.file, fault.path, fault.on_key)
                yield Issue(place, found.id, fault.message, found.level, fault.advice)
