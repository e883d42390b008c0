"""Sites built by the real program, each once for the whole run however many processes test."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from support.places import ROOT


def plain_environment() -> dict[str, str]:
    """Return the environment of a machine that says nothing of where the site is published."""
    return {name: v for name, v in os.environ.items() if not name.startswith("CATALOGUE_")}


def run(*command: object) -> None:
    """Run a Python program that must succeed; its warnings are errors here as well."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *map(str, command)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=plain_environment(),
    )
    assert done.returncode == 0, done.stderr


def built(root: Path, out: Path) -> Path:
    """Build the site of a repository."""
    run("-m", "catalogue", "--root", root, "build", "--out", out)
    return out


def made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Make a folder unless another process of the run did; wait for the one that is at it.

    The system gives the lock back when its holder dies, and the next one makes the folder anew.
    """
    mark = folder.with_name(f"{folder.name}.complet")
    with folder.with_name(f"{folder.name}.verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.exists():
            make(folder)
            mark.touch()
    return folder
