"""What a reviewer needs to know of a file: what changed, what it now documents, its like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.issues import Issue
from catalogue.records import assemble as build
from catalogue.records.assemble import file_id
from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.schema.fields import Spec, section_of
from catalogue.site.appraisal import Neighbours
from catalogue.site.changes import Change, Comparison
from catalogue.site.evidence import Judgement, judgements
from catalogue.site.wording import NOT_GIVEN, listing
from catalogue.text.document import Document

NONE_YET = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A dimension of what is documented: its level before and after, and what would raise it."""

    libelle: str
    avant: str
    apres: str
    manque: str


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


def evidence_rows(before: Project | None, after: Project | None) -> tuple[EvidenceRow, ...]:
    """Return what a record documents in two versions; none where the new one cannot be judged."""
    if after is None:
        return ()
    old = {j.id: j.niveau_libelle for j in judgements(before)} if before is not None else {}
    return tuple(
        EvidenceRow(
            libelle=judged.libelle,
            avant=old.get(judged.id, NONE_YET),
            apres=judged.niveau_libelle,
            manque=_wanted(judged),
        )
        for judged in judgements(after)
    )


def _wanted(judged: Judgement) -> str:
    return listing(judged.manque) if judged.suivant or judged.niveau_libelle == NOT_GIVEN else ""


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
    def data(self) -> Any:
        """Return its values, or nothing."""
        return self.document.data if self.document is not None else None

    @property
    def project(self) -> Project | None:
        """Return its typed record, where its shape is right."""
        return build.project(self.document) if self.document is not None and self.sound else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """A file of data before and after a change; None where it was not, or is no more."""

    fichier: str
    ancien: str
    sort: str
    kind: str
    avant: Version | None
    apres: Version | None
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """A record to set beside the changed one, and what the two share."""

    titre: str
    fichier: str
    raison: str


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
    preuves: tuple[EvidenceRow, ...]
    proches: tuple[Like, ...]
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
    """Reviews the changed files of a corpus, as it is after the change."""

    def __init__(
        self,
        corpus: Corpus,
        spec_of: Callable[[str], Spec],
        sections: Sequence[tuple[str, str]],
    ) -> None:
        self.corpus, self.spec_of, self.sections = corpus, spec_of, sections
        self.comparison = Comparison(corpus)
        self.neighbours = Neighbours(corpus)
        self.positions = {project.file: rank for rank, project in enumerate(corpus.projects)}

    def review(self, file: Versions) -> FileReview:
        """Return what to read of a file."""
        changes, record = self._changes(file), file.kind == "project"
        spec = self.spec_of(file.kind)
        before, after = _data(file.avant), _data(file.apres)
        return FileReview(
            fichier=file.fichier,
            titre=_title(after) or _title(before) or file.fichier,
            fiche=record,
            sort=file.sort,
            evenement=_event(file),
            remarques=tuple(self._remarks(file)),
            changements=tuple(changes[:MOST_CHANGES]),
            encore=max(0, len(changes) - MOST_CHANGES),
            sections=filled_rows(spec, self.sections, before, after) if record else (),
            preuves=evidence_rows(_record(file.avant), _record(file.apres)) if record else (),
            proches=tuple(self._alike(file)) if record and file.sort == "A" else (),
            issues=file.issues,
        )

    def _changes(self, file: Versions) -> list[Change]:
        if file.apres is None or not isinstance(file.apres.data, dict):
            return []
        before = _data(file.avant)
        if file.avant is not None and not before:
            return []  # The remarks say why: all would pass for new.
        return self.comparison.changes(self.spec_of(file.kind), before, file.apres.data)

    def _remarks(self, file: Versions) -> Iterator[str]:
        if file.avant is not None and not _data(file.avant):
            yield (
                "La version de départ ne se lit pas : rien à comparer."
                " Relisez le fichier entier, comme s’il était nouveau."
            )
        elif file.avant is not None and not file.avant.sound:
            yield "La version de départ avait des fautes de forme : la comparaison est à confirmer."
        if file.apres is not None and not file.apres.sound:
            yield (
                "La version proposée a des fautes de forme : ce qui suit est à confirmer"
                " une fois qu’elles seront corrigées."
            )
        yield from self._lost_address(file)

    def _lost_address(self, file: Versions) -> Iterator[str]:
        moved = file.ancien and file.kind == "project" and file_id(file.ancien) != _id(file)
        if moved and file_id(file.ancien) not in {move.ancien for move in self.corpus.moves}:
            yield (
                f"L’ancienne adresse /projets/{file_id(file.ancien)}/ ne mène plus à rien :"
                " une ligne est à ajouter dans reference/redirections.yml."
            )

    def _alike(self, file: Versions) -> Iterator[Like]:
        position = self.positions.get(file.fichier)
        for rank, reason in self.neighbours.of(position) if position is not None else ():
            other = self.corpus.projects[rank]
            yield Like(titre=other.titre, fichier=other.file, raison=reason)


def _id(file: Versions) -> str:
    """Return the id that a file gives after the change, or the empty string if it is no more."""
    return file_id(file.fichier) if file.apres is not None else ""


def _record(version: Version | None) -> Project | None:
    return version.project if version is not None else None


def _data(version: Version | None) -> dict[Any, Any]:
    """Return the values of a version, or none where it holds something else."""
    data = version.data if version is not None else None
    return data if isinstance(data, dict) else {}


def _title(data: dict[Any, Any]) -> str:
    named = (data[key] for key in NAMES if key in data)
    return next((name for name in named if isinstance(name, str)), "")


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


def _event(file: Versions) -> str:
    words = EVENTS[file.sort, file.kind == "project"]
    return f"{words} {file.ancien}" if file.sort == "R" else words
