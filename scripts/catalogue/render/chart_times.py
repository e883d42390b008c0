"""The charts of an edition that run along the time: calls, and what was published by each date."""

from __future__ import annotations

from typing import Any

import altair as alt

from catalogue.render.chart_looks import COLOURS
from catalogue.render.chart_rows import SPLIT, WIDTH, by_category, chart_rows, one_line
from catalogue.render.reading import Edited

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
"""Series differ by their shape too: nothing is said by colour alone."""

UTC: Any = "utc"
"""A date is the same day everywhere: by the machine's own time, each zone has its own drawing."""

Chart = Any
"""An Altair chart: its classes share no public type."""


def timeline(chart: Edited) -> Chart:
    """Return a line for each call, from its first date to its last, a mark for each date."""
    base = alt.Chart(chart_rows(chart)).encode(y=by_category())
    span = base.mark_rule(color=COLOURS["encre-2"], strokeWidth=2).encode(
        x=alt.X("min(date):T", title=None, axis=_years(), scale=alt.Scale(nice="year", type=UTC)),
        x2="max(date):T",
    )
    return (span + _marks(base, "date:T")).properties(width=WIDTH - 60, height=alt.Step(44))


def _marks(base: Chart, x: str) -> Chart:
    """Return a point for each datum, of its series' shape, on a ground that keeps them apart."""
    legend = alt.Legend(labelExpr=SPLIT)
    shape = alt.Shape(
        "serie:N", title=None, sort=None, scale=alt.Scale(range=SHAPES), legend=legend
    )
    return base.mark_point(
        size=120, filled=True, fill=COLOURS["primaire"], stroke=COLOURS["surface"], opacity=1
    ).encode(x=x, shape=shape)


def _years() -> alt.Axis:
    return alt.Axis(format="%Y", tickCount="year", grid=True)


def progress(chart: Edited) -> Chart:
    """Return, for each unit, what was published at each date; the goal only beside its own unit."""
    series = list(dict.fromkeys(point.serie for point in chart.donnees))
    first, last = min(_dates(chart)), max(_dates(chart))
    scale = alt.Scale(domain=[f"{first[:4]}-01-01", f"{int(last[:4]) + 1}-01-01"], type=UTC)
    drawn = [_series(chart, serie, scale) for serie in series]
    return alt.vconcat(*drawn, spacing=24)


def _dates(chart: Edited) -> list[str]:
    return [point.date for point in chart.donnees if point.date]


def _series(chart: Edited, serie: str, dates: alt.Scale) -> Chart:
    """Return the published numbers of one unit along the time."""
    goal = chart.repere if chart.repere and chart.repere.serie == serie else None
    base = alt.Chart(chart_rows(chart, serie))
    x = alt.X("date:T", title=None, scale=dates, axis=_years())
    top = {"domainMax": goal.valeur * 1.15} if goal else {}
    y = alt.Y(
        "valeur:Q", title=one_line(serie).capitalize() or None,
        scale=alt.Scale(zero=True, nice=True, **top),
        axis=alt.Axis(format=",d", tickCount=4),
    )  # fmt: skip
    line = base.mark_line(color=COLOURS["primaire"], strokeWidth=2).encode(x=x, y=y)
    points = base.mark_point(
        size=90, filled=True, fill=COLOURS["primaire"], stroke=COLOURS["surface"], opacity=1
    ).encode(x=x, y=y)
    named = base.transform_filter(alt.datum.nombre != None)  # noqa: E711  # Vega's own « null ».
    words = named.mark_text(dy=-12, color=COLOURS["encre"]).encode(
        x=x, y=y, text=alt.Text("nombre:Q", format=",d")
    )
    layers = [line, points, words, *(_goal(goal) if goal else [])]
    return alt.layer(*layers).properties(width=WIDTH, height=110)


def _goal(goal: Edited) -> list[Chart]:
    """Return the line of the goal, dashed, with its words."""
    base = alt.Chart(alt.InlineData(values=[{"valeur": goal.valeur, "texte": goal.texte}]))
    line = base.mark_rule(color=COLOURS["accent"], strokeWidth=2, strokeDash=[8, 4]).encode(
        y="valeur:Q"
    )
    words = base.mark_text(align="left", dx=6, dy=-9, color=COLOURS["accent"]).encode(
        x=alt.value(0), y="valeur:Q", text="texte:N"
    )
    return [line, words]
