"""The names and types of the published data, read from the files alone, and what a change asks.

A contract is flat: what is promised → its type. Words (titles, descriptions) are promised to
nobody, and have one fingerprint a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Contract = Mapping[str, str]
PARTS = ("majeure", "mineure", "corrective")
"""The parts of a version, the weightiest first."""
WORDS = "mots "


def contract(folder: Path) -> dict[str, str]:
    """Return what the files of `/donnees/v1/` promise."""
    return dict(sorted([*_columns(folder), *_addresses(folder), *_keys(folder), *_linked(folder)]))


def version(folder: Path) -> str:
    """Return the version that the files give themselves."""
    return str(_json(folder / "datapackage.json")["version"])


def changes(old: Contract, new: Contract) -> dict[str, str]:
    """Return what changed, in words, each with the part of the version that must move."""
    found = {f"{key} a disparu": PARTS[0] for key in old.keys() - new.keys()}
    found |= {f"{key} est nouveau": PARTS[1] for key in new.keys() - old.keys()}
    for key in old.keys() & new.keys():
        if old[key] != new[key]:
            told = f"{key} : {old[key]} est devenu {new[key]}"
            found[told] = PARTS[2] if key.startswith(WORDS) else PARTS[0]
    return dict(sorted(found.items()))


def moved(old: str, new: str) -> str:
    """Return the weightiest part that moved up from a version to another, or the empty string."""
    pairs = zip(map(int, old.split(".")), map(int, new.split(".")), strict=True)
    differing = ((part, before < after) for part, (before, after) in zip(PARTS, pairs, strict=True)
                 if before != after)  # fmt: skip
    part, upward = next(differing, ("", False))
    return part if upward else ""


def refusals(old: Contract, new: Contract, before: str, after: str) -> list[str]:
    """Return the changes that a version does not tell, each with the part that must move."""
    part = moved(before, after)
    told = PARTS[PARTS.index(part) :] if part else ()
    return [
        f"{words} : version {wanted} à changer (de {before} à {after} ne le dit pas)"
        for words, wanted in changes(old, new).items()
        if wanted not in told
    ]


def _json(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _columns(folder: Path) -> Iterator[tuple[str, str]]:
    for resource in _json(folder / "datapackage.json")["resources"]:
        name, schema = resource["path"], resource["schema"]
        for field in schema["fields"]:
            many = " en liste" if "separateur" in field else ""
            yield f"colonne {name} {field['name']}", f"{field['type']}{many}"
        yield f"clé {name}", " ".join(schema["primaryKey"])
        for key in schema["foreignKeys"]:
            yield f"lien {name} {key['fields']}", json.dumps(key["reference"])
        words = [[f["title"], f.get("description")] for f in schema["fields"]]
        yield f"{WORDS}{name}", _fingerprint([resource["title"], resource["description"], words])
    heading = (folder / "fiches-tableur.csv").read_text("utf-8").splitlines()[0]
    for title in heading.removeprefix("\ufeff").split(";"):
        yield f"colonne fiches-tableur.csv {title}", "texte"


def _addresses(folder: Path) -> Iterator[tuple[str, str]]:
    for path, one in _json(folder / "openapi.json")["paths"].items():
        yield f"adresse {path}", " ".join(one["get"]["responses"]["200"]["content"])


def _keys(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the keys of the JSON files: those of records from the published schemas."""
    schemas = {path.name: _json(path) for path in (folder / "schemas").iterdir()}
    record = "project.schema.json"
    yield from _properties(schemas, record, schemas[record], "fiche")
    yield f"{WORDS}{record}", _fingerprint(_texts(schemas))
    shapes = _json(folder / "openapi.json")["components"]["schemas"]
    for name in shapes.keys() - {"Fiche"}:
        yield from _properties(schemas, "openapi.json", shapes[name], name.lower())


def _properties(
    schemas: Mapping[str, Any], file: str, node: Any, path: str
) -> Iterator[tuple[str, str]]:
    if "$ref" in node:
        name, _, pointer = node["$ref"].partition("#")
        file = name.rpartition("/")[2] or file
        if file == "project.schema.json" and not pointer:
            yield path, "fiche"
            return
        target = schemas[file]
        for step in pointer.strip("/").split("/"):
            target = target[step]
        node = {**target, **{k: v for k, v in node.items() if k != "$ref"}}
        if "$ref" in node:
            yield from _properties(schemas, file, node, path)
            return
    yield f"clé {path}", json.dumps(node.get("type", "constante"))
    if "items" in node and node["type"] == "array":
        yield from _properties(schemas, file, node["items"], f"{path}[]")
    for key, child in node.get("properties", {}).items():
        yield from _properties(schemas, file, child, f"{path}.{key}")


def _texts(held: Any) -> Iterator[Any]:
    if isinstance(held, dict):
        for key, value in held.items():
            if key in {"title", "description"} and isinstance(value, str):
                yield value
            yield from _texts(value)
    elif isinstance(held, list):
        for value in held:
            yield from _texts(value)


def _linked(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the words that each graph uses, by the type of the thing that they are said of."""
    for name in ("fiches.jsonld", "vocabulaires.jsonld", "dcat.jsonld"):
        data = _json(folder / name)
        yield f"contexte {name}", json.dumps(data["@context"])
        for kind, word in {pair for node in data["@graph"] for pair in _words(node)}:
            yield f"mot {name} {kind} {word}", "présent"


def _words(held: Any) -> Iterator[tuple[str, str]]:
    if isinstance(held, list):
        for one in held:
            yield from _words(one)
    elif isinstance(held, dict):
        if "@type" in held and "@value" not in held:
            yield from ((str(held["@type"]), word) for word in held)
        for value in held.values():
            yield from _words(value)


def _fingerprint(words: Any) -> str:
    text = json.dumps(list(words), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
