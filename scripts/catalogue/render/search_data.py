"""What the browser reads beside the text index: records, and words to correct with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalogue.derive.known_words import known_words
from catalogue.derive.site import SiteView
from catalogue.render.catalogue_data import compact


def search_files(
    view: SiteView, fragments: Iterable[str], texts: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the files by name: `fragments` in the catalogue's order, `texts` of some records."""
    yield "fiches.json", compact({"fragments": list(fragments)})
    yield "mots.json", compact({"mots": " ".join(known_words([*texts, *_short_texts(view)]))})


def _short_texts(view: SiteView) -> Iterator[str]:
    """Yield what a sample of the records may miss: titles, places, organisations, terms used."""
    for card in view.cards:
        yield from (card.titre, card.lieu, card.organismes)
    for name in view.names:
        if name.fiches:
            yield from (name.libelle, *name.autres)
