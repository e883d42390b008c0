"""What the program makes of the miniature repository, to the byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.cli import terminal
from support.command import catalogue
from support.html import main_of
from support.places import DAY, MINIATURE

Compare = Callable[[str, str], None]

PAGES = {
    "fiche": "projets/essai-complet/index.html",
    "terme": "publics/familles/index.html",
    "organisme": "organismes/bailleur-essai/index.html",
}


@pytest.fixture
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "today", lambda: DAY)


@pytest.mark.usefixtures("_fixed_day")
@pytest.mark.parametrize(("style", "ending"), [("text", "txt"), ("json", "json")])
def test_validate_dit_la_meme_chose(style: str, ending: str, expect: Compare) -> None:
    outcome = catalogue("--root", MINIATURE, "validate", "--format", style)
    expect(f"validate.{ending}", outcome.out)


def test_les_pages_sont_les_memes(mini_site: Path, expect: Compare) -> None:
    names = sorted(p.relative_to(mini_site).as_posix() for p in mini_site.rglob("*.html"))
    expect("pages.txt", "\n".join(names) + "\n")


@pytest.mark.parametrize("kind", PAGES)
def test_le_contenu_de_la_page_est_le_meme(kind: str, mini_site: Path, expect: Compare) -> None:
    expect(f"{kind}.html", main_of((mini_site / PAGES[kind]).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["assets/donnees/facettes.json", "exports/fiches.csv"])
def test_les_donnees_sont_les_memes(name: str, mini_site: Path, expect: Compare) -> None:
    expect(Path(name).name, (mini_site / name).read_bytes().decode())
