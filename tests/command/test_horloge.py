"""A clock that seems wrong is told: until it is right, no date is to be corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.cli import terminal
from catalogue.cli.terminal import WRITTEN, clock_doubt
from catalogue.issues import Issue, Place
from support.command import catalogue
from support.miniature import copy_records

EVE = "2026-11-29"
SAID = "L’horloge de cette machine dit que nous sommes le"


def _late(*files: str) -> list[Issue]:
    return [Issue(Place(file), "date-passee", "") for file in files]


def test_un_jour_d_avant_le_programme_fait_douter_de_l_horloge() -> None:
    assert EVE < WRITTEN
    assert f"{SAID} {EVE}" in clock_doubt(_late("a.yml"), EVE)


def test_le_jour_du_programme_ne_fait_pas_douter_de_l_horloge() -> None:
    assert clock_doubt(_late("a.yml", "a.yml"), WRITTEN) == ""


def test_des_dates_a_venir_dans_deux_fichiers_font_douter_de_l_horloge() -> None:
    assert clock_doubt(_late("a.yml", "b.yml"), "2030-01-01")


def test_sans_date_a_venir_rien_n_est_dit_de_l_horloge() -> None:
    assert clock_doubt([Issue(Place("a.yml"), "champ-inconnu", "")], "1970-01-01") == ""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the miniature repository's records."""
    return copy_records(tmp_path / "depot")


@pytest.mark.parametrize("day", ["1970-01-01", "2020-05-01"])
@pytest.mark.parametrize(
    "words",
    [
        ["validate"],
        ["validate", "--format", "json"],
        ["validate", "projects/essai-complet.yml"],
        ["export"],
    ],
    ids=" ".join,
)
def test_une_horloge_en_retard_est_dite_une_fois_a_part(
    day: str, words: list[str], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setattr(terminal, "today", lambda: day)
    done = catalogue("--root", root, *words)
    assert (done.code, done.err.count(f"{SAID} {day}"), SAID in done.out) == (1, 1, False)


def test_une_horloge_juste_n_est_pas_mise_en_doute(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "today", lambda: WRITTEN)
    assert SAID not in catalogue("--root", root, "validate").err
