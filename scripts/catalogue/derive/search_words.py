"""Words that must find a record though its text does not hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from catalogue.derive.addresses import folder_of
from catalogue.model.corpus import Corpus
from catalogue.model.records import Project
from catalogue.read.letters import bare
from catalogue.read.schema import Spec
from catalogue.read.walk import strings

# What the index would not know as people type it: « d’Épernay » (Pagefind takes it for one word)
# and « œuvre » (for another word than « oeuvre »).
# The apostrophe first, then what stands before it: the few of a text are found at once.
ELIDED = re.compile(
    r"['’](?:(?<=\b[cdjlmnst].)|(?<=\bqu.)|(?<=\bjusqu.)|(?<=\b(?:lors|puis|quoi)qu.))([\w-]{1,40})",
    re.IGNORECASE,
)
PLAIN = {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"}
LIGATURES = str.maketrans(PLAIN)
has_ligature = re.compile(f"[{''.join(PLAIN)}]").search
PRIORITY_AREA = "qpv"
"""The glossary's entry for what a record says by yes or no."""
PUNCTUATION = " .,;:!?…()[]«»\"'’"


class SearchWords:
    """The words to add to each record of a corpus; what terms bring is found once."""

    def __init__(self, corpus: Corpus, spec: Spec) -> None:
        self.corpus, self.spec = corpus, spec
        self.of_term = cache(self._of_term)
        entries = (e for e in corpus.glossary if e.id == PRIORITY_AREA)
        self._priority_area = [name for e in entries for name in (e.terme, e.developpe)]

    def of(self, project: Project) -> str:
        """Return the labels and other names of what a record names, and plain spellings."""
        terms: dict[tuple[str, str], None] = {}  # A dictionary, for their order.
        texts: list[str] = []
        for field, value in strings(self.spec, project.data):
            if field.reference:
                terms[field.reference, value] = None
            else:
                texts.append(value)
        names = [name for key in terms for name in self.of_term(*key)]
        if any(territory.qpv for territory in project.territoires):
            names += self._priority_area
        # All texts at once: most hold nothing odd, and each would cost a search of its own.
        return " ".join(dict.fromkeys((*names, *plain_spellings("\n".join(texts)))))

    def _of_term(self, reference: str, id_: str) -> tuple[str, ...]:
        # Only what has a page: « environ » or « prévu » would find every record.
        paged = bool(folder_of(self.corpus, reference))
        terms = self.corpus.lineage(reference, id_) if paged else ()
        names = [name for term in terms for name in (term.libelle, *term.other_names)]
        odd = [word for name in names for word in plain_spellings(name)]
        # Pagefind finds « several words in this order » in one of the spellings of the index:
        # the one without accents, where there is one. So every name has one.
        plain = [word for name in names if (word := bare(name)) != name.lower()]
        return (*names, *odd, *plain)


def plain_spellings(text: str) -> Iterator[str]:
    """Yield the odd words of a text as people type them, without elision and ligature."""
    elided = ELIDED.findall(text) if "’" in text or "'" in text else []
    if not any(sign in text for sign in PLAIN):  # Nearly every text: four quick looks.
        yield from elided
        return
    for word in elided:
        yield word.translate(LIGATURES)
    for word in filter(has_ligature, text.split()):
        yield word.translate(LIGATURES).strip(PUNCTUATION)
