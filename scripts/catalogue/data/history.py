"""The days of each file of data, told from its states in git; what must not be told is not.

A state is told where the rules on privacy of today find nothing in it that they do not find in the
file as it is now: what somebody had taken out of a record does not come back by its history. Of a
record that is gone, and of one that was withdrawn, nothing is told (docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from catalogue.data.package import VERSION
from catalogue.issues import Issue
from catalogue.issues import Path as Steps
from catalogue.records.assemble import file_id
from catalogue.rules.privacy import GUARDS
from catalogue.rules.registry import RULES, Context, subject_of
from catalogue.schema.fields import Spec
from catalogue.site.catalogue_data import compact
from catalogue.site.changes import Change, Comparison
from catalogue.site.histories import ChangedDay, Histories
from catalogue.site.wording import lower_first
from catalogue.text.decoding import decode
from catalogue.text.document import Document
from catalogue.text.document import read_text as document_of
from catalogue.text.letters import is_id
from catalogue.text.revision import Committed
from catalogue.text.typography import typeset

RECORDS, CALLS = "projects", "reference/calls"
JOINED: Final = "joined"
"""The kind of the life of a record that joined another."""
FOLDERS = (RECORDS, CALLS)
STATES: Final = "donnees/v1/projets/"
"""Where the dated states of the records stand: an address kept for good."""
GONE: Final = "Un champ qui n’existe plus"
"""The name of a field that no schema tells of: its key is no word for a reader."""
MOST_CHANGES: Final = 40
"""How many changes of one day are told."""
AT_ONCE: Final = 200
"""How many files have their states in memory together."""

Contents = Callable[[Sequence[str]], Iterable[tuple[str, bytes]]]
"""Gives the contents that git names."""


def lives(
    steps: Iterable[Committed],
) -> tuple[dict[str, list[Committed]], dict[str, list[Committed]]]:
    """Return, by last name, the steps of the files that are there, then of those that are gone.

    A file that comes back after it was deleted begins anew.
    """
    there: dict[str, list[Committed]] = {}
    gone: dict[str, list[Committed]] = {}
    for step in steps:
        if step.sort == "D":
            gone[step.fichier] = there.pop(step.fichier, [])
        elif step.sort == "R":
            there[step.fichier] = [*there.pop(step.ancien, []), step]
        else:
            there.setdefault(step.fichier, []).append(step)
    return there, gone


def days_of(steps: Iterable[Committed]) -> list[Committed]:
    """Return the last step of each day, in the order of the commits, whatever their dates say."""
    last: dict[tuple[str, str], Committed] = {}
    for step in steps:
        key = (file_id(step.fichier), step.jour)
        last.pop(key, None)
        last[key] = step
    return list(last.values())


@dataclass(frozen=True, slots=True)
class PastState:
    """A file at the end of a day: its values, and whether they may be told."""

    step: Committed
    data: dict[str, Any]
    shown: bool


@dataclass(frozen=True, slots=True)
class Life:
    """A file with its steps, the oldest first; how much of it may be told depends on what it is."""

    kind: str
    id: str
    steps: Sequence[Committed]
    current: Document | None
    """What it holds now; nothing where it is no more."""
    cut: bool = False
    """Whether its beginning was withdrawn."""


class Historian:
    """Tells the days of files from their states; what it has read so far is in `histories`.

    `edited` are the files that are not, or not yet, as the last commit has them.
    """

    def __init__(
        self,
        context: Context,
        spec_of: Callable[[str], Spec],
        edited: Collection[str] = (),
        lacking: str = "",
    ) -> None:
        self.context, self.spec_of, self.edited = context, spec_of, edited
        self.comparison = Comparison(context.corpus)
        self.withdrawn = {one.fiche: one.date for one in context.corpus.withdrawals}
        self.days_by_kind: dict[str, dict[str, tuple[ChangedDay, ...]]] = {
            "project": {},
            "call": {},
        }
        self.histories = Histories(lacking, self.days_by_kind["project"], self.days_by_kind["call"])

    def read(self, steps: Iterable[Committed], contents: Contents) -> Iterator[tuple[str, bytes]]:
        """Read the history of the corpus, and yield the dated states by their address."""
        rest = iter(self._lives(steps))
        while lot := list(islice(rest, AT_ONCE)):
            past = ((life, step) for life in lot for step in days_of(life.steps))
            wanted = sorted({s.contenu for life, s in past if not self._is_current(life, s)})
            held = dict(contents(wanted))
            for life in lot:
                yield from self._read(life, held)

    def _lives(self, steps: Iterable[Committed]) -> Iterator[Life]:
        there, gone = lives(steps)
        corpus = self.context.corpus
        documents = {document.file: document for _, document in self.context.documents}
        for project in corpus.projects:
            steps_there = there.get(project.file, ())
            yield self._life("project", project.id, steps_there, project.document)
        for call in corpus.calls:
            file = f"{CALLS}/{call}.yml"
            yield Life("call", call, there.get(file, ()), documents.get(file))
        by_id = {project.id: project for project in corpus.projects}
        for move in corpus.moves:
            # Its pages are no more, but the addresses of its states are kept.
            old = gone.get(f"{RECORDS}/{move.ancien}.yml", ())
            yield self._life(JOINED, move.ancien, old, by_id[move.nouveau].document)

    def _life(
        self, kind: str, id_: str, steps: Sequence[Committed], current: Document | None
    ) -> Life:
        """Return the life of a record without what was withdrawn, under whichever name."""
        kept = [
            step
            for step in steps
            if not any(
                step.jour < self.withdrawn.get(name, "") for name in (id_, file_id(step.fichier))
            )
        ]
        return Life(kind, id_, kept, current, cut=len(kept) < len(steps))

    def _read(self, life: Life, held: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """Tell the days of a file, and yield its states that are told, by their address."""
        days: list[ChangedDay] = []
        before: PastState | None = None
        for step in days_of(life.steps):
            document = self._document(life, step, held)
            if document is None:
                continue
            shown = document is life.current or self.may_be_told(document, life.current)
            state = PastState(step, document.data, shown)
            if day := self._day(life, before, state):
                days.append(day)
                if day.etat:
                    yield day.etat, state_file(state)
            before = state
        if life.kind in self.days_by_kind:
            self.days_by_kind[life.kind][life.id] = tuple(reversed(days))

    def _document(self, life: Life, step: Committed, held: Mapping[str, bytes]) -> Document | None:
        """Return what a file held, read as safely as one of today; None where it cannot be."""
        if self._is_current(life, step):
            return life.current
        content = held.get(step.contenu, b"")
        text = decode(content, step.fichier)
        document = None if isinstance(text, Issue) else document_of(text, step.fichier)[0]
        return document if document is not None and isinstance(document.data, dict) else None

    def _is_current(self, life: Life, step: Committed) -> bool:
        """Tell whether a step left a file as it is now: what was read need not be read again."""
        is_last = step is life.steps[-1] and life.kind != JOINED
        return is_last and life.current is not None and life.current.file not in self.edited

    def may_be_told(self, old: Document, now: Document | None) -> bool:
        """Tell whether privacy allows to tell what a file held, beside what it holds now."""
        texts, held = list(_texts(old.data)), {text for _, text in _texts(now.data if now else {})}
        gone = [(path, text) for path, text in texts if text not in held]
        found = self._private(old, gone)
        # Of figures, a rule on privacy warns: what it says of today's is published already.
        return not found or (now is not None and found <= self._private(now, []))

    def _private(
        self, document: Document, texts: Sequence[tuple[Steps, str]]
    ) -> frozenset[tuple[str, str]]:
        """Return what the rules on privacy find in some texts of a document, and in its figures.

        Whatever its shape: a field that the schema no longer knows may hold a name as well.
        """
        subject = subject_of(document, "project", self.spec_of("project"))
        whole = "\n".join(text for _, text in texts)
        subject = replace(subject, texts=texts, whole_text=f"{subject.whole_text}\n{whole}")
        return frozenset(
            (id_, fault.message)
            for id_ in sorted(GUARDS)
            if (check := RULES[id_].check)
            for fault in check(self.context, subject)
        )

    def _day(self, life: Life, before: PastState | None, state: PastState) -> ChangedDay | None:
        """Return what a day changed; None where nothing visible did."""
        spec = self.spec_of("call" if life.kind == "call" else "project")
        changes: list[Change] = []
        if before:
            found = self.comparison.changes(spec, before.data, state.data)
            words = (replace(c, avant=typeset(c.avant), apres=typeset(c.apres)) for c in found)
            # Spaces and apostrophes that were put right are nothing to read.
            changes = [change for change in words if change.avant != change.apres]
            if not changes:
                return None
        told = before.shown and state.shown if before else not life.cut
        id_ = file_id(state.step.fichier)
        # A state stands under the name that the record had.
        named = is_id(id_) and state.step.fichier == f"{RECORDS}/{id_}.yml"
        return ChangedDay(
            jour=state.step.jour,
            instant=state.step.instant,
            premier=before is None and not life.cut,
            changements=tuple(changes[:MOST_CHANGES]) if told else (),
            champs=_fields(spec, changes) if told else (),
            encore=max(0, len(changes) - MOST_CHANGES) if told else 0,
            tu=not told,
            etat=f"{STATES}{id_}/{state.step.jour}.json" if named and state.shown else "",
        )


def _fields(spec: Spec, changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the words of what changed: the fields, and of a group the fields in it."""
    found: dict[str, dict[str, None]] = {}
    for change in changes:
        title, inner = _named(spec, change.chemin)
        found.setdefault(title, {}).update(dict.fromkeys(inner))
    return tuple(
        f"{title} ({', '.join(inner)})" if inner else title for title, inner in found.items()
    )


def _named(spec: Spec, path: Sequence[str]) -> tuple[str, list[str]]:
    """Return the title of a field of a document and, in a group, of the field that changed."""
    field = spec.child(path[0]) if path else None
    if field is None:
        return GONE, []
    # A group that the sheet shows as one value is one; the others are read field by field.
    parted = field.properties and not field.note("vue")
    inner = [field.child(name) for name in path[1:2]] if parted else []
    return field.title, [lower_first(one.title if one else GONE) for one in inner]


def state_file(state: PastState) -> bytes:
    """Return the state of a record on a day as JSON, its values as they were written."""
    id_ = file_id(state.step.fichier)
    day, fiche = state.step.jour, {"id": id_, **state.data}
    return compact({"version": VERSION, "id": id_, "jour": day, "fiche": fiche}).encode()


def _texts(value: Any, path: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Yield every text of a value with its path, keys included."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _texts(key, (*path, str(key)))
            yield from _texts(child, (*path, str(key)))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _texts(child, (*path, index))
