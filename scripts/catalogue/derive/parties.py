"""Who takes part in an initiative: the organisations with their roles, and who undertakes what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from catalogue.derive.cards import main_partners
from catalogue.derive.sheet_views import Node, Participant
from catalogue.derive.views import Link
from catalogue.derive.wording import lower_first
from catalogue.read.schema import Spec

if TYPE_CHECKING:
    from catalogue.derive.nodes import Maker

Raw = Mapping[str, Any]


def organisations(maker: Maker, spec: Spec, value: list[Raw]) -> Node:
    """Return the table of who does what."""
    rows = tuple(
        Participant(
            organisme=maker.link("organismes", row["organisme"]),
            roles=", ".join([maker.corpus.label("roles", role) for role in row["roles"]]),
            precision=row.get("precision", ""),
            sources=maker.cited(row),
        )
        for row in value
    )
    return Node(vue="organismes", valeur=rows)


def actors(maker: Maker, spec: Spec, value: list[Raw]) -> Node:
    """Return the landlords and associations alone, those of the same roles together."""
    main = set(main_partners(maker.corpus, [row["organisme"] for row in value]))
    by_role: dict[str, list[Link]] = {}
    for row in (row for row in value if row["organisme"] in main):
        roles = ", ".join(lower_first(maker.corpus.label("roles", r)) for r in row["roles"])
        by_role.setdefault(roles, []).append(maker.link("organismes", row["organisme"]))
    return Node(vue="acteurs", valeur=tuple(by_role.items()))


def commitments(maker: Maker, spec: Spec, value: list[Raw]) -> Node:
    """Return what each party undertakes, party by party."""
    by_party: dict[str, list[Node]] = {}
    for row in value:
        party = maker.corpus.label("parties", row["partie"])
        claim = Node(vue="prose", valeur=maker.prose(row["texte"]), sources=maker.cited(row))
        by_party.setdefault(party, []).append(claim)
    return Node(vue="engagements", valeur=tuple(by_party.items()))
