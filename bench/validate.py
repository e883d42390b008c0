"""`validate` beside check-jsonschema: `validate.py [--records 10000]`.

It checks the shape of the records against the same schema; ours also checks what records point to
and the rules of meaning, and gives the line and column of every fault.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rig.measure import Cost, machine, run, scratch
from rig.mutants import MUTATIONS, Case, write_kinds
from rig.peers import Peer, get
from rig.programs import HERE
from rig.report import Report, Verdict, say
from rig.schema import bundled

ROOT = HERE.parent
GOAL = 0.1
OURS, PEER = "ours", "check-jsonschema"
SCHEMA = "schema.json"
LINE = re.compile(r":(\d+):\d+:|\bline[: ]+(\d+)|\((\d+):\d+\)")


def commands(root: Path, peers: Mapping[str, Peer]) -> dict[str, list[str]]:
    """Return the command that validates the records of a root, by program."""
    schema = str(root / SCHEMA)
    records = sorted(str(path) for path in (root / "projects").glob("*.yml"))
    found = {OURS: [sys.executable, "-m", "catalogue", "--root", str(root), "validate"]}
    if peer := peers.get(PEER):
        found[PEER] = [*peer.command, "--schemafile", schema, *records]
    return found


def measure(calls: Mapping[str, Sequence[str]], folder: Path, rounds: int) -> dict[str, list[Cost]]:
    """Run every program once a round."""
    costs: dict[str, list[Cost]] = {name: [] for name in calls}
    for rank in range(rounds):
        for name, call in calls.items():
            say(f"round {rank + 1}/{rounds}: {name}")
            costs[name].append(run(call, folder))
    return costs


def table(costs: Mapping[str, Sequence[Cost]], records: int) -> Iterator[str]:
    """Yield the table of costs, ours against each."""
    yield f"| {records} records | CPU s (highest) | ours / it | peak MiB |"
    yield "|---|---:|---:|---:|"
    ours = min(cost.cpu for cost in costs[OURS])
    for name, found in costs.items():
        own = [cost.cpu for cost in found]
        peak = min(cost.peak for cost in found)
        ratio = ours / min(own)
        yield f"| {name} | {min(own):.2f} ({max(own):.2f}) | {ratio:.3f} | {peak:.0f} |"


def verdicts(costs: Mapping[str, Sequence[Cost]], records: int) -> Iterator[Verdict]:
    """Yield the goal, if the peer that it names could be had."""
    if PEER in costs:
        share = min(c.cpu for c in costs[OURS]) / min(c.cpu for c in costs[PEER])
        yield Verdict(what=f"validate / {PEER}, {records} records", measured=share, goal=GOAL)


def mutants(root: Path, peers: Mapping[str, Peer], kinds: int) -> Iterator[str]:
    """Yield the table of what each program finds of one mutant of each kind of mistake."""
    cases = write_kinds(root)[:kinds]
    (root / SCHEMA).write_text(bundled(ROOT / "schemas"), encoding="utf-8")
    yield f"| {len(cases)} kinds of mistakes, one mutant each | found | at its line |"
    yield "|---|---:|---:|"
    for name, call in commands(root, peers).items():
        say(f"mutants: {name}")
        judge = _ours if name == OURS else _peer
        found = judge(call, root, cases)
        refused, located = (sum(column) for column in zip(*found, strict=True))
        yield f"| {name} | {refused} | {located} |"


def _ours(call: Sequence[str], root: Path, cases: Sequence[Case]) -> list[tuple[bool, bool]]:
    """Return whether ours names the right rule of each mutant, and at its line, in one run.

    The right one, because a mutant also looks like the record that it comes from, and says so.
    """
    told = json.loads(_output([*call, "--format", "json"]).stdout)["issues"]
    found: list[tuple[bool, bool]] = []
    for case in cases:
        rule = MUTATIONS[case.kind].rule
        lines = [i["line"] for i in told if (i["file"], i["rule"]) == (case.file, rule)]
        found.append((bool(lines), case.mutant.line in lines))
    return found


def _peer(call: Sequence[str], root: Path, cases: Sequence[Case]) -> list[tuple[bool, bool]]:
    """Return whether a peer refuses each mutant, for whatever reason, and tells its line."""
    found: list[tuple[bool, bool]] = []
    for case in cases:
        alone = [*call[: call.index("--schemafile") + 2], str(root / case.file)]
        done = _output(alone)
        lines = {int(n) for hit in LINE.findall(done.stdout + done.stderr) for n in hit if n}
        found.append((done.returncode != 0, case.mutant.line in lines))
    return found


def _output(call: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(call, cwd=HERE, capture_output=True, text=True, check=False)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", type=int, default=1000, help="kinds of mistakes to try")
    given = parser.parse_args()
    peers = get([PEER])
    with scratch() as folder:
        head = machine(("jsonschema", "jsonschema-rs"), folder, peers.values())
        root = folder / "root"
        make = [sys.executable, "synthetic.py", str(given.records), str(root)]
        run([*make, "--seed", str(given.seed)], HERE)
        (root / SCHEMA).write_text(bundled(ROOT / "schemas"), encoding="utf-8")
        costs = measure(commands(root, peers), HERE, given.rounds)
        found = list(mutants(folder / "mutants", peers, given.kinds))
    rows = list(table(costs, given.records))
    Report(
        name="validate",
        machine=head,
        verdicts=list(verdicts(costs, given.records)),
        tables=[rows, found],
    ).publish()


if __name__ == "__main__":
    main()
