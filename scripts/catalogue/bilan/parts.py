"""The sections of an edition, in reading order: « L’essentiel », the body, the annexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalogue.bilan.calls import ALSO, FEWEST, MEASURES, calls_table, calls_timeline
from catalogue.bilan.counted import (
    Told,
    counted_chart,
    counted_sentence,
    counted_table,
    crossing_table,
    silent,
)
from catalogue.bilan.drafts import (
    ANNEX,
    ESSENTIAL,
    DraftPart,
    Numbering,
    columns,
    heading,
    row,
    said,
    sentence,
    shown,
    text_cell,
)
from catalogue.bilan.edition_macros import Calls
from catalogue.bilan.edition_views import EditionSection, Lessons, Published, Record
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.prose import blocks, runs
from catalogue.bilan.published_figures import figures_cell, grouped, planned
from catalogue.bilan.scope import last_day
from catalogue.bilan.shapes import Block, Chart, ChartPoint, Run, Table, Value
from catalogue.bilan.sums import Summed, silent_on, sums_table
from catalogue.records.report import Report
from catalogue.site.site_view import SiteView
from catalogue.site.wording import date_words, listing, lower_first, plural
from catalogue.text.typography import typeset


def span_words(figure: Published) -> str:
    """Return the years that a figure covers: « 2014 », « 2014 à 2016 »; none that its calls say."""
    ends = dict.fromkeys(filter(None, (figure.couvre_du, figure.couvre_au)))
    return "" if all(year in figure.couvre_mots for year in ends) else " à ".join(ends)


def progress_table(points: list[Published], goal: Published | None) -> Table:
    """Return the figures that count several calls, or one from the beginning, with what is so."""
    by_id = {figure.id: figure for figure in points}
    groups = [[by_id[id_] for id_ in group.chiffres] for group in grouped(points)]
    rows = [
        row(
            group[0].id,
            [
                text_cell(", ".join(dict.fromkeys(figure.libelle for figure in group))),
                text_cell(", ".join(filter(None, (group[0].couvre_mots, span_words(group[0]))))),
                figures_cell(group),
            ],
        )
        for group in groups
    ]
    notes = ["Un ménage n’est pas un logement : les deux ne s’additionnent ni ne se comparent."]
    if goal is not None:
        notes.append(f"L’objectif, {goal.texte}, ne se compare qu’à des {goal.unite}.")
    return Table(
        id="progression",
        titre="Les nombres d’ensemble publiés",
        description="Chacun avec les appels et les années qu’il compte, d’après ses sources.",
        colonnes=columns(
            ("libelle", "Ce qui est compté", "texte"),
            ("couvre", "Appels et années", "texte"),
            ("valeur", "Nombre publié", "nombre"),
        ),
        lignes=tuple(rows),
        notes=tuple(notes),
    )


def progress_chart(points: list[Published], table: Table) -> Chart | None:
    """Return a span for each figure and what it counts; None where spans would show nothing.

    They show something where there are three rows, and not all of the same years.
    """
    groups: dict[tuple[str, str, str, str], list[Published]] = {}
    for figure in points:
        if figure.couvre_du:
            words = figure.texte + planned(figure)
            key = (words, figure.couvre_du, figure.couvre_au, figure.couvre_mots)
            groups.setdefault(key, []).append(figure)
    # One row for figures that say the same, with everyone who says it.
    spans = [
        ChartPoint(
            categorie=f"{words} ({' ; '.join(figure.source_mots for figure in same)})",
            serie=same[0].unite,
            valeur=same[0].valeur,
            texte=covered,
            date=start,
            fin=end,
        )
        for (words, start, end, covered), same in groups.items()
    ]
    units = list(dict.fromkeys(figure.unite for figure in points))
    drawn = sorted(spans, key=lambda point: (units.index(point.serie), point.date, point.fin))
    if len(drawn) < FEWEST or len({(point.date, point.fin) for point in drawn}) == 1:
        return None
    vague = [figure.texte + planned(figure) for figure in points if not figure.couvre_du]
    return Chart(
        id="progression",
        titre="Ce que compte chaque nombre d’ensemble",
        description=(
            "Une barre par nombre publié, de l’année du premier appel compté à celle du dernier."
            " Ces nombres ne se suivent pas et ne s’additionnent pas."
        ),
        genre="etendues",
        tableau=table.id,
        axe="Années des appels comptés",
        unite="",
        donnees=tuple(drawn),
        notes=(f"Sans période connue, non placé : {' ; '.join(vague)}.",) if vague else (),
    )


FIRST_TIME = "pour la première fois"


@dataclass(frozen=True, kw_only=True)
class PartMaker:
    """Makes the sections of an edition from what it may know."""

    view: SiteView
    report: Report
    figures: tuple[Published, ...]
    records: tuple[Record, ...]
    lessons: tuple[Lessons, ...]
    proofs: Proofs
    calls: Calls
    before: Report | None
    known: frozenset[str]
    """The figures that the edition before knew."""
    told: tuple[Told, ...]
    summed: tuple[Summed, ...]
    reseals: tuple[tuple[str, str], ...] = ()
    """Day and reason of each time that the edition was sealed again."""

    def parts(self) -> Iterator[DraftPart]:
        """Yield the body and the annexes; a part that has nothing to say is left out later."""
        yield self._part("avant_propos", "Avant-propos")
        yield self._programme()
        yield self._progress()
        yield self._calls()
        yield self._context()
        if self.records:
            yield self._counted()
            yield self._sums()
            yield self._crossing()
            yield self._highlights()
            yield self._lessons()
        if self.figures:
            yield self._annex("chiffres", "Les chiffres publiés cités", Block(genre="chiffres"))
        if self.records:
            behind = [Block(genre="fiches"), Block(genre="listes")]
            yield self._annex("listes", "Ce qui est derrière chaque nombre", *behind)
        method = list(blocks(METHOD))
        for day, reason in self.reseals:
            told = f"Cette édition a été scellée à nouveau le {date_words(day)}. Motif : {reason}"
            method.append(said(typeset(told)))
        yield self._annex("methode", "Méthode et limites", *method)
        yield self._annex("glossaire", "Glossaire", Block(genre="glossaire"))
        yield self._annex("sources", "Sources", Block(genre="sources"))

    def essential(self, made: Numbering) -> EditionSection:
        """Return « L’essentiel », which shows charts that have their number in the body."""
        drawn = {chart.id for chart in made.charts}
        keys = (Block(genre="chiffres-cles"),) if self.report.chiffres_cles else ()
        charts = [Block(genre="graphique", id=c) for c in self.report.essentiel if c in drawn]
        return EditionSection(
            id=ESSENTIAL,
            place=ESSENTIAL,
            numero="",
            titre="L’essentiel",
            contenus=(*keys, *charts, *self._new(), *self._unknown()),
        )

    def _text(self, section: str) -> tuple[Block, ...]:
        text = self.report.textes.get(section, "")
        return blocks(text, self.calls.inline, self.calls.standing)

    def _part(
        self,
        id_: str,
        title: str,
        after: Iterable[Block] = (),
        tables: Iterable[Table] = (),
        charts: Iterable[Chart] = (),
    ) -> DraftPart:
        """Return a part: the words of its editor, then its own blocks."""
        suite = tuple(after)
        return DraftPart(
            id=id_.replace("_", "-"),
            titre=title,
            texte=self._text(id_),
            suite=suite,
            tableaux=tuple(tables),
            graphiques=tuple(charts),
        )

    def _annex(self, id_: str, title: str, *after: Block) -> DraftPart:
        return replace(self._part(id_, title, after), place=ANNEX)

    def _with_table(self, id_: str, title: str, table: Table | None) -> DraftPart:
        """Return a part whose own block is a table, where there is one."""
        own = (table,) if table else ()
        return self._part(id_, title, map(shown, own), own)

    def _programme(self) -> DraftPart:
        elsewhere = {figure.id for figure in self._points()}
        own = [
            figure
            for figure in self.figures
            if not (figure.appel or figure.hors_programme or figure.id in elsewhere)
        ]
        table = figures_table(
            own,
            "programme",
            "Les chiffres publiés sur le programme",
            "Tels que leurs sources les donnent, avec leur nuance. Ils ne sont pas calculés à"
            " partir des fiches.",
        )
        return self._with_table("programme", "Le programme", table)

    def _context(self) -> DraftPart:
        around = [figure for figure in self.figures if figure.hors_programme]
        table = figures_table(
            around,
            "contexte",
            "Des chiffres qui ne sont pas ceux du programme",
            "Ils disent ce qui l’entoure : le programme ne les a ni produits ni comptés.",
        )
        return self._with_table("contexte", "Autour du programme", table)

    def _points(self) -> list[Published]:
        """Return the figures that count calls together, each with all that is said of the same."""
        chosen = {*self.report.progression.chiffres}
        groups = (g.chiffres for g in grouped(self.figures) if chosen.intersection(g.chiffres))
        wanted = {id_ for group in groups for id_ in group}
        found = [figure for figure in self.figures if figure.id in wanted]
        return sorted(found, key=lambda figure: last_day(figure.couvre_au or "9999"))

    def _goal(self) -> Published | None:
        wanted = self.report.progression.objectif
        return next((figure for figure in self.figures if figure.id == wanted), None)

    def _progress(self) -> DraftPart:
        points = self._points()
        table = progress_table(points, self._goal())
        charts = self._kept(progress_chart(points, table))
        own = (table,) if points else ()
        told = [shown(one, *charts) for one in own]
        return self._part("progression", "Vers les 10 000", told, own, charts)

    def _calls(self) -> DraftPart:
        table = calls_table(self.view.corpus, self.figures, self.proofs)
        charts = self._kept(calls_timeline(self.view.corpus, table))
        # The line of time has the dates alone: its table stands open after it.
        own = (*(shown(table, chart) for chart in charts), shown(table))
        return self._part("appels", "Les appels à projets", own, (table,), charts)

    def _counted(self) -> DraftPart:
        """Return what records say on each axis: a chart, a table, or a sentence for one term."""
        tables, charts, own = list[Table](), list[Chart](), list[Block]()
        alone: list[tuple[Run, ...]] = []
        for found in self.told:
            table = counted_table(found, self.proofs)
            if table is None:
                pieces = counted_sentence(found, self.proofs)
                alone += [sentence(*pieces)] if pieces else []
                continue
            drawn = self._kept(counted_chart(found, table) if found.axe.dessine else None)
            tables.append(table)
            charts += drawn
            own.append(shown(table, *drawn))
        if alone:
            own.append(Block(genre="puces", elements=tuple(alone)))
        return self._part("fiches", "Ce que disent les fiches", own, tables, charts)

    def _sums(self) -> DraftPart:
        tables, own = list[Table](), list[Block]()
        for found in self.summed:
            if table := sums_table(found, self.proofs):
                tables.append(table)
                own.append(shown(table))
                if found.muettes:
                    name = found.mesure.nom
                    count = silent_on(found, self.proofs)
                    own.append(said(f"Fiches qui ne donnent pas {name} : ", count, "."))
        empty = [found.mesure.nom for found in self.summed if not found.groupes]
        if empty:
            own.append(said(f"Aucune fiche ne donne {listing(empty)}."))
        return self._part("moyens", "Ménages, logements et argent", own, tables)

    def _crossing(self) -> DraftPart:
        return self._with_table(
            "croisements", "Publics et outils", crossing_table(self.view, self.proofs)
        )

    def _new(self) -> Iterator[Block]:
        """Yield what the edition before did not have: records, calls, published figures."""
        yield heading("Ce qui est nouveau")
        yield from self._text("nouveautes")
        if self.records:
            yield from self._new_records()
        if self.before is None:
            yield said("C’est la première édition : tout y est dit pour la première fois.")
            return
        covered = self.before.perimetre.appels
        calls = [c.nom for c in self.view.corpus.calls.values() if c.id not in covered]
        if calls:
            yield said(f"Appels que l’édition {self.before.id} ne couvrait pas : {listing(calls)}.")
        fresh = [figure for figure in self.figures if figure.id not in self.known]
        words = plural(len(fresh), "chiffre publié de plus", "chiffres publiés de plus")
        more = words if fresh else "Aucun chiffre publié de plus"
        yield said(f"{more} depuis l’édition {self.before.id}.")

    def _new_records(self) -> Iterator[Block]:
        new = [record.id for record in self.records if record.nouvelle]
        # Their first page in a bilan: the initiatives themselves are older.
        one, many = ("initiative décrite", "initiatives décrites")
        if not new:
            yield said(f"Aucune {one} {FIRST_TIME} dans cette édition.")
            return
        words = plural(len(new), f"{one} {FIRST_TIME}", f"{many} {FIRST_TIME}")
        title = f"{many[:1].upper()}{many[1:]} {FIRST_TIME} dans l’édition {self.report.id}"
        yield said(self.proofs.value("nouvelles", title, new, texte=words), ".")
        yield Block(genre="liste", id="nouvelles")

    def _unknown(self) -> Iterator[Block]:
        """Yield what nobody gives of the calls, and what most records do not say."""
        lines = [*self._unknown_goal(), *self._unknown_of_calls(), *self._unknown_of_records()]
        written = self._text("inconnu")
        if lines or written:
            yield heading("Ce que l’on ne sait pas")
            yield from written
        if lines:
            yield Block(genre="puces", elements=tuple(lines))

    def _unknown_goal(self) -> Iterator[tuple[Run, ...]]:
        """Yield that nobody knows whether the goal is reached, where none of its unit says so."""
        points, goal = self._points(), self._goal()
        last = max((figure.couvre_au for figure in points), default="")
        if goal and not any(f.couvre_au == last and f.unite == goal.unite for f in points):
            yield sentence(
                f"Aucun nombre lu ne compte les {goal.unite} de tous les appels : on ne peut pas"
                f" dire si l’objectif, {goal.texte}, est atteint."
            )

    def _unknown_of_calls(self) -> Iterator[tuple[Run, ...]]:
        total = len(self.view.corpus.calls)
        told = {(figure.appel, figure.indicateur) for figure in self.figures}
        lacking = {
            title: sum(
                not any((call, one) in told for one in (indicator, *ALSO.get(indicator, ())))
                for call in self.view.corpus.calls
            )
            for indicator, title in MEASURES.items()
        }
        words = [f"{lower_first(t)}, {n} appels sur {total}" for t, n in lacking.items() if n > 1]
        if words:
            yield sentence(f"Non renseigné pour des appels : {' ; '.join(words)}.")

    def _unknown_of_records(self) -> Iterator[tuple[Run, ...]]:
        """Yield a line of what half of the records or more do not say, each with their list."""
        total = len(self.records)
        axes = [(lower_first(t.axe.titre), t.muettes, silent(t, self.proofs)) for t in self.told]
        sums = [(s.mesure.nom, s.muettes, silent_on(s, self.proofs)) for s in self.summed]
        most = [(name, value) for name, ids, value in (*axes, *sums) if 2 * len(ids) >= total > 0]
        if most:
            pieces: list[str | Value] = [
                f"Non renseigné dans les {plural(total, 'fiche', 'fiches')} : "
            ]
            for rank, (name, value) in enumerate(most):
                pieces += [" ; " * bool(rank) + f"{name}, ", value]
            yield sentence(*pieces, ".")

    def _highlights(self) -> DraftPart:
        known = {record.id for record in self.records}
        chosen = [chosen for chosen in self.report.mises_en_avant if chosen.fiche in known]
        cards = (
            Block(genre="fiche", id=one.fiche, morceaux=tuple(runs(one.texte, self.calls.inline)))
            for one in chosen
        )
        return self._part("initiatives", "Initiatives mises en avant", cards)

    def _lessons(self) -> DraftPart:
        """Return the lessons of each kind; what no record says is told once, if no text does."""
        own = [Block(genre="enseignements", id=one.id) for one in self.lessons if one.lecons]
        silent = " ni ".join(lower_first(one.titre) for one in self.lessons if not one.lecons)
        if silent and not self.report.textes.get("enseignements"):
            own.append(said(f"Aucune fiche de l’édition ne dit {silent}."))
        return self._part("enseignements", "Enseignements", own)

    def _kept(self, chart: Chart | None) -> tuple[Chart, ...]:
        """Return a chart alone, nothing where there is none or the editor left it out."""
        wanted = chart and (not self.report.graphiques or chart.id in self.report.graphiques)
        return (chart,) if chart and wanted else ()


def figures_table(figures: Iterable[Published], id_: str, title: str, words: str) -> Table | None:
    """Return published figures, one row for each thing measured; None where there are none."""
    by_id = {figure.id: figure for figure in figures}
    rows = [
        row(
            by_id[group.chiffres[0]].indicateur,
            [text_cell(group.libelle), figures_cell(by_id[one] for one in group.chiffres)],
        )
        for group in grouped(by_id.values())
    ]
    if not rows:
        return None
    return Table(
        id=id_,
        titre=title,
        description=words,
        colonnes=columns(
            ("libelle", "Ce qui est mesuré", "texte"),
            ("valeur", "Ce que disent les sources", "nombre"),
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
