"""A folder that is replaced at once when its successor is complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANIFEST = "catalogue.json"
"""The file that says that a folder was made by us, so that we may replace it."""


class NotOursError(Exception):
    """The folder to replace holds something that this program did not make."""


def check_replaceable(out: Path) -> None:
    """Raise NotOursError unless the folder is absent, empty, or a site made by this program."""
    if out.exists() and not out.is_dir():
        raise NotOursError(f"{out} est un fichier, pas un dossier")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).exists():
        raise NotOursError(
            f"{out} contient autre chose qu’un site du catalogue : choisissez un autre dossier"
        )


@contextmanager
def replacement(out: Path) -> Iterator[Path]:
    """Give a fresh folder to fill; on success it takes the place of `out`, else nothing changes."""
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    old = out.with_name(f".{out.name}.ancien")
    _restore(old, out)
    fresh = out.with_name(f".{out.name}.{os.getpid()}")
    _clear_dead(out)
    fresh.mkdir()
    try:
        yield fresh
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        _restore(old, out)
        shutil.rmtree(old, ignore_errors=True)


def _restore(old: Path, out: Path) -> None:
    """Put the previous folder back where a build was killed between its two renames."""
    if old.exists() and not out.exists():
        old.rename(out)


def _clear_dead(out: Path) -> None:
    """Remove what builds that were killed have left."""
    for path in out.parent.glob(f".{out.name}.*"):
        pid = path.name.rsplit(".", 1)[1]
        # In a container, each build may get the same number.
        ours = pid == str(os.getpid())
        if pid.isdigit() and (ours or not Path(f"/proc/{pid}").exists()):
            shutil.rmtree(path, ignore_errors=True)


def write(path: Path, text: str) -> None:
    """Write a text file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
