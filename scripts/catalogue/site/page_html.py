"""The HTML of a hand-written page, looked at once Markdown is done with it.

No list of ways to write something is complete; what comes out is one of a few elements or is not. A
page runs nothing, asks nothing of a third party and looks like no other site: what it may hold is
listed here. Two readers must agree on it, Python's and the one that browsers follow (html5ever,
through nh3), since what they read differently is how such lists are passed by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Final

import nh3

from catalogue.site.macros import SLOT

EVERYWHERE: Final = frozenset({"class", "id", "title", "lang", "dir", "role", "aria-label"})
"""Attributes that any element may have."""
_PLAIN: Final = """
abbr article aside b br caption cite code dd dfn div dl dt em figcaption figure footer h1 h2 h3 h4
h5 h6 header hr i kbd mark p pre s samp section small span strong sub summary sup table tbody tfoot
thead tr u ul var
"""
ELEMENTS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(_PLAIN.split(), frozenset[str]()),
    "a": frozenset({"href", "hreflang", "rel"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "q": frozenset({"cite"}),
    "td": frozenset({"colspan", "rowspan", "headers", "style"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "abbr", "style"}),
    "time": frozenset({"datetime"}),
}
"""Elements that a page may hold, with the attributes that each may have besides."""
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
ADDRESSES: Final = frozenset({"href", "src", "cite"})
STYLE: Final = re.compile(r"text-align: (?:left|right|center);")
"""What Markdown writes for the columns of a table."""
ID: Final = re.compile(r"[\w:.-]+")
"""An id ends in the addresses of the summary, which a template writes."""

_HELD: Final = {name: set(EVERYWHERE | own) for name, own in ELEMENTS.items()}
_EMPTY: Final = frozenset({"br", "col", "hr", "img"})
_UNSEEN: Final = re.compile(r"[\x00-\x20]+")
"""What browsers leave out of an address before they read it."""
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

Event = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HtmlFault:
    """What a page must not hold: a word to look for in its source, and what to say."""

    word: str
    message: str


def html_faults(html: str) -> Iterator[HtmlFault]:
    """Yield what a rendered page, its slots still empty, must not hold."""
    html = SLOT.sub("", html)
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    if reader.faults:
        yield from reader.faults
        return
    other = _HtmlReader()
    other.feed(_as_browsers_read(html))
    other.close()
    pairs = zip_longest(reader.told, other.told, fillvalue=("",))
    if parted := next((ours for ours, theirs in pairs if ours != theirs), None):
        word = f"<{parted[1]}" if parted[0] == "<" else parted[-1].strip()[:30]
        yield HtmlFault(
            word,
            "ce HTML est mal formé : un élément n’est pas fermé, ou ne va pas dans celui qui"
            " l’entoure (les lignes d’un tableau, par exemple, vont dans <tbody>)",
        )


def _as_browsers_read(html: str) -> str:
    """Return the HTML as browsers would understand it, less what is not listed."""
    return nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes=_HELD,
        url_schemes=set(SCHEMES),
        link_rel=None,
        clean_content_tags=set(),
    )


class _HtmlReader(HTMLParser):
    """Reads HTML into events, and keeps what is not listed as faults."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Event] = []
        self.faults: list[HtmlFault] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            message = f"l’élément « <{tag}> » n’est pas permis dans une page"
            self.faults.append(HtmlFault(f"<{tag}", f"{message} : écrivez-la en Markdown"))
            return
        for name, value in attrs:
            if fault := _attribute_fault(tag, name, value or ""):
                self.faults.append(fault)
        self.told.append(("<", tag, *(f"{n}={v or ''}" for n, v in sorted(attrs, key=str))))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            self.told.append((">", tag))

    def handle_data(self, data: str) -> None:
        if self.told and self.told[-1][0] == "text":
            self.told[-1] = ("text", self.told[-1][1] + data)
        else:
            self.told.append(("text", data))

    def handle_comment(self, data: str) -> None:
        message = "un commentaire serait publié avec la page : retirez-le"
        self.faults.append(HtmlFault("<!--", message))

    def handle_decl(self, decl: str) -> None:
        self._refuse(f"<!{decl[:10]}")

    def unknown_decl(self, data: str) -> None:
        self._refuse("<![")

    def handle_pi(self, data: str) -> None:
        self._refuse("<?")

    def _refuse(self, sign: str) -> None:
        message = f"« {sign} » n’est pas permis dans une page : écrivez-la en Markdown"
        self.faults.append(HtmlFault(sign, message))


def _attribute_fault(tag: str, name: str, value: str) -> HtmlFault | None:
    if name == "data-slot":
        return HtmlFault(name, "« data-slot » n’est pas à écrire à la main")
    if name not in _HELD[tag] or (name == "style" and not STYLE.fullmatch(value)):
        message = f"l’attribut « {name} » n’est pas permis sur « <{tag}> » dans une page"
        return HtmlFault(name, f"{message} : retirez-le")
    if name == "id" and not ID.fullmatch(value):
        message = "un identifiant s’écrit avec des lettres, des chiffres et des tirets"
        return HtmlFault(value, f"« {value[:60]} » n’est pas un identifiant : {message}")
    return _address_fault(tag, name, value) if name in ADDRESSES else None


def _address_fault(tag: str, name: str, value: str) -> HtmlFault | None:
    address = _UNSEEN.sub("", value).replace("\\", "/")
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in SCHEMES:
        listed = ", ".join(sorted(SCHEMES))
        message = f"une adresse ne commence pas par « {scheme[1]}: » (seulement : {listed})"
        return HtmlFault(scheme[0], message)
    if tag == "img" and (scheme or address.startswith("//")):
        message = "une image se copie à côté de la page : rien n’est demandé à un autre site"
        return HtmlFault(value, message)
    if name != "src" and address.startswith("//"):
        return HtmlFault(value, "une adresse d’un autre site commence par « https:// »")
    return None


def summary_fault(title: str, address: str) -> HtmlFault | None:
    """Return what is wrong with a line of a page's summary, which the skeleton writes as it is."""
    if "<" in title or not ID.fullmatch(address.removeprefix("#")):
        return HtmlFault(unescape(title)[:60], "ce titre ne peut pas entrer dans le sommaire")
    return None
