"""Numbers, dates and lists as French text."""

from __future__ import annotations

import pytest

from catalogue.site.wording import date_words, number, plural, quantity

S = "\u00a0"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (999, "999"),
        (1000, f"1{S}000"),
        (1234567, f"1{S}234{S}567"),
        (2.5, "2,5"),
        (1250.5, f"1{S}250,5"),
        (10000.0, f"10{S}000"),
        (0.1 + 0.2, "0,3"),
    ],
)
def test_un_nombre_s_ecrit_a_la_francaise(value: float, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((25, "familles"), f"25{S}familles"),
        ((25, ""), "25"),
        ((150, "projets", "près de"), f"près de 150{S}projets"),
        ((6000, "ménages", "plus de"), f"plus de 6{S}000{S}ménages"),
        ((12, "projets", "", 15), f"de 12 à 15{S}projets"),
        ((0, "ménages"), f"0{S}ménage"),
        ((1, "ménages accompagnés par l’AVDL"), f"1{S}ménage accompagné par l’AVDL"),
        ((1.5, "euros par mois"), f"1,5{S}euro par mois"),
        ((1, "mois", "au plus"), f"au plus 1{S}mois"),
        ((0.5, "ETP"), f"0,5{S}ETP"),
        ((1, "tiers du budget"), f"un{S}tiers du budget"),
        ((3, "quarts du budget", "plus de"), f"plus de trois{S}quarts du budget"),
        ((1, "dossiers", "", 15), f"de 1 à 15{S}dossiers"),
    ],
)
def test_une_quantite_garde_son_qualificatif_et_son_unite(
    arguments: tuple[float, str], words: str
) -> None:
    assert quantity(*arguments) == words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((15_000_000, "euros"), f"15{S}millions d’euros"),
        ((4_200_000, "euros par an", "environ"), f"environ 4,2{S}millions d’euros par an"),
        ((1_000_000, "€"), f"1{S}million d’euros"),
        ((999_999, "euros"), f"999{S}999{S}euros"),
        ((1_250_000, "€"), f"1,25{S}million d’euros"),
        ((1_255_000, "€"), f"1{S}255{S}000{S}€"),
        ((990_000, "euros", "", 2_000_000), f"de 990{S}000 à 2{S}000{S}000{S}euros"),
        ((2_000_000, "ménages"), f"2{S}000{S}000{S}ménages"),
    ],
)
def test_une_somme_se_dit_en_millions_quand_elle_y_tient(
    arguments: tuple[float, str], words: str
) -> None:
    assert quantity(*arguments) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2019", "2019"),
        ("2019-02", "février 2019"),
        ("2019-08-01", "1er août 2019"),
        ("2019-12-11", "11 décembre 2019"),
        ("2014-03-09", "9 mars 2014"),
    ],
)
def test_une_date_se_dit_a_la_precision_qu_elle_a(value: str, words: str) -> None:
    assert date_words(value) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, f"0{S}fiche"), (1, f"1{S}fiche"), (2, f"2{S}fiches"), (1000, f"1{S}000{S}fiches")],
)
def test_le_pluriel_commence_a_deux(count: int, words: str) -> None:
    assert plural(count, "fiche", "fiches") == words
