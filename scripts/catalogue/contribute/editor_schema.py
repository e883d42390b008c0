"""The schema that text editors read: ours with every known value listed for completion."""

from __future__ import annotations

import json
from typing import Any

from catalogue.records.corpus import Corpus
from catalogue.schema.fields import Schemas, Spec

NOTICE = "Généré par « make schema » à partir de schemas/ et de reference/ : ne pas modifier."


EDITED = ("project", "call")
"""The kinds of file that have such a schema: those that people write most."""


def editor_schema(corpus: Corpus, schemas: Schemas, kind: str = "project") -> str:
    """Return the schema of a kind in one file, with its vocabularies as lists of values."""
    made = {
        "$comment": NOTICE,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_node(corpus, schemas.spec(kind)),
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _node(corpus: Corpus, spec: Spec) -> dict[str, Any]:
    kept = (
        "title",
        "description",
        "type",
        "pattern",
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "minItems",
        "uniqueItems",
        "required",
        "additionalProperties",
        "examples",
    )
    node = {key: spec.schema[key] for key in kept if key in spec.schema}
    if current := corpus.current(spec.reference):
        node["enum"] = list(current)
        node["markdownEnumDescriptions"] = [
            f"**{term.libelle}** — {term.definition}" for term in current.values()
        ]
    if spec.properties:
        node["properties"] = {key: _node(corpus, child) for key, child in spec.properties.items()}
    if spec.items is not None:
        node["items"] = _node(corpus, spec.items)
    return node
