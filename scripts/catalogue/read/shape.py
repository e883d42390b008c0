"""Does a document have the shape that its schema asks for? Every fault, worded in French."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from catalogue.issues import Issue, Path, Place
from catalogue.read.document import Document
from catalogue.read.nearest import nearest, suggestion
from catalogue.read.schema import Schemas
from catalogue.read.shape_words import GIVEN, WANTED, say

Error = Any
"""A jsonschema ValidationError, whose stubs give every attribute as possibly unset."""

Fault = tuple[Path, bool, str, str]
"""Path, whether it is the key that is wrong, rule, message."""

MOST = 200
"""How many faults of shape are told of one file: more are one fault, made many times."""
UNWORDED: Fault = ((), False, "forme", "ce fichier n’a pas la forme attendue par le schéma")

NUMBERS = frozenset({"integer", "number"})

RULES = {
    "champ-inconnu": "Une fiche ne contient que les champs prévus par le schéma.",
    "champ-manquant": "Les champs obligatoires sont présents.",
    "type": "Chaque valeur est du type attendu : texte, nombre, liste, oui ou non.",
    "forme": "Dates, codes, identifiants et adresses web ont la forme attendue.",
    "longueur": "Textes et listes ne sont ni vides ni trop longs.",
    "doublon": "Une liste ne répète pas deux fois la même valeur.",
    "bornes": "Les nombres restent dans les bornes prévues.",
}


def check_shape(document: Document, kind: str, schemas: Schemas) -> Iterator[Issue]:
    """Yield an issue for every way in which a document departs from the schema of its kind."""
    data = document.data
    if schemas.is_valid(kind, data):
        return
    errors = schemas.validator(kind).iter_errors(data)
    # Without repeats: jsonschema yields one error per missing key, and each names them all.
    faults = dict.fromkeys(islice((f for e in errors for f in _faults(e)), MOST))
    for path, on_key, rule, message in faults or {UNWORDED: None}:
        yield Issue(Place(document.file, path, on_key), rule, message)


def _faults(error: Error) -> Iterator[Fault]:
    path: Path = tuple(error.absolute_path)
    word = WORDINGS.get(str(error.validator))
    if word is None:
        yield path, False, "forme", f"valeur refusée par le schéma ({error.validator})"
    else:
        yield from word(error, path)


def _unknown_keys(error: Error, path: Path) -> Iterator[Fault]:
    allowed = list(error.schema["properties"])
    for key in error.instance:
        if key not in allowed:
            hint = suggestion(key, allowed)
            rest = hint or say("champ-inconnu/liste", liste=", ".join(allowed))
            message = say("champ-inconnu", nom=key, suite=rest)
            yield (*path, key), True, "champ-inconnu", message


def _missing_key(error: Error, path: Path) -> Iterator[Fault]:
    for key in error.validator_value:
        if key not in error.instance and not _misspelt(key, error):
            model = model_line(key, error.schema["properties"][key])
            message = say("champ-manquant", nom=key, modele=model)
            yield path, False, "champ-manquant", message


def _misspelt(key: str, error: Error) -> bool:
    """Tell whether an unknown field of the group is this one misspelt: one fault, told once."""
    allowed = error.schema["properties"]
    unknown = (k for k in error.instance if isinstance(k, str) and k not in allowed)
    return any(nearest(k, allowed.keys()) == key for k in unknown)


def model_line(key: str, schema: Mapping[str, Any]) -> str:
    """Return what to add where a field is missing, as the schema's example has it."""
    examples = schema.get("examples") or schema.get("items", {}).get("examples")
    if schema.get("type") == "array":
        return f"« {key}: » suivi d’une ligne « - {examples[0]} »" if examples else f"« {key}: »"
    value = json.dumps(examples[0], ensure_ascii=False) if examples else "…"
    return f"une ligne « {key}: {value} »"


def _type(error: Error, path: Path) -> Iterator[Fault]:
    value, wanted, name = error.instance, str(error.validator_value), _name(path)
    if value is None:
        message = say("type/vide", nom=name)
    elif wanted == "string" and isinstance(value, int | float):
        text = "true" if value is True else "false" if value is False else value
        message = say("type/texte", valeur=text)
    elif wanted in NUMBERS and isinstance(value, str):
        advice = _number_advice(value)
        message = say("type/nombre", nom=name, attendu=WANTED[wanted], suite=advice)
    elif wanted == "array":
        message = say("type/liste", nom=name, attendu=WANTED["array"])
    else:
        asked = WANTED.get(wanted, wanted)
        message = say("type/autre", nom=name, attendu=asked, donne=_kind(value))
    yield path, False, "type", message


def _number_advice(text: str) -> str:
    """Return how to write the number that a text seems to hold."""
    digits = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    found = re.search(r"\d+(?:[.,]\d+)?", digits)
    if not found:
        return say("type/nombre/chiffres")
    rest = "" if digits.strip() == found.group() else say("type/nombre/reste")
    return say("type/nombre/seul", nombre=found.group().replace(",", "."), suite=rest)


def _kind(value: object) -> str:
    return GIVEN.get(type(value).__name__, GIVEN["autre"])


def _pattern(error: Error, path: Path) -> Iterator[Fault]:
    wanted = error.schema.get("x-attendu") or say("forme/motif", motif=error.validator_value)
    yield path, False, "forme", say("forme", valeur=_short(error.instance), attendu=wanted)


def _length(error: Error, path: Path) -> Iterator[Fault]:
    limit, size, keyword = error.validator_value, len(error.instance), str(error.validator)
    empty = (keyword == "minLength" and not size) or (keyword == "minItems" and limit == 1)
    message = say(
        f"longueur/{'vide' if empty else keyword}", nom=_name(path), taille=size, limite=limit
    )
    yield path, False, "longueur", message


def _duplicate(error: Error, path: Path) -> Iterator[Fault]:
    seen: list[object] = []
    for index, item in enumerate(error.instance):
        if item in seen:
            yield (*path, index), False, "doublon", say("doublon", valeur=_short(item))
        seen.append(item)


def _bounds(error: Error, path: Path) -> Iterator[Fault]:
    message = say(f"bornes/{error.validator}", valeur=error.instance, limite=error.validator_value)
    yield path, False, "bornes", message


def _name(path: Path) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str)), "le fichier"))


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


WORDINGS: dict[str, Callable[[Error, Path], Iterator[Fault]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_key,
    "type": _type,
    "pattern": _pattern,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "maxItems": _length,
    "uniqueItems": _duplicate,
    "minimum": _bounds,
    "maximum": _bounds,
}
