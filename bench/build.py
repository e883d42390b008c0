"""The HTML build beside its peers on the same records: `build.py [--sizes 100,1000]`.

Each round runs every program once, so that the machine's moods fall on all of them. Prints
Markdown; see bench/README.md for what each program does and does not do.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from rig import programs as p
from rig.measure import machine, scratch
from rig.peers import get
from rig.report import Report, Verdict
from rig.rounds import EMPTY, Results, measure

PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "PyYAML", "Jinja2")
JUDGED = 5000
"""The set that the goals speak of, where it is among the sizes; else the largest."""
MEMORY_GOAL = 300
GROWTH_GOAL = 2.2
PAGEFIND_GOAL = 0.5
PAGE_GOAL = 200


GOALS = {
    p.HUGO: 1.0,
    p.MKDOCS: 0.1,
    p.MKDOCS_SEARCH: 0.1,
}
"""The program that ours is judged beside → the share of its CPU that ours may take."""


def judged(sizes: Sequence[int]) -> int:
    """Return the set that the goals are judged on."""
    return JUDGED if JUDGED in sizes else sizes[-1]


def table(results: Results, programs: Sequence[p.Program], sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines of the table, one per set and program."""
    yield "| records | program | CPU s (highest) | ours / it | peak MiB | pages | words a sheet |"
    yield "|---:|---|---:|---:|---:|---:|---:|"
    for size in (EMPTY, *sizes):
        for program in programs:
            if results.has(program.name, size):
                yield _row(results, program, size)


def _row(results: Results, program: p.Program, size: int) -> str:
    costs = [cost.cpu for cost in results.costs(program.name, size)]
    pages = results.pages(program.name, size)
    written = f"{pages.count} | {pages.words}" if pages.count else "– | –"
    return (
        f"| {size} | {program.label} | {min(costs):.2f} ({max(costs):.2f}) "
        f"| {results.cpu(p.OURS, size) / min(costs):.3f} "
        f"| {results.peak(program.name, size):.0f} | {written} |"
    )


def largest(results: Results, size: int) -> Iterator[str]:
    """Yield the table of our largest pages."""
    yield f"| our largest pages, {size} records | kB gzipped |"
    yield "|---|---:|"
    for kilobytes, name in results.pages(p.OURS, size).largest:
        yield f"| {name} | {kilobytes} |"


def verdicts(results: Results, labels: dict[str, str], sizes: Sequence[int]) -> Iterator[Verdict]:
    """Yield the goals."""
    size, last = judged(sizes), sizes[-1]
    cpu = results.cpu(p.OURS, size)
    for peer, goal in GOALS.items():
        if results.has(peer, size):
            what = f"full build / {labels[peer]}, {size} records"
            yield Verdict(what=what, measured=cpu / results.cpu(peer, size), goal=goal)
    what = f"everything but Pagefind / Pagefind, {size} records"
    yield Verdict(what=what, measured=cpu / results.cpu(p.PAGEFIND, size), goal=PAGEFIND_GOAL)
    if size * 2 in sizes:
        growth = results.work(p.OURS, size * 2) / results.work(p.OURS, size)
        what = f"growth {size} → {size * 2} records, start-up apart"
        yield Verdict(what=what, measured=growth, goal=GROWTH_GOAL)
    peak = results.peak(p.OURS, size)
    yield Verdict(what=f"peak memory, MiB, {size} records", measured=peak, goal=MEMORY_GOAL)
    page = results.pages(p.OURS, last).largest[0][0]
    yield Verdict(what=f"largest page, kB gzipped, {last} records", measured=page, goal=PAGE_GOAL)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000", help="numbers of records, increasing")
    parser.add_argument("--peers", default="hugo,mkdocs", help="mkdocs-search too")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sizes = sorted({int(size) for size in given.sizes.split(",")} - {EMPTY})
    asked = given.peers.split(",")
    peers = get([name for name in asked if name not in (p.MKDOCS, p.MKDOCS_SEARCH, "none")])
    programs = [
        program
        # Only ours is run on all sets, for its growth; the slow ones once: they take minutes.
        for program in p.programs(peers, (EMPTY, judged(sizes)))
        if program.sources != p.MKDOCS or program.name in asked
    ]
    with scratch() as folder:
        head = machine(PACKAGES, folder, peers.values())
        runs = measure(folder, programs, (EMPTY, *sizes), given.rounds, given.seed)
        results = Results(tuple(runs))
    labels = {program.name: program.label for program in programs}
    Report(
        name="build",
        machine=head,
        verdicts=list(verdicts(results, labels, sizes)),
        tables=[list(table(results, programs, sizes)), list(largest(results, sizes[-1]))],
    ).publish()


if __name__ == "__main__":
    main()
