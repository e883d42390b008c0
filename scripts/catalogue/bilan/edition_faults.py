"""What an edition asks for and cannot have, told with what to look for in the edition's file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from catalogue.bilan.edition_macros import Calls
from catalogue.bilan.prose import MALFORMED, blocks
from catalogue.bilan.published_figures import placed, published
from catalogue.bilan.scope import edition_corpus
from catalogue.issues import Path as Steps
from catalogue.records.corpus import LINKS, Corpus
from catalogue.records.report import Report
from catalogue.site.arguments import as_word
from catalogue.site.site_view import SiteView
from catalogue.site.wording import date_words, lower_first

BAD_CALL = (
    'un appel s’écrit comme {{ chiffre("objectif-logements") }} : un nom, puis, entre parenthèses,'
    " des textes entre guillemets droits"
)


@dataclass(frozen=True, slots=True)
class EditionFault:
    """What finds the word of an edition's file that asks for what is not there; what to say."""

    pattern: re.Pattern[str]
    message: str
    path: Steps = ()
    """Where the word is looked for from: a comment above may hold the same."""
    doubt: str = ""
    """What the editor names in « doutes_admis » where it is meant so; empty: it cannot be."""


def faults(view: SiteView, report: Report) -> Iterator[EditionFault]:
    """Yield what is wrong with the choices and the texts of an edition."""
    corpus = edition_corpus(view.corpus, report)
    figures = {figure.id: figure for figure in published(corpus, report)}
    progress = report.progression
    for id_ in (*report.chiffres_cles, *filter(None, (progress.objectif,)), *progress.chiffres):
        if id_ in view.corpus.all_figures and id_ not in figures:
            yield EditionFault(as_word(id_), not_known(view.corpus, report, id_))
    kept = {project.id for project in corpus.projects}
    yield from _scope_faults(view, report, kept)
    for chosen in report.mises_en_avant:
        # One that does not exist at all is told by another rule.
        if chosen.fiche in view.cards_by_id and chosen.fiche not in kept:
            yield EditionFault(as_word(chosen.fiche), _not_kept(report, chosen.fiche))
    calls = Calls(SiteView(corpus, view.schemas), report, figures)
    texts = [*report.textes.values(), *(chosen.texte for chosen in report.mises_en_avant)]
    for text in texts:
        blocks(text, calls.inline, calls.standing)
        if MALFORMED.search(text):
            yield EditionFault(MALFORMED, BAD_CALL)
    for refused in calls.refused:
        late = refused.word in view.corpus.all_figures and refused.word not in figures
        told = not_known(view.corpus, report, refused.word) if late else refused.message
        yield EditionFault(refused.pattern, told)


def _scope_faults(view: SiteView, report: Report, kept: Set[str]) -> Iterator[EditionFault]:
    """Yield what is wrong with the records of an edition: not named, or not for it to count."""
    named = report.perimetre.fiches
    if named is None and report.publie:
        told = (
            "une édition publiée nomme ses fiches, pour qu’une fiche ajoutée plus tard n’y entre"
            " pas : ajoutez sous « perimetre » la ligne"
            f" « fiches: [{', '.join(sorted(kept))}] »"
        )
        yield EditionFault(as_word("perimetre"), told)
    projects = {project.id: project for project in view.corpus.projects}
    for id_ in (id_ for id_ in named or () if id_ in projects and id_ not in kept):
        if view.corpus.is_counted(projects[id_]):
            yield EditionFault(as_word(id_), _not_kept(report, id_))
            continue
        link = lower_first(view.corpus.label(LINKS, projects[id_].lien))
        told = (
            f"la fiche « {id_} » est {link} : le bilan ne compte que les initiatives du programme ;"
            " retirez-la de la liste"
        )
        yield EditionFault(as_word(id_), told)


def _not_kept(report: Report, record: str) -> str:
    day = date_words(report.arrete_au)
    return f"la fiche « {record} » n’est pas dans cette édition, arrêtée au {day}"


def not_known(corpus: Corpus, report: Report, id_: str) -> str:
    """Return what to say of a figure of another call, of after the cut-off date, or undated."""
    appel = next(appel for figure, appel, _ in placed(corpus) if figure.id == id_)
    if appel and appel not in report.perimetre.appels:
        return (
            f"le chiffre « {id_} » est celui de l’appel « {appel} », que l’édition ne couvre pas :"
            " retirez-le, ou ajoutez cet appel à « perimetre »"
        )
    return (
        f"le chiffre « {id_} » n’était pas publié au {date_words(report.arrete_au)}, ou n’a pas de"
        " date : retirez-le, ou dites dans « chiffres_admis » pourquoi il était connu"
    )
