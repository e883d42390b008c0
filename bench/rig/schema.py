"""Our schema of a record as one file, which any validator can read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

COMMON = "common.schema.json"


def bundled(schemas: Path) -> str:
    """Return the schema of a record with the common definitions in it; our annotations left out."""
    record = json.loads((schemas / "project.schema.json").read_text(encoding="utf-8"))
    common = json.loads((schemas / COMMON).read_text(encoding="utf-8"))
    if both := record["$defs"].keys() & common["$defs"].keys():
        raise ValueError(f"two definitions of {', '.join(both)}")
    record["$defs"] |= common["$defs"]
    del record["$id"]
    return json.dumps(_plain(record), ensure_ascii=False)


def _plain(node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _plain(value) for key, value in node.items() if not key.startswith("x-")}
    if isinstance(kept.get("$ref"), str):
        kept["$ref"] = kept["$ref"].removeprefix(COMMON)
    return kept
