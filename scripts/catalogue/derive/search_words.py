"""Words that must find a record though its text does not hold them."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.derive.addresses import folder_of
from catalogue.model.corpus import Corpus
from catalogue.model.records import Project, Term
from catalogue.read.schema import Spec, walk


def search_words(corpus: Corpus, spec: Spec, project: Project) -> str:
    """Return the labels and other names of every term that a record names, and plain spellings."""
    words = dict.fromkeys(_names(corpus, spec, project))
    texts = [v for _, _, v in walk(spec, project.data) if isinstance(v, str)]
    plain = dict.fromkeys(
        unligatured(w) for t in [*texts, *words] for w in t.split() if has_ligature(w)
    )
    return " ".join([*words, *plain])


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


def has_ligature(text: str) -> bool:
    """Tell whether a text has a letter that nobody types: œ or æ."""
    return any(c in text for c in "œŒæÆ")


def unligatured(text: str) -> str:
    """Return the text with œ and æ written as two letters."""
    for letter, pair in (("œ", "oe"), ("Œ", "Oe"), ("æ", "ae"), ("Æ", "Ae")):
        text = text.replace(letter, pair)
    return text
