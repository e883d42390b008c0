"""Issues as a person or a machine reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from catalogue.issues import Issue
from catalogue.report.as_data import as_json
from catalogue.report.forges import as_github, as_gitlab
from catalogue.report.lines import Paint, as_line, bare, counted, summary
from catalogue.report.sarif import as_sarif
from catalogue.report.text import as_lines, as_text

__all__ = ["FORMATS", "Paint", "as_line", "as_lines", "as_text", "bare", "counted", "summary"]

FORMATS: dict[str, Callable[[Sequence[Issue], int], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}
