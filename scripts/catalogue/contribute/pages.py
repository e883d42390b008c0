"""What the contribution pages show: the form, the guide, the fields."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from catalogue.contribute import form_data
from catalogue.contribute.field_reference import field_sections
from catalogue.contribute.form import contribution_block, form_html
from catalogue.contribute.guide import guide_html
from catalogue.site.blocks import Addition, filled_block
from catalogue.site.catalogue_data import DATA_FOLDER
from catalogue.site.page import Publisher
from catalogue.site.site_view import SiteView


def addition(view: SiteView, publisher: Publisher) -> Addition:
    """Return what the contribution pages add to the hand-written ones."""
    return Addition(
        blocks={
            "champs": lambda base: filled_block("champs", base, field_sections(view)),
            "formulaire": partial(_form, view, publisher),
            "ou_ecrire": lambda base: contribution_block("ou_ecrire", publisher, base),
            "qui_publie": lambda base: contribution_block("qui_publie", publisher, base),
            "guide_entretien": lambda base: guide_html(view, base),
        }
    )


def _form(view: SiteView, publisher: Publisher, base: str) -> Markup:
    return form_html(view, publisher, base, f"{DATA_FOLDER}{form_data.OPENING}")
