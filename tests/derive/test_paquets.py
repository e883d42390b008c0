"""A long facet in packs: each choice in one, and the first ids say in which."""

from __future__ import annotations

from bisect import bisect_right

import pytest

from catalogue.site.facets import PACK, packs
from catalogue.site.views import Facet, FacetValue


def value(id_: str, parent: str | None = None) -> FacetValue:
    """Return a choice."""
    return FacetValue(
        id=id_,
        libelle=id_,
        adresse=None,
        definition="",
        alias=(),
        mots=(),
        famille="",
        parent=parent,
        fiches=(0,),
    )


@pytest.fixture
def facet() -> Facet:
    """A facet of more choices than a pack holds, out of order, each with one under it."""
    names = [f"o-{rank:03}" for rank in reversed(range(3 * PACK - 1))]
    values = [v for name in names for v in (value(name), value(f"{name}.porteur", name))]
    return Facet(
        parametre="organisme",
        libelle="Organisme",
        reference="organismes",
        secondaire=False,
        valeurs=tuple(values),
        nombreuse=True,
    )


def test_chaque_choix_est_dans_un_paquet_et_un_seul(facet: Facet) -> None:
    found = [v.id for pack in packs(facet) for v in pack]
    assert sorted(found) == sorted(v.id for v in facet.valeurs)


def test_un_choix_est_dans_le_paquet_de_celui_qui_le_contient(facet: Facet) -> None:
    for pack in packs(facet):
        assert {v.parent for v in pack if v.parent} <= {v.id for v in pack}


def test_le_premier_de_chaque_paquet_dit_lequel_lire(facet: Facet) -> None:
    firsts = [pack[0].id for pack in packs(facet)]
    for rank, pack in enumerate(packs(facet)):
        assert {bisect_right(firsts, v.id.split(".")[0]) - 1 for v in pack} == {rank}
