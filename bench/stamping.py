"""Stamped pages beside plain MkDocs on the same records: `stamping.py [--sizes 100,1000]`.

Each round runs every program once, so that the machine's moods fall on all of them. The time per
record is the CPU of a set less the CPU of an almost empty one. See bench/README.md.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from rig.measure import Cost, machine, run, scratch

HERE = Path(__file__).resolve().parent
EMPTY = 1
"""The records of an almost empty set: what it costs is the start-up."""

GOAL = 0.2
"""Stamping a page costs at most this share of a page of plain MkDocs without search."""

OURS, CHECKED, PLAIN, SEARCHED = "ours", "checking", "mkdocs", "mkdocs + search"
NAMES = {
    OURS: "ours, validation included",
    CHECKED: "… reading and validation",
    PLAIN: "MkDocs + Material + macros",
    SEARCHED: "… with its search plug-in",
}
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "PyYAML", "Jinja2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One measured run."""

    program: str
    records: int
    pages: int
    """HTML pages written."""
    cost: Cost


@dataclass(frozen=True, slots=True)
class Results:
    """All runs, and what they say: of several rounds the cheapest, for noise only adds."""

    runs: tuple[Run, ...]

    def costs(self, program: str, records: int) -> list[Cost]:
        """Return the costs of a program on a set."""
        return [r.cost for r in self.runs if (r.program, r.records) == (program, records)]

    def cpu(self, program: str, records: int) -> float:
        """Return CPU seconds."""
        return min(cost.cpu for cost in self.costs(program, records))

    def peak(self, program: str, records: int) -> float:
        """Return peak memory in MiB."""
        return min(cost.peak for cost in self.costs(program, records))

    def pages(self, program: str, records: int) -> int:
        """Return the number of HTML pages written."""
        return next(r.pages for r in self.runs if (r.program, r.records) == (program, records))

    def per_record(self, program: str, records: int) -> float:
        """Return CPU milliseconds per record, start-up taken away."""
        return 1000 * self._work(program, records) / (records - EMPTY)

    def per_page(self, program: str, records: int) -> float:
        """Return CPU milliseconds per page written, start-up taken away."""
        more = self.pages(program, records) - self.pages(program, EMPTY)
        return 1000 * self._work(program, records) / more if more else math.nan

    def stamping(self, records: int) -> float:
        """Return CPU milliseconds of ours without reading and validation, which MkDocs has not."""
        return 1000 * (self._work(OURS, records) - self._work(CHECKED, records))

    def growth(self, program: str, small: int, large: int) -> tuple[float, float]:
        """Return how many times more CPU (start-up taken away) and memory a larger set takes."""
        cpu = self._work(program, large) / self._work(program, small)
        return cpu, self.peak(program, large) / self.peak(program, small)

    def _work(self, program: str, records: int) -> float:
        return self.cpu(program, records) - self.cpu(program, EMPTY)


def measure(folder: Path, sizes: Sequence[int], rounds: int, seed: int) -> Iterator[Run]:
    """Make the sets, then run every program on every one of them, round after round."""
    for size in sizes:
        _prepare(folder / str(size), size, seed)
    for program in NAMES:  # The first runs fill the caches and do not count.
        _once(folder / str(sizes[0]), program)
    for rank in range(rounds):
        for size in sizes:
            for program in NAMES:
                say(f"round {rank + 1}/{rounds}: {size} records, {program}")
                cost, pages = _once(folder / str(size), program)
                yield Run(program=program, records=size, pages=pages, cost=cost)


def _prepare(folder: Path, size: int, seed: int) -> None:
    say(f"writing {size} records")
    root = str(folder / "root")
    run([sys.executable, "synthetic.py", str(size), root, "--seed", str(seed)], HERE)
    run([sys.executable, "-m", "rig.markdown", root, str(folder / "markdown")], HERE)


def _once(folder: Path, program: str) -> tuple[Cost, int]:
    """Run a program on a set, into a folder that does not exist yet; return its pages too."""
    out = folder / "site"
    shutil.rmtree(out, ignore_errors=True)
    if program in (OURS, CHECKED):
        made = [str(out)] if program == OURS else []
        cost = run([sys.executable, "-m", "rig.ours", str(folder / "root"), *made], HERE)
    else:
        name = "mkdocs.yml" if program == PLAIN else "mkdocs-search.yml"
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", name, "-d", str(out)]
        cost = run(command, folder / "markdown")
    return cost, sum(1 for _ in out.rglob("*.html"))


def table(results: Results, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines of the table, one per set and program, then the growth between sets."""
    columns = f"{'CPU s':>18}{'pages':>7}{'ms/record':>11}{'ms/page':>9}{'ours/it':>9}{'MiB':>6}"
    yield f"{'records':>8}  {'program':<28}{columns}"
    for size in (EMPTY, *sizes):
        for program, name in NAMES.items():
            yield f"{size:>8}  {name:<28}{''.join(_columns(results, program, size))}"
    for small, large in pairwise(sizes):
        for program, name in NAMES.items():
            cpu, peak = results.growth(program, small, large)
            ratio = f"{small} → {large} (×{large / small:g})"
            yield f"growth {ratio}, {name}: CPU ×{cpu:.2f}, memory ×{peak:.2f}"


def _columns(results: Results, program: str, size: int) -> Iterator[str]:
    costs = [cost.cpu for cost in results.costs(program, size)]
    yield f"{f'{min(costs):.2f} (to {max(costs):.2f})':>18}"
    yield f"{results.pages(program, size):>7}"
    if size == EMPTY:
        yield f"{'–':>11}{'–':>9}{results.cpu(OURS, size) / results.cpu(program, size):>9.3f}"
    else:
        own = results.per_record(program, size)
        yield f"{own:>11.2f}{results.per_page(program, size):>9.2f}"
        yield f"{results.per_record(OURS, size) / own:>9.3f}"
    yield f"{results.peak(program, size):>6.0f}"


def verdict(results: Results, size: int) -> str:
    """Return whether the goal is reached at a size, and the stricter figures beside it."""
    more = results.pages(OURS, size) - results.pages(OURS, EMPTY)
    page, record = results.per_page(PLAIN, size), results.per_record(PLAIN, size)
    stamped = results.stamping(size) / more / page
    return (
        f"stamping a page costs at most a fifth of a page of plain MkDocs at {size}: "
        f"{'yes' if stamped <= GOAL else 'no'} ({stamped:.3f})\n"
        f"with validation: {results.per_page(OURS, size) / page:.3f} per page written, "
        f"{results.per_record(OURS, size) / record:.3f} per record "
        f"({results.stamping(size) / (size - EMPTY) / record:.3f} without), "
        f"{results.cpu(OURS, size) / results.cpu(PLAIN, size):.3f} for the whole build"
    )


def say(message: str) -> None:
    """Tell on the error stream what is being done."""
    print(message, file=sys.stderr, flush=True)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000", help="numbers of records, increasing")
    parser.add_argument("--runs", type=int, default=3, help="rounds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="every run as a line of JSON")
    given = parser.parse_args()
    sizes = sorted({int(size) for size in given.sizes.split(",")} - {EMPTY})
    with scratch() as folder:
        print(machine(PACKAGES, folder))
        results = Results(tuple(measure(folder, (EMPTY, *sizes), given.runs, given.seed)))
    if given.json:
        print("\n".join(json.dumps(asdict(found)) for found in results.runs))
    print("\n".join(table(results, sizes)))
    print(verdict(results, 1000 if 1000 in sizes else sizes[-1]))


if __name__ == "__main__":
    main()
