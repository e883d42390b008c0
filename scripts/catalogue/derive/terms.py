"""Terms: the page of every choice of every facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.derive.addresses import folder_of, term_link
from catalogue.derive.facets import FacetField
from catalogue.derive.views import Card, Facet, FacetValue, Link, TermView
from catalogue.model.corpus import Corpus

ASSOCIATED = ("publics", "partenariats", "outils")
"""The vocabularies whose terms are worth naming beside another."""
MOST_ASSOCIATED = 8
SOURCES = {
    "territoires": "reference/territories.yml",
    "annees": "docs/annees.md",
    "preuves": "docs/preuves.md",
}
NAMES = {
    "territoires": "Territoires",
    "annees": "Années des appels",
    "preuves": "Ce qui est documenté",
}
"""What a list of terms is called when it is not a vocabulary."""
OWN_PAGES = ("appels", "organismes")
"""The sets whose members have pages of another kind."""


@dataclass(frozen=True, slots=True)
class TermMaker:
    """What every term's page needs."""

    corpus: Corpus
    cards: Sequence[Card]
    facets: Sequence[tuple[FacetField, Facet]]

    def views(self) -> Iterator[tuple[str, TermView]]:
        """Yield every term that has a page, with its address."""
        for field, facet in self.facets:
            folder = folder_of(self.corpus, field.reference)
            if folder and field.reference not in OWN_PAGES:
                for value in facet.valeurs:
                    yield f"{folder}/{value.id}/", self._view(field, facet, value, folder)

    def _view(self, field: FacetField, facet: Facet, value: FacetValue, folder: str) -> TermView:
        vocabulary = self.corpus.vocabularies.get(field.reference)
        children = [v for v in facet.valeurs if v.parent == value.id]
        return TermView(
            id=value.id,
            libelle=value.libelle,
            vocabulaire=Link(
                libelle=vocabulary.libelle_pluriel if vocabulary else NAMES[field.reference],
                adresse=f"{folder}/",
            ),
            famille=dict(facet.familles).get(value.famille, ""),
            definition=value.definition,
            alias=", ".join(value.alias),
            remplace_par=self._successor(field, value.id),
            parent=term_link(self.corpus, field.reference, value.parent) if value.parent else None,
            enfants=tuple(
                (term_link(self.corpus, field.reference, c.id), len(c.fiches)) for c in children
            ),
            associes=self._associated(field, value),
            cartes=tuple(self.cards[position] for position in value.fiches),
            recherche=f"catalogue/?{field.parametre}={value.id}",
            source=SOURCES.get(field.reference, f"reference/vocabularies/{field.reference}.yml"),
        )

    def _successor(self, field: FacetField, id_: str) -> Link | None:
        term = self.corpus.term(field.reference, id_)
        found = term.remplace_par if term else None
        return term_link(self.corpus, field.reference, found) if found else None

    def _associated(
        self, field: FacetField, value: FacetValue
    ) -> tuple[tuple[Link, str, int], ...]:
        records = set(value.fiches)
        found: Counter[tuple[str, str]] = Counter()
        for other, facet in self.facets:
            if other.reference in ASSOCIATED and records:
                for v in facet.valeurs:
                    if (other.reference, v.id) != (field.reference, value.id):
                        found[other.reference, v.id] = len(records.intersection(v.fiches))
        shown = [(key, count) for key, count in found.most_common(MOST_ASSOCIATED) if count]
        return tuple((term_link(self.corpus, *key), self._singular(key[0]), n) for key, n in shown)

    def _singular(self, reference: str) -> str:
        return self.corpus.vocabularies[reference].libelle
