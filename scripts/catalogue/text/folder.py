"""The files of a flat folder, what does not belong there, and records that stand elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import Final

from catalogue.issues import Issue
from catalogue.text.disk import is_inside, outside, unreadable
from catalogue.text.letters import clean, fold, free_id, is_id, quoted
from catalogue.text.reading_faults import fault
from catalogue.workspace import KINDS, SINGLE_FILES, WHAT

_extension = re.compile(r"\.(?:ya?ml.*|[a-z0-9]{1,5})$", re.IGNORECASE | re.DOTALL)
_EXAMPLE: Final = "bail-glissant-isere.yml"


def list_documents(folder: Path, root: Path) -> tuple[list[Path], list[Issue]]:
    """Return the YAML files of a folder, sorted, and the issues of everything badly named.

    A badly named `.yml` or `.yaml` file is listed too, so that its other faults are told as well.
    """
    try:
        if not is_inside(folder, root):
            return [], [outside(shown_name(folder, root))]
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except FileNotFoundError:
        return [], []
    except (OSError, ValueError) as error:
        return [], [unreadable(shown_name(folder, root), error)]
    # A hidden file is told with those that stand elsewhere; README.md says what the folder is for.
    folders = {n: is_folder for n, is_folder in found if n[0] != "." and n != "README.md"}
    paths = [folder / name for name, is_folder in folders.items() if _is_yaml(name, is_folder)]
    faults = ((folder / name, _name_fault(name, folders)) for name in folders)
    return paths, [fault(shown_name(p, root), "nom-de-fichier", m) for p, m in faults if m]


def shown_name(path: Path, root: Path) -> str:
    """Return the name to show for a path: from the root, with slashes, printable."""
    inside = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
    return clean(inside.as_posix())


def _is_yaml(name: str, is_folder: bool = False) -> bool:
    return not is_folder and name.lower().endswith((".yml", ".yaml"))


def _name_fault(name: str, folders: dict[str, bool]) -> str | None:
    """Return what is wrong with a name, and the name to use instead."""
    if folders[name]:
        return "les sous-dossiers ne sont pas lus : placez les fichiers dans le dossier lui-même"
    if _is_good_name(name):
        return None
    advice = _advice(name, folders)
    if _is_yaml(name):
        return f"ce nom de fichier ne convient pas : {advice}"
    return (
        f"seuls les fichiers « .yml » sont lus : supprimez celui-ci ou, si c’est du YAML, {advice}"
    )


def _advice(name: str, folders: dict[str, bool]) -> str:
    """Return how to rename a file, without taking the name of another."""
    better = better_name(name)
    if not _is_good_name(better):
        return f"renommez-le en minuscules sans accent, par exemple {quoted(_EXAMPLE)}"
    if better in folders:
        return f"renommez-le autrement, car {quoted(better)} existe déjà"
    others = [other for other in folders if other != name and better_name(other) == better]
    if others:
        # Some systems take the two for one.
        return f"renommez-le autrement que {quoted(others[0])}, qui n’en diffère que par la forme"
    return f"renommez-le {quoted(better)}"


def better_name(name: str) -> str:
    """Return the name of a file as it should be."""
    return f"{free_id(fold(_extension.sub('', name)))}.yml"


def _is_good_name(name: str) -> bool:
    return name.endswith(".yml") and is_id(name.removesuffix(".yml"))


Fields = Mapping[str, frozenset[str]]
"""Kind of file → the fields that it may have."""
NAMED: Final = re.compile(r"\.(?:ya?ml(?![a-z])|txt$)", re.IGNORECASE)
"""A name that a record may have been given: « x.YAML », « x.yml.txt », « .x.yml »."""
KEY: Final = re.compile(r"^([ \t]*)[\"']?([^\W\d][\w -]*?)[\"']?[ \u00a0]*:(?=\s|$)", re.MULTILINE)
LEAST: Final = 3
"""A file with fewer fields of a kind at its outer level is not of that kind."""
APART: Final = frozenset({"build", "node_modules", "tests", "bench", "__pycache__"})
"""Folders that hold what is made, or invented."""
READ: Final = frozenset({*SINGLE_FILES, "mkdocs.yml"})
MOST_SEEN: Final = 20_000
MOST_LOOKED_AT: Final = 300
HEAD: Final = 16_384
"""A search that knows its end: entries seen, files opened, bytes read of each."""


def stray_issues(root: Path, fields: Fields) -> Iterator[Issue]:
    """Yield an issue for each file of a folder that nothing reads and that says it is data."""
    for name in islice(_candidates(root), MOST_LOOKED_AT):
        if message := _message(root, name, kind_told(_head(root / name), fields)):
            yield fault(shown_name(root / name, root), "fichier-egare", message)


def _candidates(root: Path) -> Iterator[str]:
    """Yield the names of files that may be records and that nothing reads, from the root, in order.

    A folder of records tells its own files, but those whose name begins with a dot.
    """
    seen = 0
    # A link in place of a folder is told once (text/folder.py); what it leads to is not told again.
    led_to = {os.path.realpath(root / kind) for kind in KINDS if (root / kind).is_symlink()}
    for folder, folders, files in os.walk(root):
        inside = os.path.relpath(folder, root).replace(os.sep, "/")
        folders[:] = sorted(
            name
            for name in folders
            if _is_walked(Path(folder, name), inside)
            and os.path.realpath(Path(folder, name)) not in led_to
        )
        for name in sorted(files):
            seen += 1
            if seen > MOST_SEEN:
                return
            path = name if inside == "." else f"{inside}/{name}"
            is_read = path in READ or (inside in KINDS and not name.startswith("."))
            if NAMED.search(name) and not is_read:
                yield path


def _is_walked(folder: Path, inside: str) -> bool:
    # A folder among records is told as such (text/folder.py); a copy of a repository is another's.
    if inside in KINDS or folder.name in APART or folder.name.startswith("."):
        return False
    return not any((folder / mark).exists() for mark in (".git", "pyvenv.cfg"))


def _head(path: Path) -> str:
    """Return the beginning of a file as text; nothing where it is none."""
    try:
        if not S_ISREG(path.lstat().st_mode):
            return ""
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return ""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return "" if b"\0" in head else head.decode("utf-8-sig", "replace")


def kind_told(text: str, fields: Fields) -> str:
    """Return the kind whose fields are most of those that a text has, or the empty string."""
    found = [(len(indent), fold(key).replace("-", "_")) for indent, key in KEY.findall(text)]
    outer = min((indent for indent, _ in found), default=0)
    keys = {key for indent, key in found if indent == outer}
    known = {kind: len(keys & names) for kind, names in fields.items()}
    best = max(known, key=lambda kind: known[kind])
    return best if known[best] >= LEAST and 2 * known[best] > len(keys) else ""


def _message(root: Path, name: str, kind: str) -> str:
    """Return what to say of a file, by the kind that its fields tell; nothing if it is no data."""
    if not kind:
        is_lost = name.startswith(("projects/", "reference/")) and name.endswith((".yml", ".yaml"))
        advice = (
            "rien ne lit ce fichier ici : donnez-lui sa place, d’après le tableau de"
            " CONTRIBUTING.md, ou retirez-le"
        )
        return advice if is_lost and "/." not in name else ""
    home = next(folder for folder, held in KINDS.items() if held == kind)
    place = f"{home}/{better_name(clean(name.rpartition('/')[2].lstrip('.')))}"
    stray = f"ce fichier est {WHAT[kind]}, et rien ne le lit ici"
    if (root / place).exists():
        return f"{stray} ; « {place} » existe déjà : comparez-les, puis retirez l’un des deux"
    return f"{stray} : donnez au fichier sa place, « {place} »"
