"""The records that answer to choices of the catalogue, given by parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalogue.derive.site import SiteView
from catalogue.read.nearest import suggestion_or_choices

FEMININE = frozenset({"fiche"})


class UnknownChoiceError(Exception):
    """A filter or a choice that the catalogue has not; `word` is what was written."""

    def __init__(self, word: str, message: str) -> None:
        super().__init__(message)
        self.word = word


def filtered(view: SiteView, choices: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the records that answer to every choice, in the catalogue's order."""
    facets = {facet.parametre: facet for facet in view.all_facets}
    kept = set(range(len(view.corpus.projects)))
    for parameter, choice in choices.items():
        if parameter not in facets:
            raise UnknownChoiceError(parameter, unknown("filtre", parameter, facets))
        values = {value.id: value for value in facets[parameter].valeurs}
        if choice not in values:
            raise UnknownChoiceError(choice, unknown(f"choix de « {parameter} »", choice, values))
        kept &= set(values[choice].fiches)
    return tuple(view.corpus.projects[position].id for position in sorted(kept))


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """Return what to say of a word that is none of those known."""
    adjective = "inconnue" if kind in FEMININE else "inconnu"
    return f"{kind} {adjective} « {word} »{suggestion_or_choices(word, known)}"
