"""Every rule is seen refusing: its example breaks it, at a known line and column."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import catalogue.rules  # noqa: F401  # registers the rules
from catalogue.cli.formats import as_text
from catalogue.issues import Issue
from catalogue.rules.registry import RULES as MEANING
from catalogue.schema.shape import RULES as SHAPE
from catalogue.text.limits import MAX_BYTES, MAX_EVENTS
from catalogue.text.reading_faults import RULES as READING
from support.miniature import copy_records, issues_of
from support.places import EXPECTED, INVALID

ALL_RULES = [*READING, *SHAPE, *MEANING]
FOLDERS = {
    "": "projects",
    "vocabulary": "reference/vocabularies",
    "reports": "reference/reports",
}
"""Sub-folder of tests/invalid → where its examples go, under their own names."""

Finder = Callable[[str], list[Issue]]


def _record() -> str:
    """Return a record without fault: an example, less the lines that are its fault."""
    text = (INVALID / "source-inutilisee.yml").read_text(encoding="utf-8")
    start = text.index("  - id: s2")
    return text[:start] + text[text.index("territoires:", start) :]


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _too_big(path: Path) -> None:
    path.write_text(_record() + "# remplissage\n" * (MAX_BYTES // 14), encoding="utf-8")


def _link_outside(path: Path) -> None:
    outside = path.parents[2] / "ailleurs.yml"
    outside.write_text(_record(), encoding="utf-8")
    path.symlink_to(outside)


def _latin_1(path: Path) -> None:
    path.write_bytes(_record().replace("Fiche d’exemple", "Résidence").encode("latin-1"))


def _sound(path: Path) -> None:
    path.write_text(_record(), encoding="utf-8")


def _twice(path: Path) -> None:
    _sound(path)
    # Another public: two records alike would be a fault of another rule.
    other = _record().replace("publics: [impayes]", "publics: [familles]")
    path.with_suffix(".yaml").write_text(other, encoding="utf-8")


def _too_long(path: Path) -> None:
    path.write_text("publics: [" + "1," * MAX_EVENTS + "]\n", encoding="utf-8")


GENERATED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "fichier-illisible": ("fichier-illisible.yml", _pipe),
    "fichier-trop-gros": ("fichier-trop-gros.yml", _too_big),
    "lien-hors-dossier": ("lien-hors-dossier.yml", _link_outside),
    "encodage": ("encodage.yml", _latin_1),
    "yaml-trop-long": ("yaml-trop-long.yml", _too_long),
    "nom-de-fichier": ("Fiche d’exemple.yml", _sound),
    "fichier-egare": (".fichier-egare.yml", _sound),
    "fichier-unique": ("fichier-unique.yml", _twice),
}
"""Examples that cannot be committed as they are → file name, and what makes the file."""


def _example(rule: str, root: Path) -> str:
    """Put the example of a rule in its place and return the name of its file."""
    if rule in GENERATED:
        name, make = GENERATED[rule]
        make(root / "projects" / name)
        return f"projects/{name}"
    (source,) = INVALID.rglob(f"{rule}.yml")
    folder = source.parent.relative_to(INVALID).as_posix().removeprefix(".")
    target = f"{FOLDERS[folder]}/{rule}.yml" if folder in FOLDERS else f"reference/{folder}.yml"
    (root / target).write_bytes(source.read_bytes())
    return target


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    """Return what gives the issues of a rule's example, found once."""

    @cache
    def issues(rule: str) -> list[Issue]:
        root = copy_records(tmp_path_factory.mktemp(rule) / "depot")
        return issues_of(root, _example(rule, root))

    return issues


@pytest.mark.parametrize("rule", ALL_RULES)
def test_chaque_regle_refuse_son_exemple_et_rien_d_autre(rule: str, found: Finder) -> None:
    broken = {issue.rule for issue in found(rule)}
    assert broken == {rule}


@pytest.mark.parametrize("rule", ALL_RULES)
def test_le_refus_est_dit_mot_pour_mot_a_sa_place(
    rule: str, found: Finder, expect: Callable[[str, str], None]
) -> None:
    expect(f"invalid/{rule}.txt", as_text(found(rule), 1) + "\n")


@pytest.mark.parametrize("rule", ALL_RULES)
def test_la_sortie_attendue_donne_ligne_et_colonne_de_la_regle(rule: str) -> None:
    text = (EXPECTED / "invalid" / f"{rule}.txt").read_text(encoding="utf-8")
    assert re.search(rf"^\S.*\.ya?ml:\d+:\d+: .*\[{rule}\]$", text, re.MULTILINE)


def test_chaque_exemple_est_celui_d_une_regle() -> None:
    examples = {path.stem for path in INVALID.rglob("*.yml")} | set(GENERATED)
    assert examples == set(ALL_RULES)


def test_chaque_sortie_attendue_est_celle_d_une_regle() -> None:
    assert {path.stem for path in (EXPECTED / "invalid").iterdir()} == set(ALL_RULES)
