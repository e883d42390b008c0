"""The words of the records, for the correction of what is typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from catalogue.read.letters import bare

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
