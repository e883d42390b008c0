"""The golden queries of tests/search/golden.yml, asked on the real page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser import golden, listing
from browser.golden import Query, Score, Shown
from browser.rig import OpenPage, Site

BAR = 0.95


@pytest.fixture(scope="module")
def found(site: Site, open_shared_page: OpenPage) -> list[Score]:
    """The score of everything that the golden queries expect."""
    page = open_shared_page()
    listing.go(page, f"{site.url}catalogue/")
    # What is found is read, not looked at: nothing has to be laid out or painted.
    page.evaluate("document.body.style.display = 'none'")
    asked = golden.read_queries()
    return [
        score
        for query in asked
        for score in golden.scores(
            query, golden.ask(page, site, query.words, enough=query.is_answered)
        )
    ]


def test_les_requetes_de_reference_trouvent_en_tete_ce_qu_elles_cherchent(
    found: list[Score], record_property: Callable[[str, object], None]
) -> None:
    mean = golden.mean_reciprocal_rank(found)
    asked = len({score.words for score in found})
    record_property(
        golden.SUMMARY,
        f"{asked} requêtes de référence, {len(found)} attentes :"
        f" rang réciproque moyen {mean:.3f} (au moins {BAR})",
    )
    assert mean >= BAR, "\n" + golden.table(found)


def test_rien_de_ce_que_les_requetes_attendent_ne_manque(found: list[Score]) -> None:
    wanting = [score for score in found if score.rank is None or score.fault]
    assert wanting == [], "\n" + golden.table(wanting)


def test_il_y_a_assez_de_requetes_et_chacune_attend_quelque_chose() -> None:
    asked = golden.read_queries()
    assert len({query.words for query in asked}) == len(asked) >= 60
    assert all(query.records or query.others for query in asked)


def test_le_rang_compte_a_partir_d_un_et_l_absence_vaut_zero() -> None:
    query = Query("mots", ("b", "c"), only=True, others={"page": ("p/",)})
    shown = Shown(("a", "b"), {"page": ("x/",)})
    of_records, of_page = golden.scores(query, shown)
    assert (of_records.rank, of_records.reciprocal) == (2, 0.5)
    assert of_records.fault == "manque c, en trop a"
    assert (of_page.rank, of_page.reciprocal) == (None, 0.0)
    assert golden.mean_reciprocal_rank([of_records, of_page]) == 0.25
