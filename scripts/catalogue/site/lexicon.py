"""The words of the glossary as texts write them, and the link that the first on a page becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from catalogue.records.types import GlossaryEntry
from catalogue.site.addresses import GLOSSARY
from catalogue.site.prose import prose

ACRONYM = re.compile(r"[A-Z]{3,}")
SHORT_WORD = 3
"""Words up to this length (de, d’un, et) take no plural."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A word of the glossary in a text, as it is written there, and the entry that explains it."""

    entree: str
    forme: str


class Lexicon:
    """Finds the words of a glossary in a text: acronyms by one look at the capitals.

    No pattern of many alternatives: tried at every letter of every record, it would cost more than
    the page itself. A search for one plain piece of text costs next to nothing.
    """

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self.acronyms: dict[str, Mention] = {}
        self.others: list[Mention] = []
        for entry in entries:
            for form in (entry.terme, *entry.alias):
                if ACRONYM.fullmatch(form):
                    self.acronyms[form] = Mention(entree=entry.id, forme=form)
                    continue
                # One or many, with a capital or not.
                forms = dict.fromkeys(
                    start + written[1:]
                    for written in (form, plural_of(form))
                    for start in (form[0].lower(), form[0].upper())
                )
                self.others += [Mention(entree=entry.id, forme=written) for written in forms]

    def found(self, text: str) -> tuple[Mention, ...]:
        """Return what may be mentions: the text holds their forms, perhaps within other words."""
        words = dict.fromkeys(ACRONYM.findall(text))
        named = (self.acronyms[word] for word in words if word in self.acronyms)
        return (*named, *(mention for mention in self.others if mention.forme in text))


def plural_of(form: str) -> str:
    """Return the plain plural of a noun and its adjectives: « pensions de famille ».

    What follows a preposition stays; a plural of another kind is another form in the glossary.
    """
    head, *rest = re.split(r"(?= (?:de|du|des|d’|à|en)\b)", form, maxsplit=1)
    words = (w if len(w) <= SHORT_WORD or w[-1] in "sxz" else f"{w}s" for w in head.split(" "))
    return " ".join(words) + "".join(rest)


_TAG = re.compile(r"(<a [^>]*>[^<]*</a>|<[^>]*>)")
"""What a link must not be put in: tags, and links of the text's own."""


class Explainer:
    """Makes the prose of one page, and links the first mention of each word of the glossary.

    `mentions` is what the page's texts may hold; what they do not hold costs nothing more.
    """

    def __init__(self, mentions: Sequence[Mention], base: str) -> None:
        self.waiting, self.glossary = list(mentions), f"{base}{GLOSSARY}"

    def __call__(self, text: str) -> Markup:
        """Return the HTML of a prose field."""
        return self._explained(text, prose(text)) if self.waiting else prose(text)

    def line(self, text: str) -> Markup:
        """Return a line of plain text as HTML."""
        return self._explained(text, escape(text))

    def _explained(self, text: str, html: Markup) -> Markup:
        # In the order of the text: of two forms of one entry, the first to come is the link.
        here = [mention for mention in self.waiting if mention.forme in text]
        for mention in sorted(here, key=lambda m: text.index(m.forme)):
            if mention in self.waiting:
                linked = linked_once(html, mention, self.glossary)
                if linked is not None:
                    html = linked
                    self.waiting = [m for m in self.waiting if m.entree != mention.entree]
        return html


def linked_once(html: Markup, mention: Mention, glossary: str) -> Markup | None:
    """Return a text with the first mention as a link, or None where it is part of other words."""
    wanted = re.compile(rf"(?<!\w){re.escape(str(escape(mention.forme)))}(?!\w)")
    pieces = _TAG.split(html)
    for rank in range(0, len(pieces), 2):
        if match := wanted.search(pieces[rank]):
            link = Markup('<a class="glose" href="{0}#{1}">{2}</a>').format(
                glossary, mention.entree, mention.forme
            )
            before, after = pieces[rank][: match.start()], pieces[rank][match.end() :]
            pieces[rank] = f"{before}{link}{after}"
            return Markup("".join(pieces))
    return None
