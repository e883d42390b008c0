"""What records say of what helps, and of what did not work, gathered with their records."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.derive.report.proofs import Proofs
from catalogue.derive.report.prose import blocks
from catalogue.derive.report.scope import is_said_by
from catalogue.derive.report.views import Lesson, Lessons
from catalogue.model.corpus import Corpus
from catalogue.model.records import Project

KINDS = {"conditions_reussite": "Ce qui aide", "limites": "Ce qui n’a pas marché, ou pas encore"}
"""Field of a record → what its lessons are about."""


def lessons(corpus: Corpus, au: str, proofs: Proofs) -> tuple[Lessons, ...]:
    """Return the lessons of each kind that the documents known on a day give."""
    return tuple(_kind(corpus, field, au, proofs) for field in KINDS)


def _kind(corpus: Corpus, field: str, au: str, proofs: Proofs) -> Lessons:
    found = [lesson for project in corpus.projects for lesson in _said(project, field, au)]
    records = dict.fromkeys(lesson.fiche for lesson in found)
    total = len(corpus.projects)
    name = field.replace("_", "-")
    return Lessons(
        id=name,
        titre=KINDS[field],
        nombre=proofs.value(name, KINDS[field], records, sur=total),
        lecons=tuple(found),
    )


def _said(project: Project, field: str, au: str) -> Iterator[Lesson]:
    for item in project.data.get(field, ()):
        if is_said_by(project, item, au):
            yield Lesson(contenus=blocks(item["texte"]), fiche=project.id)
