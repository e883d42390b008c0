"""A new record as text: what is known of it, and every other field as a comment with its help."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from catalogue.read.schema import Spec
from catalogue.write.record import HEADER, WIDTH, fields
from catalogue.write.tidy import tidy

Known = Mapping[str, Sequence[str]]
"""Name of a set that fields point to → the ids that exist in it."""

INTRO: Final = (
    "Les champs précédés de « # » sont facultatifs. Si vous savez, retirez les « # » et remplacez"
    " l’exemple ; sinon, effacez-les ou laissez-les : le site affichera « non renseigné »."
)
_PROSE: Final = "Une ou deux phrases, dans vos mots."


def commented_record(data: Mapping[str, Any], spec: Spec, known: Known) -> str:
    """Return the text of a new record: its values, the other fields as comments, in order."""
    blocks = ["\n".join([HEADER, *_comment(INTRO)])]
    for name, field in spec.properties.items():
        written = data.get(name)
        lines = list(fields(tidy({name: written}, spec), "")) if written else _help(field, known)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _help(field: Spec, known: Known) -> list[str]:
    """Return a field as a comment: its name, what it says, an example to uncomment."""
    value = {field.name: example(field, known)}
    return [
        *_comment(f"{field.title} (si vous savez). {field.description}".strip()),
        *(f"# {line}" for line in fields(tidy(value, None), "")),
    ]


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in textwrap.wrap(text, WIDTH - 2))


def example(field: Spec, known: Known) -> Any:
    """Return a value of the right shape for a field: its example, or one made of its parts."""
    if field.type == "object":
        return {name: example(inner, known) for name, inner in field.properties.items()}
    if field.type == "array" and field.items is not None:
        return [example(field.items, known)]
    if field.reference:
        ids = known.get(field.reference, ())
        return next((given for given in field.examples if given in ids), ids[0] if ids else None)
    if field.examples:
        return field.examples[0]
    if field.type == "boolean":
        return True
    return field.schema.get("minimum", 1) if field.type in {"integer", "number"} else _PROSE
