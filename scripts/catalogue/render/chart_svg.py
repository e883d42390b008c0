"""A chart of an edition as an SVG drawing: for paper, and in the colours of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import vl_convert

from catalogue.render.charts import COLOURS, chart_spec

if TYPE_CHECKING:
    from catalogue.render.reading import Edited


def chart_svg(chart: Edited) -> str:
    """Return a chart of the edition drawn for paper, numbers and dates written the French way."""
    return vl_convert.vegalite_to_svg(
        chart_spec(chart),
        allowed_base_urls=[],
        format_locale="fr-FR",
        time_format_locale="fr-FR",
    )


def themed(svg: str) -> str:
    """Return a drawing whose colours are those of the page it stands in, light or dark."""
    for role, colour in COLOURS.items():
        svg = re.sub(colour, f"var(--{role})", svg, flags=re.IGNORECASE)
    return svg
