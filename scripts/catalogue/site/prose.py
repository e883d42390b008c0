"""The small Markdown that prose fields may use, made into safe HTML."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape, unescape
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import LINK_RE, LinkInlineProcessor
from markupsafe import Markup

from catalogue.text.web import is_web

TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}}
SCHEMES = {"http", "https"}

# Every feature of the subset needs one of these. Two patterns, because each alone is searched from
# one promising character to the next.
SIGN = re.compile(r"[*_\[\]\\`]")
ITEM = re.compile(r"(?:\A|\n)[^\S\n]*(?:[-+]|\d+[.)])\s")

_tag = re.compile("<[^>]+>")
SPACES = re.compile(r"[ \t\r\n]+")
"""Ordinary spaces alone: those that do not break stay."""

# More than a person writes: Python-Markdown takes a time that grows with the square of open
# brackets, and a call more for each list within a list.
MOST_BRACKETS = 40
NESTED_LISTS = re.compile(r"(?:(?:[-+*]|\d{1,9}[.)])[ \t]+){5}|^[ \t]{24}", re.MULTILINE)

# Block and inline syntaxes of Python-Markdown that are no part of the subset.
DROPPED_BLOCKS = ("hashheader", "setextheader", "hr", "code", "quote", "reference")
DROPPED_INLINE = (
    "backtick", "reference", "image_link", "image_reference", "short_reference",
    "short_image_ref", "autolink", "automail", "html", "entity",
)  # fmt: skip


class SafeLink(LinkInlineProcessor):
    """A link to a page of the web; any other is left as the text it is."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # Python-Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link element, or nothing where the address is another."""
        element, start, end = super().handleMatch(m, data)
        if isinstance(element, Element) and is_web(element.get("href", "")):
            return element, start, end
        return None, None, None


@cache
def _converter() -> Markdown:
    converter = Markdown(output_format="html")
    converter.preprocessors.deregister("html_block")
    for name in DROPPED_BLOCKS:
        converter.parser.blockprocessors.deregister(name)
    for name in DROPPED_INLINE:
        converter.inlinePatterns.deregister(name)
    converter.inlinePatterns.register(SafeLink(LINK_RE, converter), "link", 160)
    return converter


@lru_cache(maxsize=1024)
def prose(text: str) -> Markup:
    """Return a prose field's HTML: paragraphs, lists, emphasis, web links; all else as text."""
    is_marked = may_be_marked(text)
    if not is_marked or text.count("[") > MOST_BRACKETS or NESTED_LISTS.search(text):
        paragraphs = [part.strip() for part in text.split("\n\n")]
        return Markup("\n".join([f"<p>{escape(p, quote=False)}</p>" for p in paragraphs if p]))
    # Python-Markdown would keep « &lt; » as the character it stands for; here it is text.
    html = _converter().reset().convert(text.replace("&", "&amp;"))
    cleaned = nh3.clean(
        html, tags=TAGS, attributes=dict(ATTRIBUTES), url_schemes=SCHEMES, link_rel=None
    )
    return Markup(cleaned)


def plain(text: str) -> str:
    """Return what a prose field says, without its marks, on one line."""
    bare = unescape(_tag.sub("", prose(text))) if may_be_marked(text) else text
    return SPACES.sub(" ", bare).strip(" ")


def may_be_marked(text: str) -> bool:
    """Tell whether a text may use the subset; any other is plain paragraphs."""
    # On a single line an item can only come first: there is no need to look before each letter.
    find_item = ITEM.search if "\n" in text else ITEM.match
    return bool(SIGN.search(text) or find_item(text))


def with_call_out(html: Markup, call_out: str) -> Markup:
    """Return prose with a source's call-out at the end of its last paragraph, not below it."""
    # Both are HTML already: joined as plain text, without escaping them again.
    if not call_out:
        return html
    text = str(html)
    if not text.endswith("</p>"):
        return Markup(f"{text}{call_out}")
    return Markup(f"{text[: -len('</p>')]}{call_out}</p>")
