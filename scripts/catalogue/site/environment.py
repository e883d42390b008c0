"""The Jinja environment of our own templates: autoescape on, nothing undefined, data never code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from catalogue.site.lexicon import Explainer, Mention
from catalogue.site.prose import prose, with_call_out
from catalogue.site.views import Card, SourceMark
from catalogue.site.wording import lower_first
from catalogue.text.web import linked

TEMPLATES = sorted(Path(__file__).parents[1].glob("*/templates"))
"""The templates of every room; their names are their own in the whole program."""


@cache
def environment() -> Environment:
    """Return the environment, made once."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # Looking whether a template has changed costs at each page.
    )
    made.filters["prose"] = prose
    made.filters["avec_appel"] = with_call_out
    made.filters["lower_first"] = lower_first
    return made


class Links:
    """Makes the site's addresses relative to a page; `base` leads to its root (`../../`).

    `prose` makes the page's texts, where the words of the glossary are links once; `appel` the
    call-outs of sources, which are links once in a section.

    Where a template is sure of an address inside the site, it writes `lien.base` before it: that
    costs a tenth of a call.
    """

    def __init__(self, base: str, mentions: Sequence[Mention] = ()) -> None:
        self.base = base
        self.prose = Explainer(mentions, base)
        self.called: set[SourceMark] = set()

    def __call__(self, address: str) -> str:
        """Return an address of the site or of the web as the page must write it.

        UnsafeAddressError where it is neither.
        """
        return linked(address, self.base) or "./"

    def section(self, id_: str) -> str:
        """Return the id of a section that begins here: its sources are called anew."""
        self.called.clear()
        return id_

    def appel(self, marks: Sequence[SourceMark]) -> Markup:
        """Return the HTML of the call-outs of sources: links the first time in a section."""
        made = Markup().join(call_out(mark, mark not in self.called) for mark in marks)
        self.called.update(marks)
        return made


def fill(template: str, base: str, mentions: Sequence[Mention] = (), **values: Any) -> Markup:
    """Return a template's HTML; `base` leads from the page to the site's root (`../../`).

    `mentions` are the words of the glossary to explain in the page's prose.
    """
    return Markup(environment().get_template(template).render(**tools(base, mentions), **values))


@lru_cache(maxsize=1024)
def call_out(mark: SourceMark, first: bool) -> Markup:
    """Return the HTML of the call-out of a source: the same stands at thirty values."""
    module = environment().get_template("appel_source.html.j2").module
    # Jinja adds the macros to the module.
    return Markup(module.appel_source(mark, first))  # type: ignore[attr-defined]


def tools(base: str, mentions: Sequence[Mention] = ()) -> dict[str, Callable[..., str]]:
    """Return what every template is given besides its values: `lien` and `carte`."""
    return {"lien": Links(base, mentions), "carte": partial(card_html, base=base)}


ROOT = "\0"
"""What stands for the way to the site's root in a card; no text of a record may hold it."""


def card_html(card: Card, base: str) -> Markup:
    """Return a card's HTML as a page shows it from which `base` leads to the site's root."""
    return Markup(_card_at_root(card).decode().replace(ROOT, base))


# A card stands on a dozen lists. In UTF-8, which takes half the memory of the text.
@lru_cache(maxsize=16_384)
def _card_at_root(card: Card) -> bytes:
    return _card_macro()(card).encode()


@cache
def _card_macro() -> Callable[[Card], str]:
    module = environment().get_template("carte.html.j2").make_module({"lien": Links(ROOT)})
    return module.carte  # type: ignore[attr-defined,no-any-return]  # Jinja adds the macros


PARTS: Final = {
    "[Content_Types].xml": "types",
    "_rels/.rels": "liens_du_paquet",
    "docProps/core.xml": "proprietes",
    "word/_rels/document.xml.rels": "liens_du_document",
    "word/settings.xml": "reglages",
    "word/footer.xml": "pied",
    "word/styles.xml": "styles",
}
"""Each small part of the package → the macro that writes it."""


def docx(title: str, template: str, **values: Any) -> Iterator[tuple[str, str]]:
    """Yield the parts of a document by name; the template writes its text."""
    small = environment().get_template("docx.xml.j2").module
    for name, macro in PARTS.items():
        yield name, str(getattr(small, macro)(title))
    yield "word/document.xml", environment().get_template(template).render(titre=title, **values)
