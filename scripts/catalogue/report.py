"""Issues as a person or a machine reads them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from catalogue.issues import LEVELS, Issue

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def as_text(issues: Sequence[Issue], checked: int) -> str:
    """Return one line per issue, `file:line:column: level: message [rule]`, then a summary."""
    lines = [as_line(issue) for issue in issues]
    return "\n".join([*lines, summary(issues, checked)])


def as_line(issue: Issue) -> str:
    """Return an issue as `file:line:column: level : message [rule]`."""
    place = issue.place
    where = f"{place.file}:{place.line}:{place.column}"
    line = f"{where}: {LEVELS[issue.level]} : {issue.message} [{issue.rule}]"
    # What a record or a file name says must not pass for a line of ours, nor steer a terminal.
    return UNSAFE.sub(" ", line)


def summary(issues: Sequence[Issue], checked: int) -> str:
    """Return the closing sentence: how many files, errors and warnings."""
    errors = sum(issue.level == "error" for issue in issues)
    warnings = len(issues) - errors
    files = _counted(checked, "fichier vérifié", "fichiers vérifiés")
    if not issues:
        return f"{files} : tout est valide."
    parts = [_counted(errors, "erreur", "erreurs")]
    parts += [_counted(warnings, "avertissement", "avertissements")] if warnings else []
    return f"{files} : {', '.join(parts)}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number < 2 else many}"


def as_json(issues: Sequence[Issue], checked: int) -> str:
    """Return the issues as one JSON object: version, number of files, list of issues."""
    listed = [
        {
            "file": issue.place.file,
            "line": issue.place.line,
            "column": issue.place.column,
            "level": issue.level,
            "rule": issue.rule,
            "message": issue.message,
        }
        for issue in issues
    ]
    text = {"version": 1, "checked": checked, "issues": listed}
    return json.dumps(text, ensure_ascii=False, indent=2)


def as_github(issues: Sequence[Issue], checked: int) -> str:
    """Return the issues as GitHub workflow commands, which annotate the changed lines."""
    return "\n".join([*map(_command, issues), summary(issues, checked)])


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


FORMATS: dict[str, Callable[[Sequence[Issue], int], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}
