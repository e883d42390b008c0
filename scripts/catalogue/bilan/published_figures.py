"""What the programme published, as known at the cut-off date; contradictions stay side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from catalogue.bilan.edition_views import KeyFigure, Published
from catalogue.bilan.page_kinds import EDITION
from catalogue.bilan.shapes import Cell, Value
from catalogue.records.corpus import Corpus
from catalogue.records.report import Report
from catalogue.records.types import Coverage, Figure
from catalogue.site.cards import AIM
from catalogue.site.figure_views import figure_view, short_name
from catalogue.site.wording import date_or_unknown, lower_first

DETAIL, ANNEXES = "detail/", "annexes/"
"""The pages of an edition after its first one, which is « L’essentiel »."""
DIFFER = "Les sources diffèrent"


def edition_address(report: Report) -> str:
    """Return the address of an edition's first page."""
    return EDITION.address(report.id)


def published(corpus: Corpus, report: Report) -> tuple[Published, ...]:
    """Return every published figure of an edition: the programme's, then the calls' in order."""
    admitted = {one.chiffre: one.raison for one in reversed(report.chiffres_admis)}
    return tuple(
        _published(corpus, report, where, admitted.get(where[0].id, "")) for where in placed(corpus)
    )


def placed(corpus: Corpus) -> Iterator[tuple[Figure, str, str]]:
    """Yield each figure with the call and the session that it is about."""
    yield from ((figure, "", "") for figure in corpus.figures)
    for call in corpus.calls.values():
        yield from ((figure, call.id, "") for figure in call.chiffres)
        for session in call.sessions:
            yield from ((figure, call.id, session.id) for figure in session.chiffres)


def _published(
    corpus: Corpus, report: Report, where: tuple[Figure, str, str], admitted: str
) -> Published:
    figure, appel, session = where
    view = figure_view(corpus, figure)
    call, source = corpus.calls.get(appel), corpus.sources.get(figure.source)
    context = (
        " · ".join((call.nom, *(s.nom for s in call.sessions if s.id == session))) if call else ""
    )
    # A figure counts the calls that its file says, or the one that it is about.
    year = str(call.annee or "") if call else ""
    covered = figure.couvre or Coverage(du=year, au=year, mots=context)
    said_by = figure.source
    if source is not None:
        said_by = f"{short_name(source)}, {view.date or date_or_unknown(source.date)}"
    return Published(
        id=figure.id,
        indicateur=figure.indicateur or figure.id,
        libelle=figure.libelle,
        valeur=figure.valeur,
        valeur_max=figure.valeur_max,
        unite=figure.unite,
        qualificatif=figure.qualificatif,
        qualificatif_mots=lower_first(corpus.label("qualificatifs", figure.qualificatif)),
        nature=figure.nature,
        nature_mots=lower_first(corpus.label("natures-chiffre", figure.nature)),
        date=figure.date,
        date_mots=view.date,
        texte=view.valeur,
        precision=figure.precision,
        appel=appel,
        session=session,
        contexte=context,
        source=figure.source,
        source_mots=said_by,
        source_adresse=view.source.adresse or "",
        adresse=f"{edition_address(report)}{ANNEXES}#chiffre-{figure.id}",
        couvre_du=covered.du,
        couvre_au=covered.au,
        couvre_mots=covered.mots,
        hors_programme=figure.contexte,
        admis=admitted,
    )


def planned(figure: Published) -> str:
    """Return what follows a figure that was only planned."""
    return f", {figure.nature_mots}" if figure.nature == AIM else ""


def figure_value(figure: Published, quoi: str = "") -> Value:
    """Return a published figure as a value of a cell: its words, who says so and when, its note."""
    return Value(
        texte=figure.texte,
        quoi=quoi,
        nombre=figure.valeur,
        note=figure.source_mots + planned(figure),
        precision=figure.precision,
        chiffre=figure.id,
        adresse=figure.adresse,
    )


def figures_cell(figures: Iterable[Published]) -> Cell:
    """Return a cell with what each source says, and whether they do not say the same."""
    found = tuple(figures)
    differ = len({figure.texte for figure in found}) > 1
    return Cell(valeurs=tuple(map(figure_value, found)), conflit=DIFFER if differ else "")


def key_figures(report: Report, figures: Iterable[Published]) -> tuple[KeyFigure, ...]:
    """Return what the editor chose to show first, each with all that is said of the same thing."""
    group_of = {id_: group for group in grouped(figures) for id_ in group.chiffres}
    chosen = (group_of[id_] for id_ in report.chiffres_cles if id_ in group_of)
    return tuple(dict.fromkeys(chosen))


def grouped(figures: Iterable[Published]) -> list[KeyFigure]:
    """Return figures by what they measure, in the order of the first of each."""
    groups: dict[tuple[str, str, str], list[Published]] = {}
    for figure in figures:
        key = (figure.indicateur, figure.appel, figure.session)
        groups.setdefault(key, []).append(figure)
    return [
        KeyFigure(
            libelle=common_words([figure.libelle for figure in group]),
            contexte=group[0].contexte,
            chiffres=tuple(figure.id for figure in group),
            conflit=len({figure.texte for figure in group}) > 1,
        )
        for group in groups.values()
    ]


def common_words(labels: Sequence[str]) -> str:
    """Return what labels have in common before a comma, or the first of them.

    « Portée, en ménages » and « Portée, en logements » are both « Portée ».
    """
    starts = {label.rpartition(", ")[0] or label for label in labels}
    return labels[0] if len(set(labels)) == 1 or len(starts) > 1 else starts.pop()
