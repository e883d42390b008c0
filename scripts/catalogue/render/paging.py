"""Long lists in pages: which cards stand on each, and the links between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.derive.views import Card, Link

CARDS_PER_PAGE = 50
NEIGHBOURS = 2
"""How many pages before and after this one have a link, beside the first and the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A page of a list: its rank from 1, its address, its cards, and links (None: a gap)."""

    rank: int
    address: str
    cards: Sequence[Card]
    links: tuple[Link | None, ...]


def count_pages(cards: Sequence[Card]) -> int:
    """Return how many pages a list fills; an empty list has one."""
    return max(1, -(-len(cards) // CARDS_PER_PAGE))


def list_pages(address: str, cards: Sequence[Card], numbers: str = "") -> Iterator[ListPage]:
    """Yield the pages of a list; `numbers` is the folder, under its address, of the next ones."""
    last = count_pages(cards)
    for rank in range(1, last + 1):
        begin = (rank - 1) * CARDS_PER_PAGE
        yield ListPage(
            rank=rank,
            address=_numbered(address, numbers, rank),
            cards=cards[begin : begin + CARDS_PER_PAGE],
            links=_links(address, numbers, last, rank),
        )


def _numbered(address: str, numbers: str, rank: int) -> str:
    return address if rank == 1 else f"{address}{numbers}{rank}/"


def _links(address: str, numbers: str, last: int, current: int) -> tuple[Link | None, ...]:
    near = range(max(1, current - NEIGHBOURS), min(last, current + NEIGHBOURS) + 1)
    found: list[Link | None] = []
    previous = 0
    for rank in sorted({1, last, *near}):
        if rank > previous + 1:
            found.append(None)
        leads = None if rank == current else _numbered(address, numbers, rank)
        found.append(Link(libelle=str(rank), adresse=leads))
        previous = rank
    return tuple(found)
