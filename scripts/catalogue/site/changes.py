"""What differs between two versions of a document, field by field, as the schema names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from catalogue.records.corpus import Corpus
from catalogue.schema.fields import Spec
from catalogue.site.wording import YES_NO, date_words, inner_quotes, lower_first, quantity

AROUND = 6
"""How many unchanged words stand on each side."""
SHORT = 100
"""A text of so many characters is shown whole."""
GAP = "…"
ISO = re.compile(r"[0-9]+(-0*([1-9]|1[0-2])(-[0-9]+)?)?")
"""What can be told as a date: a year, a month of it, a day."""
SAID = 400
"""How many characters of a value a sentence holds."""


def changed_part(before: str, after: str) -> tuple[str, str]:
    """Return two versions of a text without the long runs of words that they begin and end with."""
    if max(len(before), len(after)) <= SHORT:
        return before, after
    old, new = before.split(), after.split()
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    start, end = max(0, head - AROUND), max(0, tail - AROUND)
    before, after = (" ".join(words[start : len(words) - end]) for words in (old, new))
    head_gap, tail_gap = f"{GAP} " if start else "", f" {GAP}" if end else ""
    return f"{head_gap}{before}{tail_gap}", f"{head_gap}{after}{tail_gap}"


def _common(one: list[str], other: list[str]) -> int:
    """Return how many words two lists begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def text_of(corpus: Corpus, spec: Spec, value: Any) -> str:
    """Return a value in words; one that has not its field's shape is told as it is written."""
    if isinstance(value, list):
        item = spec.items
        return " ; ".join(text_of(corpus, item, v) if item else str(v) for v in value)
    if isinstance(value, dict):
        known = [key for key in spec.properties if key in value]
        said = []
        for key in [*known, *(key for key in value if key not in spec.properties)]:
            field = spec.child(str(key))
            words = text_of(corpus, field, value[key]) if field else str(value[key])
            said.append(f"{lower_first(field.title) if field else key} : {words}")
        return ", ".join(said)
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, int | float):
        year = spec.note("vue") == "annee"
        return str(value) if year else quantity(value, spec.note("unite", ""))
    text = str(value)
    if spec.reference:
        return corpus.label(spec.reference, text)
    is_date = spec.note("vue") == "date" and ISO.fullmatch(text)
    return date_words(text) if is_date else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference in words: what is new, what is gone, or what became what."""

    chemin: tuple[str, ...]
    """The keys that lead to the field, without the ranks in lists."""
    champ: str
    avant: str
    apres: str

    @property
    def genre(self) -> str:
        """Return `ajout`, `retrait` or `changement`."""
        if not self.avant:
            return "ajout"
        return "changement" if self.apres else "retrait"

    @property
    def suite(self) -> str:
        """Return what stands after the name of the field: what is there, and what was."""
        new, old = (
            text if len(text) <= SAID else f"{text[:SAID].rpartition(' ')[0]}{GAP}"
            for text in (self.apres, self.avant)
        )
        new, old = (f"«\u00a0{inner_quotes(text)}\u00a0»" for text in (new, old))
        if not self.avant:
            return f", ajouté\u00a0: {new}"
        return f"\u00a0: {new} au lieu de {old}" if self.apres else f", retiré\u00a0: {old}"


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field in its document: how the schema describes it, the keys and the words to it."""

    spec: Spec
    path: tuple[str, ...] = ()
    words: str = ""

    def child(self, name: str) -> ChangedField:
        """Return a field of this group, even one that the schema does not know."""
        spec = self.spec.child(name) or Spec(
            name=name, title=f"Champ «\u00a0{name}\u00a0»", description="", type="",
            required=False, schema={}, properties={}, items=None, reference="", tags=(),
        )  # fmt: skip
        title = f"{self.words}, {lower_first(spec.title)}" if self.words else spec.title
        return ChangedField(spec, (*self.path, name), title)

    def item(self, label: str) -> ChangedField:
        """Return what the list holds, under the label of one of its members."""
        assert self.spec.items is not None, self.path  # asked of lists alone
        said = f"{self.words} « {inner_quotes(label)} »" if label else self.words
        return ChangedField(self.spec.items, self.path, said)


class Comparison:
    """Compares documents; the corpus gives the words for what they point to."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def changes(self, spec: Spec, before: Any, after: Any) -> list[Change]:
        """Return what differs between two versions of a document."""
        return list(self._of(ChangedField(spec), before, after))

    def _of(self, field: ChangedField, before: Any, after: Any) -> Iterator[Change]:
        if isinstance(before, dict) and isinstance(after, dict):
            names = dict.fromkeys((*field.spec.properties, *before, *after))
            for name in names:
                if name in before or name in after:
                    inner = field.child(str(name))
                    yield from self._of(inner, before.get(name), after.get(name))
        elif isinstance(before, list) and isinstance(after, list) and field.spec.items:
            yield from self._list(field, before, after)
        # `1 == True` in Python, and not in a record.
        elif before != after or type(before) is not type(after):
            old = "" if before is None else text_of(self.corpus, field.spec, before)
            new = "" if after is None else text_of(self.corpus, field.spec, after)
            old, new = changed_part(old, new) if old and new else (old, new)
            yield Change(chemin=field.path, champ=field.words, avant=old, apres=new)

    def _list(self, field: ChangedField, before: list[Any], after: list[Any]) -> Iterator[Change]:
        old, new = _lacking(before, after), _lacking(after, before)
        item, key = field.spec.items, _key(field.spec)
        for one, other in _pairs(field.spec, old, new):
            label = ""
            if item and key and isinstance(one, dict) and isinstance(other, dict):
                # What names an edited member is its first required field, if that is short.
                name = other.get(key)
                told = text_of(self.corpus, item.properties[key], name)
                label = told if isinstance(name, str) and len(told) <= 100 else ""
            yield from self._of(field.item(label), one, other)
        if not old and not new and before != after:
            yield Change(
                chemin=field.path,
                champ=f"{field.words} (ordre)",
                avant=text_of(self.corpus, field.spec, before),
                apres=text_of(self.corpus, field.spec, after),
            )


def _key(spec: Spec) -> str:
    """Return the field that tells the members of a list apart, or the empty string."""
    fields = spec.items.properties if spec.items else {}
    return next((key for key, field in fields.items() if field.required), "")


def _lacking(members: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """Return the members of a list that another has not."""
    # As text: a list may hold fifty thousand groups, which cannot be hashed.
    there = {repr(other) for other in others}
    return [member for member in members if repr(member) not in there]


def _pairs(spec: Spec, old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield members of two lists that are versions of one another; None stands for nothing.

    Those of the same name go together; of what is left, as many on both sides are edits in place.
    """
    key = _key(spec)
    named: dict[str, list[Any]] = {}
    for other in reversed(new):
        named.setdefault(_name(key, other), []).append(other)
    alone = []
    for one in old:
        found = named.get(_name(key, one)) if _name(key, one) else None
        if found:
            yield one, found.pop()
        else:
            alone.append(one)
    left = {id(other) for others in named.values() for other in others}
    rest = [other for other in new if id(other) in left]
    if len(alone) == len(rest) and all(isinstance(item, dict) for item in (*alone, *rest)):
        yield from zip(alone, rest, strict=True)
    else:
        yield from ((one, None) for one in alone)
        yield from ((None, other) for other in rest)


def _name(key: str, item: Any) -> str:
    """Return what tells a member of a list apart, as text; empty where nothing does."""
    return repr(item[key]) if key and isinstance(item, dict) and key in item else ""
