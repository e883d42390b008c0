"""What changed since a revision, and a file as it was there; git tells, nothing is written."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.issues import Issue, StopError
from catalogue.text.decoding import decode
from catalogue.text.document import Document, read_text
from catalogue.text.limits import MAX_BYTES

TOO_LONG = 60
"""Seconds after which git is taken for lost."""


class RevisionError(StopError):
    """Git cannot answer; the message says in French why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A file that differs from the revision: where it is now, where it was, and what happened."""

    fichier: str
    ancien: str
    """The name before; the empty string where the file is new."""
    sort: str
    """`A` added, `M` modified, `D` deleted, `R` renamed."""


def start_of(root: Path, revision: str) -> str:
    """Return the commit that a change starts from: where it left the line of the revision."""
    commit = _line(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not commit:
        _explain(root, revision)
    # A shallow clone may not reach where the two lines part: then the revision itself is taken.
    return _line(root, "merge-base", commit, "HEAD") or commit


def changed_since(root: Path, commit: str) -> list[Changed]:
    """Return the files of a folder that differ from a commit, those not yet followed included."""
    told = _git(root, "diff", "--name-status", "-z", "--find-renames", "--relative", commit, "--")
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if told is None or new is None:
        raise RevisionError("git ne peut pas comparer ce dossier à la version de départ")
    added = [Changed(fichier=name, ancien="", sort="A") for name in _names(new)]
    return sorted([*_changes(_names(told)), *added], key=lambda change: change.fichier)


def document_at(root: Path, commit: str, name: str) -> tuple[Document | None, list[Issue]]:
    """Return the document of a file as it was at a commit, and what was wrong with it."""
    content = _git(root, "cat-file", "blob", f"{commit}:./{name}")
    if content is None:
        return None, []
    text = decode(content[: MAX_BYTES + 1], name)
    return (None, [text]) if isinstance(text, Issue) else read_text(text, name)


def versions_of(root: Path, name: str, most: int) -> list[tuple[str, bytes]]:
    """Return each committed version of a file with its commit, the oldest first.

    Empty where git cannot tell, or knows only a part of the history; at most `most` bytes each.
    """
    try:
        if _line(root, "rev-parse", "--is-shallow-repository") != "false":
            return []
        commits = _line(root, "log", "--reverse", "--format=%H", "--", f"./{name}").split()
        found = ((c, _git(root, "cat-file", "blob", f"{c}:./{name}")) for c in commits)
        return [(c, content[: most + 1]) for c, content in found if content is not None]
    except RevisionError:
        return []


def last_change(root: Path, names: Sequence[str]) -> str:
    """Return the day of the last commit that changed some folders, « 2026-11-30 ».

    Empty where git cannot tell, or knows only a part of the history: a shallow clone takes its one
    commit for the first, which changed everything.
    """
    try:
        if _line(root, "rev-parse", "--is-shallow-repository") != "false":
            return ""
        return _line(root, "log", "-1", "--format=%cs", "--", *(f"./{name}" for name in names))
    except RevisionError:
        return ""


def _changes(names: list[str]) -> list[Changed]:
    """Return what `git diff --name-status -z` tells: a letter, then one name, or two for a move."""
    found, rest = [], iter(names)
    for letter in rest:
        old = next(rest)
        new = next(rest) if letter[0] in "RC" else old
        before = "" if letter[0] in "AC" else old
        found.append(Changed(fichier=new, ancien=before, sort=_fate(letter[0])))
    return found


def _fate(letter: str) -> str:
    return {"C": "A", "T": "M", "U": "M"}.get(letter, letter)


def _explain(root: Path, revision: str) -> None:
    """Raise the RevisionError that says why a revision is not known here."""
    if _line(root, "rev-parse", "--is-inside-work-tree") != "true":
        raise RevisionError(
            f"{root} n’est pas suivi par git (ou git refuse de le lire) : rien à comparer"
        )
    if _line(root, "rev-parse", "--is-shallow-repository") == "true":
        raise RevisionError(
            f"la version « {revision} » n’est pas dans cette copie, qui est incomplète :"
            " allez la chercher (git fetch --unshallow), ou clonez avec plus de profondeur"
        )
    raise RevisionError(
        f"la version « {revision} » n’existe pas ici : donnez une branche ou un commit"
    )


def _line(root: Path, *words: str) -> str:
    return (_git(root, *words) or b"").decode(errors="replace").strip()


def _names(told: bytes) -> list[str]:
    # A name that is not UTF-8 is shown with its bytes, so that it is seen and refused.
    return told.decode(errors="backslashreplace").split("\0")[:-1]


def _git(root: Path, *words: str) -> bytes | None:
    """Return what git answers, or None where it refuses."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=TOO_LONG)
    except FileNotFoundError as error:
        raise RevisionError("git n’est pas installé sur cette machine") from error
    except subprocess.TimeoutExpired as error:
        raise RevisionError("git ne répond pas") from error
    return done.stdout if done.returncode == 0 else None
