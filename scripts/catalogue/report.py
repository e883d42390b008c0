"""Issues as a person or a machine reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from catalogue.issues import Issue

BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
LEVELS = {"error": "erreur", "warning": "avertissement"}


def as_text(issues: Sequence[Issue], checked: int) -> str:
    """Return one line per issue, `file:line:column: level: message [rule]`, then a summary."""
    lines = [as_line(issue) for issue in issues]
    return "\n".join([*lines, summary(issues, checked)])


def as_line(issue: Issue) -> str:
    """Return an issue as `file:line:column: level : message [rule]`."""
    place = issue.place
    where = f"{place.file}:{place.line}:{place.column}"
    # On one line: what a record says must not look like another line of ours.
    message = BREAKS.sub(" ", issue.message)
    return f"{where}: {LEVELS[issue.level]} : {message} [{issue.rule}]"


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
    where = f"file={_escaped(place.file)},line={place.line},col={place.column},title={issue.rule}"
    return f"::{issue.level} {where}::{_escaped(issue.message)}"


def _escaped(text: str) -> str:
    for raw, safe in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(raw, safe)
    return text


FORMATS: dict[str, Callable[[Sequence[Issue], int], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
