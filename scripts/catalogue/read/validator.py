"""The validator that finds what is wrong: jsonschema, with `pattern` as the standard means it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators
from referencing import Registry, Resource


def _pattern(
    validator: object, wanted: str, instance: object, schema: object
) -> Iterator[ValidationError]:
    """Check `pattern` as the standard means it; Python's « $ » also stands before a line end."""
    closed = wanted[:-1] + r"\Z" if wanted.endswith("$") else wanted
    if isinstance(instance, str) and not re.search(closed, instance):
        yield ValidationError(f"{instance!r} does not match {wanted!r}")


Validator: Any = validators.extend(  # type: ignore[no-untyped-call]  # its stub has no types
    Draft202012Validator, {"pattern": _pattern}
)


def validator(schemas: Mapping[str, dict[str, Any]], name: str) -> Any:
    """Return the validator of one of the schemas, which may refer to the others by their names."""
    registry: Registry[Any] = Registry().with_resources(
        (other, Resource.from_contents(text)) for other, text in schemas.items()
    )
    Draft202012Validator.check_schema(schemas[name])
    return Validator(schemas[name], registry=registry)
