"""How fresh a record is: the day of its last check, from when that is old, and where things are.

A page that is not built again grows old too: it holds every notice with the day from which it is
true, and the browser shows those whose day has come since (docs/decisions.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from catalogue.records.corpus import Corpus
from catalogue.site.wording import NBSP, NOT_GIVEN, date_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """An age from which a check is old: in years, what to call it, what it means to a reader."""

    id: str
    ans: int
    titre: str
    conseil: str


AGES = (
    Age(
        id="a-reverifier",
        ans=2,
        titre="Fiche à revérifier",
        conseil=(
            "L’initiative a pu changer depuis : avant de vous en servir, demandez où elle en est."
        ),
    ),
    Age(
        id="ancienne",
        ans=4,
        titre="Fiche ancienne",
        conseil=(
            "Lisez-la comme une trace de ce qui s’est fait, et vérifiez tout ce que vous en"
            " reprenez."
        ),
    ),
)
"""The thresholds, from the least: the one place where they stand."""

OLD = (
    "Personne ne l’a relue face à ses sources depuis le {date}, il y a plus de {ans}"
    + NBSP
    + "ans."
)

STATES: dict[str, tuple[str, str]] = {
    "abandonnee": (
        "Initiative abandonnée",
        "La fiche reste, car ce qui n’a pas marché sert aussi : ne la prenez pas pour un modèle"
        " sans avoir compris pourquoi.",
    ),
    "inconnu": (
        "Aucun document lu ne dit où en est l’initiative",
        "Avant de la citer en exemple, demandez à ses porteurs où elle en est.",
    ),
    "": (
        "État de l’initiative non renseigné",
        "Avant de la citer en exemple, demandez à ses porteurs où elle en est.",
    ),
}
"""The states that a reader must know before reading on: their title and what to do about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to know before reading, true from the day `depuis` where that is given."""

    id: str
    titre: str
    phrases: tuple[str, ...]
    depuis: str = ""
    montre: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """When a record was last checked, in words, and what a reader must know of it."""

    verifie_le: str
    etat: Notice | None
    ages: tuple[Notice, ...]
    """What is or will be to say of its age; at most one is shown."""


@lru_cache(maxsize=512)
def freshness(checked: str, state: str, state_definition: str, au: str) -> Freshness:
    """Return how fresh a record is on a day: `checked` and `au` are ISO days, the first or none."""
    return Freshness(
        verifie_le=date_words(checked) if checked else NOT_GIVEN,
        etat=_state(state, state_definition),
        ages=_ages(checked, au) if checked else (),
    )


def _state(state: str, definition: str) -> Notice | None:
    if state not in STATES:
        return None
    title, advice = STATES[state]
    return Notice(id="etat", titre=title, phrases=tuple(p for p in (definition, advice) if p))


def _ages(checked: str, au: str) -> tuple[Notice, ...]:
    due = [(age, f"{int(checked[:4]) + age.ans}{checked[4:]}") for age in AGES]
    current = max((rank for rank, (_, day) in enumerate(due) if day <= au), default=-1)
    return tuple(
        Notice(
            id=age.id,
            titre=age.titre,
            phrases=(OLD.format(date=date_words(checked), ans=age.ans), age.conseil),
            depuis=day,
            montre=rank == current,
        )
        for rank, (age, day) in enumerate(due)
    )


def newest_check(corpus: Corpus) -> str:
    """Return the newest day of checking: what a site built of these records takes for today."""
    return max((project.verifie_le for project in corpus.projects), default="")
