"""The template code of a hand-written page: calls of our macros with plain values, nothing else.

mkdocs-macros gives pages the whole of Jinja, from which a page could run any program. What a page
holds is judged on what Jinja itself reads of it, since a pattern beside a parser sees another text.
What passes is then rendered where nothing but the macros can be reached.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Any, Final

import nh3
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from catalogue.site.macros import BLOCKS, INLINE, SLOT
from catalogue.text.letters import suggestion

MACROS: Final = frozenset((*INLINE, *BLOCKS))
OPENERS: Final = ("{{", "{%", "{#")
"""The signs at which Jinja starts to read code."""
MOST_TOKENS: Final = 400
"""How many words and signs a call may have: Jinja's parser goes one deeper for each bracket."""

ONLY_CALLS: Final = (
    'seul un appel comme {{ chiffre("objectif") }} est permis ici :'
    " un nom, puis des textes entre guillemets ou des nombres entre parenthèses"
)
Token = tuple[int, str, str]
"""Its offset in the text, its kind and its text, as Jinja cuts them."""


@dataclass(frozen=True, slots=True)
class CodeFault:
    """What a page must not hold: where in its text, from 0, and what to say of it."""

    offset: int
    message: str


class _OnlyMacros(Context):
    """Names mean macros, whatever mkdocs-macros hands over beside them (the settings, the page)."""

    def resolve_or_missing(self, key: str) -> Any:
        """Return the macro of a name, or what Jinja takes for nothing."""
        return self.environment.globals.get(key, missing)


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for pages: no filter, test, variable or file, and no template that was not judged."""

    context_class = _OnlyMacros

    def __init__(self, macros: Mapping[str, Callable[..., str]]) -> None:
        super().__init__(undefined=StrictUndefined)
        self.globals = {name: macros[name] for name in MACROS if name in macros}
        self.filters, self.tests = {}, {}

    def from_string(self, source: Any, *args: Any, **named: Any) -> Template:
        """Return the template of a text; TemplateSyntaxError where it holds more than calls."""
        if found := next(code_faults(source), None):
            raise TemplateSyntaxError(found.message, source.count("\n", 0, found.offset) + 1)
        return super().from_string(source, *args, **named)


def code_faults(text: str) -> Iterator[CodeFault]:
    """Yield each piece of template code that is not a call of a macro with plain values."""
    if not any(opener in text for opener in OPENERS):
        return
    tokens: list[Token] = []
    offset = 0
    try:
        for _, kind, value in _JUDGE.lex(text):
            # Jinja tells the line alone; but it leaves out spaces only, and keeps the order.
            offset = text.index(value, offset)
            tokens.append((offset, kind, value))
            offset += len(value)
    except TemplateSyntaxError:
        yield CodeFault(_last_opener(text, tokens), ONLY_CALLS)
        return
    # What is no call: a block, a comment, raw text, code that goes on and on.
    refused = []
    start = length = 0
    for at, kind, _ in tokens:
        length += 1
        if kind == _OPENS:
            start, length = at, 0
        elif kind.endswith("_begin"):
            refused.append(CodeFault(at, ONLY_CALLS))
        elif kind == "variable_end" and length > MOST_TOKENS:
            refused.append(CodeFault(start, ONLY_CALLS))
    # What Jinja's parser must not see, or what has no calls, is not parsed.
    yield from refused or _call_faults(text, [at for at, kind, _ in tokens if kind == _OPENS])


_OPENS: Final = "variable_begin"
_JUDGE: Final = PageEnvironment({})


def _last_opener(text: str, tokens: Sequence[Token]) -> int:
    """Return where the code starts that Jinja could not cut."""
    begun = [at for at, kind, _ in tokens if kind.endswith("_begin")]
    if tokens and not tokens[-1][1].endswith(("data", "_end")):
        return begun[-1]
    # Not even its first sign was given: it is the next in the text.
    end = tokens[-1][0] + len(tokens[-1][2]) if tokens else 0
    return min((at for at in (text.find(sign, end) for sign in OPENERS) if at >= 0), default=end)


def _call_faults(text: str, starts: list[int]) -> Iterator[CodeFault]:
    """Yield the faults of the expressions of a text, of which each stands between braces."""
    try:
        body = _JUDGE.parse(text).body
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        # A number of thousands of figures is a ValueError, without a line.
        line = getattr(error, "lineno", None) or text.count("\n") + 1
        before = [at for at in starts if text.count("\n", 0, at) < line]
        yield CodeFault(before[-1] if before else 0, ONLY_CALLS)
        return
    outputs = (node for node in body if isinstance(node, nodes.Output))
    found = [n for out in outputs for n in out.nodes if not isinstance(n, nodes.TemplateData)]
    if len(found) != len(starts):
        yield CodeFault(starts[0] if starts else 0, ONLY_CALLS)
        return
    for node, start in zip(found, starts, strict=True):
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            yield CodeFault(start, ONLY_CALLS)
            continue
        values = (*node.args, *(given.value for given in node.kwargs))
        # The type itself: True and False are whole numbers for isinstance.
        plain = all(isinstance(v, nodes.Const) and type(v.value) in (str, int) for v in values)
        if node.dyn_args or node.dyn_kwargs or not plain:
            yield CodeFault(start, ONLY_CALLS)
        elif (name := node.node.name) not in MACROS:
            hint = suggestion(name, (*INLINE, *BLOCKS)) or " : vérifiez son orthographe"
            yield CodeFault(text.index(name, start), f"« {name} » n’est pas un bloc connu{hint}")


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
    # What browsers would understand of it, less what is not listed.
    repaired = nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes=_HELD,
        url_schemes=set(SCHEMES),
        link_rel=None,
        clean_content_tags=set(),
    )
    other = _HtmlReader()
    other.feed(repaired)
    other.close()
    pairs = zip_longest(reader.told, other.told, fillvalue=("",))
    if parted := next((ours for ours, theirs in pairs if ours != theirs), None):
        word = f"<{parted[1]}" if parted[0] == "<" else parted[-1].strip()[:30]
        yield HtmlFault(
            word,
            "ce HTML est mal formé : un élément n’est pas fermé, ou ne va pas dans celui qui"
            " l’entoure (les lignes d’un tableau, par exemple, vont dans <tbody>)",
        )


class _HtmlReader(HTMLParser):
    """Reads HTML into events, and keeps what is not listed as faults."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, ...]] = []
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
        # Markdown closes « <br /> », browsers write « <br> »: the same.
        if tag not in _EMPTY:
            self.told.append((">", tag))

    def handle_data(self, data: str) -> None:
        # The parser may cut a text, at a lone « < » for instance: the pieces are one text.
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
