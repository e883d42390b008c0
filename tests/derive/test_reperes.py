"""The programme's history: each moment in words, with its call and its documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.pipeline import load
from catalogue.records.corpus import Corpus
from catalogue.site.figure_views import milestone_views
from catalogue.workspace import Workspace

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Return the real corpus."""
    return load(Workspace(REPOSITORY)).corpus


def test_chaque_repere_mene_a_ses_sources(corpus: Corpus) -> None:
    for moment in milestone_views(corpus):
        assert all(link.adresse for link in moment.sources), moment.titre


def test_un_repere_d_appel_mene_a_la_page_de_l_appel(corpus: Corpus) -> None:
    linked = {m.appel.adresse for m in milestone_views(corpus) if m.appel}
    assert linked == {"appels/aap-2014/", "appels/aap-2016/", "appels/aap-2018/"}


def test_les_reperes_sont_dans_l_ordre_des_dates(corpus: Corpus) -> None:
    days = [m.date for m in corpus.milestones]
    assert days == sorted(days)
