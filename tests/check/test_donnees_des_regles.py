"""What the rules hold as data means the same to another program: the form of the site."""

from __future__ import annotations

import re

import pytest

from catalogue.rules.content import DAY, HTML
from catalogue.rules.mentions import NO_LETTER
from catalogue.rules.people import BLANKS, CAPITAL, INITIALS, TOKEN, WORD
from catalogue.rules.people import PATTERNS as NAMING
from catalogue.rules.privacy import VIOLENCE
from catalogue.rules.private_patterns import CONTACTS, HOUSE, REFUGE
from catalogue.rules.recognisable import DETAILS, FEW_PEOPLE, SENTENCE
from catalogue.rules.registry import RULES
from catalogue.rules.registry import SENTENCES as SAID
from catalogue.schema.shape import RULES as SHAPE
from catalogue.schema.shape_sentences import SENTENCES

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
