"""The page of a place: the calls of its region, and the organisations that work there."""

from __future__ import annotations

import pytest

from catalogue.site.terms import Places
from support.drawing import view_of
from support.places import MINIATURE


@pytest.fixture(scope="module")
def places() -> Places:
    """Return what is known of the places of the miniature corpus."""
    return Places(view_of(MINIATURE).corpus)


def _named(places: Places, place: str, title: str) -> list[str]:
    found = {share.titre: share.liens for share in places.shares(place)}
    return [(link.adresse or "").split("/")[1] for link, _ in found.get(title, ())]


def test_un_departement_herite_des_appels_de_sa_region(places: Places) -> None:
    assert _named(places, "28", "Appels à projets") == ["appel-2016"]


def test_une_region_nomme_une_fois_l_organisme_qui_cite_aussi_son_departement(
    places: Places,
) -> None:
    assert _named(places, "cvl", "Organismes") == ["bailleur-essai"]


def test_un_departement_voisin_ne_nomme_que_ce_qui_vaut_pour_la_region(places: Places) -> None:
    assert _named(places, "75", "Organismes") == ["autre-bailleur"]


def test_un_lieu_dont_rien_n_est_connu_n_annonce_rien(places: Places) -> None:
    assert list(places.shares("38")) == []
