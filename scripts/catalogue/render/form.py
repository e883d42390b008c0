"""The contribution form as HTML: everything is in the page, scripts only move and fill it."""

from __future__ import annotations

from markupsafe import Markup

from catalogue.derive.form import form_parts, organisation_fields
from catalogue.derive.site import SiteView
from catalogue.render.environment import environment, tools


def form_html(view: SiteView, base: str, data: str) -> Markup:
    """Return the form of a record; `data` is the address of its data file in the site."""
    template = environment().get_template("formulaire.html.j2").make_module(tools(base))
    made = template.formulaire(form_parts(view), organisation_fields(view), data)  # type: ignore[attr-defined]  # Jinja adds the macros
    return Markup(made)
