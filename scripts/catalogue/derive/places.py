"""Places: what is known of one besides its records, the calls of its region and who works there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from catalogue.derive.addresses import term_link
from catalogue.derive.figures import calls_in_order
from catalogue.derive.views import Link, ShareView
from catalogue.model.corpus import Corpus, collation

Named = Mapping[str, tuple[str, ...]]
"""Territory → the ids of what names it."""


@dataclass(frozen=True)
class Places:
    """What every place's page says of the place itself."""

    corpus: Corpus

    def shares(self, place: str) -> Iterator[ShareView]:
        """Yield the calls of a place and of what holds it, then the organisations there."""
        lineage = [term.id for term in self.corpus.lineage("territoires", place)]
        calls = [(self._link("appels", id_), "") for t in lineage for id_ in self._calls.get(t, ())]
        if calls:
            yield ShareView(titre="Appels à projets", liens=tuple(calls))
        there = {id_ for territory in lineage for id_ in self._exactly.get(territory, ())}
        there.update(self._within.get(place, ()))
        if there:
            yield ShareView(titre="Organismes", liens=self._organisations(there))

    def _organisations(self, ids: Iterable[str]) -> tuple[tuple[Link, str], ...]:
        found = [self.corpus.organisations[id_] for id_ in ids]
        found.sort(key=lambda organisation: collation(organisation.full_name))
        label = self.corpus.label
        return tuple(
            (self._link("organismes", o.id), label("types-organisme", o.type)) for o in found
        )

    def _link(self, reference: str, id_: str) -> Link:
        return term_link(self.corpus, reference, id_)

    @cached_property
    def _calls(self) -> Named:
        """Return the calls by their region, from the oldest."""
        return _named((call.region, call.id) for call in calls_in_order(self.corpus))

    @cached_property
    def _exactly(self) -> Named:
        """Return the organisations by each territory that they name."""
        organisations = self.corpus.organisations.values()
        return _named((territory, o.id) for o in organisations for territory in o.territoires)

    @cached_property
    def _within(self) -> Named:
        """Return the organisations by each territory that holds one they name."""
        return _named(
            (term.id, id_)
            for territory, ids in self._exactly.items()
            for term in self.corpus.lineage("territoires", territory)
            for id_ in ids
        )


def _named(pairs: Iterable[tuple[str, str]]) -> Named:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for territory, id_ in pairs:
        found[territory].append(id_)
    return {territory: tuple(ids) for territory, ids in found.items()}
