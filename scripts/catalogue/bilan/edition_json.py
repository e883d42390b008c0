"""An edition as JSON: the one text that every form of it is made from."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from types import SimpleNamespace
from typing import Any

from catalogue.bilan.edition_views import Edition
from catalogue.bilan.older_editions import of_today

WIDTH = 120
compact = partial(json.dumps, ensure_ascii=False)


def edition_json(edition: Edition) -> str:
    """Return an edition's JSON, which obeys schemas/bilan.schema.json."""
    return json_text(asdict(edition))


def json_text(value: Any) -> str:
    """Return data as JSON; what fits on a line stands on one, so that differences are short."""
    return _text(value, "") + "\n"


def _text(value: Any, margin: str) -> str:
    whole = compact(value)
    if not isinstance(value, dict | list | tuple) or len(margin) + len(whole) <= WIDTH:
        return whole
    inside = margin + " "
    if isinstance(value, dict):
        lines = [f"{compact(key)}: {_text(item, inside)}" for key, item in value.items()]
        return "{\n" + ",\n".join(inside + line for line in lines) + f"\n{margin}}}"
    lines = [_text(item, inside) for item in value]
    return "[\n" + ",\n".join(inside + line for line in lines) + f"\n{margin}]"


Edited = Any
"""The edition as its JSON has it: `edition.tableaux[0].titre` (see schemas/bilan.schema.json)."""


def read_edition(text: str) -> Edited:
    """Return an edition's JSON as objects, for templates take nothing else.

    One of an older version has the shape of today's.
    """
    return json.loads(modern_text(text), object_hook=lambda found: SimpleNamespace(**found))


def modern_text(text: str) -> str:
    """Return the JSON of an edition in the shape of today's: its own text, where that is so."""
    data = json.loads(text)
    modern = of_today(data)
    return text if modern is data else json_text(modern)
