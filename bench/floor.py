"""What cannot be less, whatever our code does: `floor.py [--records 1000]`.

Each floor is a program of its own, run on the same records as the build: Python and its imports,
the C parser over every record, the writing of every page as finished bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from rig import programs as p
from rig.measure import Cost, machine, run, scratch
from rig.report import Report, say

IMPORTS = "import catalogue.build.whole_site, catalogue.pipeline"
MKDOCS = "import mkdocs.commands.build, mkdocs_macros, material"
PARSING = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1], "projects").glob("*.yml"):
    for event in yaml.parse(path.read_bytes(), Loader=yaml.CSafeLoader):
        pass
"""
COPYING = """
import os, sys
source, target = sys.argv[1:]
for folder, _, names in os.walk(source):
    here = target + folder[len(source):]
    os.makedirs(here, exist_ok=True)
    for name in names:
        with open(f"{folder}/{name}", "rb") as file:
            text = file.read()
        with open(f"{here}/{name}", "wb") as file:
            file.write(text)
"""


def floors(folder: Path, rounds: int) -> Iterator[tuple[str, Cost]]:
    """Yield the cheapest run of our build and of each floor, on a set that stands in a folder."""
    ours = next(program for program in p.programs({}, ()) if program.name == p.OURS)
    site, root = folder / "out" / p.OURS, folder / "root"
    say("our build")
    yield ours.label, min((ours.run(folder)[0] for _ in range(rounds)), key=lambda c: c.cpu)
    for label, code, *arguments in (
        ("Python with our imports", IMPORTS),
        ("Python with MkDocs’s imports", MKDOCS),
        ("PyYAML’s C parser, events only", PARSING, str(root)),
        ("the site’s files read and written again", COPYING, str(site), str(folder / "copy")),
    ):
        say(label)
        call = [sys.executable, "-c", code, *arguments]
        yield label, min((run(call, p.HERE) for _ in range(rounds)), key=lambda c: c.cpu)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with scratch() as folder:
        head = machine(("PyYAML", "mkdocs"), folder)
        make = [sys.executable, "synthetic.py", str(given.records), str(folder / "root")]
        run([*make, "--seed", str(given.seed)], p.HERE)
        found = list(floors(folder, given.rounds))
    rows = [f"| floor, {given.records} records | CPU s | share of our build |", "|---|---:|---:|"]
    whole = found[0][1].cpu
    rows += [f"| {name} | {cost.cpu:.2f} | {cost.cpu / whole:.2f} |" for name, cost in found]
    Report(name="floor", machine=head, verdicts=[], tables=[rows]).publish()


if __name__ == "__main__":
    main()
