"""The charts of an edition, declared with Altair from its JSON; nothing here draws.

A chart is one of three kinds (schemas/bilan.schema.json): see KINDS. Each is as narrow as a
telephone can show: what a row says stands above its mark, never beside it.
Colours are the roles of `COLOURS`, so that a page may put its own in their place.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import altair as alt
from markupsafe import Markup

from catalogue.bilan.shapes import Chart
from catalogue.issues import StopError
from catalogue.site.wording import NBSP

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


MEASURED = "Liberation Sans, Arial, sans-serif"
"""The letters that a drawing is laid out with, about as wide as those of the page."""
ON_PAPER = "Libertinus Serif"
"""The typeface of the printed edition, narrower."""


def looks() -> dict[str, Any]:
    """Return what all charts share: letters, lines, colours."""
    words: dict[str, Any] = {"labelColor": COLOURS["encre"], "titleColor": COLOURS["encre-2"]}
    small = {"labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal"}
    axis = {
        **words, **small, "gridColor": COLOURS["trait"], "gridOpacity": 0.6,
        "domainColor": COLOURS["encre-2"], "tickColor": COLOURS["encre-2"],
    }  # fmt: skip
    return {
        "font": MEASURED,
        "background": "transparent",
        # What describes each mark is an expression that holds titles; a drawing has its own words.
        "aria": False,
        "axis": axis,
        "legend": {**words, **small, "orient": "top", "symbolSize": 110},
        "text": {"color": COLOURS["encre"], "fontSize": 13},
    }


WIDTH = 380
"""Of a drawing, in pixels."""
LABEL = 58
"""Characters in a line of a label."""
BETWEEN_YEARS = 8
"""Pixels between the names of two years: letters of a page are wider than those of the layout."""
LINE, MARK, GAP = 16, 14, 12
"""Heights of a line of a label and of a mark, and what parts a row from the next, in pixels."""
SPLIT = "slice(datum.label, 1)"
"""What shows a key of the data: without its mark."""
UTC: Any = "utc"
"""A date is the same day everywhere: by the machine's own time, each zone has its own drawing."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
"""Series differ by their shape too: nothing is said by colour alone."""

Drawing = Any
"""An Altair chart: its classes share no public type."""
Rows = list[dict[str, Any]]
"""Rows of a drawing: the lines of its label, where these and its mark begin, in pixels."""


def key(text: str) -> str:
    """Return what Vega tells a text by: never a word, such as « constructor », that it has itself.

    It sorts the data into JavaScript objects by these; each `labelExpr` takes the mark off.
    """
    return f"={text}"


def laid_out(labels: list[str], lanes: list[int] | None = None) -> tuple[Rows, int]:
    """Return a row for each label, one under the other, and the height of all.

    `lanes` are how many marks may stand one under the other in each.
    """
    rows: Rows = []
    top = 0
    for label, count in zip(labels, lanes or [1] * len(labels), strict=True):
        lines = textwrap.wrap(label, LABEL) or [""]
        mark = top + LINE * len(lines) + 2
        bottom = mark + MARK * count
        rows.append({"mots": lines, "haut": top, "marque": mark, "bas": bottom})
        top = bottom + GAP
    return rows, top


def drawn_rows(rows: Rows, height: int, marks: Drawing) -> Drawing:
    """Return marks with the labels of their rows above them."""
    base = alt.Chart(alt.InlineData(values=rows))
    words = base.mark_text(align="left", baseline="top", lineHeight=LINE).encode(
        x=alt.value(0), y=by_height("haut", height), text="mots:N"
    )
    return (words + marks).properties(width=WIDTH, height=height)


def by_height(field: str, height: int) -> alt.Y:
    """Return where a row stands, from the top, in pixels."""
    return alt.Y(
        f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, height], range=[0, height], nice=False)
    )


def _bars(chart: Chart) -> Drawing:
    """Return a bar for each row, with its count in words; what is not known in outline."""
    # A count is never cut in two.
    counted = [f"{p.categorie}{NBSP}: {p.texte.replace(' ', NBSP)}" for p in chart.donnees]
    rows, height = laid_out(counted)
    top = max((point.valeur or 1 for point in chart.donnees), default=1)
    for row, point in zip(rows, chart.donnees, strict=True):
        row |= {"valeur": point.valeur, "serie": key(point.serie)}
    known = alt.FieldEqualPredicate(field="serie", equal=key("ligne"))
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(strokeWidth=1.5)
        .encode(
            # Each bar has its number: an axis would say less, and with halves.
            x=alt.X("valeur:Q", axis=None, scale=alt.Scale(domain=[0, top], nice=False)),
            x2=alt.datum(0),
            y=by_height("marque", height),
            y2="bas:Q",
            fill=alt.condition(
                known, alt.value(COLOURS["primaire"]), alt.value(COLOURS["surface"])
            ),
            stroke=alt.condition(
                known, alt.value(COLOURS["primaire"]), alt.value(COLOURS["encre-2"])
            ),
            strokeDash=alt.condition(known, alt.value([1, 0]), alt.value([4, 3])),
        )
    )
    return drawn_rows(rows, height, bars)


def _spans(chart: Chart) -> Drawing:
    """Return a bar for each published figure, along the years of the calls that it counts."""
    labels = [f"{p.categorie}\u00a0: {p.texte}" if p.texte else p.categorie for p in chart.donnees]
    rows, height = laid_out(labels)
    for row, point in zip(rows, chart.donnees, strict=True):
        row |= {"debut": f"{point.date[:4]}-01-01", "fin": _year_after(point.fin or point.date)}
    days = [day for row in rows for day in (row["debut"], row["fin"])]
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(fill=COLOURS["primaire"])
        .encode(x=by_year("debut", days), x2="fin:T", y=by_height("marque", height), y2="bas:Q")
    )
    return drawn_rows(rows, height, bars)


def _year_after(day: str) -> str:
    return f"{int(day[:4]) + 1}-01-01"


def by_year(field: str, days: list[str]) -> alt.X:
    """Return a place along whole years, from the first of some days to after the last."""
    return alt.X(
        f"{field}:T",
        title=None,
        scale=alt.Scale(domain=_whole_years(days), type=UTC, nice=False),
        # A year begins at its line: its name stands after it.
        axis=alt.Axis(
            format="%Y", tickCount="year", grid=True, labelAlign="left", labelFlush=False,
            labelOffset=2, labelOverlap=True, labelSeparation=BETWEEN_YEARS,
        ),
    )  # fmt: skip


def _whole_years(days: list[str]) -> list[str]:
    last = max(days)
    end = last if last.endswith("-01-01") else _year_after(last)
    return [f"{min(days)[:4]}-01-01", end]


def _timeline(chart: Chart) -> Drawing:
    """Return a line for each call, from its first date to its last, a mark for each date."""
    # A month known without its day stands at its middle.
    days = [
        point.date + {4: "-07-01", 7: "-15"}.get(len(point.date), "") for point in chart.donnees
    ]
    by_call: dict[str, list[int]] = {}
    for rank, point in enumerate(chart.donnees):
        by_call.setdefault(point.categorie, []).append(rank)
    places = [lanes([days[rank] for rank in ranks], days) for ranks in by_call.values()]
    rows, height = laid_out(list(by_call), [max(found) + 1 for found in places])
    marks = [
        {
            "jour": days[rank],
            "serie": key(chart.donnees[rank].serie),
            "ligne": row["marque"] + MARK / 2,
            "milieu": row["marque"] + MARK / 2 + MARK * lane,
        }
        for row, ranks, found in zip(rows, by_call.values(), places, strict=True)
        for rank, lane in zip(ranks, found, strict=True)
    ]
    base = alt.Chart(alt.InlineData(values=marks))
    line = (
        base.transform_aggregate(debut="min(jour)", fin="max(jour)", groupby=["ligne"])
        .mark_rule(color=COLOURS["encre-2"], strokeWidth=2)
        .encode(x=by_year("debut", days), x2="fin:T", y=by_height("ligne", height))
    )
    points = base.mark_point(
        size=120, filled=True, fill=COLOURS["primaire"], stroke=COLOURS["surface"], opacity=1
    ).encode(
        x=by_year("jour", days),
        y=by_height("milieu", height),
        shape=alt.Shape(
            "serie:N", title=None, sort=None, scale=alt.Scale(range=SHAPES),
            legend=alt.Legend(labelExpr=SPLIT),
        ),
    )  # fmt: skip
    return drawn_rows(rows, height, line + points)


def lanes(days: list[str], among: list[str]) -> list[int]:
    """Return the lane of each mark of a row, from its line downwards: none covers another.

    `days` are those of the row, `among` all that the drawing shows.
    """
    start, end = (date.fromisoformat(day).toordinal() for day in _whole_years(among))
    taken: list[float] = []
    found = [0] * len(days)
    for rank in sorted(range(len(days)), key=days.__getitem__):
        place = WIDTH * (date.fromisoformat(days[rank]).toordinal() - start) / (end - start)
        free = (lane for lane, last in enumerate(taken) if place - last >= MARK)
        found[rank] = next(free, len(taken))
        taken[found[rank] : found[rank] + 1] = [place]
    return found


def chart_spec(chart: Chart) -> dict[str, Any]:
    """Return a chart of the edition as a Vega-Lite specification."""
    drawn = KINDS[chart.genre](chart)
    return dict(drawn.configure(**looks()).configure_view(stroke=None).to_dict())


KINDS: dict[str, Callable[[Chart], Drawing]] = {
    "barres": _bars,
    "etendues": _spans,
    "frise": _timeline,
}
"""Kind of chart → what draws it."""


ROLES = re.compile(r' (?:aria-[a-z]+|role|class)="[^"]*"')
"""What Vega says of every piece in English: a drawing is one picture, described in one sentence."""


def chart_svg(chart: Chart) -> str:
    """Return a chart of the edition drawn for paper, numbers and dates written the French way."""
    return drawn(chart).replace(f'"{MEASURED}"', f'"{ON_PAPER}"')


class UndrawnError(StopError):
    """A chart cannot be drawn; the message says in French what, in English why."""


@cache
def drawn(chart: Chart) -> str:
    """Return the drawing of a chart: pages, blocks and paper ask for the same ones."""
    return drawing(json.dumps(chart_spec(chart)))


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
    svg = svg.replace(f'"{ON_PAPER}"', '"inherit"')
    for role, colour in COLOURS.items():
        svg = re.sub(colour, f"var(--{role})", svg, flags=re.IGNORECASE)
    # Vega escapes every text that it writes; a test gives it a record's worst.
    return Markup(svg)
