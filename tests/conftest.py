"""Options and fixtures of every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.publish.build import build_site
from catalogue.publish.site import House, make_house
from catalogue.workspace import Workspace
from support.miniature import loaded
from support.places import EXPECTED, MINIATURE, ROOT

Compare = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare `--accept`, which rewrites the expected files."""
    parser.addoption("--accept", action="store_true", help="rewrite the files of tests/expected")


@pytest.fixture(autouse=True)
def _no_published_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build sites as on a machine that says nothing of where they are published."""
    for name in ("SITE_URL", "REPO_URL", "EDIT_URI"):
        monkeypatch.delenv(f"CATALOGUE_{name}", raising=False)


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Compare:
    """Return what compares a text with a file of tests/expected, or writes it with --accept."""

    def compare(name: str, text: str) -> None:
        path = EXPECTED / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"{name} is missing: look at the output, then run `make accept`"
        assert text == path.read_bytes().decode(), f"see tests/expected/{name}, or `make accept`"

    return compare


def _built(root: Path, out: Path) -> Path:
    result = build_site(loaded(root), out, lambda message: None)
    assert isinstance(result, int), result
    return out


@pytest.fixture(scope="session")
def mini_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the miniature repository; not to be changed."""
    return _built(MINIATURE, tmp_path_factory.mktemp("mini") / "site")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of this repository; not to be changed."""
    return _built(ROOT, tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="session")
def mini_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Return what MkDocs makes of the miniature repository's pages, their slots empty."""
    return make_house(Workspace(MINIATURE), tmp_path_factory.mktemp("house") / "site")
