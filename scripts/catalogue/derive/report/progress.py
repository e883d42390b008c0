"""The way to the goal: what was counted since the beginning, each series in its own unit."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.derive.report.drafts import columns, row, text_cell
from catalogue.derive.report.published import figure_value
from catalogue.derive.report.scope import last_day
from catalogue.derive.report.shapes import Cell, Chart, Mark, Point, Table
from catalogue.derive.report.views import Published
from catalogue.model.report import Report


def progress(report: Report, figures: Iterable[Published]) -> tuple[Table, Chart | None] | None:
    """Return the table and the chart of the figures that count from the beginning, if there are.

    A figure without date has its row, and no place on a line of time.
    """
    known = {figure.id: figure for figure in figures}
    points = [known[id_] for id_ in report.progression.chiffres if id_ in known]
    goal = known.get(report.progression.objectif)
    if not points:
        return None
    points.sort(key=lambda figure: last_day(figure.date) if figure.date else "9999")
    table = _table(points, goal)
    dated = [figure for figure in points if figure.date]
    return table, _chart(dated, goal, table) if dated else None


def _table(points: list[Published], goal: Published | None) -> Table:
    rows = [
        row(
            figure.id,
            [
                text_cell(figure.libelle),
                text_cell(figure.date_mots),
                text_cell(figure.unite),
                Cell(valeurs=(figure_value(figure),)),
            ],
        )
        for figure in points
    ]
    notes = ["Un ménage n’est pas un logement : les deux ne s’additionnent ni ne se comparent."]
    if goal is not None:
        notes.append(f"L’objectif, {goal.texte}, ne se compare qu’à des {goal.unite}.")
    return Table(
        id="progression",
        numero=0,
        titre="Ce que le programme a compté depuis son début",
        description="Les nombres cumulés que les sources ont publiés, dans l’ordre de leur date.",
        colonnes=columns(
            ("libelle", "Ce qui est compté", "texte"),
            ("date", "Date", "date"),
            ("unite", "Unité", "texte"),
            ("valeur", "Nombre publié", "nombre"),
        ),
        lignes=tuple(rows),
        notes=tuple(notes),
    )


def _chart(points: list[Published], goal: Published | None, table: Table) -> Chart:
    mark = Mark(valeur=goal.valeur, texte=goal.texte, serie=goal.unite) if goal else None
    return Chart(
        id="progression",
        numero=0,
        titre="Vers les 10 000 : les nombres cumulés publiés",
        description=(
            "Un point pour chaque nombre dont la date est connue, une série pour chaque unité."
            " La ligne de l’objectif ne vaut que pour la série de même unité."
        ),
        genre="cumul",
        tableau=table.id,
        axe="Date",
        unite="",
        donnees=tuple(
            Point(
                categorie=figure.date_mots,
                serie=figure.unite,
                valeur=figure.valeur,
                texte=f"{figure.texte}, {figure.source_mots}",
                date=figure.date,
            )
            for figure in points
        ),
        repere=mark,
    )
