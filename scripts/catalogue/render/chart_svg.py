"""A chart of an edition as an SVG drawing: for paper, and in the colours of the page."""

from __future__ import annotations

import json
import re
from functools import cache

from markupsafe import Markup

from catalogue.issues import StopError
from catalogue.render.chart_looks import COLOURS
from catalogue.render.reading import Edited, read_edition

ROLES = re.compile(r' (?:aria-[a-z]+|role|class)="[^"]*"')
"""What Vega says of every piece in English: a drawing is one picture, described in one sentence."""


def chart_svg(chart: Edited) -> str:
    """Return a chart of the edition drawn for paper, numbers and dates written the French way."""
    return drawn(json.dumps(chart, default=vars))


class UndrawnError(StopError):
    """A chart cannot be drawn; the message says in French what, in English why."""


@cache
def drawn(chart: str) -> str:
    """Return the drawing of a chart's JSON: pages, blocks and paper ask for the same ones."""
    from catalogue.render.charts import chart_spec  # noqa: PLC0415  # Altair is slow to import

    return drawing(json.dumps(chart_spec(read_edition(chart))))


def drawing(specification: str) -> str:
    """Return the drawing of a specification."""
    import vl_convert  # noqa: PLC0415  # Brings a whole engine

    try:
        drawn = vl_convert.vegalite_to_svg(
            specification,
            allowed_base_urls=[],
            format_locale="fr-FR",
            time_format_locale="fr-FR",
        )
    except ValueError as error:
        reason = str(error).partition("\n")[0]
        raise UndrawnError(f"un graphique n’a pas pu être dessiné : {reason}") from error
    return ROLES.sub("", drawn)


def themed(svg: str) -> Markup:
    """Return a drawing whose colours are those of the page it stands in, light or dark."""
    for role, colour in COLOURS.items():
        svg = re.sub(colour, f"var(--{role})", svg, flags=re.IGNORECASE)
    # Vega escapes every text that it writes; a test gives it a record's worst.
    return Markup(svg)
