"""The charts of an edition, declared with Altair from its JSON; nothing here draws.

A chart is one of four kinds (schemas/bilan.schema.json): see KINDS.
Colours are the roles of `COLOURS`, so that a page may put its own in their place.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import altair as alt
from markupsafe import Markup

from catalogue.bilan.edition_json import Edited, read_edition
from catalogue.issues import StopError

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


WIDTH = 620
"""Of the drawing without its labels, in pixels."""
LABEL, COLUMN = 34, 17
"""Characters in a line of a label, beside its row and above its column."""
LINE = 15
"""Height of a line of a label, in pixels."""
SPLIT = "split(slice(datum.label, 1), '\\n')"
"""What shows a key of the data: without its mark, on its lines."""


def key(text: str) -> str:
    """Return what Vega tells a text by: never a word, such as « constructor », that it has itself.

    It sorts the data into JavaScript objects by these; each `labelExpr` takes the mark off.
    """
    return f"={text}"


def chart_rows(chart: Edited, serie: str | None = None) -> alt.InlineData:
    """Return the data of a chart, or of one series of it, as rows with what is computed of each."""
    top = top_of(chart)
    rows = [
        {
            "categorie": key(wrapped(point.categorie, LABEL)),
            "colonne": key(wrapped(point.serie, COLUMN)),
            "serie": key(point.serie),
            "valeur": point.valeur,
            "texte": point.texte,
            "date": _moment(point.date),
            "rang": rank,
            "niveau": _level(point.valeur, top),
            "nombre": None if _told(chart.donnees[:rank], point) else point.valeur,
        }
        for rank, point in enumerate(chart.donnees)
        if serie in (None, point.serie)
    ]
    return alt.InlineData(values=rows)


def _told(before: Sequence[Edited], point: Edited) -> bool:
    """Tell whether the last number of a series said the same: words would stand on each other."""
    last = next((other for other in reversed(before) if other.serie == point.serie), None)
    return last is not None and bool(last.valeur == point.valeur)


def one_line(text: str) -> str:
    """Return a text on one line, as the title of an axis."""
    return " ".join(text.split())


def wrapped(text: str, width: int) -> str:
    """Return a label on lines of at most so many characters."""
    return "\n".join(textwrap.wrap(text, width)) or text


def _moment(date: str) -> str | None:
    """Return a date to draw: a month or a year known without its day stands at its middle."""
    middle = {4: f"{date}-07-01", 7: f"{date}-15"}
    return middle.get(len(date), date) or None


def top_of(chart: Edited) -> float:
    """Return the largest number of a chart, zero where there is none."""
    return max((point.valeur or 0 for point in chart.donnees), default=0)


def _level(value: float | None, top: float) -> str:
    """Return the shade of a number: none, some, or more than half of the largest."""
    if not value:
        return "aucune"
    return "forte" if value > top / 2 else "claire"


def by_category(**more: Any) -> alt.Y:
    """Return the axis of the lines of a table, in its order."""
    axis = alt.Axis(labelExpr=SPLIT, domain=False, ticks=False, labelPadding=8)
    return alt.Y("categorie:N", sort=alt.EncodingSortField("rang"), title=None, axis=axis, **more)


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


JOIN = "replace(slice(datum.label, 1), /\\n/g, ' ')"
MOST_LEVEL = 5
"""Columns whose names fit side by side."""
PARTS = ("primaire", "primaire-pale", "encre-2", "trait", "accent", "surface")
"""Fills of the parts of one bar: dark and light in turn, told apart in grey too."""

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
    pass

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
