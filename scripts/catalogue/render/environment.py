"""The Jinja environment of our own templates: autoescape on, nothing undefined, data never code."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from catalogue.derive.views import Card
from catalogue.render.prose import prose, with_call_out

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Return the environment, made once."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["prose"] = prose
    made.filters["avec_appel"] = with_call_out
    return made


def link_maker(base: str) -> Callable[[str], str]:
    """Return what makes an address of the site relative to a page; `base` leads to its root."""

    def lien(address: str) -> str:
        outside = address.startswith(("http:", "https:", "#"))
        return address if outside else f"{base}{address}" or "./"

    return lien


def fill(template: str, base: str, **values: Any) -> Markup:
    """Return a template's HTML; `base` leads from the page to the site's root (`../../`)."""
    return Markup(environment().get_template(template).render(**tools(base), **values))


def tools(base: str) -> dict[str, Callable[..., str]]:
    """Return what every template is given beside its values: `lien` and `carte`."""
    return {"lien": link_maker(base), "carte": partial(card_html, base=base)}


@lru_cache(maxsize=4096)
def card_html(card: Card, base: str) -> Markup:
    """Return a card's HTML as a page at that depth shows it: the same card stands on many pages."""
    module = environment().get_template("carte.html.j2").make_module({"lien": link_maker(base)})
    return Markup(module.carte(card))  # type: ignore[attr-defined]  # Jinja adds the macros
