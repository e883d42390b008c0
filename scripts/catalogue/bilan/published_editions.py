"""The editions of the bilan that a site shows: their pages, and their files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from catalogue.bilan.edition_files import beside, write_edition
from catalogue.bilan.edition_json import read_edition
from catalogue.bilan.edition_pages import PLACES, Beside, edition_pages
from catalogue.bilan.edition_views import Edition
from catalogue.bilan.page_kinds import EDITION
from catalogue.bilan.published_figures import edition_address
from catalogue.bilan.seals import edition_text, sealed
from catalogue.records.report import Report
from catalogue.site.kinds.made import MadeKind
from catalogue.site.page import Draft, Identity, Page
from catalogue.site.site_view import SiteView
from catalogue.text.swap import below
from catalogue.workspace import Workspace


class Editions:
    """The editions of a site; each is computed once, when first asked for.

    A site shows those that are published; the preview of a change shows its drafts too.
    """

    def __init__(self, workspace: Workspace, view: SiteView, *, drafts: bool = False) -> None:
        self.workspace = workspace
        self.view = view
        self.reports = [r for r in view.corpus.reports.values() if drafts or r.publie]
        self._texts: dict[str, str] = {}

    def text(self, report: Report) -> str:
        """Return the JSON of an edition."""
        if report.id not in self._texts:
            self._texts[report.id] = edition_text(self.workspace, self.view, report)
        return self._texts[report.id]

    def shown(self, year: str) -> tuple[Edition, Beside] | None:
        """Return a published edition and what stands beside its page; None where there is none."""
        reports = (report for report in self.reports if report.id == year)
        texts = (read_edition(self.text(report)) for report in reports)
        return next(((edition, beside(edition)) for edition in texts), None)

    @property
    def kinds(self) -> tuple[MadeKind, ...]:
        """Return the kind of page that the editions are, with their drafts."""
        return (MadeKind(kind=EDITION, drafts=self.drafts),)

    def drafts(self) -> Iterator[Draft]:
        """Yield the draft of each edition, the newest first."""
        for report in sorted(self.reports, key=lambda report: -report.annee):
            yield Draft(
                address=edition_address(report),
                title=report.titre,
                rests_on=partial(self._grounds, report),
                make=partial(self._pages, report),
                count=partial(self._count, report),
            )

    def _grounds(self, report: Report) -> tuple[object, ...]:
        """Return what an edition is made from: a seal, or the records."""
        seal = sealed(self.workspace, report.id)
        return (seal.text,) if seal else (self.view.cards,)

    def _pages(self, report: Report, site: Identity) -> Iterator[Page]:
        edition = read_edition(self.text(report))
        return edition_pages(edition, beside(edition))

    def _count(self, report: Report) -> int:
        """Return how many pages an edition must give: its own, and one a list of records."""
        return len(PLACES) + len(read_edition(self.text(report)).listes)

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
                folder = below(out, edition_address(report).rstrip("/"))
                for _ in write_edition(text, folder, say, site_url):
                    pass
                done[report.id] = text
