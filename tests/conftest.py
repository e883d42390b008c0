"""Options and fixtures of every test."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from catalogue.build.archive import archive_files
from catalogue.build.whole_site import House, make_house
from catalogue.site.site_view import SiteView
from catalogue.text.swap import write_bytes
from catalogue.workspace import Workspace
from support.miniature import loaded
from support.places import EXPECTED, MINIATURE, ROOT
from support.sites import built, made_once, run

Compare = Callable[[str, str], None]

SYNTHETIC_RECORDS = 120
CONTACT = "catalogue@exemple.test"
PUBLISHER = f"extra:\n  editeur: Un éditeur\n  contact: {CONTACT}\n  hebergeur: Un hébergeur\n"
"""What the site of the synthetic records says of itself; the real one says nothing yet."""

# Of a property, what passes today passes tomorrow, on a slow machine too: the examples are the same
# at each run, and none is timed.
settings.register_profile(
    "suite",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare `--accept`, which rewrites the expected files."""
    parser.addoption("--accept", action="store_true", help="rewrite the files of tests/expected")


@pytest.fixture(autouse=True)
def _no_published_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build sites as on a machine that says nothing of where they are published."""
    for name in ("SITE_URL", "REPO_URL", "EDIT_URI", "EDITEUR", "CONTACT", "HEBERGEUR"):
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


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of what the whole run shares: where it has several processes, they too."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def mini_site(work: Path) -> Path:
    """Return the built site of the miniature repository; not to be changed."""
    return made_once(work / "site-miniature", lambda out: built(MINIATURE, out))


@pytest.fixture(scope="session")
def real_site(work: Path) -> Path:
    """Return the built site of this repository; not to be changed."""
    return made_once(work / "site-reel", lambda out: built(ROOT, out))


@pytest.fixture(scope="session")
def real_archive(real_site: Path, work: Path) -> Path:
    """Return the archive of the real site, unpacked as people name folders; not to be changed."""

    def unpack(folder: Path) -> None:
        records = loaded(ROOT)
        house = make_house(Workspace(ROOT), work / "maison-de-l-archive")
        view = SiteView(records.corpus, records.schemas)
        for name, content in archive_files(view, house, real_site):
            write_bytes(folder / name, content)

    return made_once(work / "clé à prêter", unpack)


@pytest.fixture(scope="session")
def synthetic_root(work: Path) -> Path:
    """Return a folder laid out like the repository, with synthetic records."""

    def make(root: Path) -> None:
        run(ROOT / "bench/synthetic.py", SYNTHETIC_RECORDS, root, "--seed", 7)
        (root / "mkdocs.yml").write_text(PUBLISHER, encoding="utf-8")

    return made_once(work / "synthetique", make)


@pytest.fixture(scope="session")
def built_synthetic(synthetic_root: Path, work: Path) -> Path:
    """Return the built site of the synthetic records; not to be changed."""
    return made_once(work / "site-synthetique", lambda out: built(synthetic_root, out))


@pytest.fixture(scope="session")
def mini_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Return what MkDocs makes of the miniature repository's pages, their slots empty."""
    return make_house(Workspace(MINIATURE), tmp_path_factory.mktemp("house") / "site")
