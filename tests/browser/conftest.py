"""The sites that the browser tests look at, each built once by the real program, and a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser import chromium, golden
from browser.rig import DESK, REPOSITORY, OpenPage, Site, served

PATIENCE = 10_000
"""Milliseconds before a condition that does not come true fails its test."""

SYNTHETIC_RECORDS = 120


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how well the golden queries were answered, be it well enough or not."""
    if said := config.stash.get(golden.SUMMARY, ""):
        terminalreporter.write_line(said)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.ADVICE)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what the session builds."""
    return tmp_path_factory.mktemp("sites")


def plain_environment() -> dict[str, str]:
    """Return the environment of a machine that says nothing of where the site is published."""
    return {name: v for name, v in os.environ.items() if not name.startswith("CATALOGUE_")}


def built(root: Path, out: Path) -> Path:
    """Build a site by the real program."""
    command = [sys.executable, "-m", "catalogue", "--root", str(root), "build", "--out", str(out)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
        env=plain_environment(),
    )
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def site(work: Path) -> Iterator[Site]:
    """The real site, built from the repository's records."""
    folder = built(REPOSITORY, work / "reel")
    with served(folder) as url:
        yield Site(folder, url)


@pytest.fixture(scope="session")
def synthetic_root(work: Path) -> Path:
    """A folder laid out like the repository, with synthetic records."""
    root = work / "synthetique"
    program = REPOSITORY / "bench" / "synthetic.py"
    command = [sys.executable, str(program), str(SYNTHETIC_RECORDS), str(root), "--seed", "7"]
    subprocess.run(command, capture_output=True, check=True)
    return root


@pytest.fixture(scope="session")
def synthetic_site(synthetic_root: Path, work: Path) -> Iterator[Site]:
    """The site of the synthetic records."""
    folder = built(synthetic_root, work / "site-synthetique")
    with served(folder) as url:
        yield Site(folder, url)


def opener(browser: Browser, contexts: list[BrowserContext]) -> OpenPage:
    """Return what opens pages, and keeps their contexts in a list to be closed."""

    def open_page(**options: object) -> Page:
        # Without motion: nothing is measured while it changes.
        given = {"locale": "fr-FR", "reduced_motion": "reduce", **DESK, **options}
        contexts.append(browser.new_context(**given))  # type: ignore[arg-type]
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1].new_page()

    return open_page


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages, each in a context of its own, closed after the test."""
    contexts: list[BrowserContext] = []
    yield opener(browser, contexts)
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def open_shared_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages that the tests of a module share one after the other."""
    contexts: list[BrowserContext] = []
    yield opener(browser, contexts)
    for context in contexts:
        context.close()
