"""The reader's text search beside Material's own: `reader_text.py [--records 1000]`.

A cold browser opens an address with words in it, over 1.6 Mbit/s and 150 ms, with a CPU four times
slower: bytes and seconds until the first result stands on the page.
"""

from __future__ import annotations

import argparse
import sys
import time
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
"""Seconds before a search is given up, unless told otherwise."""
OURS, MATERIAL = "ours", "Material's search"
READY = {OURS: FIRST, MATERIAL: ".md-search-result__item"}
"""What stands on the page once a result does."""
ADDRESSES = {OURS: "catalogue/?q={}", MATERIAL: "?q={}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One cold search; `seconds` is at least how long it was waited for when no result came."""

    seconds: float
    size: int
    requests: int
    given_up: bool


def search(browser: Browser, address: str, line: Line, awaited: str, patience: float) -> Answer:
    """Open an address with words in it in a browser that knows nothing yet."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWNESS})
    line.reset()
    begin, given_up = time.monotonic(), False
    try:
        page.goto(address, wait_until="commit", timeout=patience * 1000)
        page.wait_for_selector(awaited, state="attached", timeout=patience * 1000)
        seconds = float(page.evaluate("performance.now()")) / 1000
    except BrowserError as error:
        say(f"{address}: {str(error).splitlines()[0]}")
        seconds, given_up = time.monotonic() - begin, True
    found = Answer(seconds=seconds, size=line.bytes, requests=line.requests, given_up=given_up)
    context.close()
    return found


def measure(
    sites: Mapping[str, Path], words: Sequence[str], rounds: int, patience: float
) -> dict[str, list[Answer]]:
    """Search each site for each word, once a round."""
    answers: dict[str, list[Answer]] = {name: [] for name in sites}
    with sync_playwright() as playwright:
        for rank in range(rounds):
            for word in words:
                for name, folder in sites.items():
                    browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
                    with served(folder) as (url, line):
                        address = url + ADDRESSES[name].format(word.replace(" ", "+"))
                        found = search(browser, address, line, READY[name], patience)
                        answers[name].append(found)
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
        more, less = ("> ", "< ") if any(answer.given_up for answer in found) else ("", "")
        shown = f"{more}{seconds:.2f} | {size:.0f} | {requests:.0f} | {less}{ours / seconds:.3f}"
        yield f"| {name} | {shown} |"


def build(folder: Path, records: int, seed: int, site: Path | None) -> dict[str, Path]:
    """Build both sites of the same records, ours unless it was built before."""
    root, theirs = folder / "root", folder / "theirs"
    if site is None:
        site = build_ours(folder, records, seed)
    else:
        write_records(root, records, seed)
    say("building MkDocs + Material with its search")
    run([sys.executable, "-m", "rig.prepare", str(root), str(folder), "mkdocs-records"], p.HERE)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", "mkdocs-search.yml"]
    run([*command, "-d", str(theirs)], folder / "mkdocs-records")
    return {OURS: site, MATERIAL: theirs}


def build_ours(folder: Path, records: int, seed: int) -> Path:
    """Build our site of synthetic records, with its text index."""
    root, site = folder / "root", folder / "ours"
    write_records(root, records, seed)
    say("building ours, with Pagefind")
    call = [sys.executable, "-m", "catalogue", "--root", str(root)]
    run([*call, "build", "--out", str(site)], p.HERE)
    return site


def write_records(root: Path, records: int, seed: int) -> None:
    """Write the synthetic records."""
    run([sys.executable, "synthetic.py", str(records), str(root), "--seed", str(seed)], p.HERE)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=500)
    parser.add_argument("--words", default="colocation,impayés,psychologue")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--site", type=Path, help="ours, built before, of that many records")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds for a search")
    given = parser.parse_args()
    with scratch() as folder:
        head = machine(("mkdocs-material", "playwright"), folder)
        sites = build(folder, given.records, given.seed, given.site)
        answers = measure(sites, given.words.split(","), given.rounds, given.patience)
    own, theirs = (median(a.seconds for a in answers[name]) for name in (OURS, MATERIAL))
    given_up = any(answer.given_up for answer in answers[MATERIAL])
    what = f"first text result / Material’s search, {given.records} records"
    Report(
        name="reader_text",
        machine=head,
        verdicts=[Verdict(what=what, measured=own / theirs, goal=GOAL, at_most=given_up)],
        tables=[list(table(answers, given.records))],
    ).publish()


if __name__ == "__main__":
    main()
