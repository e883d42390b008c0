"""What the rules hold as data means the same to another program: the form of the site."""

from __future__ import annotations

import re

import pytest

from catalogue.pipeline import ALL_KINDS
from catalogue.rules.content import DAY, HTML, NO_LETTER
from catalogue.rules.people import BLANKS, CAPITAL, INITIALS, TOKEN, WORD
from catalogue.rules.people import PATTERNS as NAMING
from catalogue.rules.privacy import CONTACTS, DETAILS, FEW_PEOPLE, HOUSE, REFUGE, SENTENCE, VIOLENCE
from catalogue.rules.registry import RULES
from catalogue.rules.registry import SENTENCES as SAID
from catalogue.rules.rows import DATA, VERBS, Row, data_rule
from catalogue.schema.fields import Schemas, fields_where
from catalogue.schema.shape import RULES as SHAPE
from catalogue.schema.shape import SENTENCES
from catalogue.workspace import KINDS
from support.places import ROOT

SEARCHES = (*CONTACTS, HOUSE, *REFUGE)
PATTERNS = (
    *(search.exact for search in SEARCHES),
    *DETAILS.values(),
    *map(re.compile, (TOKEN, WORD, CAPITAL, INITIALS, *BLANKS, *NAMING)),
    *(DAY, HTML, NO_LETTER, VIOLENCE, FEW_PEOPLE, SENTENCE),
)
PYTHON_ONLY = re.compile(r"\\[wWdDsSbBAZ]|\(\?[^:=!<]|\(\?<[^=!]|[*+?}]\+")
"""Short classes, whose meaning differs, and what JavaScript does not have."""


@pytest.mark.parametrize("pattern", [pattern.pattern for pattern in PATTERNS])
def test_un_motif_ne_dit_rien_que_python_seul_comprend(pattern: str) -> None:
    assert not PYTHON_ONLY.search(pattern)


@pytest.mark.parametrize("name", SAID)
def test_chaque_phrase_est_celle_d_une_regle(name: str) -> None:
    assert name.split("/", maxsplit=1)[0] in {*RULES, "suite"}


@pytest.mark.parametrize("name", SENTENCES)
def test_chaque_phrase_de_forme_est_celle_d_une_regle(name: str) -> None:
    assert name.split("/", maxsplit=1)[0] in {*SHAPE, "suite", "modele", "attendu", "recu"}


def test_les_deux_langages_ont_les_memes_verbes() -> None:
    script = (ROOT / "docs/assets/js/formulaire/lignes.js").read_text(encoding="utf-8")
    table = script.split("const VERBS = {")[1].split("\n};")[0]
    assert set(re.findall(r"^  '?([a-z-]+)'?: \(", table, re.MULTILINE)) == VERBS.keys()


def test_un_verbe_inconnu_n_entre_pas_dans_les_regles() -> None:
    with pytest.raises(ValueError, match="essai: no such verb: lack"):
        data_rule("essai", "Un essai.", Row(message="essai", when=(("lack", "debut"),)), says="x")
    assert "essai" not in RULES


ROWS = [row for made in DATA.values() for row in made if isinstance(row, Row)]
SCHEMAS = Schemas(ROOT / "schemas", ALL_KINDS)
FIELDS = [spec for kind in KINDS.values() for _, spec in fields_where(SCHEMAS.spec(kind), bool)]


def _fields_of(row: Row) -> set[str]:
    """Return the fields of the groups that a row looks at, as the schema of a record has them."""
    whole = SCHEMAS.spec("project")
    if row.on == "record":
        return set(whole.properties)
    if row.on.startswith("/"):
        items = whole.properties[row.on[1:]].items
        return set(items.properties) if items else set()
    return {name for spec in FIELDS if row.on in spec.tags for name in spec.properties}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.message)
def test_une_ligne_regarde_des_champs_qui_existent(row: Row) -> None:
    named = {test[1] for test in row.when} | {row.at} - {""}
    here = {str(name).split(".")[0] for name in named if name != "@day" and name[0] != "/"}
    there = {str(name)[1:].split(".")[0] for name in named if name[0] == "/"}
    assert here <= _fields_of(row)
    assert there <= set(SCHEMAS.spec("project").properties)
