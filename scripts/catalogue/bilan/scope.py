"""What was known at a cut-off date: the corpus of an edition is a part of today's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from catalogue.records.corpus import Corpus
from catalogue.records.report import Report
from catalogue.records.types import Call, Data, Figure, Project, cited

END_OF_YEAR = "-12-31"


def last_day(date: str) -> str:
    """Return the last day that a date may mean: « 2019 » was all known when the year ended."""
    return date + END_OF_YEAR[len(date) - 4 :]


def is_known(dates: Iterable[str], au: str) -> bool:
    """Tell whether all dates that are given have passed on a day; without any, nothing tells."""
    given = [last_day(date) for date in dates if date]
    return bool(given) and all(day <= au for day in given)


def edition_corpus(corpus: Corpus, report: Report) -> Corpus:
    """Return the part of a corpus that an edition covers: records, calls, published figures."""
    kept, covered = Known(corpus, report), frozenset(report.perimetre.appels)
    return replace(
        corpus,
        projects=tuple(p for p in corpus.projects if kept.record(p)),
        calls={id_: kept.call(call) for id_, call in corpus.calls.items() if id_ in covered},
        figures=kept.figures(corpus.figures),
    )


def is_said_by(project: Project, item: Data, au: str) -> bool:
    """Tell whether a value of a record was known on a day: by its date and its documents'.

    Of several documents, one is enough; one without a date tells nothing against it.
    """
    published = {source.id: source.date for source in project.sources}
    told = [published.get(id_, "") for id_ in cited(item)]
    days = [item["date"]] if "date" in item else []
    past = is_known(days, au) if days else True
    return past and (not told or any(not date or is_known([date], au) for date in told))


class Known:
    """What an edition may hold, judged piece by piece."""

    def __init__(self, corpus: Corpus, report: Report) -> None:
        self.corpus = corpus
        self.au = report.arrete_au
        self.chosen = report.perimetre.fiches
        self.admitted = {admitted.chiffre for admitted in report.chiffres_admis}

    def record(self, project: Project) -> bool:
        """Tell whether a record belongs to the edition.

        It is one of the programme's, and one of its documents had been published. Where none has a
        date, the editor's word is needed: to name the record.
        """
        named = self.chosen is not None and project.id in self.chosen
        if not self.corpus.is_counted(project) or (self.chosen is not None and not named):
            return False
        dates = [source.date for source in project.sources if source.date]
        return any(last_day(date) <= self.au for date in dates) if dates else named

    def call(self, call: Call) -> Call:
        """Return a call with the figures that were known."""
        sessions = tuple(
            replace(session, chiffres=self.figures(session.chiffres)) for session in call.sessions
        )
        return replace(call, sessions=sessions, chiffres=self.figures(call.chiffres))

    def figures(self, figures: Iterable[Figure]) -> tuple[Figure, ...]:
        """Return the figures that were known."""
        return tuple(figure for figure in figures if self.figure(figure))

    def document(self, id_: str) -> bool:
        """Tell whether a document of the bibliography was published, or has no date to judge by."""
        source = self.corpus.sources.get(id_)
        return source is not None and (not source.date or is_known([source.date], self.au))

    def figure(self, figure: Figure) -> bool:
        """Tell whether a figure was known: by its date, its document's, or the editor's word."""
        source = self.corpus.sources.get(figure.source)
        dates = (figure.date, source.date if source else "")
        return is_known(dates, self.au) or (not any(dates) and figure.id in self.admitted)
