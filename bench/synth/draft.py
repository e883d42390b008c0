"""What records draw from, and a record being written: its draws, its words, its sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from synth.organisations import Directory
from synth.prose import Skewed, at, capital, low, of
from synth.yaml_text import Value

Record = dict[str, Value]

DETAILED = 0.75
"""How many sentences are followed by a second one."""


class Slots(dict[str, str]):
    """What fills the slots of a text: the record's own words, or else a draw at each mention."""

    def __init__(self, random: Random, pools: Mapping[str, list[str]]) -> None:
        super().__init__()
        self._random = random
        self._pools = pools

    def __missing__(self, name: str) -> str:
        """Return a word drawn from the pool of that name, with a capital if the name has one."""
        word = self._random.choice(self._pools[name.lower()])
        return capital(word) if name[0].isupper() else word


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What every record draws from."""

    words: Mapping[str, Any]
    terms: Mapping[str, Skewed]
    """Vocabulary → its terms."""
    tools: Mapping[str, str]
    """Tool → its name inside a sentence."""
    regions: Mapping[str, str]
    """Département → its région."""
    region_names: Mapping[str, str]
    departments: Skewed
    calls: tuple[Mapping[str, Any], ...]
    organisations: frozenset[str]
    """Organisations of the repository itself."""
    directory: Directory


@dataclass(slots=True, kw_only=True)
class Draft:
    """A record being written; `places` are its département and its région."""

    world: World
    random: Random
    slots: Slots
    places: tuple[str, str] = ("", "")
    commune: str | None = None
    sources: set[str] = field(default_factory=set)
    longest: int = 0
    """The months of its longest step: the support lasts as long."""

    def chance(self, share: float) -> bool:
        """Return True that often."""
        return self.random.random() < share

    def source(self) -> str:
        """Return the id of a source, nearly always the first, and remember that it is cited."""
        id_ = low(self.random, ("s1", "s1", "s2", "s3"))
        self.sources.add(id_)
        return id_

    def draw(self, vocabulary: str) -> str:
        """Return a term."""
        return self.world.terms[vocabulary].draw(self.random)

    def sample(self, vocabulary: str, most: int) -> list[str]:
        """Return from one term up to a number of different ones."""
        return self.world.terms[vocabulary].sample(self.random, self.random.randint(1, most))

    def write(self, text: str) -> str:
        """Return a text with its slots filled; a sentence is often followed by a detail."""
        if text.endswith(".") and self.chance(DETAILED):
            text = f"{text} {self.random.choice(self.world.words['details'])}"
        return text.format_map(self.slots)

    def phrase(self, name: str) -> str:
        """Return a sentence of a list of words.yml."""
        return self.write(self.random.choice(self.world.words[name]))

    def claim(self, text: str) -> Record:
        """Return a sentence with its source."""
        return {"texte": self.write(text), "source": self.source()}

    def claims(self, name: str, most: int) -> list[Value]:
        """Return some different sentences of a list of words.yml, each with its source."""
        texts: list[str] = self.world.words[name]
        count = self.random.randint(1, min(most, len(texts)))
        return [self.claim(text) for text in self.random.sample(texts, count)]

    def kept(self, share: Mapping[str, float], parts: Mapping[str, Callable[[], Value]]) -> Record:
        """Return the fields that this record has, each made only then: a source must be cited."""
        return {name: make() for name, make in parts.items() if self.chance(share.get(name, 1))}


def start(world: World, random: Random) -> Draft:
    """Return a draft that knows where it is, who is in it and for whom."""
    draft = Draft(world=world, random=random, slots=Slots(random, world.words["tirages"]))
    code = world.departments.draw(random)
    draft.places = (code, world.regions[code])
    draft.slots |= _where(draft) | _who(draft)
    for name in ("bailleur", "association", "lieu", "a_commune"):
        draft.slots[capital(name)] = capital(draft.slots[name])
    return draft


def _where(draft: Draft) -> dict[str, str]:
    """Draw the commune, or none, and return how texts say the place."""
    code, region = draft.places
    name = draft.world.region_names[region]
    here, *communes = draft.world.words["departements"][code]
    if draft.chance(0.06):
        here = f"dans la région {name}"
        return {"lieu": here, "a_commune": here, "de_commune": f"de la région {name}"}
    draft.commune = low(draft.random, communes)
    return {"lieu": here, "a_commune": at(draft.commune), "de_commune": of(draft.commune)}


def _who(draft: Draft) -> dict[str, str]:
    directory, random, words = draft.world.directory, draft.random, draft.world.words
    landlord = directory.draw(random, "bailleur", draft.places)
    charity = directory.draw(random, "association", draft.places)
    return {
        "bailleur": landlord.nom,
        "bailleur_id": landlord.id,
        "association": charity.nom,
        "association_id": charity.id,
        "action": random.choice(words["noms_d_action"]),
        "annee": str(random.randint(2013, 2023)),
        "menages": str(random.randint(8, 40)),
    }
