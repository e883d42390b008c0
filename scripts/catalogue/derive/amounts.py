"""Figures of a record in words: households, dwellings, means, results, money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from catalogue.derive.sheet_views import Amount, Node
from catalogue.derive.wording import NO_DATE, OUT_OF, date_words, number, quantity, share
from catalogue.read.schema import Spec

if TYPE_CHECKING:
    from catalogue.derive.nodes import Maker

Raw = Mapping[str, Any]

MISSING = {"denominateur": "total non renseigné", "date": NO_DATE}
"""What a result lacks to be judged → how its absence is told."""


def figure(maker: Maker, spec: Spec, value: Raw) -> Node:
    """Return a figure with its total, and the share where both are given as plain numbers."""
    notes = [maker.label(spec, value, "nature"), value.get("precision", "").rstrip(".")]
    notes += [date_words(value["date"])] if "date" in value else []
    notes += _missing(spec, value)
    shown = Amount(
        libelle=value.get("libelle", ""),
        valeur=_amount(maker, spec, value),
        part=_share(value),
        note=", ".join([note for note in notes if note]),
    )
    return Node(vue="chiffre", valeur=shown, sources=maker.cited(value))


def _amount(maker: Maker, spec: Spec, value: Raw) -> str:
    if "valeur" not in value:
        return ""
    unit, qualifier = maker.label(spec, value, "unite"), maker.label(spec, value, "qualificatif")
    words = quantity(value["valeur"], unit, qualifier, value.get("valeur_max"))
    return f"{words} {OUT_OF} {number(value['denominateur'])}" if "denominateur" in value else words


def _missing(spec: Spec, value: Raw) -> list[str]:
    """Return what a result lacks to be judged, where its number is given."""
    if "denominateur" not in spec.properties or "valeur" not in value:
        return []
    return [words for key, words in MISSING.items() if key not in value]


def _share(value: Raw) -> str:
    """Return the share that a result makes: none where its source only gives about how many."""
    plain = "valeur" in value and "denominateur" in value and "qualificatif" not in value
    return share(value["valeur"], value["denominateur"]) if plain else ""


def money(maker: Maker, spec: Spec, value: Raw) -> Node:
    """Return an amount in euros, who gives it and when."""
    notes = [maker.label(spec, value, "nature"), str(value.get("annee", ""))]
    notes.append(value.get("precision", "").rstrip("."))
    shown = Amount(
        libelle=maker.label(spec, value, "organisme"),
        valeur=quantity(value["valeur"], "€", maker.label(spec, value, "qualificatif")),
        part="",
        note=", ".join([note for note in notes if note]),
    )
    return Node(vue="chiffre", valeur=shown, sources=maker.cited(value))
