"""What a built site holds: its pages, the words of its sheets, its largest pages as sent."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAMPLE = 40
"""Sheets that are read to know how much they say."""
CANDIDATES = 40
"""Pages that are packed to find the largest: the largest unpacked are among them."""
MARKUP = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL)
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """How many pages a site has, the median words of its sheets, its largest pages in kB."""

    count: int
    words: int
    largest: tuple[tuple[int, str], ...]


def look(site: Path) -> Pages:
    """Return what a site holds."""
    found = sorted(site.rglob("*.html"))
    sheets = [path for path in found if path.parent.parent.name == "projets"]
    step = max(1, len(sheets) // SAMPLE)
    words = [_words(path.read_text(encoding="utf-8")) for path in sheets[::step]]
    bulky = sorted(found, key=lambda path: path.stat().st_size, reverse=True)[:CANDIDATES]
    packed = sorted(((_packed(path), str(path.relative_to(site))) for path in bulky), reverse=True)
    return Pages(
        count=len(found), words=round(median(words)) if words else 0, largest=tuple(packed[:5])
    )


def _words(html: str) -> int:
    """Return how many words stand in the main part of a page."""
    main = MAIN.search(html)
    return len(MARKUP.sub(" ", main.group() if main else html).split())


def _packed(path: Path) -> int:
    return round(len(gzip.compress(path.read_bytes(), 6)) / 1000)
