"""Whatever way a record is written, repairs keep its meaning and its comments, and end there."""

from __future__ import annotations

import random
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.pipeline import ALL_KINDS, files_of
from catalogue.schema.fields import Schemas
from catalogue.text.document import read_text
from catalogue.workspace import Workspace
from catalogue.writing.mend import Mender
from catalogue.writing.record_text import write_record
from catalogue.writing.tidy import BLANKS, BULLETS, DASH, dashed
from repair.rough import Rough
from support.places import MINIATURE, ROOT

SAMPLES = (MINIATURE / "projects/essai-complet.yml", *sorted((ROOT / "projects").glob("*.yml")))


@cache
def mender() -> Mender:
    """Return what repairs records."""
    return Mender(Schemas(ROOT / "schemas", ALL_KINDS), "project")


@cache
def sample(path: Path) -> Any:
    """Return the values of a record of the repository."""
    document, _ = read_text(path.read_text(encoding="utf-8"), path.name)
    assert document is not None
    return document.data


def meaning(data: Any) -> Any:
    """Return values without what typography changes: the spaces, the form of apostrophes."""
    if isinstance(data, dict):
        return {name: meaning(value) for name, value in data.items()}
    if isinstance(data, list):
        return [meaning(value) for value in data]
    if isinstance(data, str):
        return re.sub(r"\s", "", unicodedata.normalize("NFC", data).replace("’", "'"))
    return data


def comments(text: str) -> list[str]:
    """Return the comments of a text that stand alone on their line, each with what follows it."""
    lines = [line.strip() for line in text.split("\n") if line.strip() not in ("", "-")]
    lines = [line.removeprefix("- ") for line in lines]
    return sorted(
        f"{line} / {after.split(':')[0]}"
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if re.match(r"# \d+ au-dessus", line)
    )


@settings(max_examples=20)
@given(seed=st.integers(0, 10**9), path=st.sampled_from(SAMPLES))
def test_une_fiche_ecrite_n_importe_comment_garde_son_sens_et_ses_commentaires(
    seed: int, path: Path
) -> None:
    rough = Rough(seed).text(sample(path))
    assert read_text(rough, "x")[1] == [], rough
    made = mender().mend(rough)
    assert made is not None
    text, _ = made
    document, issues = read_text(text, "x")
    assert document is not None and issues == []
    assert meaning(document.data) == meaning(sample(path))
    assert [c.split(" / ")[0] for c in comments(text)] == [
        c.split(" / ")[0] for c in comments(rough)
    ]
    assert all(re.search(r"de (\w+) / \1$", comment) for comment in comments(text)), text
    assert mender().mend(text) == (text, [])
    assert list(document.data) == sorted(document.data, key=list(_fields()).index)


def _fields() -> Any:
    return mender().schemas.spec("project").properties


@settings(max_examples=60)
@given(seed=st.integers(0, 10**9), path=st.sampled_from(SAMPLES))
def test_une_fiche_abimee_n_arrete_jamais_la_reparation_et_ne_perd_rien(
    seed: int, path: Path
) -> None:
    chance = random.Random(seed)
    text = path.read_text(encoding="utf-8")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text))
        taken = chance.choice([0, 0, 1, 3])
        text = text[:at] + chance.choice(_DAMAGE) + text[at + taken :]
    made = mender().mend(text)
    if made is None:
        assert read_text(text, "x")[1]
        return
    again = mender().mend(made[0])
    assert again is not None and again == (made[0], [])
    before, issues = read_text(text, "x")
    after, left = read_text(made[0], "x")
    assert left == [] and after is not None
    if before is not None and issues == [] and not _odd_indent(text):
        assert meaning_as_text(after.data) == meaning_as_text(before.data)


_DAMAGE = (
    "", "", " ", "  ", "\n", "\t", "'", '"', ":", " : ", "- ", "# ", "«", "»", "\u00a0", "e\u0301",
    "l'un", "“", "”", "1 250", "[", "]", "{", "}", ",", "|", ">", "&a ", "*a", "!b ", "\\", "%",
    "\n\n", "---\n", "titre: x\n", "?",
)  # fmt: skip


def _odd_indent(text: str) -> bool:
    return re.search("^[ \t]*\u00a0", text, re.MULTILINE) is not None


def meaning_as_text(data: Any) -> Any:
    """Return values as text without spaces nor quotes, since quotes may be what was repaired."""
    if isinstance(data, dict):
        return {name: meaning_as_text(value) for name, value in data.items()}
    if isinstance(data, list):
        return [meaning_as_text(value) for value in data]
    return re.sub("[“”„‘«»']", "", str(meaning(str(data))))


SIGNS = st.sampled_from([*BULLETS, DASH])
GAPS = st.text(BLANKS, min_size=1, max_size=3)
WORDS = st.lists(st.sampled_from(["impayes", "familles", "sortants"]), min_size=1, unique=True)


@settings(max_examples=60, deadline=None)
@given(sign=SIGNS, gap=GAPS, indent=st.integers(0, 4), items=WORDS, note=st.booleans())
def test_une_liste_a_puces_devient_une_liste_sans_perdre_ses_remarques(
    sign: str, gap: str, indent: int, items: list[str], note: bool
) -> None:
    remark = " # c’est dit" if note else ""
    lines = [f"{' ' * indent}{sign}{gap}{item}{remark}" for item in items]
    made = mender().mend("\n".join(["publics:", *lines, "outils: [visites]", ""]))
    assert made is not None
    document, issues = read_text(made[0], "x")
    assert issues == [] and document is not None
    assert document.data == {"publics": items, "outils": ["visites"]}
    assert made[0].count("# c’est dit") == (len(items) if note else 0)
    assert mender().mend(made[0]) == (made[0], [])


@settings(max_examples=60, deadline=None)
@given(sign=SIGNS, gap=GAPS, items=st.lists(st.sampled_from(["Un.", "– deux", "3"]), min_size=2))
def test_un_paragraphe_a_puces_devient_une_liste_de_texte(
    sign: str, gap: str, items: list[str]
) -> None:
    text = "\n".join(f"{sign}{gap}{item}" for item in items)
    wanted = "\n".join(f"- {item}" for item in items)
    assert dashed(f"Avant\n\n{text}") == f"Avant\n\n{wanted}"
    assert dashed(wanted) == wanted


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_ce_qu_ecrit_le_style_canonique_n_a_rien_a_reparer(path: Path) -> None:
    text = write_record(sample(path), mender().schemas.spec("project"))
    assert mender().mend(text) == (text, [])


@pytest.mark.parametrize("root", [ROOT, MINIATURE], ids=["depot", "miniature"])
def test_les_fichiers_du_depot_n_ont_rien_a_reparer(root: Path) -> None:
    for path, kind in files_of(Workspace(root))[0]:
        text = path.read_text(encoding="utf-8")
        assert Mender(mender().schemas, kind).mend(text) == (text, []), path
