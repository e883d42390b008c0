"""The records behind each number: one list for each question, with its page and its words."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.bilan.edition_views import ProofList
from catalogue.bilan.shapes import Value
from catalogue.site.addresses import catalogue_address
from catalogue.site.wording import OUT_OF, number

Choice = tuple[str, str]
"""A parameter of the catalogue and the id of a choice."""


class Proofs:
    """Collects the lists of an edition while its numbers are made, in the order they are asked."""

    def __init__(self, address: str) -> None:
        self.folder = f"{address}listes/"
        self.lists: dict[str, ProofList] = {}

    def value(
        self,
        cle: str,
        titre: str,
        records: Iterable[str],
        *choices: Choice,
        sur: int | None = None,
        texte: str = "",
    ) -> Value:
        """Return how many records, with the list of them; none has a list, for nothing is in it."""
        ids = tuple(records)
        words = texte or number(len(ids)) + (f" {OUT_OF} {number(sur)}" if sur is not None else "")
        if not ids:
            return Value(texte=words, nombre=0)
        address = f"{self.folder}{cle}/"
        if cle not in self.lists:
            self.lists[cle] = ProofList(
                cle=cle,
                titre=titre,
                adresse=address,
                fiches=ids,
                catalogue=catalogue_address(*choices) if choices else "",
            )
        return Value(texte=words, nombre=len(ids), liste=cle, adresse=address)
