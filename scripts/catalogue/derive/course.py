"""The course of an initiative: steps, parallel parts or graduated actions, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from catalogue.derive.addresses import term_link
from catalogue.derive.views import Node
from catalogue.derive.wording import quantity
from catalogue.read.schema import Spec

if TYPE_CHECKING:
    from catalogue.derive.nodes import Maker

Raw = Mapping[str, Any]


def course(maker: Maker, spec: Spec, value: Raw) -> Node:
    """Return the view of a course, with the inner course of each element."""
    element = spec.properties["elements"].items
    assert element is not None
    shown = {
        "forme": value["forme"],
        "forme_libelle": maker.label(spec, value, "forme"),
        "introduction": value.get("introduction", ""),
        "elements": tuple(_step(maker, element, e) for e in value["elements"]),
    }
    return Node(vue="deroulement", valeur=shown)


def _step(maker: Maker, spec: Spec, value: Raw) -> dict[str, Any]:
    detail = spec.properties.get("detail")
    status = value.get("statut_occupation")
    return {
        "titre": value["titre"],
        "phase": maker.label(spec, value, "phase"),
        "statut": term_link(maker.corpus, "statuts-occupation", status) if status else None,
        "duree": quantity(value["duree_mois"], "mois") if "duree_mois" in value else "",
        "description": value.get("description", ""),
        "source": maker.mark(value),
        "detail": course(maker, detail, value["detail"]).valeur
        if detail and "detail" in value
        else None,
    }
