"""The charts of an edition, declared with Altair from its JSON; nothing here draws.

A chart is one of four kinds (schemas/bilan.schema.json): see KINDS.
Colours are the roles of `COLOURS`, so that a page may put its own in their place.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import altair as alt

from catalogue.render.chart_looks import COLOURS, looks
from catalogue.render.chart_rows import (
    COLUMN,
    LABEL,
    LINE,
    SPLIT,
    WIDTH,
    by_category,
    chart_rows,
    key,
    one_line,
    top_of,
)
from catalogue.render.chart_times import progress, timeline
from catalogue.render.reading import Edited

JOIN = "replace(slice(datum.label, 1), /\\n/g, ' ')"
MOST_LEVEL = 5
"""Columns whose names fit side by side."""
PARTS = ("primaire", "primaire-pale", "encre-2", "trait", "accent", "surface")
"""Fills of the parts of one bar: dark and light in turn, told apart in grey too."""

Chart = Any
"""An Altair chart: its classes share no public type."""


def chart_spec(chart: Edited) -> dict[str, Any]:
    """Return a chart of the edition as a Vega-Lite specification."""
    drawn = KINDS[chart.genre](chart)
    return dict(drawn.configure(**looks()).configure_view(stroke=None).to_dict())


def _bars(chart: Edited) -> Chart:
    """Return bars along the lines of a table; what is not known stands apart, in outline."""
    base = alt.Chart(chart_rows(chart)).encode(y=by_category())
    known = alt.FieldEqualPredicate(field="serie", equal=key("ligne"))
    bars = base.mark_bar(height={"band": 0.62}, strokeWidth=1.5).encode(
        x=alt.X("valeur:Q", title=one_line(chart.unite).capitalize() or None, axis=_counts(chart)),
        color=alt.condition(known, alt.value(COLOURS["primaire"]), alt.value(COLOURS["surface"])),
        stroke=alt.condition(known, alt.value(COLOURS["primaire"]), alt.value(COLOURS["encre-2"])),
        strokeDash=alt.condition(known, alt.value([1, 0]), alt.value([4, 3])),
    )
    words = base.mark_text(align="left", dx=7, color=COLOURS["encre"]).encode(
        x="valeur:Q", text="texte:N"
    )
    return (bars + words).properties(width=WIDTH - 120, height=alt.Step(_step(chart)))


def _step(chart: Edited) -> int:
    """Return the height of a line: that of its longest label."""
    lines = max((len(textwrap.wrap(p.categorie, LABEL)) for p in chart.donnees), default=1)
    return 10 + LINE * lines


def _counts(chart: Edited) -> alt.Axis:
    """Return the axis of a count: whole numbers alone."""
    return alt.Axis(format="d", tickMinStep=1, tickCount=min(10, int(top_of(chart)) + 1))


def _matrix(chart: Edited) -> Chart:
    """Return a square for each pair, with its number, darker where there are more records."""
    head = alt.Axis(orient="top", domain=False, ticks=False, **_column_labels(chart))
    base = alt.Chart(chart_rows(chart)).encode(
        x=alt.X("colonne:N", sort=None, title=None, axis=head), y=by_category()
    )
    shades = alt.Scale(
        domain=["aucune", "claire", "forte"],
        range=[COLOURS["surface"], COLOURS["primaire-pale"], COLOURS["primaire"]],
    )
    letters = alt.Scale(
        domain=["aucune", "claire", "forte"],
        range=[COLOURS["encre-2"], COLOURS["encre"], COLOURS["surface"]],
    )
    squares = base.mark_rect(stroke=COLOURS["trait"], strokeWidth=1).encode(
        fill=alt.Fill("niveau:N", scale=shades, legend=None)
    )
    words = base.mark_text().encode(
        text="texte:N", color=alt.Color("niveau:N", scale=letters, legend=None)
    )
    return (squares + words).properties(width=WIDTH - 60, height=alt.Step(30))


def _column_labels(chart: Edited) -> dict[str, Any]:
    """Return how the columns are named: level, on several lines, or aslant when they are many."""
    names = {point.serie for point in chart.donnees}
    if len(names) > MOST_LEVEL:
        return {"labelAngle": -50, "labelAlign": "left", "labelExpr": JOIN, "labelPadding": 6}
    lines = max((len(textwrap.wrap(name, COLUMN)) for name in names), default=1)
    # Vega counts the lines of a label above its axis downwards: they are given their room.
    return {"labelAngle": 0, "labelExpr": SPLIT, "labelPadding": 6 + LINE * (lines - 1)}


def _stacked(chart: Edited) -> Chart:
    """Return one bar of parts that make the whole, each with its words in the legend."""
    parts = [point for point in chart.donnees if point.valeur]
    names = [key(f"{point.categorie} : {point.texte}") for point in parts]
    rows = [
        {"part": name, "valeur": point.valeur, "rang": rank}
        for rank, (name, point) in enumerate(zip(names, parts, strict=True))
    ]
    fills = [COLOURS[role] for role in PARTS][: len(names)]
    if parts and parts[-1].serie == "absent":
        fills[-1] = COLOURS["surface"]
    legend = alt.Legend(
        labelExpr=SPLIT, columns=1, symbolType="square", symbolStrokeWidth=1.5, labelLimit=420
    )
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(size=44, stroke=COLOURS["encre-2"], strokeWidth=1.5)
        .encode(
            x=alt.X(
                "valeur:Q", title=one_line(chart.unite).capitalize() or None, axis=_counts(chart)
            ),
            fill=alt.Fill(
                "part:N", title=None, scale=alt.Scale(domain=names, range=fills), legend=legend
            ),
            order="rang:Q",
        )
        .properties(width=WIDTH - 20, height=60)
    )


KINDS: dict[str, Callable[[Edited], Chart]] = {
    "barres": _bars,
    "empilees": _stacked,
    "matrice": _matrix,
    "frise": timeline,
    "cumul": progress,
}
"""Kind of chart → what draws it."""
