"""The HTML build beside its peers on the same records: `build.py [--sizes 100,1000]`.

Each round runs every program once, so that the machine's moods fall on all of them. Prints
Markdown; see bench/README.md for what each program does and does not do.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rig import programs as p
from rig.measure import machine, scratch
from rig.peers import get
from rig.rounds import EMPTY, Results, as_data, measure, say, write_results

PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "PyYAML", "Jinja2")
MKDOCS_LIMIT = 5000
"""MkDocs is run once at this size and not above it: it takes minutes."""
MEMORY_GOAL = 150
GROWTH_GOAL = 2.2
PAGEFIND_GOAL = 0.5


@dataclass(frozen=True, slots=True)
class Goal:
    """Ours costs at most this share of a peer."""

    peer: str
    share: float


GOALS = (
    Goal(p.HUGO_MD, 0.9),
    Goal(p.HUGO_YAML, 0.6),
    Goal(p.ELEVENTY, 0.6),
    Goal(p.MKDOCS, 0.1),
    Goal(p.MKDOCS_SEARCH, 0.1),
)


def table(results: Results, programs: Sequence[p.Program], sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines of the table, one per set and program."""
    yield "| records | program | CPU s (highest) | pages | ours / it | peak MiB |"
    yield "|---:|---|---:|---:|---:|---:|"
    for size in (EMPTY, *sizes):
        for program in programs:
            if results.has(program.name, size):
                yield _row(results, program, size)


def _row(results: Results, program: p.Program, size: int) -> str:
    costs = [cost.cpu for cost in results.costs(program.name, size)]
    ratio = results.cpu(p.OURS, size) / min(costs)
    return (
        f"| {size} | {program.label} | {min(costs):.2f} ({max(costs):.2f}) "
        f"| {results.pages(program.name, size) or '–'} | {ratio:.3f} "
        f"| {results.peak(program.name, size):.0f} |"
    )


def verdicts(results: Results, labels: dict[str, str], sizes: Sequence[int]) -> Iterator[str]:
    """Yield the goals as a table: at 5 000 where it was run, else at the largest set."""
    size = MKDOCS_LIMIT if MKDOCS_LIMIT in sizes else sizes[-1]
    yield "| what | measured | goal | |"
    yield "|---|---:|---:|---|"
    for goal in GOALS:
        if results.has(goal.peer, size):
            share = results.cpu(p.OURS, size) / results.cpu(goal.peer, size)
            yield _verdict(f"full build / {labels[goal.peer]}, {size} records", share, goal.share)
    share = results.cpu(p.OURS, size) / results.cpu(p.PAGEFIND, size)
    yield _verdict(f"everything but Pagefind / Pagefind, {size} records", share, PAGEFIND_GOAL)
    if size * 2 in sizes:
        growth = results.work(p.OURS, size * 2) / results.work(p.OURS, size)
        yield _verdict(f"{size * 2} / {size} records, start-up apart", growth, GROWTH_GOAL)
    peak = results.peak(p.OURS, sizes[-1])
    yield _verdict(f"peak memory in MiB, {sizes[-1]} records", peak, MEMORY_GOAL)


def _verdict(what: str, measured: float, goal: float) -> str:
    digits = 0 if goal >= 10 else 3
    reached = "yes" if measured <= goal else "**no**"
    return f"| {what} | {measured:.{digits}f} | ≤ {goal:g} | {reached} |"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000", help="numbers of records, increasing")
    parser.add_argument("--peers", default="hugo,eleventy,mkdocs")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sizes = sorted({int(size) for size in given.sizes.split(",")} - {EMPTY})
    asked = given.peers.split(",")
    peers = get([name for name in asked if name != "mkdocs"])
    programs = [
        program
        for program in p.programs(peers, MKDOCS_LIMIT)
        if program.sources != p.MKDOCS or "mkdocs" in asked
    ]
    with scratch() as folder:
        versions = [f"{peer.name} {peer.version}" for peer in peers.values()]
        head = " · ".join([machine(PACKAGES, folder), *versions])
        say(head)
        results = Results(
            tuple(measure(folder, programs, (EMPTY, *sizes), given.rounds, given.seed))
        )
    labels = {program.name: program.label for program in programs}
    found = list(verdicts(results, labels, sizes))
    rows = list(table(results, programs, sizes))
    print("\n".join([head, "", *found, "", *rows]))
    write_results("build", head, {"runs": as_data(results.runs), "verdicts": found, "table": rows})


if __name__ == "__main__":
    main()
