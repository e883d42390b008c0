"""A small disk that fills during a build: `make disk`, as root, mounts and unmounts each size.

Whatever the size, either the whole site is published or none of it, and a sentence says why.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.places import MINIATURE, ROOT
from support.sites import plain_environment

SHARES = (0.05, 0.2, 0.4, 0.6, 0.7, 0.74, 0.78, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.94, 1, 1.05)
"""Sizes of the disk, as shares of what a build needs: Pagefind writes last."""


@contextmanager
def small_disk(kib: int) -> Iterator[Path]:
    """Give an empty disk in memory, of a size in KiB."""
    with tempfile.TemporaryDirectory() as name:
        options = f"size={kib}k"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def build(root: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Build a site with the real program."""
    command = [sys.executable, "-m", "catalogue", "--root", str(root), "build", "--out", str(out)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=plain_environment(), cwd=ROOT
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def fault_of(done: subprocess.CompletedProcess[str], out: Path, whole: dict[str, bytes]) -> str:
    """Return what is wrong with how a build ended, or the empty string."""
    if "Traceback" in done.stderr or done.returncode not in (0, 1):
        return f"code {done.returncode}: {done.stderr[-300:]}"
    if done.returncode == 0:
        return "" if contents(out) == whole else "published, and not whole"
    return "published, and failed" if out.exists() else ""


def room_of(folder: Path) -> int:
    """Return the KiB that the files of a folder take on a disk in memory, by whole pages."""
    paths = list(folder.rglob("*"))
    pages = sum(-(-path.stat().st_size // 4096) if path.is_file() else 1 for path in paths)
    return 4 * pages


def tried(root: Path) -> Iterator[str]:
    """Yield what is wrong at each size of the disk, printing how each build ended."""
    with tempfile.TemporaryDirectory() as name:
        build(root, Path(name, "site"))
        whole, room = contents(Path(name, "site")), room_of(Path(name, "site"))
    for share in SHARES:
        kib = int(room * share)
        with small_disk(kib) as disk:
            done = build(root, disk / "site")
            wrong = fault_of(done, disk / "site", whole)
        said = (done.stderr if done.returncode else done.stdout).strip().splitlines()[-1:]
        print(f"{kib:6} KiB  code {done.returncode}  {wrong or 'ok'}  {' '.join(said)[-150:]}")
        if wrong:
            yield f"{kib} KiB: {wrong}"


def main() -> int:
    """Try every size on the site of this repository and on the miniature; 1 if one is wrong."""
    if os.geteuid() != 0:
        print("mounting a disk needs root", file=sys.stderr)
        return 2
    return 1 if [*tried(MINIATURE), *tried(ROOT)] else 0


if __name__ == "__main__":
    sys.exit(main())
