"""Issues as a person reads them; a thousand of them stay readable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from catalogue.issues import LEVELS, Issue
from catalogue.report.lines import Paint, as_line, bare, counted, summary

MANY: Final = 50
"""Above this number, issues are grouped by rule."""
FIRST: Final = 5
"""How many of each rule are then told in full."""


def as_text(issues: Sequence[Issue], checked: int, paint: Paint = bare) -> str:
    """Return one line per issue, `file:line:column: level : message [rule]`, then a summary."""
    return "\n".join([*as_lines(issues, paint), summary(issues, checked)])


def as_lines(issues: Sequence[Issue], paint: Paint = bare) -> list[str]:
    """Return one line per issue, or the first ones of each rule when they are many."""
    few = len(issues) <= MANY
    return [as_line(i, paint) for i in issues] if few else list(_by_rule(issues, paint))


def _by_rule(issues: Sequence[Issue], paint: Paint) -> Iterator[str]:
    """Yield the first issues of each rule under its sentence, errors before warnings."""
    groups: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        groups[issue.rule].append(issue)
    from catalogue.check.listing import every_rule

    phrases = {rule.id: rule.phrase for rule in every_rule()}
    for rule, found in sorted(groups.items(), key=lambda group: _rank(*group)):
        level = LEVELS[found[0].level]
        head = f"{counted(len(found), level, f'{level}s')}. {phrases.get(rule, '')}".rstrip()
        yield f"{paint(f'[{rule}]', found[0].level)} {head}"
        yield from (f"  {as_line(issue, paint)}" for issue in found[:FIRST])
        if len(found) > FIRST:
            others = counted(len(found) - FIRST, "autre", "autres")
            yield f"  … et {others} de la même règle"
        yield ""
    yield "Toutes, une par ligne : --format json."


def _rank(rule: str, found: Sequence[Issue]) -> tuple[bool, int, str]:
    """Return the place of a group: errors first, then what is there most."""
    return found[0].level != "error", -len(found), rule
