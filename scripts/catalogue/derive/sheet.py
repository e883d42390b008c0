"""A record's sheet, built field by field from the schema's annotations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from catalogue.derive.nodes import Maker, Raw
from catalogue.derive.search_words import SearchWords
from catalogue.derive.views import Card, Field, Node, Section, Sheet, SourceMark
from catalogue.derive.wording import NOT_GIVEN
from catalogue.model.corpus import Corpus
from catalogue.model.records import Project
from catalogue.read.schema import Spec

BRIEF = "en-bref"
"""The section that says what is not known where it stands; fields without a section go there."""
LONG = frozenset({"prose", "objet", "liste", "deroulement", "organismes", "engagements", "sources"})
UNSAID = {"source": None, "session": None, "introduction": None}
"""Fields whose absence says nothing of the initiative."""


class SheetMaker:
    """Makes the sheets of a corpus; what they share is prepared once."""

    def __init__(self, corpus: Corpus, spec: Spec, sections: tuple[tuple[str, str], ...]) -> None:
        self.corpus, self.sections = corpus, sections
        self.shown = [s for s in spec.properties.values() if s.note("fiche", True)]
        self.words = SearchWords(corpus, spec)
        self.by_section = {
            id_: [s for s in self.shown if s.note("section", BRIEF) == id_] for id_, _ in sections
        }

    def sheet(self, project: Project, card: Card) -> Sheet:
        """Return the sheet of a record: its sections in order, and what no source says."""
        maker = Maker(self.corpus, source_marks(project))
        return Sheet(
            carte=card,
            sections=tuple(
                _section(maker, id_, title, self.by_section[id_], project.data)
                for id_, title in self.sections
            ),
            non_renseigne=tuple(_unsaid(self.shown, project.data)),
            mots_de_recherche=self.words.of(project),
        )


def source_marks(project: Project) -> dict[str, SourceMark]:
    """Return the numbered call-out of each source of a record."""
    return {
        s.id: SourceMark(numero=rank, ancre=f"source-{s.id}", document=s.document)
        for rank, s in enumerate(project.sources, start=1)
    }


def _section(maker: Maker, id_: str, title: str, shown: list[Spec], data: Raw) -> Section:
    brief = id_ == BRIEF
    fields = [_field(maker, s, data.get(s.name), brief) for s in shown if brief or s.name in data]
    return Section(id=id_, titre=title, groupes=tuple(_groups(fields)))


def _field(maker: Maker, spec: Spec, value: Any, brief: bool) -> Field:
    node = maker.node(spec, value) if value is not None else Node(vue="vide", valeur=NOT_GIVEN)
    return Field(nom=spec.name, libelle=spec.title, noeud=node, long=not brief and node.vue in LONG)


def _groups(fields: list[Field]) -> Iterator[tuple[Field, ...]]:
    for long, group in groupby(fields, key=lambda f: f.long):
        if long:
            yield from ((field,) for field in group)
        else:
            yield tuple(group)


def _unsaid(shown: list[Spec], data: Raw) -> Iterator[str]:
    """Yield what no source says: the brief shows its own gaps where they stand."""
    for spec in shown:
        if spec.name not in data:
            if spec.note("section", BRIEF) != BRIEF:
                yield spec.title
        elif spec.type == "object":
            missing = (
                s.title for k, s in spec.properties.items() if k not in data[spec.name] | UNSAID
            )
            inner = ", ".join(title[:1].lower() + title[1:] for title in missing)
            yield from [f"{spec.title} : {inner}"] if inner else []
