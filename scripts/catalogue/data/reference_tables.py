"""The tables of what records point to, and of what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from catalogue.data.tables import (
    CALL,
    CHANGES,
    ID,
    OF_RECORD,
    PAGE,
    RANK,
    RECORDS,
    SEPARATOR,
    VOCABULARY,
    Cell,
    Column,
    DataTable,
    Row,
    column_of,
    words_for_readers,
)
from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.schema.fields import Spec
from catalogue.site.addresses import address_of, member_address
from catalogue.site.histories import CHANGED_CALL, GENRES, Event
from catalogue.site.kinds.made import withdrawn
from catalogue.site.site_view import SiteView


def reference_tables(view: SiteView) -> tuple[DataTable, ...]:
    """Return the tables of organisations, calls, places, terms, documents, fields, old records."""
    corpus, spec = view.corpus, view.schemas.spec
    organisation, call, source = spec("organisation"), spec("call"), spec("sources")
    days = {"lancement": "Ouverture", "cloture": "Clôture", "comite": "Comité de sélection"}
    code = (
        "Son code dans le Code officiel géographique : une région et un département peuvent avoir"
        " le même."
    )
    day = "La première date que donnent ses documents : une année, un mois ou un jour."
    return (
        _table_of(
            (
                "organismes",
                "Organismes",
                "Les organismes que nomment les fiches, les appels et les définitions.",
            ),
            _columns(
                organisation,
                ("nom", "sigle", "alias", "type", "famille", "territoires", "description", "url"),
            ),
            corpus.organisations.values(),
            has_pages=True,
        ),
        _table_of(
            (
                "appels",
                "Appels à projets",
                "Les appels connus, avec les dates de l’appel entier ; celles de ses sessions sont"
                " dans appels-calendrier.",
            ),
            (
                *_columns(
                    call,
                    ("nom", "instrument", "annee", "territoires", "financeurs", "description"),
                ),
                *(Column(key, title, day) for key, title in days.items()),
            ),
            corpus.calls.values(),
            has_pages=True,
        ),
        *_parts_of_calls(corpus, call),
        _table_of(
            ("territoires", "Territoires", "Les régions et les départements."),
            (
                Column("libelle", "Nom", "Le nom de la région ou du département."),
                Column(
                    "type", "Type", "Une région, ou un département.", reference="types-territoire"
                ),
                Column("parent", "Région", "D’un département, sa région.", reference="territoires"),
                Column("code_insee", "Code Insee", code),
            ),
            # The id of a département is its code, in small letters.
            [
                replace(one, code_insee=one.id.upper())
                if one.type == "departement" and not one.code_insee
                else one
                for one in corpus.territories.values()
            ],
            has_pages=True,
        ),
        _table_of(
            (
                "vocabulaires",
                "Vocabulaires",
                "Les listes fermées dont les termes sont dans termes.",
            ),
            (
                Column("libelle", "Nom", "Le nom de la liste."),
                Column("definition", "Définition", "Ce qu’elle dit."),
            ),
            corpus.vocabularies.values(),
        ),
        _terms(corpus),
        _table_of(
            (
                "sources",
                "Documents des appels et du programme",
                "Les documents que citent les appels ; ceux des fiches sont dans fiches-sources.",
            ),
            _columns(
                source.properties["sources"],
                ("document", "editeur", "date", "url", "consulte_le", "precision", "fiabilite"),
            ),
            corpus.sources.values(),
        ),
        _fields(view),
        _old_records(view),
    )


def _table_of(
    words: tuple[str, str, str],
    columns: Iterable[Column],
    held: Collection[Any],
    has_pages: bool = False,
) -> DataTable:
    """Return the table of typed references that have the values of its columns."""
    columns = (ID, *columns)
    keys = [column.nom for column in columns]

    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for one in held:
            page = [member_address(words[0], one.id)] if has_pages else []
            yield [*_cells(one, keys), *page]

    page = (PAGE,) if has_pages else ()
    return DataTable(*words, (*columns, *page), ("id",), rows)


def _cells(held: Any, keys: Iterable[str]) -> Iterator[Cell]:
    """Yield the values of a typed reference; what is empty there was not given."""
    for key in keys:
        value = getattr(held, key)
        if isinstance(value, tuple):
            yield SEPARATOR.join(value) or None
        else:
            yield None if value == "" else value


def _columns(spec: Spec, keys: Iterable[str]) -> Iterator[Column]:
    held = spec.items or spec
    return (column_of(held.properties[key], key) for key in keys)


def _parts_of_calls(corpus: Corpus, spec: Spec) -> tuple[DataTable, DataTable]:
    """Return the table of the sessions of calls, and that of their dates."""
    named, dated = ("id", "nom"), ("etape", "date", "fin", "precision", "source")
    words = "La session dont c’est la date ; vide pour l’appel entier."
    session = Column("session", "Session", words, reference="sessions", avec=CALL.nom)
    rank = replace(RANK, description="La place parmi les dates de l’appel, à partir de 1.")

    def steps(_: Iterable[Project]) -> Iterator[Row]:
        for call in corpus.calls.values():
            parts = [(None, call), *((session.id, session) for session in call.sessions)]
            steps = [(name, step) for name, part in parts for step in part.calendrier]
            # Two documents may date one step, and a step may come twice: the rank tells them.
            for at, (name, step) in enumerate(steps, start=1):
                yield [call.id, at, name, *_cells(step, dated)]

    return (
        DataTable(
            "appels-sessions",
            "Sessions des appels",
            "Une ligne par session d’un appel qui en a plusieurs.",
            (CALL, *_columns(spec.properties["sessions"], named)),
            ("appel", "id"),
            lambda _: (
                [c.id, *_cells(s, named)] for c in corpus.calls.values() for s in c.sessions
            ),
        ),
        DataTable(
            "appels-calendrier",
            "Dates des appels",
            "Une ligne par date qu’un document donne, de l’appel ou d’une session.",
            (CALL, rank, session, *_columns(spec.properties["calendrier"], dated)),
            ("appel", "rang"),
            steps,
        ),
    )


def _terms(corpus: Corpus) -> DataTable:
    keys = ("id", "libelle", "definition", "parent", "remplace_par")

    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for vocabulary in corpus.vocabularies.values():
            folder, families = vocabulary.adresse, dict(vocabulary.familles)
            for term in vocabulary.termes.values():
                page = f"{folder}/{term.id}/" if folder else None
                yield [vocabulary.id, *_cells(term, keys), families.get(term.famille), page]

    others = (
        ("parent", "Terme plus large", "Le terme de la même liste qui le contient."),
        ("remplace_par", "Remplacé par", "S’il est retiré : celui qui le remplace."),
    )
    return DataTable(
        "termes",
        "Termes des vocabulaires",
        "Les termes des listes fermées : publics, outils, rôles…",
        (
            VOCABULARY,
            replace(ID, description="L’identifiant du terme, dans sa liste ; il ne change plus."),
            Column("libelle", "Libellé", "Ses mots.", obligatoire=True),
            Column("definition", "Définition", "Ce qu’il veut dire."),
            *(Column(*words, reference="termes", avec=VOCABULARY.nom) for words in others),
            Column("famille", "Famille", "Sa famille, dans sa liste."),
            PAGE,
        ),
        ("vocabulaire", "id"),
        rows,
    )


IN_CALL = "appels."
"""What stands before the path of a field of a call: it may have the name of a record's field."""
FIELD_OF = {"fiche": "Fiche", "appel": "Appel"}
"""What a field may be of."""


def _fields(view: SiteView) -> DataTable:
    path = (
        "Les clés qui y mènent dans une fiche, séparées par des points ; dans un appel, les mêmes"
        f" après « {IN_CALL} »."
    )
    record, call = FIELD_OF
    return DataTable(
        "champs",
        "Champs d’une fiche, d’un appel",
        "Ce que veulent dire les valeurs des colonnes « champ », et les clés du JSON. Un champ qui"
        " n’existe plus y reste, s’il est dans ce qui a changé.",
        (
            Column("id", "Chemin", path, obligatoire=True),
            Column(
                "de",
                "De",
                "« fiche » ou « appel » : ce dont c’est un champ.",
                valeurs=FIELD_OF,
                obligatoire=True,
            ),
            Column("titre", "Titre", "Son nom, après celui de son groupe."),
            Column("description", "Description", "Ce qu’il dit."),
        ),
        ("id",),
        lambda _: (
            [
                path,
                call if path.startswith(IN_CALL) else record,
                title,
                words_for_readers(one) or None,
            ]
            for path, title, one in told_fields(view)
        ),
    )


def told_fields(view: SiteView) -> Iterator[tuple[str, str, Spec]]:
    """Yield the fields of records and of calls."""
    yield from every_field(view.spec)
    yield from every_field(view.schemas.spec("call"), IN_CALL)


def every_field(spec: Spec, path: str = "", words: str = "") -> Iterator[tuple[str, str, Spec]]:
    """Yield the path of every field of a document, its words after those of its group, itself."""
    for name, one in (*spec.properties.items(), *spec.former.items()):
        inner, title = f"{path}{name}", f"{words}{one.title}"
        yield inner, title, one
        yield from every_field(one.items or one, f"{inner}.", f"{title} – ")


AWAY = {"deplacee": "Déplacée", "retiree": "Retirée"}
"""What became of a record that is no more under its id."""


def _old_records(view: SiteView) -> DataTable:
    moved, gone = AWAY

    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for move in view.corpus.moves:
            now = SEPARATOR.join([move.nouveau, *move.aussi])
            yield [move.ancien, moved, now, move.date, move.motif, address_of(move.ancien)]
        for one in withdrawn(view):
            yield [one.fiche, gone, None, one.date, one.motif, address_of(one.fiche)]

    status = (
        "« deplacee » : déplacée, ce que fait aussi celle qui en rejoint une autre ;"
        " « retiree » : retirée."
    )
    now = "Les fiches où se lit maintenant ce qu’elle disait."
    return DataTable(
        "anciennes-fiches",
        "Fiches déplacées ou retirées",
        "Les identifiants qui ont été ceux d’une fiche, et où mène leur adresse.",
        (
            replace(ID, description="L’identifiant que la fiche avait."),
            Column("statut", "Ce qu’elle est devenue", status, valeurs=AWAY, obligatoire=True),
            Column("fiches", "Fiches d’aujourd’hui", now, reference=RECORDS, plusieurs=True),
            Column("date", "Date", "Le jour où elle a été déplacée ou retirée."),
            Column("motif", "Motif", "Pourquoi."),
            PAGE,
        ),
        ("id",),
        rows,
    )


# What changed


def changes_table(view: SiteView) -> DataTable:
    """Return the table of what changed, which only a site with the history of its records has."""
    records = {address_of(project.id): project.id for project in view.corpus.projects}
    calls = {member_address("appels", id_): id_ for id_ in view.corpus.calls}
    known = {path for path, _, _ in told_fields(view)}

    def rows(_: Iterable[Project]) -> Iterator[Row]:
        # Several records may join one on one day.
        ranks: dict[tuple[str, ...], Iterator[int]] = {}
        for event in view.events:
            page = event.lien.adresse or ""
            whose = (records.get(page), calls.get(page))
            for told in _told(event, known):
                rank = ranks.setdefault((event.jour, event.genre, page), count(1))
                yield [event.jour, event.genre, page, next(rank), *whose, *told]

    kinds = ", ".join(f"« {genre} » ({words.lower()})" for genre, words in GENRES.items())
    field = "Ce qui a changé ; si plus rien ne décrit ce champ, ce qui le contenait, ou rien."
    state = "L’adresse de la fiche telle qu’elle était ce soir-là, depuis la racine du site."
    return DataTable(
        CHANGES,
        "Ce qui a changé",
        "Une ligne par champ qui a changé un jour dans une fiche ou un appel, le plus récent"
        " d’abord ; une ligne aussi pour une fiche nouvelle, déplacée ou retirée, et pour un"
        " bilan établi.",
        (
            Column("date", "Jour", "Le jour du changement : 2026-11-30.", obligatoire=True),
            Column(
                "genre", "Genre", f"Ce qui s’est passé : {kinds}.", valeurs=GENRES, obligatoire=True
            ),
            replace(PAGE, obligatoire=True),
            replace(
                RANK, description="La place parmi les changements de ce jour-là, à partir de 1."
            ),
            replace(
                OF_RECORD, description="La fiche d’aujourd’hui, s’il y en a une.", obligatoire=False
            ),
            replace(CALL, description="L’appel, si c’en est un.", obligatoire=False),
            Column("champ", "Champ", field, reference="champs"),
            Column("phrase", "En mots", "Le changement, comme la page le dit.", obligatoire=True),
            Column(
                "avant", "Avant", "Ce qui n’est plus, en mots : d’un long texte, ce qui change."
            ),
            Column(
                "apres", "Après", "Ce qui est nouveau, en mots : d’un long texte, ce qui change."
            ),
            Column("etat", "État de ce jour-là", state),
        ),
        ("date", "genre", "page", "rang"),
        rows,
    )


def _told(event: Event, known: Collection[str]) -> Iterator[Row]:
    """Yield what is said of an event: a field, a sentence, what was, what is, the dated state."""
    day = event.change
    state = (day and day.etat) or None
    if day is None or not day.changements:
        words = day.silence if day and day.tu else f"{event.titre}. {event.mots}".strip()
        yield [None, words, None, None, state]
        return
    for one in day.changements:
        path, sentence = ".".join(one.chemin), f"{one.champ}{one.suite}"
        path = f"{IN_CALL}{path}" if event.genre == CHANGED_CALL else path
        while path and path not in known:
            path = path.rpartition(".")[0]
        yield [path or None, sentence, one.avant or None, one.apres or None, state]
    if day.encore:
        more = f"Et {day.encore} autre{'s' if day.encore > 1 else ''}."
        yield [None, more, None, None, state]


def field_titles(view: SiteView) -> dict[str, str]:
    """Return the words of every field of a record or a call, by its path."""
    return {path: title for path, title, _ in told_fields(view)}
