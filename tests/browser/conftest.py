"""The sites that the browser tests look at, served, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from browser import chromium, golden
from browser.readers import PATIENCE, Readers
from browser.rig import OpenPage, Site, served


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> None:
    """Say how well the golden queries were answered, be it well enough or not."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            if said := dict(report.user_properties).get(golden.SUMMARY):
                terminalreporter.write_line(str(said))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.NO_BROWSER, pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def site(real_site: Path) -> Iterator[Site]:
    """The real site, built from the repository's records."""
    with served(real_site) as url:
        yield Site(real_site, url)


@pytest.fixture(scope="session")
def synthetic_site(built_synthetic: Path) -> Iterator[Site]:
    """The site of the synthetic records."""
    with served(built_synthetic) as url:
        yield Site(built_synthetic, url)


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Readers:
    """Readers of the site, one after the other."""
    return Readers(browser)


@pytest.fixture
def open_page(readers: Readers) -> Iterator[OpenPage]:
    """Opens pages, each as a reader who comes for the first time finds it."""
    with readers.opening() as open_page:
        yield open_page


@pytest.fixture
def open_lone_page(readers: Readers) -> Iterator[OpenPage]:
    """Opens pages where a clock is set or a script comes first: no other test will have them."""
    with readers.alone() as open_page:
        yield open_page


@pytest.fixture(scope="module")
def open_shared_page(readers: Readers) -> Iterator[OpenPage]:
    """Opens pages that the tests of a module share one after the other."""
    with readers.opening() as open_page:
        yield open_page
