"""The hand-written pages of this repository may be built, `docs/decisions.md` included."""

from __future__ import annotations

from catalogue.publish.editorial import page_issues
from catalogue.workspace import Workspace
from support.places import ROOT


def test_aucune_page_ne_contient_ce_que_la_construction_refuse() -> None:
    assert list(page_issues(Workspace(ROOT))) == []
