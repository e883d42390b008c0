"""No lie in a sealed edition writes elsewhere, runs, or ends in a traceback."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path
from typing import Any

import pytest

from bilan.lies import LIES, TEXTS, lie, resealed
from catalogue.bilan.seals import seal_issues
from catalogue.workspace import Workspace
from support.command import catalogue
from support.html import parse
from support.miniature import copy_all

SEAL = "reference/seals/2020.json"
MUTANTS = 14
PLACED = re.compile(r"^reference/seals/2020\.json:\d+:\d+: ", re.MULTILINE)

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the miniature repository, deep in a folder, its edition of 2020 sealed."""
    deep = tmp_path_factory.mktemp("profond") / "a" / "b" / "c" / "d" / "e" / "f"
    deep.mkdir(parents=True)
    copied = copy_all(deep / "depot")
    assert catalogue("--root", copied, "bilan", "2020", "--seal").code == 0
    return copied


@pytest.fixture
def text(root: Path) -> Any:
    """Give the text of the sound seal, which stands again when the test is done."""
    sound = (root / SEAL).read_bytes()
    yield sound.decode()
    (root / SEAL).unlink(missing_ok=True)
    (root / SEAL).write_bytes(sound)


def _elsewhere(root: Path) -> set[str]:
    """Return every file that stands out of the folder where an edition is written."""
    found = (path for path in root.parents[6].rglob("*") if path != root / "ecrit")
    return {str(path) for path in found if root / "ecrit" not in path.parents}


def _ways(root: Path) -> dict[str, tuple[object, ...]]:
    """Return the commands that read a seal."""
    return {
        "juger": ("validate", root / SEAL),
        "rejouer": ("bilan", "2020", "--replay", "--out", root / "ecrit"),
        "comparer": ("bilan", "2020", "--compare", "2019", "--out", root / "ecrit"),
        "écrire": ("bilan", "2020", "--out", root / "ecrit"),
        "tout vérifier": ("validate",),
        "construire": ("build", "--out", root / "ecrit" / "site"),
    }


def _assert_refused(root: Path, *ways: str) -> None:
    """Assert that commands refuse the seal at its line, and write nothing; without a name, all."""
    before = _elsewhere(root)
    for way, words in _ways(root).items():
        if ways and way not in ways:
            continue
        outcome = catalogue("--root", root, *words)
        assert outcome.code == 1, way
        assert PLACED.search(outcome.out + outcome.err), (way, outcome.out, outcome.err)
        assert "Traceback" not in outcome.err
    assert _elsewhere(root) == before
    assert not [path for path in (root / "ecrit").rglob("*") if path.is_file()]


def _assert_judged(root: Path) -> None:
    """Assert that a seal is refused at its line, by what all the commands ask."""
    found = list(seal_issues(Workspace(root), [root / SEAL]))
    assert found
    assert not [issue for issue in found if issue.level != "error" or issue.place.file != SEAL]
    assert all(issue.place.line > 0 and issue.place.column > 0 for issue in found), found


@pytest.mark.parametrize("name", LIES)
def test_un_mensonge_dans_un_scelle_est_refuse_a_sa_ligne(root: Path, text: str, name: str) -> None:
    (root / SEAL).write_text(lie(text, LIES[name]), encoding="utf-8")
    _assert_judged(root)


EVERYWHERE = (
    "une liste pour un groupe", "graphique hors du dossier", "une fiche inconnue",
    "une autre année",
)  # fmt: skip
"""One for each step of the reading of a seal: its envelope, its shape, what it calls, its year."""


@pytest.mark.parametrize("name", EVERYWHERE)
def test_un_mensonge_est_refuse_partout_ou_un_scelle_se_lit(
    root: Path, text: str, name: str
) -> None:
    (root / SEAL).write_text(lie(text, LIES[name]), encoding="utf-8")
    _assert_refused(root)


@pytest.mark.parametrize("name", TEXTS)
def test_un_fichier_qui_n_est_pas_un_scelle_est_refuse(root: Path, text: str, name: str) -> None:
    content = TEXTS[name](text)
    assert content != text.encode()
    (root / SEAL).write_bytes(content)
    _assert_judged(root)
    _assert_refused(root, "rejouer")


@pytest.mark.parametrize("kind", ["lien dehors", "lien rompu", "dossier", "tube"])
def test_ce_qui_n_est_pas_un_fichier_d_ici_est_refuse(root: Path, text: str, kind: str) -> None:
    path = root / SEAL
    path.unlink()
    if kind == "lien dehors":
        (root.parent / "2020.json").write_text(text, encoding="utf-8")
        path.symlink_to(root.parent / "2020.json")
    elif kind == "lien rompu":
        path.symlink_to(root / "rien.json")
    elif kind == "dossier":
        path.mkdir()
    else:
        os.mkfifo(path)
    try:
        _assert_refused(root, "juger", "rejouer")
    finally:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        (root.parent / "2020.json").unlink(missing_ok=True)


HOSTILE = '<img src=x onerror=alert(1)>"\'`{{ 7*7 }}{% x %}#{evil}$x$ *x* _x_ @x #import "x" =1+1'


def _said_everywhere(seal: dict[str, Any]) -> None:
    """Put hostile words in the place of every text that people read."""

    def said(value: Any) -> Any:
        if isinstance(value, list):
            return [said(item) for item in value]
        if not isinstance(value, dict):
            return value
        words = {"titre", "texte", "note", "description", "libelle", "document", "unite", "resume"}
        return {
            k: HOSTILE if k in words and isinstance(v, str) and v else said(v)
            for k, v in value.items()
        }

    seal["edition"] = said(seal["edition"])


def test_des_textes_hostiles_restent_des_textes_dans_toutes_les_formes(
    root: Path, text: str
) -> None:
    (root / SEAL).write_text(lie(text, _said_everywhere), encoding="utf-8")
    before = _elsewhere(root)
    outcome = catalogue("--root", root, "bilan", "2020", "--replay", "--out", root / "ecrit")
    assert (outcome.code, _elsewhere(root)) == (0, before), outcome.err
    pages = [parse(p.read_text("utf-8")) for p in (root / "ecrit").rglob("*.html")]
    assert pages
    for page in pages:
        assert not page.all("script", "iframe", "object", "embed")
        assert not [e for e in page.elements if any(a.startswith("on") for a in e.attributes)]
        assert not [e for e in page.all("img") if e.attributes.get("src") == "x"]
        links = [e.attributes.get("href", "") for e in page.all("a")]
        assert not [link for link in links if not re.match(r"https?://|[\w./#-]", link)]
    for path in (root / "ecrit").rglob("*.csv"):
        assert not re.search(r"(?m)(^|;)[=@]", path.read_text("utf-8-sig"))


POOL: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    2**63,
    "",
    " ",
    "\n",
    "a\nb",
    "constructor",
    "__proto__",
    "../x",
    "x" * 5000,
    "javascript:x",
    "//x",
    "https://x",
    "http://a@b",
    "'",
    '"',
    "\\",
    "é",
    "😀",
    "=1+1",
    "{{ x }}",
    [],
    {},
    [[]],
    [None],
    {"texte": "x"},
    "2020",
    "2020-02-31",
    "barres",
    "etendues",
    "essentiel",
    "frise",
    "valeurs",
    "tableau",
    "toutes",
)


def _mutated(seal: dict[str, Any], chance: random.Random) -> None:
    """Change one to three values, anywhere."""
    for _ in range(chance.randint(1, 3)):
        held: Any = seal
        key: Any = chance.choice([*seal, "edition", "edition", "edition", "edition"])
        while isinstance(held[key], dict | list) and held[key] and chance.random() > 0.08:
            held = held[key]
            key = (
                chance.choice(list(held)) if isinstance(held, dict) else chance.randrange(len(held))
            )
        match chance.randrange(8):
            case 0 if isinstance(held, dict):
                del held[key]
                return
            case 1 if isinstance(held, list):
                held.append(held[key])
            case 2 if isinstance(held, list):
                held.pop(key)
                return
            case _:
                held[key] = chance.choice(POOL)


def test_des_sceaux_deformes_au_hasard_ne_donnent_ni_trace_ni_fichier_ailleurs(
    root: Path, text: str
) -> None:
    before, accepted = _elsewhere(root), 0
    for seed in range(MUTANTS):
        chance = random.Random(seed)  # The same mutants at each run.
        seal = json.loads(text)
        _mutated(seal, chance)
        broken = not isinstance(seal.get("edition"), dict) or chance.random() < 0.1
        (root / SEAL).write_text(json.dumps(seal) if broken else resealed(seal), encoding="utf-8")
        judged = list(seal_issues(Workspace(root), [root / SEAL]))
        outcome = catalogue("--root", root, "bilan", "2020", "--replay", "--out", root / "ecrit")
        assert outcome.code in {0, 1, 2}, seed
        assert "Traceback" not in outcome.err
        assert bool(judged) == (outcome.code != 0), seed
        if outcome.code == 0:
            outcome = catalogue("--root", root, "validate", root / SEAL)
            assert (outcome.code in {0, 1, 2}, "Traceback" in outcome.err) == (True, False), seed
            accepted += 1
    assert _elsewhere(root) == before
    assert accepted > 0
