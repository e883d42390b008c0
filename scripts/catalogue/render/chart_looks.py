"""How the charts of an edition look: colours by role, letters, lines."""

from __future__ import annotations

from typing import Any

COLOURS = {
    "encre": "#17262b",
    "encre-2": "#43555b",
    "trait": "#d5dedc",
    "primaire": "#0f4f56",
    "primaire-pale": "#bcd9d5",
    "accent": "#9a4513",
    "surface": "#fffffe",
}
"""Role → colour on paper. Each is written nowhere else in a drawing (hence the odd last digits)."""


def looks() -> dict[str, Any]:
    """Return what all charts share: letters, lines, colours."""
    words: dict[str, Any] = {"labelColor": COLOURS["encre"], "titleColor": COLOURS["encre-2"]}
    small = {"labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal"}
    axis = {
        **words, **small, "labelLimit": 420, "gridColor": COLOURS["trait"],
        "domainColor": COLOURS["encre-2"], "tickColor": COLOURS["encre-2"],
    }  # fmt: skip
    return {
        "font": "Libertinus Serif, Georgia, serif",
        "background": "transparent",
        # What describes each mark is an expression that holds titles; a drawing has its own words.
        "aria": False,
        "axis": axis,
        "legend": {**words, **small, "orient": "top", "symbolSize": 110},
        "header": {**words, **small, "labelFontWeight": "bold"},
        "text": {"color": COLOURS["encre"], "fontSize": 13},
    }
