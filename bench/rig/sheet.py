"""A record as Markdown: all that our sheet says of it, in the same sections, with the same links.

Every peer that reads Markdown gets this text. It follows the schema, as our own sheet does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.records.corpus import Corpus
from catalogue.schema.fields import Schemas, Spec

BRIEF = "en-bref"
NOT_GIVEN = "non renseigné"
Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SheetWriter:
    """Writes the body of a record's page; `addresses` are the folders of sets that have pages."""

    corpus: Corpus
    schemas: Schemas
    addresses: dict[str, str]

    def body(self, data: Raw) -> str:
        """Return the sections of a record, then what no source says."""
        return "\n\n".join([block for block in self._blocks(data) if block]) + "\n"

    def _blocks(self, data: Raw) -> Iterator[str]:
        marks = {s["id"]: (rank, s) for rank, s in enumerate(data.get("sources", ()), start=1)}
        shown = [s for s in self.schemas.spec("project").properties.values() if s.note("fiche", 1)]
        writer = _Writer(self.corpus, self.addresses, marks)
        for id_, title in self.schemas.sections:
            fields = [s for s in shown if s.note("section", BRIEF) == id_]
            if id_ != BRIEF and not any(s.name in data for s in fields):
                continue
            yield f"## {title}"
            present = [s for s in fields if s.name in data]
            for spec in fields if id_ == BRIEF else present:
                if spec.name not in data:
                    yield f"**{spec.title}** : {NOT_GIVEN}"
                else:
                    blocks = list(writer.field(spec, data[spec.name], 3))
                    yield from blocks[1:] if len(present) == 1 and len(blocks) > 1 else blocks
        missing = [s.title for s in shown if s.name not in data]
        yield "## Non renseigné"
        yield "\n".join(f"- {title}" for title in missing)


@dataclass(frozen=True, slots=True)
class _Writer:
    corpus: Corpus
    addresses: dict[str, str]
    marks: dict[str, tuple[int, Raw]]

    def field(self, spec: Spec, value: Any, level: int) -> Iterator[str]:
        """Yield the blocks of a labelled value."""
        view = spec.note("vue")
        if view == "organismes":
            yield self._table(value)
        elif view == "sources":
            yield "\n".join(f"{rank}. {_source(s)}" for rank, s in self.marks.values())
        elif isinstance(value, dict):
            yield f"{'#' * min(level, 6)} {spec.title}"
            yield from self._object(spec, value, level + 1)
        elif isinstance(value, list) and spec.items is not None:
            yield from self._list(spec, spec.items, value, level)
        else:
            yield f"**{spec.title}** : {self._inline(spec, value)}"

    def _object(self, spec: Spec, value: Raw, level: int) -> Iterator[str]:
        mark = self._mark(value)
        for name, part in value.items():
            field = spec.properties[name]
            if name in ("source", "titre"):
                continue
            if field.note("prose"):
                yield f"{part}{mark}"
            elif isinstance(part, dict) or (isinstance(part, list) and part[:1] and _holds(part)):
                yield from self.field(field, part, level)
            else:
                yield f"**{field.title}** : {self._inline(field, part)}{mark}"

    def _list(self, spec: Spec, items: Spec, value: list[Any], level: int) -> Iterator[str]:
        if not _holds(value):
            yield f"**{spec.title}** : {self._inline(spec, value)}"
        elif any("titre" in item for item in value):
            for item in value:
                yield f"{'#' * min(level, 6)} {item['titre']}"
                yield from self._object(items, item, level + 1)
        else:
            yield f"**{spec.title}**"
            yield "\n".join(f"- {self._inline(items, item)}{self._mark(item)}" for item in value)

    def _inline(self, spec: Spec, value: Any) -> str:
        """Return a value on one line, in words."""
        if isinstance(value, dict):
            parts = ((spec.properties[k], v) for k, v in value.items() if k != "source")
            return " ; ".join(
                f"{field.title} : {self._inline(field, part)}" for field, part in parts
            )
        if isinstance(value, list) and spec.items is not None:
            return ", ".join(self._inline(spec.items, item) for item in value)
        if isinstance(value, bool):
            return "oui" if value else "non"
        return self._term(spec.reference, value) if spec.reference else str(value)

    def _term(self, reference: str, id_: str) -> str:
        label = self.corpus.label(reference, id_)
        folder = self.addresses.get(reference)
        return f"[{label}](/{folder}/{id_}/)" if folder else label

    def _mark(self, value: Any) -> str:
        """Return the call-out of a value's source."""
        if not isinstance(value, dict) or value.get("source") not in self.marks:
            return ""
        rank, source = self.marks[value["source"]]
        return f' [{rank}](#sources "Source {rank} : {source["document"]}")'

    def _table(self, value: list[Raw]) -> str:
        lines = ["| Organisme | Rôle | Ce qu’il fait |", "|---|---|---|"]
        for item in value:
            roles = ", ".join(self.corpus.label("roles", role) for role in item["roles"])
            does = f"{item['precision']}{self._mark(item)}" if "precision" in item else NOT_GIVEN
            lines.append(f"| {self._term('organismes', item['organisme'])} | {roles} | {does} |")
        return "\n".join(lines)


def _holds(value: list[Any]) -> bool:
    return isinstance(value[0], dict)


def _source(source: Raw) -> str:
    title = f"[{source['document']}]({source['url']})" if "url" in source else source["document"]
    return ", ".join([title, *(source[k] for k in ("editeur", "date") if k in source)]) + "."
