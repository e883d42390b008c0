"""An example of a field, from its schema, as a person would write it in a file."""

from __future__ import annotations

import json

from catalogue.schema.fields import Spec
from catalogue.schema.shape_sentences import tell
from catalogue.text.scalars import plain


def example_of(field: Spec) -> str:
    """Return an example of a field, or nothing; of a group, its first field, a needed one first."""
    shown = written(field.examples[0]) if field.examples else _first_field(field)
    return f"- {shown}" if shown and field.type == "array" else shown


def _first_field(field: Spec) -> str:
    group = field.items or field
    shown = [inner for inner in group.properties.values() if inner.examples]
    first = min(shown, key=lambda inner: not inner.required, default=None)
    return f"{first.name}: {written(first.examples[0])}" if first else ""


def model_of(key: str, field: Spec | None) -> str:
    """Return what to write for a field that is missing."""
    if field is not None and field.type == "array":
        return tell("modele/liste", champ=key, exemple=example_of(field) or "- …")
    if field is not None and field.type == "object":
        first = next((f"{name}: …" for name, f in field.properties.items() if f.required), "…")
        return tell("modele/liste", champ=key, exemple=example_of(field) or first)
    examples = field.examples if field else ()
    example = json.dumps(examples[0], ensure_ascii=False) if examples else "…"
    return tell("modele/ligne", champ=key, exemple=example)


def written(example: object) -> str:
    """Return an example as it is written in a file: between quotes when it would not stay text."""
    is_plain = isinstance(example, str) and plain(example) == example and not example[:1].isdigit()
    return str(example) if is_plain else json.dumps(example, ensure_ascii=False)
