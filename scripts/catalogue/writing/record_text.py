"""A record as text, in the canonical style; the form writes the same in JavaScript.

The rules, in full (`tests/write/style.json` has texts for each; both languages are held to it):

1. The first line names the schema that text editors read.
2. Fields in the order of the schema, at every level; those it does not know come last, as given.
   What is empty (nothing, "", a list or a group of fields that holds nothing) is left out.
3. One field a line, two spaces of indent a level; a list is one « - » a line, indented under its
   field, and the first field of a group stands on the line of its « - ».
4. Numbers in plain digits, without exponent, « 25 » for 25.0; `true` and `false`.
5. Values are first made tidy (`writing/tidy.py`): a number, a date, « oui » as the field wants,
   no space at the ends of a text, accented letters composed (NFC), typography of free texts
   (`text/typography.py`).
6. A text of several lines is a literal block, « |- », if it neither starts nor ends with a space or
   a line break, and no line of it ends with a space; else it stands between double quotes, on one
   line. A blank line of a block has no indent.
7. A text of one line stays on its line as it is, or between double quotes when rule 9 wants them,
   if that line has at most 98 characters (code points, indent and field name counted).
8. Else it is folded, « >- », and filled: as many words a line as 98 characters hold. A line only
   breaks at a single ordinary space between two signs that are not spaces. A text without such a
   space, or that starts or ends with a space, is not folded: rule 7 holds whatever its length.
9. Double quotes around a text that another reader could take for something else: the list is in
   `text/scalars.py`. Inside them, « \\ » and « " » are preceded by « \\ », and what cannot be seen
   is escaped: « \\n », « \\t », « \\uXXXX ».
10. One line break at the end of the file.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from catalogue.schema.fields import Spec
from catalogue.text.scalars import edged, hidden, in_digits, in_quotes, needs_quotes
from catalogue.writing.tidy import tidy

HEADER: Final = "# yaml-language-server: $schema=../schemas/editor/project.schema.json"
WIDTH: Final = 98
_STEP: Final = "  "
# Not at a space that follows or precedes another: the fold would not give it back.
_break = re.compile(r"(?<=\S) (?=\S)")
_line_end_space = re.compile(r"[^\S\n](?:\n|$)")


def write_record(data: dict[str, Any], spec: Spec) -> str:
    """Return the text of a record's file: its values made tidy, in the canonical style."""
    return "\n".join([HEADER, *fields(tidy(data, spec), "")]) + "\n"


def write_fields(data: dict[str, Any], spec: Spec) -> str:
    """Return the text of a file of another kind: the same style, without the first line."""
    return "\n".join(fields(tidy(data, spec), "")) + "\n"


def fields(data: dict[str, Any], indent: str) -> Iterator[str]:
    """Yield the lines of tidy fields, in the order given."""
    for name, value in data.items():
        key = in_quotes(name) if needs_quotes(name) else name
        if isinstance(value, dict | list):
            yield f"{indent}{key}:"
            yield from _nested(value, indent + _STEP)
        else:
            yield from _scalar(f"{indent}{key}:", value, indent + _STEP)


def _nested(value: dict[str, Any] | list[Any], indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from fields(value, indent)
        return
    inner = indent + _STEP
    for item in value:
        if isinstance(item, dict | list):
            lines = _nested(item, inner)
            yield f"{indent}- {next(lines).removeprefix(inner)}"
            yield from lines
        else:
            yield from _scalar(f"{indent}-", item, inner)


def _scalar(start: str, value: Any, inner: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{start} {in_digits(value)}"
        return
    shows = not (edged(value) or hidden(value.replace("\n", "")))
    if shows and "\n" in value and not _line_end_space.search(value):
        yield f"{start} |-"
        yield from (f"{inner}{line}" if line else "" for line in value.split("\n"))
        return
    line = f"{start} {in_quotes(value) if needs_quotes(value) else value}"
    words = _break.split(value) if shows and "\n" not in value else []
    if len(line) <= WIDTH or len(words) < 2:
        yield line
    else:
        yield f"{start} >-"
        yield from _filled(words, inner)


def _filled(words: list[str], inner: str) -> Iterator[str]:
    """Yield lines that hold as many words as the width lets them."""
    line = inner + words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > WIDTH:
            yield line
            line = inner + word
        else:
            line = f"{line} {word}"
    yield line


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
        lines = list(fields(tidy({name: written}, spec), "")) if written else []
        if not written:
            # The field as a comment: its name, what it says, an example to uncomment.
            lines += _comment(f"{field.title} (si vous savez). {field.description}".strip())
            value = {field.name: example(field, known)}
            lines += [f"# {line}" for line in fields(tidy(value, None), "")]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


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
