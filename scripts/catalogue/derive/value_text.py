"""Any value of a document as a person would write it on one line, whatever its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from catalogue.derive.wording import date_words, lower_first, quantity
from catalogue.model.corpus import Corpus
from catalogue.read.schema import Spec


def text_of(corpus: Corpus, spec: Spec, value: Any) -> str:
    """Return a value in words; one that has not its field's shape is told as it is written."""
    if isinstance(value, list):
        item = spec.items
        return " ; ".join(text_of(corpus, item, v) if item else str(v) for v in value)
    if isinstance(value, dict):
        return ", ".join(_fields(corpus, spec, value))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        year = spec.note("vue") == "annee"
        return str(value) if year else quantity(value, spec.note("unite", ""))
    return _words(corpus, spec, str(value))


def _words(corpus: Corpus, spec: Spec, text: str) -> str:
    if spec.reference:
        return corpus.label(spec.reference, text)
    if spec.note("vue") == "date" and is_date(text):
        return date_words(text)
    return text


def is_date(text: str) -> bool:
    """Tell whether a text can be told as a date: a year, a month of it, a day."""
    parts = text.split("-")
    plain = len(parts) < 4 and all(part.isascii() and part.isdigit() for part in parts)
    return plain and (len(parts) == 1 or 1 <= int(parts[1]) <= 12)


def _fields(corpus: Corpus, spec: Spec, value: Mapping[Any, Any]) -> Iterator[str]:
    known = [key for key in spec.properties if key in value]
    for key in [*known, *(key for key in value if key not in spec.properties)]:
        field = spec.properties.get(key)
        text = text_of(corpus, field, value[key]) if field else str(value[key])
        yield f"{lower_first(field.title) if field else key} : {text}"
