"""The editions of the bilan that a site publishes: their pages, and their files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from catalogue.bilan.edition_files import beside, write_edition
from catalogue.bilan.edition_json import Edited, read_edition
from catalogue.bilan.edition_pages import Beside, edition_pages
from catalogue.bilan.seals import edition_text, sealed
from catalogue.records.report import Report
from catalogue.site.page import Page
from catalogue.site.pages import Draft
from catalogue.site.site_view import SiteView
from catalogue.text.placing import below
from catalogue.workspace import Workspace

FOLDER = "bilans/"


class Editions:
    """The published editions of a site; each is computed once, when first asked for."""

    def __init__(self, workspace: Workspace, view: SiteView) -> None:
        self.workspace = workspace
        self.view = view
        self.reports = [r for r in view.corpus.reports.values() if r.publie]
        self._texts: dict[str, str] = {}

    def text(self, report: Report) -> str:
        """Return the JSON of an edition."""
        if report.id not in self._texts:
            self._texts[report.id] = edition_text(self.workspace, self.view, report)
        return self._texts[report.id]

    def shown(self, year: str) -> tuple[Edited, Beside] | None:
        """Return a published edition and what stands beside its page; None where there is none."""
        reports = (report for report in self.reports if report.id == year)
        texts = (read_edition(self.text(report)) for report in reports)
        return next(((edition, beside(edition)) for edition in texts), None)

    def drafts(self) -> Iterator[Draft]:
        """Yield what the pages of each edition are made from: a seal, or the records."""
        for report in self.reports:
            seal = sealed(self.workspace, report.id)
            yield Draft(
                address=f"{FOLDER}{report.id}/",
                rests_on=(seal.text,) if seal else (self.view.cards,),
                make=partial(self._pages, report),
            )

    def _pages(self, report: Report) -> Iterator[Page]:
        edition = read_edition(self.text(report))
        return edition_pages(edition, beside(edition))

    def count(self) -> int:
        """Return how many pages the editions must give: one each, and one a list of records."""
        found = (read_edition(self.text(report)) for report in self.reports)
        return sum(1 + len(edition.listes) for edition in found)

    def write(
        self,
        out: Path,
        site_url: str,
        say: Callable[[str], None],
        written: dict[str, str] | None = None,
    ) -> None:
        """Write beside each edition's page the forms that a reader may take away.

        Those of an edition that `written` holds as it is stand there already.
        """
        done = {} if written is None else written
        for report in self.reports:
            text = self.text(report)
            if done.get(report.id) != text:
                for _ in write_edition(text, below(out, f"{FOLDER}{report.id}"), say, site_url):
                    pass
                done[report.id] = text
