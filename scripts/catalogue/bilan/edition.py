"""One edition of the bilan: corpus, report and edition before → the dataset."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from catalogue.bilan.counted import AXES, told
from catalogue.bilan.drafts import Numbering
from catalogue.bilan.edition_macros import Calls
from catalogue.bilan.edition_views import Edition, Lesson, Lessons, Record
from catalogue.bilan.parts import PartMaker
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.prose import blocks, plain
from catalogue.bilan.published_figures import edition_address, key_figures, published
from catalogue.bilan.scope import Known, edition_corpus, is_said_by
from catalogue.bilan.sums import MEASURES, given_words, summed
from catalogue.records.corpus import Corpus, collation
from catalogue.records.report import Report
from catalogue.records.types import Source
from catalogue.site.addresses import glossary_address
from catalogue.site.figure_views import source_link
from catalogue.site.lexicon import Lexicon
from catalogue.site.site_view import SiteView
from catalogue.site.wording import date_or_unknown, date_words


def records(view: SiteView, before: Collection[str], au: str) -> tuple[Record, ...]:
    """Return the records in the catalogue's order; `before` are those of the edition before."""
    projects = {project.id: project for project in view.corpus.projects}
    return tuple(
        Record(
            id=card.id,
            titre=card.titre,
            adresse=card.adresse,
            resume=card.resume,
            lieu=card.lieu,
            organismes=card.organismes,
            publics=tuple(link.libelle for link in card.publics),
            outils=tuple(link.libelle for link in card.outils),
            menages=given_words(view.corpus, projects[card.id], au),
            nouvelle=card.id not in before,
        )
        for card in view.cards
    )


def entries(corpus: Corpus, texts: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield the entries of the glossary that texts name, in alphabetical order."""
    named = {mention.entree for mention in Lexicon(corpus.glossary).found("\n".join(texts))}
    for entry in sorted(corpus.glossary, key=lambda entry: collation(entry.terme)):
        if entry.id in named:
            yield {
                "id": entry.id,
                "terme": entry.terme,
                "developpe": entry.developpe,
                "definition": entry.definition,
                "adresse": glossary_address(entry.id),
            }


def documents(corpus: Corpus, cited: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield the documents of the bibliography that are cited, then those of the records alone."""
    known = frozenset(cited)
    listed = [source for id_, source in corpus.sources.items() if id_ in known]
    # Each record has its own id for a document: its words tell it from another.
    alone: dict[tuple[str, str, str], Source] = {}
    for source in (source for project in corpus.projects for source in project.sources):
        alone.setdefault((source.document, source.editeur, source.date), source)
    for source in listed:
        alone.pop((source.document, source.editeur, source.date), None)
    addressed = [(source, source_link(corpus, source.id).adresse or "") for source in listed]
    for source, address in (*addressed, *((source, "") for source in alone.values())):
        yield {
            "id": source.id if address else "",
            "document": source.document,
            "editeur": source.editeur,
            "date": source.date,
            "date_mots": date_or_unknown(source.date),
            "url": source.url,
            "precision": source.precision,
            "fiabilite": corpus.label("fiabilites", source.fiabilite),
            "adresse": address,
        }


KINDS = {"conditions_reussite": "Ce qui aide", "limites": "Ce qui n’a pas marché, ou pas encore"}
"""Field of a record → what its lessons are about."""


def lessons(corpus: Corpus, field: str, au: str, proofs: Proofs) -> Lessons:
    """Return the lessons of a kind that the documents known on a day give."""
    found = tuple(
        Lesson(contenus=blocks(item["texte"]), fiche=project.id)
        for project in corpus.projects
        for item in project.data.get(field, ())
        if is_said_by(project, item, au)
    )
    name, title = field.replace("_", "-"), KINDS[field]
    ids = dict.fromkeys(lesson.fiche for lesson in found)
    count = proofs.value(name, title, ids, sur=len(corpus.projects))
    return Lessons(id=name, titre=title, nombre=count, lecons=found)


VERSION = "2.0"


def report_before(view: SiteView, report: Report) -> Report | None:
    """Return the edition before another, if there is one."""
    earlier = [r for r in view.corpus.reports.values() if r.annee < report.annee and r.publie]
    return max(earlier, key=lambda r: r.annee, default=None)


def make_edition(
    view: SiteView,
    report: Report,
    earlier: Collection[str] | None = None,
    reseals: Iterable[tuple[str, str]] = (),
) -> Edition:
    """Return an edition of the bilan, computed from the records of today.

    `earlier` are the records of the edition before, where it is sealed; else they are computed.
    `reseals` are the day, ISO, and the reason of each time that this one was sealed again.
    """
    corpus = edition_corpus(view.corpus, report)
    part = SiteView(corpus, view.schemas, view.kept)
    before = report_before(view, report)
    if earlier is None:
        had = edition_corpus(view.corpus, before).projects if before else ()
        earlier = {project.id for project in had}
    figures = published(corpus, report)
    proofs = Proofs(edition_address(report))
    calls = Calls(part, report, {figure.id: figure for figure in figures}, proofs)
    everything = [project.id for project in corpus.projects]
    proofs.value("toutes", f"Les initiatives de l’édition {report.annee}", everything)
    before_knew = published(edition_corpus(view.corpus, before), before) if before else ()
    maker = PartMaker(
        view=part,
        report=report,
        figures=figures,
        records=records(part, earlier, report.arrete_au),
        lessons=tuple(lessons(corpus, kind, report.arrete_au, proofs) for kind in KINDS),
        proofs=proofs,
        calls=calls,
        before=before,
        known=frozenset(figure.id for figure in before_knew),
        told=tuple(told(part, axis) for axis in AXES),
        summed=tuple(summed(corpus, measure, report.arrete_au) for measure in MEASURES),
        reseals=tuple(reseals),
    )
    return _edition(maker, Numbering(maker.parts()))


def _edition(maker: PartMaker, made: Numbering) -> Edition:
    report, corpus = maker.report, maker.view.corpus
    cited = [figure.source for figure in maker.figures] + maker.calls.sources + [*report.sources]
    cited += [source for call in corpus.calls.values() for source in call.sources]
    known = Known(corpus, report)
    sections = (maker.essential(made), *made.sections)
    texts = [text for section in sections for text in (section.titre, plain(section.contenus))]
    for table in made.tables:
        cells = (cell for line in table.lignes for cell in line.cellules)
        texts += [table.titre, *(value.texte for cell in cells for value in cell.valeurs)]
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
        precedente=maker.before.id if maker.before else "",
        perimetre=report.perimetre.phrase,
        nombre_de_fiches=len(maker.records),
        sections=sections,
        chiffres_cles=key_figures(report, maker.figures),
        chiffres=maker.figures,
        tableaux=tuple(made.tables),
        graphiques=tuple(made.charts),
        fiches=maker.records,
        listes=tuple(maker.proofs.lists.values()),
        enseignements=maker.lessons,
        glossaire=tuple(entries(corpus, texts)),
        documents=tuple(documents(corpus, filter(known.document, cited))),
    )
