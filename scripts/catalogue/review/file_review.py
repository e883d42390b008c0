"""What a reviewer needs to know of a file: what changed, what it now documents, its like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.issues import Issue
from catalogue.pipeline import Loaded
from catalogue.records import assemble as build
from catalogue.records.assemble import file_id
from catalogue.records.types import Project
from catalogue.schema.fields import Spec, section_of
from catalogue.schema.shape import check_shape
from catalogue.site.appraisal import Neighbours
from catalogue.site.changes import Change, Comparison
from catalogue.site.evidence import judgements
from catalogue.site.wording import NOT_GIVEN, listing
from catalogue.text.document import Document
from catalogue.text.revision import Changed, document_at

NONE_YET = "—"


def filled_rows(
    record: Spec, sections: Sequence[tuple[str, str]], before: dict[Any, Any], after: dict[Any, Any]
) -> tuple[tuple[str, str, str], ...]:
    """Return the sections of the sheet that a change fills or empties, then the whole record.

    Each with how many of its fields are filled, before and after. A record that is gone has none.
    """
    if not after:
        return ()

    def row(title: str, specs: list[Spec]) -> tuple[str, str, str]:
        return title, _filled(specs, before), _filled(specs, after)

    counted = [spec for spec in record.properties.values() if spec.name != "id"]
    rows = [row(title, [s for s in counted if section_of(s) == id_]) for id_, title in sections]
    changed = (counts for counts in rows if counts[1] != counts[2])
    return (*changed, row("Toute la fiche", counted))


def _filled(specs: list[Spec], given: dict[Any, Any]) -> str:
    """Return how many fields are filled, of how many; a dash where there was no record."""
    return f"{sum(s.name in given for s in specs)} sur {len(specs)}" if given else NONE_YET


def evidence_rows(
    before: Project | None, after: Project | None
) -> tuple[tuple[str, str, str, str], ...]:
    """Return what a record documents in two versions; none where the new one cannot be judged.

    Each dimension with its level before, its level after, and what would raise it.
    """
    if after is None:
        return ()
    old = {j.id: j.niveau_libelle for j in judgements(before)} if before is not None else {}
    rows: list[tuple[str, str, str, str]] = []
    for judged in judgements(after):
        level = judged.niveau_libelle
        wanted = listing(judged.manque) if judged.suivant or level == NOT_GIVEN else ""
        rows.append((judged.libelle, old.get(judged.id, NONE_YET), level, wanted))
    return tuple(rows)


MOST_CHANGES = 40
"""How many changes of one file are told: more are not read."""
NAMES = ("titre", "nom", "libelle")
"""The fields that name a document, whatever its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A file at one moment: its document if it could be read, and whether its shape is right."""

    document: Document | None
    sound: bool

    @property
    def data(self) -> dict[Any, Any] | None:
        """Return its fields, None where it holds something else."""
        data = self.document.data if self.document is not None else None
        return data if isinstance(data, dict) else None

    @property
    def project(self) -> Project | None:
        """Return its typed record, where its shape is right."""
        return build.project(self.document) if self.document is not None and self.sound else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReview:
    """What a reviewer reads of a file."""

    fichier: str
    titre: str
    fiche: bool
    sort: str
    """`A` added, `M` modified, `D` deleted, `R` renamed."""
    evenement: str
    remarques: tuple[str, ...]
    changements: tuple[Change, ...]
    encore: int
    """How many changes are not told."""
    sections: tuple[tuple[str, str, str], ...]
    preuves: tuple[tuple[str, str, str, str], ...]
    proches: tuple[tuple[str, str, str], ...]
    """Title and file of each record to set beside it, and what the two share."""
    issues: tuple[Issue, ...]

    @property
    def erreurs(self) -> tuple[Issue, ...]:
        """Return what keeps the file from being published."""
        return tuple(issue for issue in self.issues if issue.level == "error")

    @property
    def avertissements(self) -> tuple[Issue, ...]:
        """Return what deserves a look."""
        return tuple(issue for issue in self.issues if issue.level == "warning")


class Reviewer:
    """Reviews the files that changed since a commit, in the corpus as it is after the change."""

    def __init__(self, loaded: Loaded, commit: str, issues: Sequence[Issue]) -> None:
        self.loaded, self.commit, self.corpus = loaded, commit, loaded.corpus
        self.comparison = Comparison(self.corpus)
        self.neighbours = Neighbours(self.corpus)
        self.positions = {project.file: rank for rank, project in enumerate(self.corpus.projects)}
        self.readings = {loaded.workspace.name(r.path): r for r in loaded.readings}
        self.issues: dict[str, list[Issue]] = {}
        for issue in issues:
            self.issues.setdefault(issue.place.file, []).append(issue)

    def review(self, change: Changed, kind: str) -> FileReview:
        """Return what to read of a file of data."""
        before = self._before(change.ancien, kind) if change.ancien else None
        after = self._after(change.fichier) if change.sort != "D" else None
        old, new = (version.data if version else None for version in (before, after))
        record, spec = kind == "project", self.loaded.schemas.spec(kind)
        changes: list[Change] = []
        # Of a former version that cannot be read, the remarks tell: all would pass for new.
        if new is not None and (before is None or old):
            changes = self.comparison.changes(spec, old or {}, new)
        words = EVENTS[change.sort, record]
        named = (data[key] for data in (new, old) if data for key in NAMES if key in data)
        sections = self.loaded.schemas.sections
        was, now = (version.project if version and record else None for version in (before, after))
        return FileReview(
            fichier=change.fichier,
            titre=next((name for name in named if isinstance(name, str) and name), change.fichier),
            fiche=record,
            sort=change.sort,
            evenement=f"{words} {change.ancien}" if change.sort == "R" else words,
            remarques=(*_remarks(before, after), *self._lost_address(change, record)),
            changements=tuple(changes[:MOST_CHANGES]),
            encore=max(0, len(changes) - MOST_CHANGES),
            sections=filled_rows(spec, sections, old or {}, new or {}) if record else (),
            preuves=evidence_rows(was, now),
            proches=tuple(self._alike(change.fichier)) if record and change.sort == "A" else (),
            issues=tuple(self.issues.get(change.fichier, ())),
        )

    def _before(self, name: str, kind: str) -> Version:
        document, issues = document_at(self.loaded.workspace.root, self.commit, name)
        if document is not None:
            issues = [*issues, *check_shape(document, kind, self.loaded.schemas)]
        return Version(document=document, sound=not any(issue.level == "error" for issue in issues))

    def _after(self, name: str) -> Version:
        reading = self.readings.get(name)
        sound = reading is not None and reading.valid
        return Version(document=reading.document if reading else None, sound=sound)

    def _lost_address(self, change: Changed, record: bool) -> Iterator[str]:
        """Yield that the page of a record that moved, or is gone, is found no more."""
        old = file_id(change.ancien) if change.ancien and record else ""
        new = file_id(change.fichier) if change.sort != "D" else ""
        if old and old != new and old not in {move.ancien for move in self.corpus.moves}:
            yield (
                f"L’ancienne adresse /projets/{old}/ ne mène plus à rien :"
                " une ligne est à ajouter dans reference/redirections.yml."
            )

    def _alike(self, file: str) -> Iterator[tuple[str, str, str]]:
        position = self.positions.get(file)
        for found in self.neighbours.of(position) if position is not None else ():
            other = self.corpus.projects[found.position]
            yield other.titre, other.file, found.raison


def _remarks(before: Version | None, after: Version | None) -> Iterator[str]:
    if before is not None and not before.data:
        yield (
            "La version de départ ne se lit pas : rien à comparer."
            " Relisez le fichier entier, comme s’il était nouveau."
        )
    elif before is not None and not before.sound:
        yield "La version de départ avait des fautes de forme : la comparaison est à confirmer."
    if after is not None and not after.sound:
        yield (
            "La version proposée a des fautes de forme : ce qui suit est à confirmer"
            " une fois qu’elles seront corrigées."
        )


EVENTS = {
    ("A", True): "nouvelle fiche",
    ("M", True): "fiche modifiée",
    ("D", True): "fiche supprimée",
    ("R", True): "fiche renommée, auparavant",
    ("A", False): "nouveau fichier de référence",
    ("M", False): "fichier de référence modifié",
    ("D", False): "fichier de référence supprimé",
    ("R", False): "fichier de référence renommé, auparavant",
}
"""What happened to a file, and whether it is a record → in words."""
