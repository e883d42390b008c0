"""What an editor's numbers count: read from the sentence, days and references apart."""

from __future__ import annotations

import pytest

from catalogue.bilan.typed_numbers import typed_numbers

READ: dict[str, list[tuple[float, str, str]]] = {
    "On compte trois cent douze projets.": [(312, "projet", "trois cent douze projets")],
    "Les cinq initiatives le disent.": [(5, "initiative", "cinq initiatives")],
    "Sept des dix initiatives sont citées.": [(7, "", "Sept des dix initiatives")],
    "Six initiatives sur dix le disent.": [
        (6, "initiative", "Six initiatives"), (10, "initiative", "dix"),
    ],
    "Elle a coûté 1,3 M€, soit 2 millions de ménages.": [
        (1.3e6, "€", "1,3 M€"), (2e6, "ménage", "2 millions de ménages"),
    ],
    "Ils sont 12 millions d’habitants, et 30 % des ménages.": [(30, "%", "30 %")],
    # What stands between marks is counted, and is no money.
    "On en compte 12 millions de « foyers ».": [],
    "Trente pour cent des ménages, pour 15 millions.": [
        (30, "%", "Trente pour cent"), (15e6, "€", "15 millions"),
    ],
    "Du 6 au 8 mars 2019, à 14 h, la loi n° 2014-366, page 12, les articles 3 et 4.": [],
    "Une fiche, 24 mois, 65 m², les 10 000 logements.": [],
    "Voir {{ chiffre(\"menages-300\") }} ménages.": [],
}  # fmt: skip
"""A sentence → the value, the noun and the words of each number that it counts."""


@pytest.mark.parametrize("sentence", READ)
def test_un_nombre_est_lu_avec_ce_qu_il_compte(sentence: str) -> None:
    found = list(typed_numbers(sentence, "programme"))
    assert [(typed.value, typed.noun, typed.words) for typed in found] == READ[sentence]


@pytest.mark.parametrize(
    ("sentence", "part", "every", "some"),
    [
        ("Les trois fiches disent tout.", "programme", True, False),
        ("Trois fiches disent tout.", "programme", False, False),
        ("Trois fiches disent tout.", "titre", True, False),
        ("Les trois premières fiches disent tout.", "programme", False, True),
        ("Les trois fiches financées disent tout.", "titre", False, True),
        ("On en sait dont deux fiches.", "programme", False, True),
        ("L’édition 2026 compte trois fiches.", "programme", True, False),
    ],
)
def test_un_nombre_dit_s_il_est_celui_du_tout(
    sentence: str, part: str, every: bool, some: bool
) -> None:
    (typed,) = typed_numbers(sentence, part)
    assert (typed.every, typed.some) == (every, some)


def test_ce_que_dit_un_nombre_va_jusqu_au_suivant() -> None:
    first, second = typed_numbers("Quatre fiches sont citées, deux fiches financées.", "programme")
    assert (first.clause, second.clause) == (" sont citées", " financées")
