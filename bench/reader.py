"""What a reader waits for in the catalogue: `reader.py [--records 1000] [--site FOLDER]`.

A cold browser opens a filtered catalogue over 1.6 Mbit/s and 150 ms, with a CPU four times slower;
then choices are checked one after the other. `reader_text.py` is the same for words.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from rig.measure import machine, run, scratch
from rig.programs import HERE
from rig.reader import Click, Visit, clicks, reader, visit
from rig.report import Report, Verdict, say

BYTES_GOAL = 300
"""kB after the page itself, until the first filtered result."""
SECONDS_GOAL = 2.0
CLICK_GOAL = 50.0

QUERIES = {
    "two common choices": "public=heberges&outil=bail-glissant",
    "two rare choices": "public=rue&outil=sous-location",
    "an organisation in a role": "organisme=siao.orienteur",
}
CHOICES = [
    ("public", "heberges"),
    ("outil", "bail-glissant"),
    ("outil", "sous-location"),
    ("finalite", "acces"),
    ("partenariat", "inter-bailleurs"),
    ("territoire", "ara"),
]


def build(folder: Path, records: int, seed: int) -> Path:
    """Build the site of synthetic records, without its text index."""
    root, out = folder / "root", folder / "site"
    run([sys.executable, "synthetic.py", str(records), str(root), "--seed", str(seed)], HERE)
    say("building the site")
    run([sys.executable, "-m", "rig.ours", str(root), str(out)], HERE)
    return out


def measure(folder: Path, rounds: int) -> tuple[dict[str, list[Visit]], list[Click]]:
    """Make every visit once a round, then the clicks."""
    visits: dict[str, list[Visit]] = {name: [] for name in QUERIES}
    found: list[Click] = []
    with reader() as browser:
        for _ in range(rounds):
            for name, query in QUERIES.items():
                visits[name].append(visit(browser, folder, query))
                last = visits[name][-1]
                say(f"{name}: {last.first:.2f} s, {last.after / 1000:.0f} kB after the page")
            found += clicks(browser, folder, CHOICES)
    return visits, found


def tables(
    visits: dict[str, list[Visit]], found: Sequence[Click], records: int
) -> Iterator[list[str]]:
    """Yield the tables: of several visits the median."""
    rows = [
        f"| first filtered result, {records} records | first, s | all, s | page, kB "
        "| after it, kB | requests |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, made in visits.items():
        shown = (
            f"{median(v.first for v in made):.2f}",
            f"{median(v.whole for v in made):.2f}",
            f"{median(v.page for v in made) / 1000:.0f}",
            f"{median(v.after for v in made) / 1000:.0f}",
            f"{median(v.requests for v in made):.0f}",
        )
        rows.append(f"| {name} | {' | '.join(shown)} |")
    yield rows
    yield [
        f"| a click on a choice, {records} records | median, ms | slowest, ms |",
        "|---|---:|---:|",
        f"| to the counts | {_both([c.counts for c in found])} |",
        f"| to the last card, through the slow line | {_both([c.cards for c in found])} |",
    ]


def _both(times: Sequence[float]) -> str:
    return f"{median(times):.0f} | {max(times):.0f}"


def verdicts(visits: dict[str, list[Visit]], found: Sequence[Click], records: int) -> list[Verdict]:
    """Return what is asked of the reader's side; of the visits, the worst kind counts."""
    size = max(median(v.after for v in made) for made in visits.values()) / 1000
    seconds = max(median(v.first for v in made) for made in visits.values())
    answer = median(click.counts for click in found)
    return [
        Verdict(what=f"kB after the page, {records} records", measured=size, goal=BYTES_GOAL),
        Verdict(what="seconds to the first filtered result", measured=seconds, goal=SECONDS_GOAL),
        Verdict(what="ms from a click to its counts, median", measured=answer, goal=CLICK_GOAL),
    ]


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--site", type=Path, help="a site built before, of that many records")
    given = parser.parse_args()
    with scratch() as folder:
        head = machine(("playwright",), folder)
        site = given.site or build(folder, given.records, given.seed)
        visits, found = measure(site, given.rounds)
    Report(
        name="reader",
        machine=head,
        verdicts=verdicts(visits, found, given.records),
        tables=list(tables(visits, found, given.records)),
    ).publish()


if __name__ == "__main__":
    main()
