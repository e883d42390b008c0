"""After one record changes: `rebuild.py [--records 2000]`, beside a full build of Hugo.

The server's CPU and clock from the file written to its new text served, Pagefind (in the
background) apart; a second `catalogue build`; Hugo's full build. Interleaved, round after round.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from rig import programs as p
from rig.measure import machine, run, scratch
from rig.peers import get
from rig.report import Report, Verdict, say
from rig.served import Server, Shown, serving

CPU_GOAL, CLOCK_GOAL = 0.3, 1.0
SERVE, MARK = "serve", "titre: "


def changes(server: Server, root: Path, rounds: int) -> Iterator[Shown]:
    """Yield what each change of a record's title costs: its sheet, its cards, its exports."""
    every = sorted((root / "projects").glob("*.yml"))
    records = [r for r in every if f"{MARK}>" not in r.read_text(encoding="utf-8")]
    for rank in range(rounds):
        record = records[rank * len(records) // rounds]
        title = next(
            line.removeprefix(MARK).strip("\"' ")
            for line in record.read_text(encoding="utf-8").splitlines()
            if line.startswith(MARK)
        )
        server.wait_for_index()
        yield server.change(record, f"projets/{record.stem}/", title, f"Autre titre {rank} du banc")


def measure(folder: Path, programs: Sequence[p.Program], rounds: int) -> Mapping[str, list[Shown]]:
    """Serve and change, and build with each program, once a round."""
    found: dict[str, list[Shown]] = {SERVE: [], **{program.name: [] for program in programs}}
    with serving(folder / "root") as server:
        say("first build of the served site")
        server.wait_for("catalogue/", "</html>", 0.5)
        for rank, shown in enumerate(changes(server, folder / "root", rounds)):
            say(f"round {rank + 1}/{rounds}: served in {shown.clock:.2f} s")
            found[SERVE].append(shown)
            server.wait_for_index()
            for program in programs:
                cost, _ = program.run(folder)
                found[program.name].append(Shown(clock=cost.clock, cpu=cost.cpu))
    return found


def table(found: Mapping[str, Sequence[Shown]], labels: Mapping[str, str]) -> Iterator[str]:
    """Yield the table: of several rounds the median."""
    yield "| after one change | CPU s | seconds | served change / it |"
    yield "|---|---:|---:|---:|"
    served = cpu_of(found[SERVE])
    for name, runs in found.items():
        cpu, clock = cpu_of(runs), median(s.clock for s in runs)
        yield f"| {labels[name]} | {cpu:.2f} | {clock:.2f} | {served / cpu:.3f} |"


def cpu_of(runs: Sequence[Shown]) -> float:
    """Return the median CPU of several runs."""
    return median(shown.cpu for shown in runs)


def verdicts(found: Mapping[str, Sequence[Shown]], records: int) -> Iterator[Verdict]:
    """Yield the goals."""
    if p.HUGO in found:
        what = f"one change of {records} records / full build of Hugo"
        share = cpu_of(found[SERVE]) / cpu_of(found[p.HUGO])
        yield Verdict(what=what, measured=share, goal=CPU_GOAL)
    clock = median(shown.clock for shown in found[SERVE])
    what = f"seconds until `serve` shows one change of {records} records"
    yield Verdict(what=what, measured=clock, goal=CLOCK_GOAL)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    peers = get([p.HUGO])
    wanted = (p.OURS, p.HUGO)
    programs = [program for program in p.programs(peers, ()) if program.name in wanted]
    with scratch() as folder:
        head = machine((), folder, peers.values())
        root = str(folder / "root")
        make = [sys.executable, "synthetic.py", str(given.records), root]
        run([*make, "--seed", str(given.seed)], p.HERE)
        sources = [program.sources for program in programs if program.sources]
        run([sys.executable, "-m", "rig.prepare", root, str(folder), *sources], p.HERE)
        # Hugo builds from its own copy: the changes are made in the root that is served.
        found = measure(folder, programs, given.rounds)
    labels = {program.name: f"full build: {program.label}" for program in programs}
    labels[SERVE] = "`serve`, until the change is served"
    Report(
        name="rebuild",
        machine=head,
        verdicts=list(verdicts(found, given.records)),
        tables=[list(table(found, labels))],
    ).publish()


if __name__ == "__main__":
    main()
