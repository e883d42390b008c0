"""Numbers typed in French, in figures or in letters, are read whole."""

from __future__ import annotations

import pytest

from catalogue.text.french_numbers import MULTIPLIER, NUMBER, times_of, value_of, values_in

READ = {
    "deux": 2, "vingt et un": 21, "soixante-et-onze": 71, "quatre-vingts": 80,
    "quatre-vingt-dix-neuf": 99, "cent": 100, "trois cent douze": 312, "mille": 1000,
    "Deux mille quatorze": 2014, "cent quatre-vingt mille deux cents": 180200,
    "45": 45, "1 200": 1200, "10\u00a0000": 10000, "2,5": 2.5, "1\u202f250,75": 1250.75,
}  # fmt: skip
"""A number → its value."""


@pytest.mark.parametrize("typed", READ)
def test_un_nombre_se_lit_en_entier(typed: str) -> None:
    (found,) = NUMBER.finditer(f"On compte {typed} projets.")
    assert (found[0], value_of(found)) == (typed, READ[typed])


@pytest.mark.parametrize("words", ["2014-366", "06/14", "n°12", "2.5", "B2", "unanime", "1er"])
def test_ce_qui_n_est_pas_un_nombre_seul_n_est_pas_lu(words: str) -> None:
    assert not NUMBER.search(words)


@pytest.mark.parametrize(
    ("after", "times"),
    [("\u00a0M€", 1e6), (" millions d’euros", 1e6), ("k€", 1e3), (" milliard", 1e9)],
)
def test_ce_qui_suit_un_nombre_le_multiplie(after: str, times: float) -> None:
    assert times_of(MULTIPLIER.match(after)) == times


def test_les_nombres_d_un_texte_sont_lus_avec_ce_qui_les_multiplie() -> None:
    assert list(values_in("« 1,3 M€ sur 2 ans, puis 45 000 € »")) == [1.3e6, 2, 45000]
