"""The part of a long text that another version changes, with a few words around it."""

from __future__ import annotations

from itertools import takewhile

AROUND = 6
"""How many unchanged words stand on each side."""
SHORT = 100
"""A text of so many characters is shown whole."""
GAP = "…"


def changed_part(before: str, after: str) -> tuple[str, str]:
    """Return two versions of a text without the long runs of words that they begin and end with."""
    if max(len(before), len(after)) <= SHORT:
        return before, after
    old, new = before.split(), after.split()
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    start, end = max(0, head - AROUND), max(0, tail - AROUND)
    return _cut(old, start, end), _cut(new, start, end)


def _common(one: list[str], other: list[str]) -> int:
    """Return how many words two lists begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _cut(words: list[str], start: int, end: int) -> str:
    kept = words[start : len(words) - end]
    return " ".join([*([GAP] if start else []), *kept, *([GAP] if end else [])])
