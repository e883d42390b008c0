"""The course of an initiative: steps, parallel parts or graduated actions, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from catalogue.derive.sheet_views import Course, Node, Step
from catalogue.derive.wording import quantity
from catalogue.read.schema import Spec

if TYPE_CHECKING:
    from catalogue.derive.nodes import Maker

Raw = Mapping[str, Any]

STEPS = "etapes"
KINDS = {STEPS: "étape", "volets": "volet", "actions-graduees": "action", "recit": "moment"}
"""Form of a course → what one of its elements is called."""
ELEMENT = "élément"
ABREAST = range(2, 5)
"""How many steps stand side by side on a wide screen; more, or one, go down the page."""
SHADES = 4
"""How many shades the band of occupancy statuses has; further statuses share the last."""


def course(maker: Maker, spec: Spec, value: Raw) -> Node:
    """Return the view of a course, with the inner course of each element."""
    return Node(vue="deroulement", valeur=_course(maker, spec, value, 3))


def durations(maker: Maker, spec: Spec, value: Raw) -> Node | None:
    """Return how long each element lasts that says so, inner ones included; else nothing."""
    nodes = tuple(
        Node(
            vue="texte",
            valeur=f"{quantity(e['duree_mois'], 'mois')} ({name})",
            sources=maker.cited(e),
        )
        for name, e in _named(value)
        if "duree_mois" in e
    )
    return Node(vue="liste", valeur=nodes) if nodes else None


def _named(value: Raw, around: str = "") -> Iterator[tuple[str, Raw]]:
    """Yield each element of a course, inner ones included, with its kind and rank."""
    for rank, element in enumerate(value["elements"], start=1):
        name = f"{around}{KINDS.get(value['forme'], ELEMENT)} {rank}"
        yield name, element
        if "detail" in element:
            yield from _named(element["detail"], f"{name}, ")


def _course(maker: Maker, spec: Spec, value: Raw, level: int) -> Course:
    element = spec.properties["elements"].items
    assert element is not None
    elements, form = value["elements"], value["forme"]
    shades = _shades(elements)
    term = maker.corpus.term(spec.properties["forme"].reference, form)
    return Course(
        forme=form,
        libelle=term.libelle if term else form,
        legende=term.definition if term else "",
        introduction=maker.prose(value.get("introduction", "")),
        de_front=form == STEPS
        and len(elements) in ABREAST
        and not any("detail" in e for e in elements),
        bande=form == STEPS and any(shades),
        niveau=level,
        elements=tuple(
            _step(maker, element, e, shade, level)
            for e, shade in zip(elements, shades, strict=True)
        ),
    )


def _shades(elements: list[Raw]) -> list[int]:
    """Return the shade of each element's occupancy status: 1 for the first, 0 where none is said.

    The same status keeps its shade.
    """
    ranks: dict[str, int] = {}
    for element in elements:
        if status := element.get("statut_occupation"):
            ranks.setdefault(status, min(len(ranks) + 1, SHADES))
    return [ranks.get(element.get("statut_occupation", ""), 0) for element in elements]


def _step(maker: Maker, spec: Spec, value: Raw, shade: int, level: int) -> Step:
    detail = spec.properties.get("detail")
    status = value.get("statut_occupation")
    return Step(
        titre=value["titre"],
        phase=maker.label(spec, value, "phase"),
        statut=maker.link("statuts-occupation", status) if status else None,
        teinte=shade,
        duree=quantity(value["duree_mois"], "mois") if "duree_mois" in value else "",
        description=maker.prose(value.get("description", "")),
        sources=maker.cited(value),
        detail=_course(maker, detail, value["detail"], level + 1)
        if detail and "detail" in value
        else None,
    )
