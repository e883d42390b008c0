"""The charts of an edition, declared with Altair from its JSON; nothing here draws.

A chart is one of four kinds (schemas/bilan.schema.json): `barres`, `matrice`, `frise`, `cumul`.
Colours are the roles of `COLOURS`, so that a page may put its own in their place.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import altair as alt

from catalogue.render.chart_looks import COLOURS, looks
from catalogue.render.reading import Edited

WIDTH = 620
"""Of the drawing without its labels, in pixels."""
LABEL, COLUMN = 34, 17
"""Characters in a line of a label, beside its row and above its column."""
LINE = 15
"""Height of a line of a label, in pixels."""
SPLIT = "split(datum.label, '\\n')"
JOIN = "replace(datum.label, /\\n/g, ' ')"
MOST_LEVEL = 5
"""Columns whose names fit side by side."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
"""Series differ by their shape too: nothing is said by colour alone."""

Chart = Any
"""An Altair chart: its classes share no public type."""


def chart_spec(chart: Edited) -> dict[str, Any]:
    """Return a chart of the edition as a Vega-Lite specification."""
    drawn = KINDS[chart.genre](chart)
    return dict(drawn.configure(**looks()).configure_view(stroke=None).to_dict())


def _rows(chart: Edited) -> alt.InlineData:
    top = _top(chart)
    rows = [
        {
            "categorie": _wrapped(point.categorie, LABEL),
            "colonne": _wrapped(point.serie, COLUMN),
            "serie": point.serie,
            "valeur": point.valeur,
            "texte": point.texte,
            "date": _moment(point.date),
            "rang": rank,
            "niveau": _level(point.valeur, top),
            "nombre": None if rank and _same(chart.donnees[rank - 1], point) else point.valeur,
        }
        for rank, point in enumerate(chart.donnees)
    ]
    return alt.InlineData(values=rows)


def _same(one: Edited, other: Edited) -> bool:
    """Tell whether two published numbers say the same: their words would stand on each other."""
    return bool((one.serie, one.valeur) == (other.serie, other.valeur))


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width)) or text


def _moment(date: str) -> str | None:
    """Return a date to draw: a month or a year known without its day stands at its middle."""
    middle = {4: f"{date}-07-01", 7: f"{date}-15"}
    return middle.get(len(date), date) or None


def _by_category(**more: Any) -> alt.Y:
    """Return the axis of the lines of a table, in its order."""
    axis = alt.Axis(labelExpr=SPLIT, domain=False, ticks=False, labelPadding=8)
    return alt.Y("categorie:N", sort=alt.EncodingSortField("rang"), title=None, axis=axis, **more)


def _bars(chart: Edited) -> Chart:
    """Return bars along the lines of a table; what is not known stands apart, in outline."""
    base = alt.Chart(_rows(chart)).encode(y=_by_category())
    known = alt.datum.serie == "ligne"
    bars = base.mark_bar(height={"band": 0.62}, strokeWidth=1.5).encode(
        x=alt.X("valeur:Q", title=chart.unite.capitalize() or None, axis=_counts(chart)),
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
    return 17 + LINE * lines


def _counts(chart: Edited) -> alt.Axis:
    """Return the axis of a count: whole numbers alone."""
    return alt.Axis(format="d", tickMinStep=1, tickCount=min(10, int(_top(chart)) + 1))


def _top(chart: Edited) -> float:
    return max((point.valeur or 0 for point in chart.donnees), default=0)


def _level(value: float | None, top: float) -> str:
    """Return the shade of a number: none, some, or more than half of the largest."""
    if not value:
        return "aucune"
    return "forte" if value > top / 2 else "claire"


def _matrix(chart: Edited) -> Chart:
    """Return a square for each pair, with its number, darker where there are more records."""
    head = alt.Axis(orient="top", domain=False, ticks=False, **_column_labels(chart))
    base = alt.Chart(_rows(chart)).encode(
        x=alt.X("colonne:N", sort=None, title=None, axis=head), y=_by_category()
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


def _timeline(chart: Edited) -> Chart:
    """Return a line for each call, from its first date to its last, a mark for each date."""
    base = alt.Chart(_rows(chart)).encode(y=_by_category())
    span = base.mark_rule(color=COLOURS["encre-2"], strokeWidth=2).encode(
        x=alt.X("min(date):T", title=None, axis=_years(), scale=alt.Scale(nice="year")),
        x2="max(date):T",
    )
    return (span + _marks(base, "date:T")).properties(width=WIDTH - 60, height=alt.Step(44))


def _marks(base: Chart, x: str) -> Chart:
    """Return a point for each datum, of its series' shape, on a ground that keeps them apart."""
    shape = alt.Shape("serie:N", title=None, sort=None, scale=alt.Scale(range=SHAPES))
    return base.mark_point(
        size=120, filled=True, fill=COLOURS["primaire"], stroke=COLOURS["surface"], opacity=1
    ).encode(x=x, shape=shape)


def _years() -> alt.Axis:
    return alt.Axis(format="%Y", tickCount="year", grid=True)


def _progress(chart: Edited) -> Chart:
    """Return, for each unit, what was published at each date; the goal only beside its own unit."""
    series = list(dict.fromkeys(point.serie for point in chart.donnees))
    first, last = min(_dates(chart)), max(_dates(chart))
    scale = alt.Scale(domain=[f"{first[:4]}-01-01", f"{int(last[:4]) + 1}-01-01"])
    drawn = [_series(chart, serie, scale) for serie in series]
    return alt.vconcat(*drawn, spacing=24)


def _dates(chart: Edited) -> list[str]:
    return [point.date for point in chart.donnees if point.date]


def _series(chart: Edited, serie: str, dates: alt.Scale) -> Chart:
    """Return the published numbers of one unit along the time."""
    goal = chart.repere if chart.repere and chart.repere.serie == serie else None
    base = alt.Chart(_rows(chart)).transform_filter(alt.datum.serie == serie)
    x = alt.X("date:T", title=None, scale=dates, axis=_years())
    top = {"domainMax": goal.valeur * 1.15} if goal else {}
    y = alt.Y(
        "valeur:Q", title=serie.capitalize(), scale=alt.Scale(zero=True, nice=True, **top),
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
    return alt.layer(*layers).properties(width=WIDTH, height=150)


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


KINDS: dict[str, Callable[[Edited], Chart]] = {
    "barres": _bars,
    "matrice": _matrix,
    "frise": _timeline,
    "cumul": _progress,
}
"""Kind of chart → what draws it."""
