"""Issues as a person or a machine reads them: text, JSON, GitHub, GitLab, SARIF."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote

from catalogue.issues import LEVELS, Issue, Paint, as_line, bare, counted, summary

VERSION: Final = 1
"""Of the JSON: it changes when a key goes or changes its meaning, not when one is added."""


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
            **advice_of(issue),
        }
        for issue in issues
    ]
    text = {"version": VERSION, "checked": checked, "issues": listed}
    return json.dumps(text, ensure_ascii=False, indent=2)


def advice_of(issue: Issue) -> dict[str, Any]:
    """Return what an issue says of the way to repair, without what it does not say."""
    return {name: part for name, part in asdict(issue.advice).items() if part}


ANNOTATIONS: Final = 10
"""How many annotations of a level GitHub shows of one step."""


def as_github(issues: Sequence[Issue], checked: int) -> str:
    """Return the issues as GitHub workflow commands, which annotate the changed lines.

    GitHub shows few: errors before warnings, and in each the first of every rule before its others.
    """
    seen: Counter[str] = Counter()
    ranked: list[tuple[bool, int, str]] = []
    for issue in issues:
        place = issue.place
        file = _escaped(place.file, {":": "%3A", ",": "%2C"})
        where = f"file={file},line={place.line},col={place.column},title={issue.rule}"
        command = f"::{issue.level} {where}::{_escaped(issue.message)}"
        ranked.append((issue.level != "error", seen[issue.rule], command))
        seen[issue.rule] += 1
    lines = [command for *_, command in sorted(ranked, key=lambda found: found[:2])]
    for level, word in LEVELS.items():
        more = sum(issue.level == level for issue in issues) - ANNOTATIONS
        if more > 0:
            lines.append(
                f"GitHub montre {ANNOTATIONS} {word}s par étape ; {more} de plus"
                f" {'est' if more == 1 else 'sont'} seulement ici."
            )
    return "\n".join([*lines, summary(issues, checked)])


def _escaped(text: str, more: Mapping[str, str] | None = None) -> str:
    """Return a text as a workflow command's data, or with more signs as one of its properties."""
    for raw, safe in {"%": "%25", "\r": "%0D", "\n": "%0A", **(more or {})}.items():
        text = text.replace(raw, safe)
    return text


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
                "severity": "major" if issue.level == "error" else "minor",
                "location": {"path": issue.place.file, "lines": {"begin": issue.place.line}},
            }
        )
    return json.dumps(listed, ensure_ascii=False, indent=2)


def as_sarif(issues: Sequence[Issue], checked: int) -> str:
    """Return the issues as one SARIF log of one run, every rule listed."""
    from catalogue.rules.listing import every_rule

    rules = every_rule()
    ranks = {rule.id: rank for rank, rule in enumerate(rules)}
    listed = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.phrase},
            "defaultConfiguration": {"level": rule.level},
        }
        for rule in rules
    ]
    run = {
        "tool": {"driver": {"name": "catalogue", "rules": listed}},
        "language": "fr",
        # Our columns count characters; SARIF would take UTF-16 units otherwise.
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, ranks) for issue in issues],
        "properties": {"checked": checked},
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    log = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(issue: Issue, ranks: Mapping[str, int]) -> dict[str, Any]:
    place = issue.place
    artifact = {"uri": quote(place.file, errors="replace")}
    if not place.file.startswith("/"):
        artifact["uriBaseId"] = "%SRCROOT%"
    region = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    result: dict[str, Any] = {
        "ruleId": issue.rule,
        "level": issue.level,
        "message": {"text": issue.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if issue.rule in ranks:
        result["ruleIndex"] = ranks[issue.rule]
    if advice := advice_of(issue):
        result["properties"] = advice
    return result


MANY: Final = 50
"""Above this number, issues are grouped by rule."""
FIRST: Final = 5
"""How many of each rule are then told in full."""


def as_text(issues: Sequence[Issue], checked: int, paint: Paint = bare) -> str:
    """Return one line per issue, `file:line:column: level : message [rule]`, then a summary."""
    return "\n".join([*as_lines(issues, paint), summary(issues, checked)])


def as_lines(issues: Sequence[Issue], paint: Paint = bare) -> list[str]:
    """Return one line per issue, or when they are many the first of each rule under its sentence.

    Errors come before warnings.
    """
    if len(issues) <= MANY:
        return [as_line(issue, paint) for issue in issues]
    from catalogue.rules.listing import every_rule

    groups: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        groups[issue.rule].append(issue)
    # Errors first, then what is there most.
    ranked = sorted(groups.items(), key=lambda g: (g[1][0].level != "error", -len(g[1]), g[0]))
    phrases = {rule.id: rule.phrase for rule in every_rule()}
    lines = []
    for rule, found in ranked:
        level = LEVELS[found[0].level]
        head = f"{counted(len(found), level, f'{level}s')}. {phrases.get(rule, '')}".rstrip()
        lines.append(f"{paint(f'[{rule}]', found[0].level)} {head}")
        lines += (f"  {as_line(issue, paint)}" for issue in found[:FIRST])
        if len(found) > FIRST:
            others = counted(len(found) - FIRST, "autre", "autres")
            lines.append(f"  … et {others} de la même règle")
        lines.append("")
    return [*lines, "Toutes, une par ligne : --format json."]


FORMATS: dict[str, Callable[[Sequence[Issue], int], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}
