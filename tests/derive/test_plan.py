"""The site map names every page while they are few, and stays small when they are many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.site.kinds.made import MOST_MAPPED, made_kinds, site_map
from catalogue.site.site_view import SiteView
from support.drawing import view_of
from support.places import MINIATURE


@pytest.fixture(scope="module")
def view() -> SiteView:
    """Return the view of the miniature corpus."""
    return view_of(MINIATURE)


def _records(view: SiteView) -> list[str | None]:
    return [link.adresse for link in dict(site_map(made_kinds(view)))["Initiatives"]]


def test_le_plan_nomme_chaque_fiche(view: SiteView) -> None:
    assert _records(view) == [card.adresse for card in view.cards]


def test_le_plan_de_milliers_de_fiches_mene_a_leur_liste(view: SiteView) -> None:
    one = view.corpus.projects[0]
    many = tuple(replace(one, id=f"essai-{n}") for n in range(MOST_MAPPED + 1))
    assert _records(SiteView(replace(view.corpus, projects=many), view.schemas)) == ["catalogue/"]
