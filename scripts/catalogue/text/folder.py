"""The files of a flat folder, and what does not belong there."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from catalogue.issues import Issue
from catalogue.text.disk import is_inside, outside, unreadable
from catalogue.text.letters import fold
from catalogue.text.names import free_id, is_id
from catalogue.text.quoting import clean, quoted
from catalogue.text.reading_faults import fault

_IGNORED: Final = frozenset({"README.md"})
_extension = re.compile(r"\.(?:ya?ml.*|[a-z0-9]{1,5})$", re.IGNORECASE | re.DOTALL)
_EXAMPLE: Final = "bail-glissant-isere.yml"


def list_documents(folder: Path, root: Path) -> tuple[list[Path], list[Issue]]:
    """Return the YAML files of a folder, sorted, and the issues of everything badly named.

    A badly named `.yml` or `.yaml` file is listed too, so that its other faults are told as well.
    """
    try:
        if not is_inside(folder, root):
            return [], [outside(shown_name(folder, root))]
        folders = _entries(folder)
    except FileNotFoundError:
        return [], []
    except (OSError, ValueError) as error:
        return [], [unreadable(shown_name(folder, root), error)]
    paths = [folder / name for name, is_folder in folders.items() if _is_yaml(name, is_folder)]
    faults = ((folder / name, _name_fault(name, folders)) for name in folders)
    return paths, [fault(shown_name(p, root), "nom-de-fichier", m) for p, m in faults if m]


def _entries(folder: Path) -> dict[str, bool]:
    """Return the names in a folder, sorted, and whether each is itself a folder."""
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    return {name: is_folder for name, is_folder in found if not _is_ignored(name)}


def _is_ignored(name: str) -> bool:
    return name.startswith(".") or name in _IGNORED


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
