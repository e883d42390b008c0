"""What is wrong, where, and how to repair it; nothing here prints or exits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

Path = tuple[str | int, ...]
Level = Literal["error", "warning"]

MOST_ALIKE: Final = 200
"""How many faults of one rule are told of one file: more are one fault, made many times."""

LEVELS: dict[Level, str] = {"error": "erreur", "warning": "avertissement"}
"""Each level in French."""

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""What would steer a terminal, or pass for a line of ours."""


class StopError(Exception):
    """What ends the work at hand; the message says why in a French sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file: a path of keys and indices, and its line and column (from 1) once known."""

    file: str
    path: Path = ()
    on_key: bool = False
    line: int = 0
    column: int = 0

    def at(self, line: int, column: int) -> Place:
        """Return the same place with its line and column, both counted from 1."""
        return replace(self, line=line, column=column)


@dataclass(frozen=True, slots=True)
class Advice:
    """What a message says of the way to repair, for a program: each part may be missing."""

    suggestion: str = ""
    """The known word nearest to the one that was written."""
    allowed: tuple[str, ...] = ()
    """Every value that would be right."""
    example: str = ""
    """A value of the expected form."""


NO_ADVICE = Advice()


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault of one kind at one place, told in French to the person who can repair it."""

    place: Place
    rule: str
    message: str
    level: Level = "error"
    advice: Advice = NO_ADVICE

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Return the sort key: file, line, column, rule, message."""
        return (self.place.file, self.place.line, self.place.column, self.rule, self.message)


def first_of_each(issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues of a file, the first of each rule; the last says how many follow."""
    by_rule: dict[str, list[Issue]] = {}
    for issue in issues:
        by_rule.setdefault(issue.rule, []).append(issue)
    for found in by_rule.values():
        if more := len(found[MOST_ALIKE:]):
            others = "une autre faute pareille" if more == 1 else f"{more} autres fautes pareilles"
            told = f"{found[MOST_ALIKE - 1].message} (et {others} plus bas dans ce fichier)"
            found[MOST_ALIKE - 1 :] = [replace(found[MOST_ALIKE - 1], message=told)]
    return [issue for found in by_rule.values() for issue in found]


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
