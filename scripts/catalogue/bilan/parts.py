"""The parts of an edition, in reading order: each with its text, its charts and its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.bilan.calls import calls_table, calls_timeline
from catalogue.bilan.counted import (
    AXES,
    counted_chart,
    counted_table,
    crossing_chart,
    crossing_table,
    families_table,
)
from catalogue.bilan.drafts import DraftPart, columns, row, text_cell
from catalogue.bilan.edition_macros import Calls
from catalogue.bilan.edition_views import Lessons, Published, Record
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.prose import blocks, runs
from catalogue.bilan.published import figure_value, figures_cell, grouped
from catalogue.bilan.scope import last_day
from catalogue.bilan.shapes import Block, Cell, Chart, ChartPoint, Mark, Run, Table
from catalogue.bilan.sums import MEASURES, sums_table
from catalogue.records.report import Report
from catalogue.site.site_view import SiteView
from catalogue.site.wording import date_words, plural
from catalogue.text.typography import typeset


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
            ChartPoint(
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


@dataclass(frozen=True, kw_only=True)
class PartMaker:
    """Makes the parts of an edition from what it may know."""

    view: SiteView
    report: Report
    figures: tuple[Published, ...]
    records: tuple[Record, ...]
    lessons: tuple[Lessons, ...]
    proofs: Proofs
    calls: Calls
    before: str
    """Year of the edition before, or the empty string."""
    reseals: tuple[tuple[str, str], ...] = ()
    """Day and reason of each time that the edition was sealed again."""

    def parts(self) -> Iterator[DraftPart]:
        """Yield every part; one that has nothing to say is left out later."""
        yield self._part("avant_propos", "Avant-propos")
        yield self._key_figures()
        yield self._programme()
        yield self._progress()
        yield self._calls()
        if self.records:
            yield self._counted()
            yield self._sums()
            yield self._crossing()
            yield self._new()
            yield self._highlights()
            yield self._lessons()
        yield self._part("methode", "Méthode et limites", *blocks(METHOD), *self._resealed())
        if self.figures:
            yield self._part("chiffres", "Les chiffres publiés cités", Block(genre="chiffres"))
        yield self._part("glossaire", "Glossaire", Block(genre="glossaire"))
        yield self._part("sources", "Sources", Block(genre="sources"))

    def _resealed(self) -> Iterator[Block]:
        """Yield why the edition is no longer what was published first."""
        for day, reason in self.reseals:
            told = f"Cette édition a été scellée à nouveau le {date_words(day)}. Motif : {reason}"
            yield Block(genre="paragraphe", morceaux=(Run(texte=typeset(told)),))

    def _text(self, section: str) -> tuple[Block, ...]:
        text = self.report.textes.get(section, "")
        return blocks(text, self.calls.inline, self.calls.standing)

    def _part(self, id_: str, title: str, *after: Block) -> DraftPart:
        return DraftPart(id=id_.replace("_", "-"), titre=title, avant=self._text(id_), apres=after)

    def _key_figures(self) -> DraftPart:
        shown = (Block(genre="chiffres-cles"),) if self.report.chiffres_cles else ()
        return DraftPart(id="chiffres-cles", titre="Chiffres clés", apres=shown)

    def _programme(self) -> DraftPart:
        own = [figure for figure in self.figures if not figure.appel]
        tables = (programme_table(own),) if own else ()
        return DraftPart(
            id="programme", titre="Le programme", avant=self._text("programme"), tableaux=tables
        )

    def _progress(self) -> DraftPart:
        made = progress(self.report, self.figures)
        return DraftPart(
            id="progression",
            titre="Vers les 10 000",
            avant=self._text("progression"),
            tableaux=made[:1] if made else (),
            graphiques=self._shown(made[1]) if made and made[1] else (),
        )

    def _calls(self) -> DraftPart:
        table = calls_table(self.view.corpus, self.figures, self.proofs)
        chart = calls_timeline(self.view.corpus, table)
        return DraftPart(
            id="appels",
            titre="Les appels à projets",
            avant=self._text("appels"),
            tableaux=(table,),
            graphiques=self._shown(chart),
        )

    def _counted(self) -> DraftPart:
        tables: list[Table] = []
        charts: list[Chart] = []
        for axis in AXES:
            tables.append(counted_table(self.view, axis, self.proofs))
            charts += self._shown(counted_chart(axis, tables[-1])) if axis.graphique else ()
        return DraftPart(
            id="fiches",
            titre="Ce que disent les fiches",
            avant=self._text("fiches"),
            tableaux=(*tables, families_table(self.view, self.proofs)),
            graphiques=tuple(charts),
        )

    def _sums(self) -> DraftPart:
        corpus, au = self.view.corpus, self.report.arrete_au
        tables = tuple(sums_table(corpus, measure, au, self.proofs) for measure in MEASURES)
        return DraftPart(
            id="moyens",
            titre="Ménages, logements et argent",
            avant=self._text("moyens"),
            tableaux=tables,
        )

    def _crossing(self) -> DraftPart:
        table = crossing_table(self.view, self.proofs)
        return DraftPart(
            id="croisements",
            titre="Publics et outils",
            avant=self._text("croisements"),
            tableaux=(table,),
            graphiques=self._shown(crossing_chart(table)),
        )

    def _new(self) -> DraftPart:
        new = [record.id for record in self.records if record.nouvelle]
        since = f"depuis l’édition {self.before}" if self.before else "dans cette première édition"
        words = plural(len(new), "initiative nouvelle", "initiatives nouvelles")
        value = self.proofs.value("nouvelles", f"Initiatives nouvelles {since}", new, texte=words)
        count = Run(texte=value.texte, adresse=value.adresse, liste=value.liste)
        listed = (Block(genre="liste", id="nouvelles"),) if new else ()
        return DraftPart(
            id="nouveautes",
            titre="Nouveautés",
            avant=self._text("nouveautes"),
            apres=(Block(genre="paragraphe", morceaux=(count, Run(texte=f" {since}."))), *listed),
        )

    def _highlights(self) -> DraftPart:
        known = {record.id for record in self.records}
        shown = [chosen for chosen in self.report.mises_en_avant if chosen.fiche in known]
        return DraftPart(
            id="initiatives",
            titre="Initiatives mises en avant",
            avant=self._text("initiatives"),
            apres=tuple(
                Block(
                    genre="fiche",
                    id=chosen.fiche,
                    morceaux=tuple(runs(chosen.texte, self.calls.inline)),
                )
                for chosen in shown
            ),
        )

    def _lessons(self) -> DraftPart:
        return self._part(
            "enseignements",
            "Enseignements",
            *(Block(genre="enseignements", id=lessons.id) for lessons in self.lessons),
        )

    def _shown(self, chart: Chart) -> tuple[Chart, ...]:
        """Return a chart unless the editor left it out, or it has nothing to draw."""
        wanted = not self.report.graphiques or chart.id in self.report.graphiques
        return (chart,) if wanted and chart.donnees else ()


def programme_table(figures: list[Published]) -> Table:
    """Return the figures published on the whole programme, one row for each thing measured."""
    by_id = {figure.id: figure for figure in figures}
    rows = []
    for group in grouped(figures):
        told = [by_id[id_] for id_ in group.chiffres]
        # What two documents both call for is said once.
        remarks = dict.fromkeys(s for f in told for s in re.findall(r"\S[^.]*\.", f.precision))
        rows.append(
            row(
                told[0].indicateur,
                [text_cell(group.libelle), figures_cell(told), text_cell(" ".join(remarks) or "–")],
            )
        )
    return Table(
        id="programme",
        numero=0,
        titre="Les chiffres publiés sur le programme",
        description=(
            "Tels que leurs sources les donnent, avec leur nuance. Ils ne sont pas calculés à"
            " partir des fiches."
        ),
        colonnes=columns(
            ("libelle", "Ce qui est mesuré", "texte"),
            ("valeur", "Ce que disent les sources", "nombre"),
            ("precision", "À savoir", "texte"),
        ),
        lignes=tuple(rows),
    )


METHOD = """
Deux sortes de nombres ne se mélangent pas : ceux que le programme a publiés, chacun avec sa source
et sa date, et ceux qui sont comptés dans les fiches du catalogue, toujours « n sur N ».

Un chiffre publié figure dans l’édition si sa date et celle de son document ne dépassent pas la date
d’arrêt. Une fiche y figure si l’un de ses documents avait paru à cette date. Ce qu’elle dit des
publics, des outils ou de son état est ce que l’on en savait le jour où l’édition a été établie.

Les initiatives comptées sont celles que le programme a financées, et celles que ses publications
citent sans que l’on ait lu qui les a payées ; un tableau dit combien de chaque sorte. Les
candidates, et celles dont aucun lien d’argent avec le programme n’est établi, ne sont jamais
comptées.

Ce qu’aucune source ne dit est « non renseigné » : ce n’est ni zéro, ni non. Une initiative qui a
plusieurs publics ou plusieurs outils compte une fois pour chacun.

Les fiches du catalogue ne sont pas toutes les initiatives du programme : ce qu’elles disent ne vaut
que pour elles.
"""
