"""What one run of a program costs, and on which machine."""

from __future__ import annotations

import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

MEMORY = Path("/dev/shm")
"""A memory file system, where there is one: creating files on a disk is noisy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """User and system CPU seconds, seconds by the clock, peak memory in MiB; children included."""

    cpu: float
    clock: float
    peak: float


class RunError(Exception):
    """A measured program failed; the message ends with what it printed."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a program in a folder to its end and return its cost.

    The peak is the resident memory of the largest process among the program and its children.
    Linux counts the memory of the parent at the moment of the call as the child's: keep it small.
    """
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        _, status, usage = os.wait4(child.pid, 0)
        clock = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            tail = output.read().decode(errors="replace")[-2000:]
            raise RunError(f"{' '.join(command)} ended with {child.returncode}\n{tail}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, clock=clock, peak=usage.ru_maxrss / 1024)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder that is removed at the end, in memory where possible."""
    parent = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="catalogue-bench-", dir=parent) as folder:
        yield Path(folder)


class Versioned(Protocol):
    """Something with a name and a version."""

    @property
    def name(self) -> str:
        """Return its name."""

    @property
    def version(self) -> str:
        """Return its version."""


def machine(packages: Sequence[str], folder: Path, peers: Iterable[Versioned] = ()) -> str:
    """Return the day, the machine, its load and the versions, as one line."""
    load = os.getloadavg()[0]
    parts = [
        date.today().isoformat(),
        f"{os.cpu_count()} cores ({_processor()}), load {load:.1f}",
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in packages),
        *(f"{peer.name} {peer.version}" for peer in peers),
        f"files in {folder.parent}",
    ]
    return " · ".join(parts)


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
