"""What the tests of sealed editions start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.bilan import edition_files
from support.command import catalogue
from support.miniature import copy_records


@pytest.fixture
def few_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the JSON and the tables alone: the other forms are made from the same text."""
    few = {name: edition_files.FORMS[name] for name in ("JSON", "CSV")}
    monkeypatch.setattr(edition_files, "FORMS", few)


@pytest.fixture(scope="session")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the miniature repository, its edition of 2020 sealed; to be copied."""
    copied = copy_records(tmp_path_factory.mktemp("scelle") / "depot")
    assert catalogue("--root", copied, "bilan", "2020", "--seal").code == 0
    return copied
