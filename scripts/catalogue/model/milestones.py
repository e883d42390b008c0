"""The moments of the programme's history."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A moment of the programme's history, with the documents that tell of it."""

    date: str
    titre: str
    sources: tuple[str, ...]
    texte: str = ""
    appel: str = ""
