"""Who does what a record tells, and where: by role and never by type, each place once."""

from __future__ import annotations

import pytest

from catalogue.records.types import Territoire
from catalogue.site.cards import main_partners, place_groups, place_name
from support.drawing import view_of
from support.places import ROOT

CORPUS = view_of(ROOT).corpus


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([("federation", ["porteur"]), ("office", ["partenaire"])], ["federation"]),
        ([("office", ["bailleur"]), ("etat", ["co-porteur"])], ["etat", "office"]),
        ([("metropole", ["porteur", "financeur"]), ("ars", ["financeur"])], ["metropole"]),
        ([("udaf", ["porteur"]), ("office", ["orienteur"])], ["udaf"]),
        ([("equipe", ["operateur"]), ("office", ["orienteur"])], ["equipe", "office"]),
        ([("office", ["partenaire"]), ("ars", ["soutien"])], ["office", "ars"]),
    ],
)
def test_qui_va_par_role(parts: list[tuple[str, list[str]]], shown: list[str]) -> None:
    assert main_partners(parts) == shown


@pytest.mark.parametrize(
    ("places", "name"),
    [
        ([("Paris", "75", "")], "Paris"),
        ([("Paris", "75", "13e arrondissement")], "13e arrondissement, Paris"),
        (
            [("Paris", "75", "13e arrondissement"), ("Paris", "75", "19e arrondissement")],
            "13e et 19e arrondissements, Paris",
        ),
        ([("Reims", "51", "Croix-Rouge")], "Croix-Rouge, Reims (Marne)"),
        ([("Reims", "51", ""), ("Épernay", "51", "")], "Reims et Épernay (Marne)"),
        ([("Reims", "51", ""), ("Reims", "51", "")], "Reims (Marne)"),
        ([("", "51", "")], "Marne"),
    ],
)
def test_un_lieu_se_dit_une_fois(places: list[tuple[str, str, str]], name: str) -> None:
    territories = [
        Territoire(commune=town, departement=code, quartier=quarter)
        for town, code, quarter in places
    ]
    (group,) = place_groups(territories)
    assert place_name(CORPUS, group) == name


def test_un_departement_et_sa_commune_restent_deux_lieux() -> None:
    both = [Territoire(departement="51"), Territoire(departement="51", commune="Reims")]
    assert [place_name(CORPUS, group) for group in place_groups(both)] == ["Marne", "Reims (Marne)"]
