"""Accessibility as axe judges it: the violations of the page as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the colours: the others see the same page in dark."""

# Only the violations are brought back: the rest of axe's report is heavy, and is not read.
RUN = """(only) => axe.run(document, { runOnly: only, resultTypes: ['violations'] })
  .then((report) => report.violations)"""


def violations(page: Page, rules: list[str]) -> list[str]:
    """Return each violation with the elements that it names."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, rules)
    return [line for violation in found for line in told(violation)]


def told(violation: dict[str, Any]) -> Iterator[str]:
    """Yield a violation's elements, and why."""
    for node in violation["nodes"]:
        yield f"{violation['id']}: {node['target']} {node['failureSummary']}"


def in_light_and_dark(page: Page) -> list[str]:
    """Return the violations in light, then those of the dark colours."""
    page.emulate_media(color_scheme="light")
    light = violations(page, RULES)
    page.emulate_media(color_scheme="dark")
    return light + violations(page, COLOURS)
