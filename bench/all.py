"""Every comparison, one after the other, as bench/README.md prints them: `all.py [--quick]`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader_text import build_ours
from rig.measure import scratch
from rig.programs import HERE
from rig.report import RESULTS, Verdict, say, verdict_table

KEPT = HERE / "results"
SITE = "<site>"
"""What stands for the site that the reader's two commands share, made for the first of them."""
FULL = (
    ("build.py", "--sizes", "5000,10000", "--rounds", "2"),
    ("rebuild.py", "--records", "2000", "--rounds", "3"),
    ("validate.py", "--records", "10000", "--rounds", "1"),
    ("reader.py", "--records", "10000", "--rounds", "3", "--site", SITE),
    ("reader_text.py", "--records", "10000", "--words", "colocation", "--site", SITE,
     "--patience", "240"),
    ("bilan.py", "--records", "2000", "--rounds", "1"),
    ("floor.py", "--records", "5000", "--rounds", "1"),
)  # fmt: skip
QUICK = (
    ("build.py", "--sizes", "50,100", "--rounds", "1"),
    ("rebuild.py", "--records", "100", "--rounds", "1"),
    ("validate.py", "--records", "100", "--rounds", "1", "--kinds", "20"),
    ("reader.py", "--records", "100", "--rounds", "1", "--site", SITE),
    ("reader_text.py", "--records", "100", "--words", "colocation", "--site", SITE),
    ("bilan.py", "--records", "100", "--rounds", "1"),
    ("floor.py", "--records", "100", "--rounds", "1"),
)


def run_all(commands: Sequence[Sequence[str]], folder: Path) -> Iterator[str]:
    """Run the commands; yield the names of those that ended well."""
    site: Path | None = None
    for name, *options in commands:
        begin = time.monotonic()
        say(f"— {name} {' '.join(options)}")
        if SITE in options:
            site = site or build_ours(folder, int(options[1]), seed=1)
            options[options.index(SITE)] = str(site)
        done = subprocess.run([sys.executable, name, *options], cwd=HERE, check=False)
        say(f"— {name}: {time.monotonic() - begin:.0f} s, code {done.returncode}")
        if done.returncode == 0:
            yield name.removesuffix(".py")
        print()


def keep(names: Sequence[str]) -> None:
    """Keep what a full run has found in the repository."""
    KEPT.mkdir(exist_ok=True)
    for name in names:
        shutil.copyfile(RESULTS / f"{name}.json", KEPT / f"{name}.json")


def verdicts(names: Sequence[str]) -> Iterator[Verdict]:
    """Yield what each command kept as judged."""
    for name in names:
        kept = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
        yield from (Verdict(**verdict) for verdict in kept["verdicts"])


def main() -> int:
    """Read the command line, run, print all verdicts as one table; 1 if a command failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sets, to see that all runs")
    quick = parser.parse_args().quick
    commands = QUICK if quick else FULL
    with scratch() as folder:
        ended = list(run_all(commands, folder))
    if not quick:
        keep(ended)
    print("## Every goal\n")
    if quick:
        print("Small sets: this shows that everything runs, and judges nothing.\n")
    print(verdict_table(list(verdicts(ended))))
    return int(len(ended) < len(commands))


if __name__ == "__main__":
    sys.exit(main())
