"""One edition of the bilan: corpus, report and edition before → the dataset."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from catalogue.derive.report.drafts import Numbering
from catalogue.derive.report.lessons import lessons
from catalogue.derive.report.macros import Calls
from catalogue.derive.report.parts import Maker
from catalogue.derive.report.proofs import Proofs
from catalogue.derive.report.prose import plain
from catalogue.derive.report.published import edition_address, key_figures, published
from catalogue.derive.report.records import records
from catalogue.derive.report.references import documents, entries
from catalogue.derive.report.scope import Known, edition_corpus
from catalogue.derive.report.shapes import Table
from catalogue.derive.report.views import Edition, Section
from catalogue.derive.site import SiteView
from catalogue.derive.wording import date_words
from catalogue.model.report import Report

VERSION = "1.1"


def report_before(view: SiteView, report: Report) -> Report | None:
    """Return the edition before another, if there is one."""
    earlier = [r for r in view.corpus.reports.values() if r.annee < report.annee and r.publie]
    return max(earlier, key=lambda r: r.annee, default=None)


def make_edition(view: SiteView, report: Report, earlier: Collection[str] | None = None) -> Edition:
    """Return an edition of the bilan, computed from the records of today.

    `earlier` are the records of the edition before, where it is sealed; else they are computed.
    """
    corpus = edition_corpus(view.corpus, report)
    part = SiteView(corpus, view.schemas, view.kept)
    before = report_before(view, report)
    if earlier is None:
        earlier = _records_of(view, before)
    figures = published(corpus, report)
    proofs = Proofs(edition_address(report))
    calls = Calls(part, report, {figure.id: figure for figure in figures}, proofs)
    everything = [project.id for project in corpus.projects]
    proofs.value("toutes", f"Les initiatives de l’édition {report.annee}", everything)
    maker = Maker(
        view=part,
        report=report,
        figures=figures,
        records=records(part, earlier),
        lessons=lessons(corpus, report.arrete_au, proofs),
        proofs=proofs,
        calls=calls,
        before=before.id if before else "",
    )
    return _edition(maker, _numbered(maker))


def _records_of(view: SiteView, report: Report | None) -> set[str]:
    """Return the records of an edition, none where there is no edition."""
    projects = edition_corpus(view.corpus, report).projects if report else ()
    return {project.id for project in projects}


def _numbered(maker: Maker) -> Numbering:
    return Numbering(maker.parts())


def _edition(maker: Maker, made: Numbering) -> Edition:
    report, corpus = maker.report, maker.view.corpus
    cited = [figure.source for figure in maker.figures] + maker.calls.sources + [*report.sources]
    cited += [source for call in corpus.calls.values() for source in call.sources]
    known = Known(corpus, report)
    texts = [*_section_texts(made.sections), *_table_texts(made.tables)]
    return Edition(
        version=VERSION,
        annee=report.annee,
        titre=report.titre,
        sous_titre=report.sous_titre,
        statut=report.statut,
        adresse=edition_address(report),
        arrete_au=report.arrete_au,
        arrete_au_mots=date_words(report.arrete_au),
        etabli_le=report.etabli_le,
        etabli_le_mots=date_words(report.etabli_le),
        retrospective=report.retrospective,
        precedente=maker.before,
        perimetre=report.perimetre.phrase,
        nombre_de_fiches=len(maker.records),
        sections=tuple(made.sections),
        chiffres_cles=key_figures(report, maker.figures),
        chiffres=maker.figures,
        tableaux=tuple(made.tables),
        graphiques=tuple(made.charts),
        fiches=maker.records,
        listes=tuple(maker.proofs.lists.values()),
        enseignements=maker.lessons,
        glossaire=entries(corpus, texts),
        documents=documents(corpus, filter(known.document, cited)),
    )


def _section_texts(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        yield section.titre
        yield plain(section.contenus)


def _table_texts(tables: list[Table]) -> Iterator[str]:
    for table in tables:
        yield table.titre
        for line in table.lignes:
            yield from (value.texte for cell in line.cellules for value in cell.valeurs)
