"""What an edition asks for and cannot have: told with the word to look for in its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.derive.report.macros import Calls
from catalogue.derive.report.prose import blocks, plain
from catalogue.derive.report.published import published
from catalogue.derive.report.scope import edition_corpus
from catalogue.derive.site import SiteView
from catalogue.derive.wording import date_words
from catalogue.model.report import Report

BAD_CALL = (
    'un appel s’écrit comme {{ chiffre("objectif-logements") }} : un nom, puis, entre parenthèses,'
    " des textes entre guillemets droits"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A word of an edition's file that asks for what is not there, and what to say of it."""

    word: str
    message: str


def faults(view: SiteView, report: Report) -> Iterator[Fault]:
    """Yield what is wrong with the choices and the texts of an edition."""
    corpus = edition_corpus(view.corpus, report)
    figures = {figure.id: figure for figure in published(corpus, report)}
    day = date_words(report.arrete_au)
    progress = report.progression
    for id_ in (*report.chiffres_cles, *filter(None, (progress.objectif,)), *progress.chiffres):
        if id_ in view.corpus.all_figures and id_ not in figures:
            yield Fault(id_, not_known(id_, day))
    kept = {project.id for project in corpus.projects}
    for chosen in report.mises_en_avant:
        if chosen.fiche not in kept:
            message = f"la fiche « {chosen.fiche} » n’est pas dans cette édition, arrêtée au {day}"
            yield Fault(chosen.fiche, message)
    calls = Calls(SiteView(corpus, view.schemas), report, figures)
    texts = [*report.textes.values(), *(chosen.texte for chosen in report.mises_en_avant)]
    for text in texts:
        if "{{" in plain(blocks(text, calls.inline, calls.standing)) and not calls.refused:
            yield Fault("{{", BAD_CALL)
    for word, message in calls.refused:
        late = word in view.corpus.all_figures and word not in figures
        yield Fault(word, not_known(word, day) if late else message)


def not_known(figure: str, day: str) -> str:
    """Return what to say of a figure that came after the cut-off date, or has no date."""
    return (
        f"le chiffre « {figure} » n’était pas publié au {day}, ou n’a pas de date : retirez-le, ou"
        " dites dans « chiffres_admis » pourquoi il était connu"
    )
