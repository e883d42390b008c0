"""Sets of records as bit masks: how many two choices share is one « and »."""

from __future__ import annotations

from collections.abc import Iterable


def mask(positions: Iterable[int]) -> int:
    """Return the mask of the records at positions of the catalogue's order."""
    bits = bytearray()
    for position in positions:
        byte = position >> 3
        if byte >= len(bits):
            bits.extend(bytes(byte + 1 - len(bits)))
        bits[byte] |= 1 << (position & 7)
    return int.from_bytes(bits, "little")


def shared(one: int, other: int) -> int:
    """Return how many records two masks have in common."""
    return (one & other).bit_count()
