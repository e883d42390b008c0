"""Words that must find a record though its text does not hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.derive.addresses import folder_of
from catalogue.model.corpus import Corpus
from catalogue.model.records import Project, Term
from catalogue.read.schema import Spec, walk

ELISION = re.compile(r"^[\W_]*(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]", re.IGNORECASE)
PUNCTUATION = " \u00a0\u202f.,;:!?…()[]«»\"'’"
LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})


def search_words(corpus: Corpus, spec: Spec, project: Project) -> str:
    """Return the labels and other names of every term that a record names, and plain spellings."""
    names = dict.fromkeys(_names(corpus, spec, project))
    texts = [v for _, _, v in walk(spec, project.data) if isinstance(v, str)]
    plain = dict.fromkeys(p for text in [*texts, *names] for p in plain_spellings(text))
    return " ".join([*names, *plain])


def plain_spellings(text: str) -> Iterator[str]:
    """Yield the words of a text that the index would not know as people type them.

    Pagefind takes « d’Épernay » for one word and « œuvre » for another than « oeuvre ».
    """
    for word in text.split():
        bare = ELISION.sub("", word).strip(PUNCTUATION)
        plain = bare.translate(LIGATURES)
        if plain and (bare != word.strip(PUNCTUATION) or plain != bare):
            yield plain


def _names(corpus: Corpus, spec: Spec, project: Project) -> Iterator[str]:
    for _, field, value in walk(spec, project.data):
        # Only what has a page: « environ » or « prévu » would find every record.
        if not isinstance(value, str) or not folder_of(corpus, field.reference):
            continue
        term = corpus.term(field.reference, value)
        while term is not None:
            yield from _names_of(term)
            term = corpus.term(field.reference, term.parent) if term.parent else None


def _names_of(term: Term) -> tuple[str, ...]:
    return (term.libelle, *term.alias)
