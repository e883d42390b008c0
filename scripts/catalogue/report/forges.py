"""Issues beside the lines of a change, on the forges: GitHub's annotations, GitLab's report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from catalogue.issues import LEVELS, Issue
from catalogue.report.lines import summary

ANNOTATIONS: Final = 10
"""How many annotations of a level GitHub shows of one step."""


def as_github(issues: Sequence[Issue], checked: int) -> str:
    """Return the issues as GitHub workflow commands, which annotate the changed lines."""
    commands = [_command(issue) for issue in _first_of_each_rule(issues)]
    return "\n".join([*commands, *_not_shown(issues), summary(issues, checked)])


def _first_of_each_rule(issues: Sequence[Issue]) -> list[Issue]:
    """Return errors before warnings, and in each the first of every rule before its others."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[bool, int, Issue]] = []
    for issue in issues:
        ranked.append((issue.level != "error", seen[issue.rule], issue))
        seen[issue.rule] += 1
    return [issue for _, _, issue in sorted(ranked, key=lambda found: found[:2])]


def _not_shown(issues: Sequence[Issue]) -> Iterator[str]:
    for level, word in LEVELS.items():
        more = sum(issue.level == level for issue in issues) - ANNOTATIONS
        if more > 0:
            yield (
                f"GitHub montre {ANNOTATIONS} {word}s par étape ; {more} de plus"
                f" {'est' if more == 1 else 'sont'} seulement ici."
            )


def _command(issue: Issue) -> str:
    place = issue.place
    file = _escaped(place.file, {":": "%3A", ",": "%2C"})
    where = f"file={file},line={place.line},col={place.column},title={issue.rule}"
    return f"::{issue.level} {where}::{_escaped(issue.message)}"


def _escaped(text: str, more: Mapping[str, str] | None = None) -> str:
    """Return a text as a workflow command's data, or with more signs as one of its properties."""
    for raw, safe in {"%": "%25", "\r": "%0D", "\n": "%0A", **(more or {})}.items():
        text = text.replace(raw, safe)
    return text


SEVERITIES = {"error": "major", "warning": "minor"}


def as_gitlab(issues: Sequence[Issue], checked: int) -> str:
    """Return the issues as GitLab's code quality report, which shows them beside the changes."""
    seen: Counter[tuple[str, str, str]] = Counter()
    listed = []
    for issue in issues:
        key = (issue.place.file, issue.rule, issue.message)
        seen[key] += 1
        # Without the line, which moves: a fault that was there before must be known again.
        mark = sha256("\0".join((*key, str(seen[key]))).encode(errors="replace"))
        listed.append(
            {
                "description": issue.message,
                "check_name": issue.rule,
                "fingerprint": mark.hexdigest(),
                "severity": SEVERITIES[issue.level],
                "location": {"path": issue.place.file, "lines": {"begin": issue.place.line}},
            }
        )
    return json.dumps(listed, ensure_ascii=False, indent=2)
