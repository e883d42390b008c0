"""Rounds: every program once on every set, again and again; what the runs say together."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rig.measure import Cost, run
from rig.pages import Pages
from rig.programs import HERE, Program
from rig.report import say

EMPTY = 1
"""The records of an almost empty set: what it costs is the start-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One measured run."""

    program: str
    records: int
    pages: Pages
    cost: Cost


@dataclass(frozen=True, slots=True)
class Results:
    """All runs, and what they say: of several rounds the cheapest, for noise only adds."""

    runs: tuple[Run, ...]

    def costs(self, program: str, records: int) -> list[Cost]:
        """Return the costs of a program on a set."""
        return [r.cost for r in self.runs if (r.program, r.records) == (program, records)]

    def has(self, program: str, records: int) -> bool:
        """Tell whether a program was run on a set."""
        return bool(self.costs(program, records))

    def cpu(self, program: str, records: int) -> float:
        """Return CPU seconds."""
        return min(cost.cpu for cost in self.costs(program, records))

    def peak(self, program: str, records: int) -> float:
        """Return peak memory in MiB."""
        return min(cost.peak for cost in self.costs(program, records))

    def pages(self, program: str, records: int) -> Pages:
        """Return what was written."""
        return next(r.pages for r in self.runs if (r.program, r.records) == (program, records))

    def work(self, program: str, records: int) -> float:
        """Return CPU seconds less those of the start-up."""
        return self.cpu(program, records) - self.cpu(program, EMPTY)


def measure(
    folder: Path, programs: Sequence[Program], sizes: Sequence[int], rounds: int, seed: int
) -> Iterator[Run]:
    """Make the sets, then run every program on every one of them, round after round."""
    for size in sizes:
        _prepare(folder / str(size), programs, size, seed)
    for program in programs:  # The first runs fill the caches and do not count.
        program.run(folder / str(sizes[0]))
    for rank in range(rounds):
        for size in sizes:
            for program in programs:
                if not program.is_for(size) or (rank and program.once):
                    continue
                say(f"round {rank + 1}/{rounds}: {size} records, {program.label}")
                cost, pages = program.run(folder / str(size))
                yield Run(program=program.name, records=size, pages=pages, cost=cost)


def _prepare(folder: Path, programs: Sequence[Program], size: int, seed: int) -> None:
    say(f"writing {size} records")
    root = str(folder / "root")
    run([sys.executable, "synthetic.py", str(size), root, "--seed", str(seed)], HERE)
    wanted = {p.sources for p in programs if p.sources and p.is_for(size)}
    run([sys.executable, "-m", "rig.prepare", root, str(folder), *sorted(wanted)], HERE)
