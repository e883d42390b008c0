"""A record in brief: the questions that a reader asks first, and what its fields answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.derive.course import durations
from catalogue.derive.nodes import Maker, Raw
from catalogue.derive.parties import actors
from catalogue.derive.sheet_views import Field, Node, Question
from catalogue.derive.wording import lower_first
from catalogue.read.schema import Spec

SHORTER: dict[str, Callable[[Maker, Spec, Any], Node | None]] = {
    "organismes": actors,
    "deroulement": durations,
}
"""View of a field → the part of it that the brief shows, if it has that part."""
UNSAID = frozenset({"session", "duree", "autres_appels", "precision"})
"""Fields whose absence says nothing: most calls have no sessions, most initiatives no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A field that answers a question, and the group that holds it, if any."""

    spec: Spec
    group: str = ""

    @property
    def path(self) -> str:
        """Return the keys that lead to the field."""
        return f"{self.group}.{self.spec.name}" if self.group else self.spec.name

    @property
    def whole(self) -> bool:
        """Tell whether the brief shows all of the field, so that its absence is said there."""
        return self.spec.note("vue") not in SHORTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of the brief with the fields that answer it."""

    id: str
    question: str
    answers: tuple[Answer, ...]


def questions(record: Spec, own: Iterable[Spec]) -> tuple[Asked, ...]:
    """Return the questions that the schema lists, then the brief's own fields that none names."""
    listed = [
        Asked(
            id=entry["id"],
            question=entry["question"],
            answers=tuple(_answer(record, path) for path in entry["champs"]),
        )
        for entry in record.note("en-bref", ())
    ]
    taken = {path for entry in record.note("en-bref", ()) for path in entry["champs"]}
    return (*listed, *_others(own, taken))


def _answer(record: Spec, path: str) -> Answer:
    group, _, name = path.rpartition(".")
    return Answer(
        spec=(record.properties[group] if group else record).properties[name], group=group
    )


def _others(own: Iterable[Spec], taken: set[str]) -> Iterator[Asked]:
    """Yield a question for each field of the brief, or of a group in it, that has none."""
    for spec in own:
        inner = {f"{spec.name}.{key}": child for key, child in spec.properties.items()}
        if taken & inner.keys():
            left = [(c, spec.name) for k, c in inner.items() if k not in taken and _tells(c)]
        else:
            left = [(spec, "")] if spec.name not in taken else []
        for child, group in left:
            answers = (Answer(spec=child, group=group),)
            yield Asked(id=child.name, question=child.title, answers=answers)


def _tells(spec: Spec) -> bool:
    return bool(spec.note("vue") != "source")


def brief(maker: Maker, asked: Iterable[Asked], data: Raw) -> Iterator[Question]:
    """Yield each question with what a record answers, and what it leaves unsaid."""
    for one in asked:
        known = [field for a in one.answers if (field := _field(maker, a, data)) is not None]
        said = {field.nom for field in known}
        missing = [
            a.spec.title for a in one.answers if a.whole and a.spec.name not in said | UNSAID
        ]
        yield Question(
            id=one.id,
            question=one.question,
            champs=tuple(known),
            seule=len(one.answers) == 1,
            inconnus=", ".join(lower_first(title) for title in missing),
        )


def _field(maker: Maker, answer: Answer, data: Raw) -> Field | None:
    held = data.get(answer.group, {}) if answer.group else data
    spec = answer.spec
    if spec.name not in held:
        return None
    value, shorter = held[spec.name], SHORTER.get(spec.note("vue", ""))
    if shorter is not None:
        node = shorter(maker, spec, value)
    else:
        node = maker.sourced(spec, value, maker.cited(held) if answer.group else ())
    if node is None:
        return None
    if answer.group:
        return Field(nom=spec.name, libelle=spec.title, noeud=node)
    return _attested(maker, Field(nom=spec.name, libelle=spec.title, noeud=node), spec, data)


def _attested(maker: Maker, field: Field, spec: Spec, data: Raw) -> Field:
    """Return a field with its sources, and with what is to be known of it, which stand apart."""
    own = [one for one in data.get("attestations", ()) if one["champ"] == spec.name]
    plain = [one for one in own if "precision" not in one and "terme" not in one]
    marks = dict.fromkeys(mark for one in plain for mark in maker.cited(one))
    notes = tuple(_remark(maker, spec, one) for one in own if one not in plain)
    return field._replace(
        noeud=field.noeud._replace(sources=(*field.noeud.sources, *marks)), remarques=notes
    )


def _remark(maker: Maker, spec: Spec, one: Raw) -> Node:
    """Return what is said of a field, or of one of its terms, after which documents."""
    reference = spec.reference or (spec.items.reference if spec.items else "")
    term = maker.corpus.label(reference, one.get("terme", "")) if reference else ""
    text = " : ".join(filter(None, (term, one.get("precision", ""))))
    return Node(vue="texte", valeur=text, sources=maker.cited(one))
