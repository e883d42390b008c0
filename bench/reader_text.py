"""The reader's text search beside Material's own: `reader_text.py [--records 1000]`.

A cold browser opens an address with words in it, over 1.6 Mbit/s and 150 ms, with a CPU four times
slower: bytes and seconds until the first result stands on the page.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError
from rig import programs as p
from rig.chromium import ARGUMENTS, find
from rig.line import Line, served
from rig.measure import machine, run, scratch
from rig.reader import CPU_SLOWNESS, FIRST
from rig.report import Report, Verdict, say

GOAL = 0.06
PATIENCE = 900
"""Seconds before a search is given up."""
OURS, MATERIAL = "ours", "Material's search"
READY = {OURS: FIRST, MATERIAL: ".md-search-result__item"}
"""What stands on the page once a result does."""
ADDRESSES = {OURS: "catalogue/?q={}", MATERIAL: "?q={}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One cold search; `seconds` is infinite when no result came."""

    seconds: float
    size: int
    requests: int


def search(browser: Browser, url: str, line: Line, name: str, words: str) -> Answer:
    """Open an address with words in it in a browser that knows nothing yet."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWNESS})
    line.reset()
    try:
        address = url + ADDRESSES[name].format(words.replace(" ", "+"))
        page.goto(address, wait_until="commit", timeout=PATIENCE * 1000)
        page.wait_for_selector(READY[name], state="attached", timeout=PATIENCE * 1000)
        seconds = float(page.evaluate("performance.now()")) / 1000
    except BrowserError as error:
        say(f"{name}, « {words} »: {str(error).splitlines()[0]}")
        seconds = float("inf")
    found = Answer(seconds=seconds, size=line.bytes, requests=line.requests)
    context.close()
    return found


def measure(
    sites: Mapping[str, Path], words: Sequence[str], rounds: int
) -> dict[str, list[Answer]]:
    """Search each site for each word, once a round."""
    answers: dict[str, list[Answer]] = {name: [] for name in sites}
    with sync_playwright() as playwright:
        for rank in range(rounds):
            for word in words:
                for name, folder in sites.items():
                    browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
                    with served(folder) as (url, line):
                        answers[name].append(search(browser, url, line, name, word))
                    browser.close()
                    last = answers[name][-1]
                    say(f"round {rank + 1}/{rounds}: « {word} », {name}: {last.seconds:.1f} s")
    return answers


def table(answers: Mapping[str, Sequence[Answer]], records: int) -> Iterator[str]:
    """Yield the table: of several searches the median."""
    yield f"| first text result, {records} records | seconds | kB | requests | ours / it |"
    yield "|---|---:|---:|---:|---:|"
    ours = median(answer.seconds for answer in answers[OURS])
    for name, found in answers.items():
        seconds = median(answer.seconds for answer in found)
        size = median(answer.size for answer in found) / 1000
        requests = median(answer.requests for answer in found)
        shown = f"{seconds:.2f} | {size:.0f} | {requests:.0f} | {ours / seconds:.3f}"
        yield f"| {name} | {shown} |"


def build(folder: Path, records: int, seed: int) -> dict[str, Path]:
    """Build both sites of the same records."""
    root, ours, theirs = folder / "root", folder / "ours", folder / "theirs"
    run([sys.executable, "synthetic.py", str(records), str(root), "--seed", str(seed)], p.HERE)
    say("building ours, with Pagefind")
    run(
        [sys.executable, "-m", "catalogue", "--root", str(root), "build", "--out", str(ours)],
        p.HERE,
    )
    say("building MkDocs + Material with its search")
    run([sys.executable, "-m", "rig.prepare", str(root), str(folder), "mkdocs-records"], p.HERE)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", "mkdocs-search.yml"]
    run([*command, "-d", str(theirs)], folder / "mkdocs-records")
    return {OURS: ours, MATERIAL: theirs}


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=500)
    parser.add_argument("--words", default="colocation,impayés,psychologue")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with scratch() as folder:
        head = machine(("mkdocs-material", "playwright"), folder)
        sites = build(folder, given.records, given.seed)
        answers = measure(sites, given.words.split(","), given.rounds)
    own, theirs = (median(a.seconds for a in answers[name]) for name in (OURS, MATERIAL))
    what = f"first text result / Material’s search, {given.records} records"
    Report(
        name="reader_text",
        machine=head,
        verdicts=[Verdict(what=what, measured=own / theirs, goal=GOAL)],
        tables=[list(table(answers, given.records))],
    ).publish()


if __name__ == "__main__":
    main()
