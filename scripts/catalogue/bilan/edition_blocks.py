"""What any editorial page may take from the bilan and from the records, by a macro."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markupsafe import Markup

from catalogue.bilan.edition_macros import UnknownChoiceError, filtered, unknown
from catalogue.bilan.edition_pages import Beside
from catalogue.bilan.edition_views import Edition
from catalogue.bilan.next_edition import new_edition, next_year
from catalogue.bilan.published_figures import edition_address
from catalogue.bilan.shapes import Table
from catalogue.records.report import Report
from catalogue.site.addresses import catalogue_address
from catalogue.site.arguments import BadArgumentError
from catalogue.site.blocks import Addition
from catalogue.site.environment import fill
from catalogue.site.kinds.made import MadeKind
from catalogue.site.site_view import SiteView
from catalogue.site.wording import date_words

Show = Callable[[str], tuple[Edition, Beside] | None]
"""Gives a published edition by its year, with what stands beside its page."""
WORDS: dict[str, Any] = {"adresse": edition_address, "jour": date_words}
"""What a template says of an edition with, besides its report."""


class EditionBlocks:
    """The blocks by the name of their macro; `base` leads from the page to the site's root."""

    def __init__(self, view: SiteView, show: Show, reports: Sequence[Report]) -> None:
        self.view = view
        self.show = show
        self.reports = sorted(reports, key=lambda report: -report.annee)
        self.table: dict[str, Callable[..., Markup]] = {
            "liste_bilans": self._editions,
            "prochain_bilan": self._next,
            "tableau": self._table,
            "graphique": self._chart,
            "fiche": self._record,
            "liste": self._list,
        }

    def _editions(self, base: str) -> Markup:
        return fill("bilans.html.j2", base, editions=self.reports, **WORDS)

    def _next(self, base: str) -> Markup:
        """Return the editions in the making, or the file of the next one, ready to be written."""
        known = sorted(self.view.corpus.reports.values(), key=lambda report: -report.annee)
        year = next_year(self.view)
        # The day it will be drawn up is not known: that of the last edition calls for another.
        day = max((report.etabli_le for report in known), default=f"{year}-01-01")
        drafts = [report for report in known if not report.publie]
        return fill(
            "prochain_bilan.html.j2",
            base,
            projets=drafts,
            derniere=next((report for report in known if report.publie), None),
            annee=year,
            texte="" if drafts else new_edition(self.view, year, day),
            **WORDS,
        )

    def _edition(self, year: str) -> tuple[Edition, Beside]:
        if found := self.show(str(year)):
            return found
        known = sorted(report.id for report in self.reports)
        raise BadArgumentError(str(year), unknown("bilan publié", str(year), known))

    def _table(self, base: str, year: str, id_: str) -> Markup:
        edition, _ = self._edition(year)
        return self._shown(base, edition, _named("tableau", edition.tableaux, id_))

    def _shown(self, base: str, edition: Edition, table: Table) -> Markup:
        return fill("bilan_tableau_seul.html.j2", base, e=edition, t=table)

    def _chart(self, base: str, year: str, id_: str) -> Markup:
        edition, beside = self._edition(year)
        chart = _named("graphique", edition.graphiques, id_)
        table = _named("tableau", edition.tableaux, chart.tableau)
        if id_ not in beside.dessins:
            return self._shown(base, edition, table)
        drawn = beside.dessins[id_]
        return fill("bilan_graphique_seul.html.j2", base, e=edition, g=chart, t=table, dessin=drawn)

    def _record(self, base: str, id_: str) -> Markup:
        cards = self.view.cards_by_id
        if id_ not in cards:
            raise BadArgumentError(str(id_), unknown("fiche", str(id_), cards))
        return fill("bilan_cartes.html.j2", base, cartes=[cards[id_]], recherche="")

    def _list(self, base: str, **choices: str) -> Markup:
        if not choices:
            message = '« liste » attend au moins un choix, par exemple public="jeunes"'
            raise BadArgumentError("liste", message)
        try:
            found = filtered(self.view, choices)
        except UnknownChoiceError as error:
            raise BadArgumentError(error.word, str(error)) from error
        return fill(
            "bilan_cartes.html.j2",
            base,
            cartes=[self.view.cards_by_id[id_] for id_ in found],
            recherche=catalogue_address(*choices.items()),
        )


def _named(kind: str, things: Iterable[Any], id_: str) -> Any:
    """Return the thing of an id; BadArgumentError, with the nearest, where there is none."""
    by_id = {thing.id: thing for thing in things}
    if id_ not in by_id:
        raise BadArgumentError(str(id_), unknown(kind, str(id_), by_id))
    return by_id[id_]


def addition(
    view: SiteView,
    show: Show,
    kinds: tuple[MadeKind, ...] = (),
    reports: Sequence[Report] = (),
) -> Addition:
    """Return what the bilan adds to the hand-written pages, and its kinds of page."""
    return Addition(blocks=EditionBlocks(view, show, reports).table, kinds=kinds)
