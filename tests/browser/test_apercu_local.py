"""`catalogue serve`: what is written in a file is seen in the open page."""

from __future__ import annotations

import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import listing
from browser.rig import REPOSITORY, OpenPage
from support.miniature import copy_all
from support.sites import plain_environment

ID = "essai-minimal"
"""A record that no page nor report names: its fault is its own."""
PATIENCE = 300
"""Seconds before a line that does not come fails its test: none waits for it in vain to pass."""


@dataclass(slots=True)
class Served:
    """The running program: its address, its records, and what it says, line by line."""

    root: Path
    process: subprocess.Popen[str]
    lines: queue.Queue[str] = field(default_factory=queue.Queue)
    url: str = ""

    def wait_for(self, pattern: str) -> str:
        """Return the first line to come that matches."""
        said = []
        while True:
            try:
                said.append(self.lines.get(timeout=PATIENCE))
            except queue.Empty:
                pytest.fail(f"nothing like {pattern!r} was said: {said}")
            if re.search(pattern, said[-1]):
                return said[-1]

    @property
    def record(self) -> Path:
        """The file that the tests edit."""
        return self.root / "projects" / f"{ID}.yml"

    def edit(self, pattern: str, replacement: str) -> None:
        """Change a line of the record, as an editor does."""
        text = self.record.read_text(encoding="utf-8")
        changed, times = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
        assert times == 1
        self.record.write_text(changed, encoding="utf-8")


def listen(served: Served) -> None:
    """Put each line that the program says in the queue."""
    assert served.process.stderr
    for line in served.process.stderr:
        served.lines.put(line)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The program, serving a few records: each test finds them whole, the last stops it."""
    tmp_path = tmp_path_factory.mktemp("apercu")
    copy_all(tmp_path)
    command = [sys.executable, "-m", "catalogue", "--root", str(tmp_path), "serve", "--port", "0"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY, env=plain_environment()
    ) as process:
        found = Served(tmp_path, process)
        listener = threading.Thread(target=listen, args=(found,))
        listener.start()
        try:
            found.url = found.wait_for("http://").split("adresse ")[1].split(" ")[0]
            yield found
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=PATIENCE)
            finally:
                process.kill()  # One that does not end must not hold the whole run.
                listener.join()


def title(page: Page) -> str:
    """Return the title that the sheet shows."""
    return page.get_by_role("heading", level=1).inner_text()


def test_la_page_ouverte_se_recharge_quand_sa_fiche_change(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{served.url}projets/{ID}/")
    served.edit(r"^titre: .*$", "titre: Un titre changé pendant la lecture")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Un titre changé pendant la lecture", timeout=PATIENCE * 1000
    )


def test_une_fiche_fautive_montre_sa_faute_a_son_adresse_puis_la_reparation_se_voit(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{served.url}projets/{ID}/")
    served.edit(r"^titre: .*$", "titr: Une clé mal écrite")
    served.wait_for(rf"projects/{ID}.yml:\d+:\d+")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        f"projects/{ID}.yml", timeout=PATIENCE * 1000
    )
    expect(
        page.get_by_role("listitem").filter(has_text="titr: Une clé mal écrite")
    ).to_contain_text("Ligne 2, caractère 1")
    served.edit(r"^titr: .*$", "titre: Un titre réparé")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Un titre réparé", timeout=PATIENCE * 1000
    )


def test_une_liste_commune_fautive_laisse_les_dernieres_bonnes_pages(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{served.url}projets/{ID}/")
    before = title(page)
    terms = served.root / "reference" / "vocabularies" / "publics.yml"
    sound = terms.read_bytes()
    terms.write_text("id: [", "utf-8")
    served.wait_for("reste le précédent")
    page.reload()
    assert title(page) == before
    terms.write_bytes(sound)


def test_une_fiche_ajoutee_entre_dans_le_catalogue_servi(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page()
    listing.go(page, f"{served.url}catalogue/")
    text = served.record.read_text(encoding="utf-8")
    (served.root / "projects" / "essai-ajoute.yml").write_text(text, encoding="utf-8")
    expect(page.locator('#resultats a[href*="essai-ajoute"]')).to_be_visible(
        timeout=PATIENCE * 1000
    )


def test_ctrl_c_arrete_le_programme_sans_trace_d_erreur(
    served: Served, open_page: OpenPage
) -> None:
    open_page().goto(served.url)
    served.process.send_signal(signal.SIGINT)
    assert "Traceback" not in served.wait_for("Arrêté|Traceback")
    assert served.process.wait(timeout=PATIENCE) == 0
