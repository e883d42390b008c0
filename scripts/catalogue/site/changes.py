"""What differs between two versions of a document, field by field, as the schema names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from catalogue.records.corpus import Corpus
from catalogue.schema.fields import Spec
from catalogue.site.wording import date_words, inner_quotes, lower_first, quantity

AROUND = 6
"""How many unchanged words stand on each side."""
SHORT = 100
"""A text of so many characters is shown whole."""
GAP = "…"
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
    return _cut(old, start, end), _cut(new, start, end)


def _common(one: list[str], other: list[str]) -> int:
    """Return how many words two lists begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _cut(words: list[str], start: int, end: int) -> str:
    kept = words[start : len(words) - end]
    return " ".join([*([GAP] if start else []), *kept, *([GAP] if end else [])])


def text_of(corpus: Corpus, spec: Spec, value: Any) -> str:
    """Return a value in words; one that has not its field's shape is told as it is written."""
    if isinstance(value, list):
        item = spec.items
        return " ; ".join(text_of(corpus, item, v) if item else str(v) for v in value)
    if isinstance(value, dict):
        return ", ".join(_fields(corpus, spec, value))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        year = spec.note("vue") == "annee"
        return str(value) if year else quantity(value, spec.note("unite", ""))
    return _words(corpus, spec, str(value))


def _words(corpus: Corpus, spec: Spec, text: str) -> str:
    if spec.reference:
        return corpus.label(spec.reference, text)
    if spec.note("vue") == "date" and is_date(text):
        return date_words(text)
    return text


def is_date(text: str) -> bool:
    """Tell whether a text can be told as a date: a year, a month of it, a day."""
    parts = text.split("-")
    plain = len(parts) < 4 and all(part.isascii() and part.isdigit() for part in parts)
    return plain and (len(parts) == 1 or 1 <= int(parts[1]) <= 12)


def _fields(corpus: Corpus, spec: Spec, value: Mapping[Any, Any]) -> Iterator[str]:
    known = [key for key in spec.properties if key in value]
    for key in [*known, *(key for key in value if key not in spec.properties)]:
        field = spec.child(str(key))
        text = text_of(corpus, field, value[key]) if field else str(value[key])
        yield f"{lower_first(field.title) if field else key} : {text}"


NOTHING: Mapping[str, Any] = {}


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
        new, old = _said(self.apres), _said(self.avant)
        added, gone = f", ajouté\u00a0: {new}", f", retiré\u00a0: {old}"
        told = {"ajout": added, "retrait": gone}
        return told.get(self.genre, f"\u00a0: {new} au lieu de {old}")


def _said(text: str) -> str:
    short = text if len(text) <= SAID else f"{text[:SAID].rpartition(' ')[0]}{GAP}"
    return f"«\u00a0{inner_quotes(short)}\u00a0»"


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
            yield from self._group(field, before, after)
        elif isinstance(before, list) and isinstance(after, list) and field.spec.items:
            yield from self._list(field, before, after)
        # `1 == True` in Python, and not in a record.
        elif before != after or type(before) is not type(after):
            yield self._change(field, before, after)

    def _group(
        self, field: ChangedField, before: Mapping[Any, Any], after: Mapping[Any, Any]
    ) -> Iterator[Change]:
        known = [key for key in field.spec.properties if key in before or key in after]
        unknown = {key: None for key in (*before, *after) if key not in field.spec.properties}
        for key in (*known, *unknown):
            inner = field.child(str(key))
            yield from self._of(inner, before.get(key), after.get(key))

    def _list(self, field: ChangedField, before: list[Any], after: list[Any]) -> Iterator[Change]:
        old, new = _lacking(before, after), _lacking(after, before)
        for one, other in _pairs(field.spec, old, new):
            label = self._label(field.spec, one if other is None else other)
            both = one is not None and other is not None and isinstance(one, dict)
            yield from self._of(field.item(label if both else ""), one, other)
        if not old and not new and before != after:
            yield Change(
                chemin=field.path,
                champ=f"{field.words} (ordre)",
                avant=text_of(self.corpus, field.spec, before),
                apres=text_of(self.corpus, field.spec, after),
            )

    def _label(self, spec: Spec, item: Any) -> str:
        """Return what names a member of a list: its first required field, if that is short."""
        key = _key(spec)
        if spec.items is None or not isinstance(item, dict) or not isinstance(item.get(key), str):
            return ""
        said = text_of(self.corpus, spec.items.properties[key], item[key])
        return said if len(said) <= 100 else ""

    def _change(self, field: ChangedField, before: Any, after: Any) -> Change:
        old = "" if before is None else text_of(self.corpus, field.spec, before)
        new = "" if after is None else text_of(self.corpus, field.spec, after)
        old, new = changed_part(old, new) if old and new else (old, new)
        return Change(chemin=field.path, champ=field.words, avant=old, apres=new)


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
