"""The reviewer's note of what a folder changes since a revision: git and the records, joined."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from catalogue.check import privacy
from catalogue.check.rules import RULES
from catalogue.derive.checklist import OtherFile, Reviewed
from catalogue.derive.review import Reviewer, Version, Versions
from catalogue.issues import Issue
from catalogue.pipeline import Loaded
from catalogue.publish.editorial import MOST_BYTES, is_prose, may_be_prose
from catalogue.read.disk import is_inside
from catalogue.read.revision import Changed, changed_since, document_at, start_of
from catalogue.read.shape import check_shape
from catalogue.render.review import review_note
from catalogue.workspace import KINDS, SINGLE_FILES

PRIVACY = frozenset(
    id_
    for id_, rule in RULES.items()
    if rule.check is not None and rule.check.__module__ == privacy.__name__
)
"""The rules that guard people's privacy: what they find comes first."""
FATES = {"A": "ajouté", "M": "modifié", "D": "supprimé", "R": "renommé"}
PAGES, PROGRAM, PAPER = "page du site", "programme", "texte du dépôt"


def reviewed(loaded: Loaded, revision: str, issues: Sequence[Issue]) -> str:
    """Return the reviewer's note of everything that differs from a revision."""
    root = loaded.workspace.root
    commit = start_of(root, revision)
    changed = [part for change in changed_since(root, commit) for part in _parts(change)]
    since = Since(loaded, commit, issues)
    reviewer = Reviewer(loaded.corpus, loaded.schemas.spec, loaded.schemas.sections)
    held = [reviewer.review(since.versions(c)) for c in changed if _kind(c.fichier)]
    return review_note(
        Reviewed(
            fiches=tuple(file for file in held if file.fiche),
            references=tuple(file for file in held if not file.fiche),
            autres=tuple(_other(root, change) for change in changed if not _kind(change.fichier)),
            ailleurs=tuple(_elsewhere(issues, {change.fichier for change in changed})),
            vie_privee=PRIVACY,
        )
    )


def _parts(change: Changed) -> list[Changed]:
    """Return a change as it touches the data: a file moved out of their folders is lost to them."""
    if change.sort != "R" or not _kind(change.ancien) or _kind(change.fichier):
        return [change]
    return [
        replace(change, fichier=change.ancien, sort="D"),
        replace(change, ancien="", sort="A"),
    ]


def _elsewhere(issues: Sequence[Issue], changed: Collection[str]) -> Iterator[Issue]:
    """Yield the errors of files that are as they were: what they point to may have gone."""
    return (i for i in issues if i.level == "error" and i.place.file not in changed)


class Since:
    """The files of data as they were at a commit, and as they are now with what is wrong."""

    def __init__(self, loaded: Loaded, commit: str, issues: Sequence[Issue]) -> None:
        self.loaded, self.commit = loaded, commit
        self.readings = {loaded.workspace.name(r.path): r for r in loaded.readings}
        self.issues: dict[str, list[Issue]] = {}
        for issue in issues:
            self.issues.setdefault(issue.place.file, []).append(issue)

    def versions(self, change: Changed) -> Versions:
        """Return a changed file before and after."""
        kind = _kind(change.fichier)
        return Versions(
            fichier=change.fichier,
            ancien=change.ancien,
            sort=change.sort,
            kind=kind,
            avant=self._before(change.ancien, kind) if change.ancien else None,
            apres=self._after(change.fichier) if change.sort != "D" else None,
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


def _kind(name: str) -> str:
    """Return the kind of a file of data, or the empty string for any other."""
    folder, _, file = name.rpartition("/")
    held = KINDS.get(folder, "") if file.endswith((".yml", ".yaml")) else ""
    return SINGLE_FILES.get(name) or held


def _is_for_editor(root: Path, change: Changed) -> bool:
    """Tell whether a file of `docs/` is clean prose or an image; one that is gone, by its name."""
    path = root / change.fichier
    if change.sort == "D" or not may_be_prose(change.fichier):
        return may_be_prose(change.fichier)
    if path.is_symlink() or not path.is_file() or not is_inside(path, root):
        return False
    with path.open("rb") as file:
        return is_prose(change.fichier, file.read(MOST_BYTES + 1))


def _other(root: Path, change: Changed) -> OtherFile:
    name = change.fichier
    if name.startswith("docs/"):
        nature = PAGES if _is_for_editor(root, change) else PROGRAM
    else:
        nature = PAPER if name.endswith(".md") else PROGRAM
    return OtherFile(
        fichier=name,
        evenement=FATES[change.sort],
        nature=nature,
        programme=nature == PROGRAM,
    )
