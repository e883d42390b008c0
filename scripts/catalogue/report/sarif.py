"""Issues as SARIF 2.1.0, the format that forges and editors read from every analyser."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from catalogue.issues import Issue, Place
from catalogue.report.as_data import advice_of

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
NAME: Final = "catalogue"


def as_sarif(issues: Sequence[Issue], checked: int) -> str:
    """Return the issues as one SARIF log of one run, every rule listed."""
    from catalogue.check.listing import every_rule

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
        "tool": {"driver": {"name": NAME, "rules": listed}},
        "language": "fr",
        # Our columns count characters; SARIF would take UTF-16 units otherwise.
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, ranks) for issue in issues],
        "properties": {"checked": checked},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(issue: Issue, ranks: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": issue.rule,
        "level": issue.level,
        "message": {"text": issue.message},
        "locations": [{"physicalLocation": _location(issue.place)}],
    }
    if issue.rule in ranks:
        result["ruleIndex"] = ranks[issue.rule]
    if advice := advice_of(issue):
        result["properties"] = advice
    return result


def _location(place: Place) -> dict[str, Any]:
    artifact = {"uri": quote(place.file, errors="replace")}
    if not place.file.startswith("/"):
        artifact["uriBaseId"] = "%SRCROOT%"
    region = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    return {"artifactLocation": artifact, "region": region}
