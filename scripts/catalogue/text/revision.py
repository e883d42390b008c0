"""What changed since a revision, and a file as it was there; git tells, nothing is written."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
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
    """A file that differs from a revision: where it is now, where it was, and what happened."""

    fichier: str
    ancien: str
    """The name before; the empty string where the file is new."""
    sort: str
    """`A` added, `M` modified, `D` deleted, `R` renamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed(Changed):
    """What a commit did to a file."""

    contenu: str
    """What git calls the new content."""
    instant: str
    """When, as « 2026-11-22T08:00:00Z »: the commit's own word, at most that of the last commit."""

    @property
    def jour(self) -> str:
        """Return the day."""
        return self.instant[:10]


LIKE = "--find-renames=80%"
"""How like two files must be for one to be the other renamed: records resemble one another."""
LAST_SECOND = 253_402_300_799
"""The last one of the year 9999: a commit may claim any."""
AT_ONCE = 500
"""How many contents git is asked for together."""
START = "\x01"


def steps_of(root: Path, folders: Sequence[str]) -> list[Committed]:
    """Return what the commits of the published line did to the files of folders, the oldest first.

    RevisionError where the whole history is not there. The line is that of first parents: what was
    written and corrected on the way to it was never published.
    """
    about = _git(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    if about is None:
        raise RevisionError("ce dossier n’est pas suivi par git, ou git refuse de le lire")
    shallow, prefix = about.decode(errors="replace").split("\n")[:2]
    if prefix:
        raise RevisionError("ce dossier est à l’intérieur d’un dépôt, qui a son propre historique")
    if shallow != "false":
        raise RevisionError(
            "cette copie du dépôt est incomplète (git fetch --unshallow la complète)"
        )
    told = _git(
        root, "log", "--first-parent", "-m", "--reverse", "--root", "--raw", "-z", "--no-abbrev",
        "--no-show-signature", "--relative", LIKE, f"--format={START}%ct", "HEAD", "--", *folders,
    )  # fmt: skip
    last = _line(root, "log", "-1", "--no-show-signature", "--format=%ct", "HEAD")
    if told is None or not last.isdigit():
        raise RevisionError("git ne donne pas l’historique de ce dossier")
    return list(_steps(_names(told), min(int(last), LAST_SECOND)))


def _steps(words: list[str], last: int) -> Iterator[Committed]:
    """Yield what `git log --raw -z` tells: a date, then the fate of each file, and its names."""
    rest, instant = iter(words), ""
    for word in (word.lstrip("\n") for word in rest):
        if word.startswith(START):
            when = datetime.fromtimestamp(max(0, min(int(word.removeprefix(START)), last)), UTC)
            instant = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        elif word:
            *_, content, fate = word.split(" ")
            old = next(rest)
            new = next(rest) if fate[0] in "RC" else old
            sort = _fate(fate[0])
            before = "" if sort == "A" else old
            yield Committed(fichier=new, ancien=before, sort=sort, contenu=content, instant=instant)


def contents_of(root: Path, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield contents that git has, each with its id; those too large for a record are left out."""
    for first in range(0, len(ids), AT_ONCE):
        asked = ids[first : first + AT_ONCE]
        sizes = (_git(root, "cat-file", "--batch-check", given=_lines(asked)) or b"").split(b"\n")
        held = (line.decode(errors="replace").split(" ") for line in sizes)
        fit = [w[0] for w in held if len(w) == 3 and w[1] == "blob" and int(w[2]) <= MAX_BYTES]
        # Of each, a line with its id, kind and size, then the content and the end of a line.
        told, here = _git(root, "cat-file", "--batch", given=_lines(fit)) or b"", 0
        while here < len(told):
            end = told.index(b"\n", here)
            id_, _, size = told[here:end].decode().split(" ")
            here = end + 1 + int(size) + 1
            yield id_, told[end + 1 : here - 1]


def _lines(words: Sequence[str]) -> bytes:
    return "".join(f"{word}\n" for word in words).encode()


def start_of(root: Path, revision: str) -> str:
    """Return the commit that a change starts from: where it left the line of the revision."""
    commit = _line(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not commit and _line(root, "rev-parse", "--is-inside-work-tree") != "true":
        raise RevisionError(
            f"{root} n’est pas suivi par git (ou git refuse de le lire) : rien à comparer"
        )
    if not commit and not _is_whole(root):
        raise RevisionError(
            f"la version « {revision} » n’est pas dans cette copie, qui est incomplète :"
            " allez la chercher (git fetch --unshallow), ou clonez avec plus de profondeur"
        )
    if not commit:
        raise RevisionError(
            f"la version « {revision} » n’existe pas ici : donnez une branche ou un commit"
        )
    # A shallow clone may not reach where the two lines part: then the revision itself is taken.
    return _line(root, "merge-base", commit, "HEAD") or commit


def changed_since(root: Path, commit: str) -> list[Changed]:
    """Return the files of a folder that differ from a commit, those not yet followed included."""
    told = _git(root, "diff", "--name-status", "-z", "--find-renames", "--relative", commit, "--")
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if told is None or new is None:
        raise RevisionError("git ne peut pas comparer ce dossier à la version de départ")
    # `git diff --name-status -z` tells a letter, then one name, or two for a move.
    changes, rest = [], iter(_names(told))
    for letter in rest:
        old = next(rest)
        name = next(rest) if letter[0] in "RC" else old
        before = "" if letter[0] in "AC" else old
        changes.append(Changed(fichier=name, ancien=before, sort=_fate(letter[0])))
    changes += [Changed(fichier=name, ancien="", sort="A") for name in _names(new)]
    return sorted(changes, key=lambda change: change.fichier)


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
    with suppress(RevisionError):
        if _is_whole(root):
            commits = _line(root, "log", "--reverse", "--format=%H", "--", f"./{name}").split()
            found = ((c, _git(root, "cat-file", "blob", f"{c}:./{name}")) for c in commits)
            return [(c, content[: most + 1]) for c, content in found if content is not None]
    return []


def last_change(root: Path, names: Sequence[str]) -> str:
    """Return the day of the last commit that changed some folders, « 2026-11-30 ».

    Empty where git cannot tell, or knows only a part of the history: a shallow clone takes its one
    commit for the first, which changed everything.
    """
    with suppress(RevisionError):
        if _is_whole(root):
            return _line(root, "log", "-1", "--format=%cs", "--", *(f"./{n}" for n in names))
    return ""


def _is_whole(root: Path) -> bool:
    """Tell whether a folder is in a repository that knows all its commits."""
    return _line(root, "rev-parse", "--is-shallow-repository") == "false"


def _fate(letter: str) -> str:
    return {"C": "A", "T": "M", "U": "M"}.get(letter, letter)


def _line(root: Path, *words: str) -> str:
    return (_git(root, *words) or b"").decode(errors="replace").strip()


def _names(told: bytes) -> list[str]:
    # A name that is not UTF-8 is shown with its bytes, so that it is seen and refused.
    return told.decode(errors="backslashreplace").split("\0")[:-1]


def _git(root: Path, *words: str, given: bytes = b"") -> bytes | None:
    """Return what git answers, or None where it refuses; `given` is what it reads."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *words]
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, check=False, timeout=TOO_LONG
        )
    except FileNotFoundError as error:
        raise RevisionError("git n’est pas installé sur cette machine") from error
    except subprocess.TimeoutExpired as error:
        raise RevisionError("git ne répond pas") from error
    return done.stdout if done.returncode == 0 else None
