"""French words and sentences for synthetic records: draws that are skewed as in life, and slots."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
WORDS = Path(__file__).with_name("words.yml")

_not_slug = re.compile(r"[^a-z0-9]+")


def read_yaml(path: Path) -> Any:
    """Return the plain values of a trusted YAML file of the repository."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def slug(text: str, length: int = 60) -> str:
    """Return a text as an id: lower case, no accent, hyphens."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("’", " "))
    ascii_text = folded.encode("ascii", "ignore").decode()
    return _not_slug.sub("-", ascii_text).strip("-")[:length].strip("-")


def capital(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def at(place: str) -> str:
    """Return how to say « in » a commune: à Reims, au Mans, aux Ulis."""
    return _contracted(place, "à", "au", "aux")


def of(place: str) -> str:
    """Return how to say « of » a commune: de Reims, du Mans, des Ulis, d’Évreux."""
    if unicodedata.normalize("NFD", place[0])[0] in "AEIOUY":
        return f"d’{place}"
    return _contracted(place, "de", "du", "des")


def _contracted(place: str, plain: str, masculine: str, plural: str) -> str:
    first, _, rest = place.partition(" ")
    return f"{ {'Le': masculine, 'Les': plural}.get(first, plain) } " + (
        rest if first in {"Le", "Les"} else place
    )


@dataclass(frozen=True, slots=True)
class Skewed:
    """Ids with their cumulated weights: a few are drawn often, most seldom."""

    ids: tuple[str, ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, ids: Iterable[str], weights: Mapping[str, float]) -> Skewed:
        """Return ids weighted by a table; an id that it does not name weighs 1."""
        known = tuple(ids)
        return cls(known, tuple(accumulate(weights.get(id_, 1) for id_ in known)))

    def draw(self, random: Random) -> str:
        """Return one id."""
        return random.choices(self.ids, cum_weights=self.weights)[0]

    def sample(self, random: Random, count: int) -> list[str]:
        """Return up to `count` different ids, in the order drawn."""
        return list(dict.fromkeys(random.choices(self.ids, cum_weights=self.weights, k=count)))


def low(random: Random, items: Sequence[T]) -> T:
    """Return an item, the first ones much more often than the last ones."""
    return items[int(len(items) * random.random() ** 2)]
