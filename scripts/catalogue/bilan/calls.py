"""The calls and their sessions: a table of what was published on each, and their dates in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalogue.bilan.drafts import columns, row, text_cell
from catalogue.bilan.edition_views import Published
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.published import figures_cell
from catalogue.bilan.shapes import UNKNOWN, Cell, Chart, ChartPoint, Table, TableRow, Value
from catalogue.records.corpus import Corpus
from catalogue.records.types import Call
from catalogue.site.addresses import member_address, term_link
from catalogue.site.call_views import PARAMETER, calls_in_order
from catalogue.site.wording import date_words

MEASURES = {
    "dossiers-recus": "Dossiers reçus",
    "projets-retenus": "Projets retenus",
    "menages": "Ménages",
    "enveloppe": "Enveloppe",
    "subvention-par-projet": "Subvention par projet",
}
"""What the table shows of the figures of a call, by their indicator."""
ALSO = {"enveloppe": ("budget-annuel", "budget-2020", "montant-du-fonds-region")}
"""Other indicators that answer the same column: each keeps its own label and its own unit."""


def calls_table(corpus: Corpus, figures: Iterable[Published], proofs: Proofs) -> Table:
    """Return the calls with their sessions under them."""
    found = tuple(figures)
    rows = [r for call in calls_in_order(corpus) for r in _rows(corpus, call, found, proofs)]
    return Table(
        id="appels",
        numero=0,
        titre="Les appels à projets et leurs sessions",
        description=(
            "Ce que les sources ont publié sur chaque appel. Quand elles ne disent pas la même"
            " chose, tous les chiffres sont donnés."
        ),
        colonnes=columns(
            ("appel", "Appel ou session", "texte"),
            ("lancement", "Lancement", "date"),
            ("cloture", "Clôture", "date"),
            ("comite", "Comité de sélection", "date"),
            *((id_, title, "nombre") for id_, title in MEASURES.items()),
            ("financeurs", "Financeurs", "texte"),
            ("initiatives", "Initiatives au catalogue", "nombre"),
        ),
        lignes=tuple(rows),
    )


def _rows(
    corpus: Corpus, call: Call, figures: tuple[Published, ...], proofs: Proofs
) -> Iterator[TableRow]:
    records = [p.id for p in corpus.projects if p.appel == call.id]
    yield row(
        call.id,
        [
            text_cell(call.nom, member_address("appels", call.id)),
            _day(call.lancement),
            _day(call.cloture),
            text_cell("par session") if call.sessions else _day(call.comite),
            *_measures(call.id, "", figures),
            _funders(corpus, call),
            proofs.cell(f"appel-{call.id}", call.nom, records, (PARAMETER, call.id)),
        ],
    )
    for session in call.sessions:
        yield row(
            f"{call.id}-{session.id}",
            [
                text_cell(session.nom),
                text_cell("voir l’appel"),
                _day(session.cloture),
                _day(session.comite),
                *_measures(call.id, session.id, figures),
                text_cell("voir l’appel"),
                text_cell("voir l’appel"),
            ],
            "detail",
        )


def _measures(call: str, session: str, figures: tuple[Published, ...]) -> Iterator[Cell]:
    own = [f for f in figures if f.appel == call and f.session == session]
    for indicator in MEASURES:
        indicators = (indicator, *ALSO.get(indicator, ()))
        told = [figure for figure in own if figure.indicateur in indicators]
        yield figures_cell(told) if told else UNKNOWN


def _day(date: str) -> Cell:
    return Cell(valeurs=(Value(texte=date_words(date)),)) if date else UNKNOWN


def _funders(corpus: Corpus, call: Call) -> Cell:
    links = (term_link(corpus, "organismes", id_) for id_ in call.financeurs)
    values = tuple(Value(texte=link.libelle, adresse=link.adresse or "") for link in links)
    return Cell(valeurs=values) if values else UNKNOWN


def calls_timeline(corpus: Corpus, table: Table) -> Chart:
    """Return the dates of the calls and their sessions, in order."""
    points = [point for call in calls_in_order(corpus) for point in _events(call)]
    return Chart(
        id="frise",
        numero=0,
        titre="Les appels à projets dans le temps",
        description=(
            "Pour chaque appel et chaque session, les dates connues : lancement, clôture, comité"
            " de sélection."
        ),
        genre="frise",
        tableau=table.id,
        axe="Date",
        unite="",
        donnees=tuple(sorted(points, key=lambda p: p.date)),
    )


def _events(call: Call) -> Iterator[ChartPoint]:
    """Yield the dates of a call: those of a session belong to the call's line."""
    dated = [
        ("Lancement", call.lancement, call.nom),
        ("Clôture", call.cloture, call.nom),
        ("Comité de sélection", call.comite, call.nom),
    ]
    for session in call.sessions:
        dated += [
            ("Clôture", session.cloture, f"{call.nom}, {session.nom}"),
            ("Comité de sélection", session.comite, f"{call.nom}, {session.nom}"),
        ]
    for kind, date, name in dated:
        if date:
            words = f"{kind} : {name}, {date_words(date)}"
            yield ChartPoint(categorie=call.nom, serie=kind, valeur=None, texte=words, date=date)
