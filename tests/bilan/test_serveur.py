"""The local server builds again after each change: an edition that is the same is not rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.bilan import edition_files as report
from catalogue.bilan.published_editions import Editions
from catalogue.site.site_view import SiteView
from catalogue.workspace import Workspace
from support.miniature import copy_records, loaded


class Server:
    """A repository and what the server remembers of the editions that it wrote."""

    def __init__(self, root: Path) -> None:
        self.root, self.out = root, root / "site"
        self.written: dict[str, str] = {}

    def build(self) -> set[str]:
        """Write what must be, as the server does after a change, and return which editions."""
        found = loaded(self.root)
        said: list[str] = []
        editions = Editions(Workspace(self.root), SiteView(found.corpus, found.schemas))
        editions.write(self.out, "", said.append, self.written)
        return {words.split()[1] for words in said}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Return a server that has built once, with the form that needs no drawing."""
    monkeypatch.setattr(report, "FORMS", {"JSON": report.json_form})
    found = Server(copy_records(tmp_path / "depot"))
    assert found.build() == {"2019", "2020"}
    return found


def test_une_edition_inchangee_n_est_pas_ecrite_de_nouveau(server: Server) -> None:
    assert server.build() == set()


def test_seule_l_edition_changee_est_ecrite_de_nouveau(server: Server) -> None:
    path = server.root / "reference/reports/2020.yml"
    path.write_text(path.read_text("utf-8").replace("Avec un sous", "Avec un autre sous"), "utf-8")
    assert server.build() == {"2020"}
    assert "Avec un autre sous-titre" in (server.out / "bilans/2020/bilan-2020.json").read_text()
