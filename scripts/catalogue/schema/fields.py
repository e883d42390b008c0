"""The schemas, read once: as they are to validate, else as a tree of fields and ways through it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

from catalogue.issues import StopError

Json = Mapping[str, Any]
Step = tuple[str | int, ...]

BASE = "json-schema:///"
"""What jsonschema-rs resolves our relative names against."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spec:
    """A field as the schema describes it: its words, its type, its annotations, what it holds.

    Each field is one object, equal to itself alone, so that what is found of it can be kept.
    """

    name: str
    title: str
    description: str
    type: str
    required: bool
    schema: Json
    properties: Mapping[str, Spec]
    items: Spec | None
    reference: str
    """The name of the set that the value must belong to, or the empty string."""
    tags: tuple[str, ...]
    """What rules look up by: object, array, a view, `reference`, `reference:<set>`, `typed`."""
    former: Mapping[str, Spec] = field(default_factory=dict)
    """The fields that a group had once, which its past still tells of."""

    def note(self, annotation: str, default: Any = None) -> Any:
        """Return an annotation (`x-…`) of the field, or the default."""
        return self.schema.get(f"x-{annotation}", default)

    def child(self, name: str) -> Spec | None:
        """Return a field of this group, even one that it only had once."""
        return self.properties.get(name) or self.former.get(name)

    @property
    def examples(self) -> tuple[Any, ...]:
        """Return the examples, the field's own or else those of its items."""
        own = tuple(self.schema.get("examples", ()))
        return own or (self.items.examples if self.items else ())


class SchemaFaultError(StopError):
    """A schema cannot be used; the message says which and why, in French."""


def _read(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        message = (
            f"{path}:{error.lineno}:{error.colno}: ce fichier n’est pas du JSON : il manque sans"
            " doute ici une virgule, un guillemet, un crochet ou une accolade"
        )
        raise SchemaFaultError(message) from error
    except RecursionError as error:
        raise SchemaFaultError(f"{path} : trop de niveaux emboîtés dans ce schéma") from error
    except (OSError, UnicodeError) as error:
        raise SchemaFaultError(f"{path} : ce schéma ne peut pas être lu") from error
    if not isinstance(read, dict):
        raise SchemaFaultError(f"{path} : un schéma est un objet JSON « {{ … }} »")
    return read


class Schemas:
    """The JSON Schemas of a folder: validators and field trees by kind of file."""

    def __init__(self, folder: Path, kinds: Iterable[str] = ()) -> None:
        self.texts = {path.name: _read(path) for path in sorted(folder.glob("*.schema.json"))}
        self._validators: dict[str, Any] = {}
        self._verdicts: dict[str, jsonschema_rs.Validator] = {}
        self._specs: dict[str, Spec] = {}
        for kind in kinds:
            self._check(folder, kind)

    def _check(self, folder: Path, kind: str) -> None:
        """Raise SchemaFaultError unless a kind has a schema that can be used."""
        path = folder / f"{kind}.schema.json"
        if path.name not in self.texts:
            raise SchemaFaultError(f"{path} : ce schéma manque")
        try:
            self.is_valid(kind, {})
            self.spec(kind)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            reason = str(error).partition("\n")[0]
            raise SchemaFaultError(
                f"{path} : ce n’est pas un schéma utilisable. Les mots, en anglais, de l’outil qui"
                f" le lit : {reason}"
            ) from error

    def validator(self, kind: str) -> Any:
        """Return the validator of a kind of file, which tells what is wrong."""
        # Slow to import (a tenth of a second), and only a faulty file needs them.
        from jsonschema import Draft202012Validator, ValidationError, validators  # noqa: PLC0415
        from referencing import Registry, Resource  # noqa: PLC0415

        def pattern(
            _: object, want: str, text: object, schema: object
        ) -> Iterator[ValidationError]:
            """Check `pattern` as the standard does: Python’s « $ » stands before a line end too."""
            closed = want[:-1] + r"\Z" if want.endswith("$") else want
            if isinstance(text, str) and not re.search(closed, text):
                yield ValidationError(f"{text!r} does not match {want!r}")

        if kind not in self._validators:
            schema = self.texts[f"{kind}.schema.json"]
            registry: Registry[Any] = Registry().with_resources(
                (other, Resource.from_contents(text)) for other, text in self.texts.items()
            )
            Draft202012Validator.check_schema(schema)
            made = validators.extend(  # type: ignore[no-untyped-call]  # its stub has no types
                Draft202012Validator, {"pattern": pattern}
            )
            self._validators[kind] = made(schema, registry=registry)
        return self._validators[kind]

    def is_valid(self, kind: str, data: object) -> bool:
        """Tell, fast and without a word, whether a document has its kind's shape.

        It is the verdict of `validator`, forty times as fast; a test holds both to the same.
        """
        if kind not in self._verdicts:
            self._verdicts[kind] = jsonschema_rs.validator_for(
                self.texts[f"{kind}.schema.json"],
                registry=self._registry,
                base_uri=f"{BASE}{kind}.schema.json",
                offline=True,
            )
        return self._verdicts[kind].is_valid(data)

    @cached_property
    def _registry(self) -> jsonschema_rs.Registry:
        """What the schemas refer to one another by: a third of the time of reading a repository."""
        named = [(f"{BASE}{name}", text) for name, text in self.texts.items()]
        return jsonschema_rs.Registry(named)

    def spec(self, kind: str) -> Spec:
        """Return the field tree of a kind of file."""
        if kind not in self._specs:
            name = f"{kind}.schema.json"
            self._specs[kind] = self._field("", self.texts[name], name, required=True)
        return self._specs[kind]

    @cached_property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """Return the sections of a record's sheet as (id, title), in order."""
        listed = self.texts["project.schema.json"]["x-sections"]
        return tuple((section["id"], section["titre"]) for section in listed)

    def resolve(self, node: Json, file: str) -> tuple[Json, str]:
        """Return a node with its `$ref` followed, own words winning, and the file it ends in."""
        if "$ref" not in node:
            return node, file
        target_file, _, pointer = node["$ref"].partition("#")
        target_file = target_file or file
        target: Any = self.texts[target_file]
        for part in pointer.strip("/").split("/"):
            target = target[part]
        resolved, end = self.resolve(target, target_file)
        own = {k: v for k, v in node.items() if k != "$ref"}
        if "description" in own:
            # The words of a column are those of the description that they stand for.
            resolved = {k: v for k, v in resolved.items() if k != "x-colonne"}
        return {**resolved, **own}, end

    def _field(self, name: str, node: Json, file: str, *, required: bool) -> Spec:
        schema, file = self.resolve(node, file)
        needed = schema.get("required", ())
        properties, former = (
            {
                key: self._field(key, child, file, required=key in needed)
                for key, child in schema.get(group, {}).items()
            }
            for group in ("properties", "x-anciens-champs")
        )
        items, shape, reference = schema.get("items"), main_type(schema), "x-referentiel"
        tags = [shape if shape in {"object", "array"} else "", schema.get("x-vue", "")]
        if reference in schema:
            tags += ["reference", f"reference:{schema[reference]}"]
        tags += ["typed"] if "x-type" in schema else []
        return Spec(
            name=name,
            title=schema.get("title", name),
            description=schema.get("description", ""),
            type=shape,
            required=required,
            schema=schema,
            properties=properties,
            former=former,
            items=self._field(name, items, file, required=False) if items else None,
            reference=schema.get(reference, ""),
            tags=tuple(tag for tag in tags if tag),
        )


def main_type(schema: Json) -> str:
    """Return the type of a value; the first, where one value may also be written as a list."""
    given = schema.get("type", "")
    return str(given if isinstance(given, str) else given[0])


BRIEF = "en-bref"
"""The section that says what is not known where it stands; fields without a section go there."""


def section_of(spec: Spec) -> str:
    """Return the id of the section that a field of a record belongs to."""
    return str(spec.note("section", BRIEF))


def visit(
    spec: Spec, value: object, see: Callable[[Step, Spec, object], None], path: Step = ()
) -> None:
    """Show every value that the schema knows with its path and field, whatever its shape."""
    see(path, spec, value)
    if isinstance(value, dict):
        for key, child in value.items():
            if key in spec.properties:
                visit(spec.properties[key], child, see, (*path, key))
    elif isinstance(value, list) and spec.items is not None:
        for index, child in enumerate(value):
            visit(spec.items, child, see, (*path, index))


def field_at(spec: Spec, path: Step) -> Spec | None:
    """Return the field that a path of keys and indices leads to, None where there is none."""
    here: Spec | None = spec
    for step in path:
        if here is None:
            return None
        here = here.properties.get(step) if isinstance(step, str) else here.items
    return here


def strings(spec: Spec, value: object) -> list[tuple[Spec, str]]:
    """Return every text value with its field, in the order of the file, without its path."""
    found: list[tuple[Spec, str]] = []

    def see(_: Step, field: Spec, value: object) -> None:
        if isinstance(value, str):
            found.append((field, value))

    visit(spec, value, see)
    return found


def fields_where(
    spec: Spec, test: Callable[[Spec], bool], path: Step = ()
) -> Iterator[tuple[Step, Spec]]:
    """Yield the fields that pass a test with the keys that lead to them (lists add no step)."""
    if test(spec):
        yield path, spec
    for key, child in spec.properties.items():
        yield from fields_where(child, test, (*path, key))
    if spec.items is not None:
        yield from fields_where(spec.items, test, path)


def values_at(data: object, path: Step) -> Iterator[Any]:
    """Yield the values that keys lead to, going through every list on the way."""
    if isinstance(data, list):
        for item in data:
            yield from values_at(item, path)
    elif not path:
        yield data
    elif isinstance(data, dict) and path[0] in data:
        yield from values_at(data[path[0]], path[1:])
