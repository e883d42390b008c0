"""From all documents to one corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from catalogue.model import build
from catalogue.model.corpus import Corpus, in_catalogue_order
from catalogue.model.records import Project
from catalogue.read.document import Document

Raw = dict[str, Any]


def assemble(projects: Iterable[Project], documents: Iterable[tuple[str, Document]]) -> Corpus:
    """Return the corpus of records and of the other documents, whose shape is right."""
    found: dict[str, list[tuple[str, Raw]]] = defaultdict(list)
    for kind, document in documents:
        found[kind].append((document.file, cast("Raw", document.data)))
    single = {kind: files[0][1] for kind, files in found.items()}
    vocabularies = {v.id: v for v in (build.vocabulary(f, d) for f, d in found["vocabulary"])}
    return Corpus(
        projects=in_catalogue_order(projects, vocabularies),
        organisations={
            o.id: o for o in (build.organisation(f, d) for f, d in found["organisation"])
        },
        calls={c.id: c for c in (build.call(f, d) for f, d in found["call"])},
        vocabularies=vocabularies,
        territories=build.territories(single.get("territories", {"territoires": []})),
        sources=build.sources(single.get("sources", {"sources": []})),
        figures=build.figures(single.get("figures", {})),
        glossary=build.glossary(single.get("glossary", {})),
        milestones=build.milestones(single.get("milestones", {})),
        moves=build.moves(single.get("redirections", {})),
        reports={r.id: r for r in (build.report(f, d) for f, d in found["report"])},
        base_map=build.base_map(single["map"]) if "map" in single else None,
    )
