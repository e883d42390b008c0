"""Words that must find a record though its text does not hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.derive.addresses import folder_of
from catalogue.model.corpus import Corpus
from catalogue.model.records import Project
from catalogue.read.schema import Spec, walk

# What the index would not know as people type it: « d’Épernay » (Pagefind takes it for one word)
# and « œuvre » (for another word than « oeuvre »).
ODD_WORD = re.compile(
    r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]([\w-]{1,40})|\b([\w-]{0,20}[œŒæÆ][\w-]{0,40})",
    re.IGNORECASE,
)
LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})


def search_words(corpus: Corpus, spec: Spec, project: Project) -> str:
    """Return the labels and other names of every term that a record names, and plain spellings."""
    names: dict[str, None] = {}
    texts: list[str] = []
    for _, field, value in walk(spec, project.data):
        if isinstance(value, str):
            if not field.reference:
                texts.append(value)
            # Only what has a page: « environ » or « prévu » would find every record.
            elif folder_of(corpus, field.reference):
                for term in corpus.lineage(field.reference, value):
                    names.update(dict.fromkeys((term.libelle, *term.alias)))
    plain = dict.fromkeys(word for text in [*texts, *names] for word in plain_spellings(text))
    return " ".join([*names, *plain])


def plain_spellings(text: str) -> Iterator[str]:
    """Yield the odd words of a text as people type them, without elision and ligature."""
    for elided, ligatured in ODD_WORD.findall(text):
        yield (elided or ligatured).translate(LIGATURES)
