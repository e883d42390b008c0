"""An issue as one line, and the sentence that closes a list of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from catalogue.issues import LEVELS, UNSAFE, Issue

Paint = Callable[[str, str], str]
"""Text and what it is (place, error, warning, rule) → the text as it is shown."""


def bare(text: str, _: str) -> str:
    """Return the text as it is."""
    return text


def as_line(issue: Issue, paint: Paint = bare) -> str:
    """Return an issue as `file:line:column: level : message [rule]`."""
    place = issue.place
    where = paint(safe(f"{place.file}:{place.line}:{place.column}:"), "place")
    level = paint(LEVELS[issue.level], issue.level)
    return f"{where} {level} : {safe(issue.message)} {paint(f'[{issue.rule}]', 'rule')}"


def safe(text: str) -> str:
    """Return a text that cannot pass for a line of ours, nor steer a terminal."""
    return UNSAFE.sub(" ", text)


def summary(issues: Sequence[Issue], checked: int) -> str:
    """Return the closing sentence: how many files, errors and warnings."""
    errors = sum(issue.level == "error" for issue in issues)
    warnings = len(issues) - errors
    files = counted(checked, "fichier vérifié", "fichiers vérifiés")
    if not issues:
        return f"{files} : tout est valide."
    parts = [counted(errors, "erreur", "erreurs")]
    parts += [counted(warnings, "avertissement", "avertissements")] if warnings else []
    return f"{files} : {', '.join(parts)}."


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number < 2 else many}"
