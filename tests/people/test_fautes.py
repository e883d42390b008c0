"""Mistakes of people, and the sentence that each gets: where, what, what to do.

`fautes.yml` is what they wrote; `tests/expected/fautes-de-personnes.txt` is to be read by somebody
who does not code. Publics, tools and places are the catalogue’s own, so that what is suggested is
what a contributor would be offered.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from catalogue.issues import Issue, as_line
from catalogue.pipeline import load
from catalogue.workspace import Workspace
from conftest import Compare
from support.miniature import read_yaml
from support.places import DAY, ROOT, TESTS

LEAST = 150
ID = "essai-bail-glissant-gap"
BASE = (TESTS / "people/fiche.yml").read_text(encoding="utf-8")
MISTAKES = read_yaml(TESTS / "people/fautes.yml")

Said = dict[str, list[Issue]]


def _text(mistake: dict[str, str]) -> str:
    """Return the file that somebody wrote."""
    given = mistake["ecrit"]
    return BASE.replace(mistake["a_la_place_de"], given, 1) if "a_la_place_de" in mistake else given


def _name(rank: int) -> str:
    return f"faute-{rank:03d}"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """Return what the check says of each mistake, all checked at once, each in its own file."""
    root = tmp_path_factory.mktemp("personnes")
    shutil.copytree(ROOT / "reference", root / "reference")
    (root / "projects").mkdir()
    (root / "projects" / f"{ID}.yml").write_text(BASE, encoding="utf-8")
    names = {f"projects/{ID}.yml": "rien"}
    for rank, mistake in enumerate(MISTAKES, 1):
        file = f"projects/{_name(rank)}.yml"
        (root / file).write_text(_text(mistake).replace(ID, _name(rank)), encoding="utf-8")
        names[file] = mistake["faute"]
    found: Said = {name: [] for name in names.values()}
    for issue in load(Workspace(root)).issues(DAY):
        # Records all alike in one place: that is the test's doing.
        if issue.place.file in names and issue.rule != "fiche-proche":
            found[names[issue.place.file]].append(issue)
    return found


def test_la_fiche_sans_faute_passe(said: Said) -> None:
    assert said["rien"] == []


def test_chaque_faute_recoit_une_phrase(said: Said) -> None:
    assert len(MISTAKES) >= LEAST
    assert [name for name, issues in said.items() if not issues and name != "rien"] == []


def test_les_phrases_sont_celles_qui_ont_ete_relues(said: Said, expect: Compare) -> None:
    expect("fautes-de-personnes.txt", "\n".join(_account(said)) + "\n")


def _account(said: Said) -> Iterator[str]:
    for mistake in MISTAKES:
        yield f"## {mistake['faute']}"
        for issue in said[mistake["faute"]]:
            yield as_line(issue).replace(issue.place.file, "fiche.yml")
        yield ""
