"""The words of the records, for the correction of what is typed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]{4,30}")
"""Letters alone; shorter words are too near one another to be corrected."""
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
MOST = 20_000


def known_words(texts: Iterable[str]) -> list[str]:
    """Return the words of texts, the most frequent first, each in its most frequent spelling."""
    counts = Counter(word for text in texts for word in WORD.findall(text.lower()))
    total: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        folded = fold(word)
        spelling.setdefault(folded, word)
        total[folded] += count
    ordered = sorted(total, key=lambda folded: (-total[folded], folded))
    return [spelling[folded] for folded in ordered[:MOST]]


def fold(text: str) -> str:
    """Return a text in lower case, without accents and ligatures."""
    apart = unicodedata.normalize("NFD", text.lower().translate(LIGATURES))
    return "".join(c for c in apart if not unicodedata.combining(c))
