"""Words of the glossary explained where they stand: the first of each on a page is a link to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape

from markupsafe import Markup, escape

from catalogue.site.addresses import GLOSSARY
from catalogue.site.lexicon import Mention
from catalogue.site.prose import prose
from catalogue.site.site_view import SiteView

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
    wanted = _word(mention.forme)
    pieces = _TAG.split(html)
    for rank in range(0, len(pieces), 2):
        if match := wanted.search(pieces[rank]):
            before, after = pieces[rank][: match.start()], pieces[rank][match.end() :]
            pieces[rank] = f"{before}{_link(mention, glossary)}{after}"
            return Markup("".join(pieces))
    return None


@lru_cache(maxsize=1024)
def _word(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(str(escape(form)))}(?!\w)")


@lru_cache(maxsize=1024)
def _link(mention: Mention, glossary: str) -> Markup:
    link = Markup('<a class="glose" href="{0}#{1}">{2}</a>')
    return link.format(glossary, mention.entree, mention.forme)


def glossary_data(view: SiteView) -> dict[str, list[str]]:
    """Return, for each entry, its term, what its acronym stands for and its definition as text."""
    return {
        entry.id: [entry.terme, entry.developpe, plain_text(entry.definition)]
        for entry in view.corpus.glossary
    }


def plain_text(text: str) -> str:
    """Return a prose field without its marks."""
    return unescape(_TAGS.sub("", prose(text))).strip()


_TAGS = re.compile(r"<[^>]*>")
