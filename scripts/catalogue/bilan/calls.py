"""The calls and their sessions: a table of what was published on each, and their dates in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from catalogue.bilan.drafts import columns, row, text_cell
from catalogue.bilan.edition_views import Published
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.published_figures import DIFFER, figure_value
from catalogue.bilan.shapes import UNKNOWN, Cell, Chart, ChartPoint, Table, TableRow, Value
from catalogue.records.corpus import Corpus
from catalogue.records.types import Call, CallStep, Scheduled
from catalogue.site.addresses import member_address, term_link
from catalogue.site.call_views import PARAMETER, calls_in_order
from catalogue.site.wording import date_words, lower_first

COUNTS = {
    "dossiers-recus": "Dossiers reçus",
    "projets-retenus": "Projets retenus",
    "menages": "Ménages",
}
MONEY = {"enveloppe": "Enveloppe", "subvention-par-projet": "Subvention par projet"}
MEASURES = {**COUNTS, **MONEY}
"""What the table shows of the figures of a call, by their indicator."""
ALSO = {"enveloppe": ("budget-annuel", "budget-2020", "montant-du-fonds-region")}
"""Other indicators that answer the same question: each keeps its own unit."""
STEPS = {"ouverture": "Lancement", "cloture": "Clôture", "comite": "Comité de sélection"}
NOT_SAID = "Non renseigné"
LATE = re.compile(r"fin (?P<year>[0-9]{4})\.?", re.IGNORECASE)
"""A date that is only said to be at the end of a year."""
TO_MONTH = len("2023-12")
"""Characters of a date that is known to the month: a year alone has no place on a line."""
SEE_CALL = text_cell("voir l’appel")
FEWEST = 3
"""Rows of a drawing: two are told as well by a sentence or a table."""


def calls_table(corpus: Corpus, figures: Iterable[Published], proofs: Proofs) -> Table:
    """Return the calls with their sessions under them.

    A column that says the same of every call is a sentence under the table.
    """
    found = tuple(figures)
    rows = [r for call in calls_in_order(corpus) for r in _rows(corpus, call, found, proofs)]
    calls = sum(line.genre == "ligne" for line in rows)
    named = columns(
        ("appel", "Appel ou session", "texte"),
        ("dates", "Dates", "texte"),
        ("projets", "Dossiers, projets, ménages", "texte"),
        ("argent", "Argent", "texte"),
        ("initiatives", "Initiatives au catalogue", "nombre"),
    )
    kept, notes = [0], list[str]()
    for at, column in enumerate(named[1:], 1):
        (first, *others) = {line.cellules[at] for line in rows} - {SEE_CALL} or {UNKNOWN}
        # What opens a list, or a source, keeps its place.
        if calls > 1 and not others and not any(value.adresse for value in first.valeurs):
            words = ", ".join(value.texte for value in first.valeurs)
            notes.append(f"{column.titre} : {words} pour chaque appel.")
        else:
            kept.append(at)
    return Table(
        id="appels",
        titre="Les appels à projets et leurs sessions",
        description=(
            "Ce que les sources ont publié sur chaque appel. Quand elles ne disent pas la même"
            " chose, tous les chiffres sont donnés."
        ),
        colonnes=tuple(named[at] for at in kept),
        lignes=tuple(
            replace(line, cellules=tuple(line.cellules[at] for at in kept)) for line in rows
        ),
        notes=tuple(notes),
    )


def _rows(
    corpus: Corpus, call: Call, figures: tuple[Published, ...], proofs: Proofs
) -> Iterator[TableRow]:
    records = [p.id for p in corpus.projects if p.appel == call.id]
    own = [figure for figure in figures if figure.appel == call.id]
    whole = [figure for figure in own if not figure.session]
    # What a session tells is not missing from its call.
    told = {figure.indicateur for figure in own if figure.session}
    dated = {s.etape for session in call.sessions for s in session.calendrier}
    counted = proofs.value(f"appel-{call.id}", call.nom, records, (PARAMETER, call.id))
    funders = [_funder(corpus, id_) for id_ in call.financeurs]
    yield row(
        call.id,
        [
            text_cell(call.nom, member_address("appels", call.id)),
            _dates(call, told=dated),
            _measures(whole, COUNTS, told),
            _measures(whole, MONEY, told, funders),
            Cell(valeurs=(counted,)),
        ],
    )
    for session in call.sessions:
        mine = [figure for figure in own if figure.session == session.id]
        yield row(
            f"{call.id}-{session.id}",
            [
                text_cell(session.nom),
                _dates(session, told={"ouverture"}),
                _measures(mine, COUNTS, set()),
                _measures(mine, MONEY, set()),
                SEE_CALL,
            ],
            "detail",
        )


def _funder(corpus: Corpus, id_: str) -> Value:
    known = corpus.organisations.get(id_)
    link = term_link(corpus, "organismes", id_)
    short = (known.sigle if known else "") or link.libelle
    return Value(texte=short, quoi="Financeur", adresse=link.adresse or "")


def _measures(
    figures: list[Published],
    titles: Mapping[str, str],
    elsewhere: set[str],
    more: Iterable[Value] = (),
) -> Cell:
    """Return what was published of some measures; those that nobody gives are named together."""
    values: list[Value] = []
    missing, differ = [], []
    for indicator, title in titles.items():
        also = (indicator, *ALSO.get(indicator, ()))
        found = [figure for figure in figures if figure.indicateur in also]
        values += [figure_value(figure, title) for figure in found]
        # Budgets of several years are not two answers to one question.
        if len({f.texte for f in found if f.indicateur == indicator}) > 1:
            differ.append(lower_first(title))
        if not found and not elsewhere.intersection(also):
            missing.append(title)
    given = (*values, *more)
    if len(missing) == len(titles) and not given:
        return UNKNOWN
    conflict = f"{DIFFER} : {', '.join(differ)}" if differ else ""
    return Cell(valeurs=(*given, *_missing(missing)) or (NONE,), conflit=conflict)


NONE = Value(texte="par session")


def _missing(titles: list[str]) -> Iterator[Value]:
    if titles:
        yield Value(texte=", ".join(map(lower_first, titles)), quoi=NOT_SAID)


def _dates(scheduled: Scheduled, told: set[str]) -> Cell:
    """Return the dates of a call or a session; `told` are the steps that stand elsewhere."""
    steps = _steps(scheduled)
    values = [
        Value(
            texte=_day_words(step),
            quoi=STEPS[name],
            precision="" if LATE.fullmatch(step.precision) else step.precision,
        )
        for name, step in steps.items()
    ]
    missing = [title for name, title in STEPS.items() if name not in steps and name not in told]
    if len(missing) == len(STEPS):
        return UNKNOWN
    return Cell(valeurs=(*values, *_missing(missing)) or (NONE,))


def _steps(scheduled: Scheduled) -> dict[str, CallStep]:
    """Return the step of each name that has one: the first of the file speaks for it."""
    found = {step.etape: step for step in reversed(scheduled.calendrier)}
    return {name: found[name] for name in STEPS if name in found}


def _day_words(step: CallStep) -> str:
    late = LATE.fullmatch(step.precision)
    return f"fin {late['year']}" if late else date_words(step.date)


def calls_timeline(corpus: Corpus, table: Table) -> Chart | None:
    """Return the dates of the calls and their sessions, in order; None for too few calls."""
    calls = list(calls_in_order(corpus))
    events = [event for call in calls for event in _events(call)]
    placed = [point for point in events if len(point.date) >= TO_MONTH]
    if len({point.categorie for point in placed}) < FEWEST:
        return None
    notes = list[str]()
    if vague := [lower_first(point.texte) for point in events if point not in placed]:
        notes.append(f"Sans mois connu, non placé : {' ; '.join(vague)}.")
    dated = [call for call in calls if any(_events(call))]
    undated = [call.nom for call in calls if call not in dated]
    undated += [
        f"{call.nom}, {lower_first(session.nom)}"
        for call in dated
        for session in call.sessions
        if not _steps(session)
    ]
    if undated:
        notes.append(f"Sans date connue, non placé : {' ; '.join(undated)}.")
    return Chart(
        id="frise",
        titre="Les appels à projets dans le temps",
        description=(
            "Pour chaque appel et chaque session, les dates connues : lancement, clôture, comité"
            " de sélection."
        ),
        genre="frise",
        tableau=table.id,
        axe="Date",
        unite="",
        donnees=tuple(sorted(placed, key=lambda p: p.date)),
        notes=tuple(notes),
    )


def _events(call: Call) -> Iterator[ChartPoint]:
    """Yield the dates of a call: those of a session belong to the call's line."""
    named = [(call.nom, call), *((f"{call.nom}, {s.nom}", s) for s in call.sessions)]
    for name, scheduled in named:
        for step, found in _steps(scheduled).items():
            late = LATE.fullmatch(found.precision)
            yield ChartPoint(
                categorie=call.nom,
                serie=STEPS[step],
                valeur=None,
                texte=f"{STEPS[step]} : {name}, {_day_words(found)}",
                # At the end of a year: its last month is as far as it is known.
                date=f"{late['year']}-12" if late else found.date,
            )
