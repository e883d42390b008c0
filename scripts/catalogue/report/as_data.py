"""Issues as one JSON object, for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from catalogue.issues import Issue

VERSION: Final = 1
"""Of the JSON: it changes when a key goes or changes its meaning, not when one is added."""


def as_json(issues: Sequence[Issue], checked: int) -> str:
    """Return the issues as one JSON object: version, number of files, list of issues."""
    listed = [_entry(issue) for issue in issues]
    text = {"version": VERSION, "checked": checked, "issues": listed}
    return json.dumps(text, ensure_ascii=False, indent=2)


def _entry(issue: Issue) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "file": issue.place.file,
        "line": issue.place.line,
        "column": issue.place.column,
        "level": issue.level,
        "rule": issue.rule,
        "message": issue.message,
    }
    return entry | advice_of(issue)


def advice_of(issue: Issue) -> dict[str, Any]:
    """Return what an issue says of the way to repair, without what it does not say."""
    advice = issue.advice
    parts = {
        "suggestion": advice.suggestion,
        "allowed": list(advice.allowed),
        "example": advice.example,
    }
    return {name: part for name, part in parts.items() if part}
