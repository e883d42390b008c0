"""What the commands print and keep: Markdown tables, and as JSON in build/bench/results/."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
RESULTS = BENCH.parent / "build" / "bench" / "results"
"""The last run of each command; bench/results/ keeps the last full run of all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A measure beside its goal, which it must not exceed."""

    what: str
    measured: float
    goal: float
    at_most: bool = False
    """The measure is an upper bound: what it is compared with was given up before its end."""

    @property
    def row(self) -> str:
        """Return the verdict as a row of a table."""
        missed = "not known" if self.at_most else "**no**"
        reached = "yes" if self.measured <= self.goal else missed
        digits = 0 if self.goal >= 10 else 3
        measured = f"{'< ' if self.at_most else ''}{self.measured:.{digits}f}"
        return f"| {self.what} | {measured} | ≤ {self.goal:g} | {reached} |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a command found: on which machine, what is judged, and the tables behind it."""

    name: str
    machine: str
    verdicts: Sequence[Verdict]
    tables: Sequence[Sequence[str]]

    def publish(self) -> None:
        """Print the report and keep it."""
        print(self.machine)
        judged = [verdict_table(self.verdicts)] if self.verdicts else []
        for table in (judged, *self.tables):
            print("", *table, sep="\n")
        RESULTS.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (RESULTS / f"{self.name}.json").write_text(text + "\n", encoding="utf-8")


def verdict_table(verdicts: Sequence[Verdict]) -> str:
    """Return verdicts as one table."""
    head = ["| what | measured | goal | reached |", "|---|---:|---:|---|"]
    return "\n".join([*head, *(verdict.row for verdict in verdicts)])


def say(message: str) -> None:
    """Tell on the error stream what is being done."""
    print(message, file=sys.stderr, flush=True)
