"""An edition's JSON, read back as objects: what its page, tables and other forms are made from."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

Edited = Any
"""The edition as its JSON has it: `edition.tableaux[0].titre` (see schemas/bilan.schema.json)."""


def read_edition(text: str) -> Edited:
    """Return an edition's JSON as objects, for templates take nothing else."""
    return json.loads(text, object_hook=lambda found: SimpleNamespace(**found))
