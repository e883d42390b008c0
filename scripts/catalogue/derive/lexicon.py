"""The words of the glossary as texts write them: found fast, for every text of the site is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.model.records import GlossaryEntry

ACRONYM = re.compile(r"[A-Z]{3,}")
SHORT_WORD = 3
"""Words up to this length (de, d’un, et) take no plural."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A word of the glossary in a text, as it is written there, and the entry that explains it."""

    entree: str
    forme: str


class Lexicon:
    """What finds the words of a glossary: acronyms by one look at the capitals, others one by one.

    No pattern of many alternatives: tried at every letter of every record, it would cost more than
    the page itself.
    """

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self.acronyms: dict[str, Mention] = {}
        self.phrases: list[tuple[str, tuple[Mention, ...]]] = []
        for entry in entries:
            for form in (entry.terme, *entry.alias):
                self._add(entry.id, form)

    def _add(self, id_: str, form: str) -> None:
        if ACRONYM.fullmatch(form):
            self.acronyms[form] = Mention(entree=id_, forme=form)
            return
        for written in dict.fromkeys((form, plural_of(form))):
            starts = dict.fromkeys((written[0].lower(), written[0].upper()))
            mentions = tuple(Mention(entree=id_, forme=start + written[1:]) for start in starts)
            self.phrases.append((written[1:], mentions))

    def found(self, text: str) -> Iterator[Mention]:
        """Yield what may be a mention: the text holds its form, perhaps within another word."""
        for word in ACRONYM.findall(text):
            if word in self.acronyms:
                yield self.acronyms[word]
        for tail, mentions in self.phrases:
            if tail in text:
                yield from (mention for mention in mentions if mention.forme in text)


def plural_of(form: str) -> str:
    """Return the plain plural of a noun and its adjectives: « pensions de famille ».

    What follows a preposition stays; a plural of another kind is another form in the glossary.
    """
    head, *rest = re.split(r"(?= (?:de|du|des|d’|à|en)\b)", form, maxsplit=1)
    words = (w if len(w) <= SHORT_WORD or w[-1] in "sxz" else f"{w}s" for w in head.split(" "))
    return " ".join(words) + "".join(rest)
