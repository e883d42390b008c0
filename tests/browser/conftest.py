"""The sites that the browser tests look at, served, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser import chromium, golden
from browser.rig import DESK, OpenPage, Site, served

PATIENCE = 10_000
"""Milliseconds before a condition that does not come true fails its test."""


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
        pytest.fail(chromium.ADVICE)
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
