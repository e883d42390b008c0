"""What the browser reads beside the text index: records, and words to correct with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from catalogue.site.catalogue_data import compact
from catalogue.site.site_view import SiteView
from catalogue.text.letters import bare

WORD = re.compile(r"[^\W\d_]{4,30}")
"""Letters alone; shorter words are too near one another to be corrected."""
MOST = 20_000


def known_words(texts: Iterable[str]) -> list[str]:
    """Return the words of texts, the most frequent first, each in its most frequent spelling."""
    counts = Counter(word for text in texts for word in WORD.findall(text.lower()))
    total: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        folded = bare(word)
        spelling.setdefault(folded, word)
        total[folded] += count
    ordered = sorted(total, key=lambda folded: (-total[folded], folded))
    return [spelling[folded] for folded in ordered[:MOST]]


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
            # The towns of a département are names of places, and words of no record.
            if name.parametre != "territoire":
                yield from name.mots
