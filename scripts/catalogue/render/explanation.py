"""Words of the glossary explained where they stand: the first of each on a page is a link to it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

from markupsafe import Markup

from catalogue.derive.lexicon import Lexicon
from catalogue.derive.site import SiteView
from catalogue.render.prose import prose

GLOSSARY = "glossaire/"
"""The page where each entry has its id as an anchor."""

_TAG = re.compile(r"(<a [^>]*>[^<]*</a>|<[^>]*>)")
"""What a link must not be put in: tags, and links of the text's own."""


class Explainer:
    """Makes the prose of one page, and links the first mention of each word of the glossary."""

    def __init__(self, lexicon: Lexicon | None, base: str) -> None:
        self.lexicon, self.base = lexicon, base
        self.explained: set[str] = set()

    def __call__(self, text: str) -> Markup:
        """Return the HTML of a prose field."""
        html = prose(text)
        if self.lexicon is None:
            return html
        for mention in self.lexicon.found(text):
            if mention.entree not in self.explained:
                linked = linked_once(html, mention.forme, self.base + GLOSSARY, mention.entree)
                if linked is not None:
                    self.explained.add(mention.entree)
                    html = linked
        return html


def linked_once(html: Markup, form: str, glossary: str, entry: str) -> Markup | None:
    """Return a text with the first mention of a form as a link, or None where it is no word."""
    wanted = _word(form)
    pieces = _TAG.split(html)
    for rank in range(0, len(pieces), 2):
        if match := wanted.search(pieces[rank]):
            before, after = pieces[rank][: match.start()], pieces[rank][match.end() :]
            pieces[rank] = f"{before}{_link(form, glossary, entry)}{after}"
            return Markup("".join(pieces))
    return None


@lru_cache(maxsize=1024)
def _word(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(escape(form, quote=False))}(?!\w)")


@lru_cache(maxsize=1024)
def _link(form: str, glossary: str, entry: str) -> Markup:
    link = Markup('<a class="glose" href="{0}#{1}">{2}</a>')
    return link.format(glossary, entry, form)


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
