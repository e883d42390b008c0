"""What the charts of an edition draw: its data as rows, with labels on several lines."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from catalogue.render.reading import Edited

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
