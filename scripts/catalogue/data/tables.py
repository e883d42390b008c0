"""The catalogue as plain tables for programs: columns read from the schemas, one cell a value.

A row is found by the identifiers that it holds. What a record does not say is an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from itertools import count
from typing import Any

from catalogue.records.corpus import LINKS, Corpus
from catalogue.records.types import Project, Term
from catalogue.schema.fields import Spec
from catalogue.site.addresses import address_of, folder_of, member_address, project_address
from catalogue.site.histories import CHANGED_CALL, GENRES, Event
from catalogue.site.kinds.made import withdrawn
from catalogue.site.site_view import SiteView

Cell = str | int | float | bool | None
Row = list[Cell]

SEPARATOR = "|"
"""What stands between the values of a cell that holds several; no identifier has it."""
RECORDS = "fiches"
"""The table with a row for each record; the tables of what records list begin with its name."""
CHANGES = "changements"
"""The table of what changed, which only a site with the history of its records has."""
TABLES_OF_SETS = (
    RECORDS,
    "organismes",
    "appels",
    "territoires",
    "sources",
    "vocabulaires",
    "champs",
)
"""The sets that have a table of their own, where an identifier alone finds its row."""
PARTED_SETS = {
    "sources-fiche": (f"{RECORDS}-sources", "fiche"),
    "sessions": ("appels-sessions", "appel"),
    "termes": ("termes", "vocabulaire"),
}
"""Those where it is found among the rows of one record, call or vocabulary: table and column."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: its name, its words for people, its type, what its values point to."""

    nom: str
    titre: str
    description: str
    _: KW_ONLY
    type: str = "string"
    reference: str = ""
    par_champ: Mapping[Cell, str] = field(default_factory=dict)
    """What its values point to, by the field that the row is of, where that depends on it."""
    avec: str = ""
    """Of a set in parts, the column that says which part; the key of the record, if it is empty."""
    valeurs: Mapping[str, str] = field(default_factory=dict)
    """The words of each value, where those that it may have stand in no table."""
    plusieurs: bool = False
    obligatoire: bool = False

    def points_to(self, row: Row) -> str:
        """Return the set that a value of a row points to, or the empty string."""
        return self.par_champ.get(row[1], "") if self.par_champ else self.reference


@dataclass(frozen=True, slots=True, eq=False)
class DataTable:
    """A table: its columns, those that tell its rows apart, and what makes its rows."""

    nom: str
    titre: str
    description: str
    colonnes: tuple[Column, ...]
    cle: tuple[str, ...]
    rows: Callable[[Iterable[Project]], Iterable[Row]]

    @property
    def par_fiche(self) -> bool:
        """Tell whether its rows come from records."""
        return self.nom.startswith(RECORDS)

    @property
    def est_reference(self) -> bool:
        """Tell whether records point to its rows."""
        return not self.par_fiche and self.nom != CHANGES


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ListedField:
    """A field of a record that holds several values, or a group of values that has its table."""

    nom: str
    spec: Spec
    """The field of one value."""
    titre: str

    def values(self, project: Project) -> Iterator[Any]:
        """Yield its values in a record."""
        held: Any = project.data
        for step in self.nom.split("."):
            held = held.get(step)
            if held is None:
                return
        yield from held if isinstance(held, list) else (held,)


def data_tables(view: SiteView) -> tuple[DataTable, ...]:
    """Return every table: records, what they list, what they point to, what changed."""
    corpus, spec = view.corpus, view.spec
    listed = list(_listed(spec))
    terms = [f for f in listed if f.spec.reference]
    numbers = [f for f in listed if "valeur" in f.spec.properties]
    texts = [f for f in listed if "texte" in f.spec.properties]
    others = [f for f in listed if f not in (*terms, *numbers, *texts)]
    inner = (
        _choices(corpus, terms),
        _united(NUMBERS, numbers),
        _united(TEXTS, texts),
        *(_own(corpus, one) for one in others),
    )
    changes = () if view.histories.lacking else (_changes(view),)
    return (_records(spec), *map(_with_link, inner), *reference_tables(view), *changes)


LINK = Column(
    "lien",
    "Par rapport au programme",
    "Ce que la fiche est pour le programme : financée, citée, candidate, apparentée.",
    reference=LINKS,
    obligatoire=True,
)


def _with_link(table: DataTable) -> DataTable:
    """Return a table whose rows tell what their record is to the programme.

    Without it, who counts its rows adds up what the programme paid for and what it did not.
    """

    def rows(projects: Iterable[Project]) -> Iterator[Row]:
        for project in projects:
            for row in table.rows([project]):
                yield [*row, project.lien]

    return replace(table, colonnes=(*table.colonnes, LINK), rows=rows)


def _listed(spec: Spec) -> Iterator[ListedField]:
    """Yield the fields that have rows of their own: lists, and groups inside a group."""
    for name, one in spec.properties.items():
        if one.items is not None:
            yield ListedField(nom=name, spec=one.items, titre=one.title)
            continue
        for key, child in one.properties.items():
            inner = child.items if child.items is not None and key != "source" else child
            if inner.properties or inner is not child:
                title = f"{one.title} – {child.title}"
                yield ListedField(nom=f"{name}.{key}", spec=inner, titre=title)


# Records


def _records(spec: Spec) -> DataTable:
    paths = list(_plain(spec))
    columns = [_column(one, ".".join(path), title) for path, one, title in paths]

    def rows(projects: Iterable[Project]) -> Iterator[Row]:
        for project in projects:
            held = {"id": project.id, **project.data}
            yield [*(_cell(_at(held, path)) for path, _, _ in paths), project_address(project)]

    return DataTable(
        RECORDS,
        "Fiches",
        "Une ligne par initiative : ses réponses simples, et ses listes de termes.",
        colonnes=(*columns, PAGE),
        cle=("id",),
        rows=rows,
    )


def _plain(spec: Spec) -> Iterator[tuple[tuple[str, ...], Spec, str]]:
    """Yield the path, field and words of what fits in a cell: no list of groups, no inner group."""
    for name, one in spec.properties.items():
        if one.type != "object":
            if _fits(one):
                yield (name,), one, one.title
            continue
        for key, child in one.properties.items():
            if _fits(child):
                yield (name, key), child, f"{one.title} – {child.title}"


def _fits(spec: Spec) -> bool:
    return not spec.properties and (spec.items is None or bool(spec.items.reference))


def _column(spec: Spec, name: str, title: str = "") -> Column:
    inner = spec.items or spec
    reference, part = SETS_OF_FIELDS.get(name, (inner.reference, ""))
    return Column(
        nom=name,
        titre=title or spec.title,
        description=words_for_readers(spec) or words_for_readers(inner),
        type=_type(spec),
        reference=reference,
        avec=part,
        plusieurs=spec.items is not None,
        obligatoire=name == "id" or (spec.required and "." not in name),
    )


SETS_OF_FIELDS = {
    "financement.session": ("sessions", "financement.appel"),
    "terme": ("termes", "champ"),
}
"""What a rule says of a field and the schema does not: the set of its values, and which part."""


def words_for_readers(spec: Spec) -> str:
    """Return what a field says, for who reads the data: who writes them has other words."""
    return str(spec.note("colonne") or spec.description)


def _type(spec: Spec) -> str:
    return spec.type if spec.type in {"integer", "number", "boolean"} else "string"


def _at(held: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        held = held.get(step) if held is not None else None
    return held


def _cell(value: Any) -> Cell:
    return SEPARATOR.join(value) if isinstance(value, list) else value


# What records list

FIELD = Column(
    "champ",
    "Champ",
    "Le champ de la fiche d’où vient la ligne.",
    reference="champs",
    obligatoire=True,
)
RANK = Column(
    "rang",
    "Rang",
    "La place dans la liste de la fiche, à partir de 1.",
    type="integer",
    obligatoire=True,
)
VOCABULARY = Column(
    "vocabulaire",
    "Vocabulaire",
    "La liste fermée d’où vient le terme.",
    reference="vocabulaires",
    obligatoire=True,
)
OF_RECORD = Column(
    "fiche", "Fiche", "L’identifiant de la fiche.", reference=RECORDS, obligatoire=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitedTable:
    """What a table of several fields of one shape is called."""

    nom: str
    titre: str
    description: str


NUMBERS = UnitedTable(
    nom="fiches-chiffres",
    titre="Fiches – Chiffres",
    description="Une ligne par quantité, en nombre ou en mots, qu’une source donne. La colonne"
    " « champ » dit de quoi il s’agit : des ménages, des logements et des euros"
    " ne s’additionnent pas.",
)
TEXTS = UnitedTable(
    nom="fiches-textes",
    titre="Fiches – Phrases",
    description="Une ligne par phrase sourcée ou par fait daté. La colonne « champ » dit sa place.",
)


def _choices(corpus: Corpus, fields: Sequence[ListedField]) -> DataTable:
    def rows(projects: Iterable[Project]) -> Iterator[Row]:
        for project in projects:
            for one in fields:
                set_ = one.spec.reference
                for id_ in one.values(project):
                    yield [project.id, one.nom, set_, id_, corpus.label(set_, id_)]

    return DataTable(
        "fiches-termes",
        "Fiches – Termes",
        "Une ligne par terme qu’une fiche choisit : publics, outils, finalités…",
        colonnes=(
            OF_RECORD,
            FIELD,
            VOCABULARY,
            Column(
                "terme",
                "Terme",
                "L’identifiant du terme.",
                par_champ={one.nom: one.spec.reference for one in fields},
                obligatoire=True,
            ),
            Column("libelle", "Libellé", "Les mots du terme."),
        ),
        cle=("fiche", "champ", "terme"),
        rows=rows,
    )


def _united(words: UnitedTable, fields: Sequence[ListedField]) -> DataTable:
    """Return the table of the fields that share a shape: all their columns, a row a value."""
    specs: dict[str, dict[str, Spec]] = {}
    for one in fields:
        for key, child in one.spec.properties.items():
            if _fits(child):
                specs.setdefault(key, {})[one.nom] = child
    columns = [_shared(name, found) for name, found in specs.items()]
    units = {one.nom: _unit(one.spec) for one in fields}

    def rows(projects: Iterable[Project]) -> Iterator[Row]:
        for project in projects:
            for one in fields:
                for rank, value in enumerate(one.values(project), 1):
                    unit = {"unite": units[one.nom]} if units[one.nom] else {}
                    held = {**unit, **value}
                    yield [project.id, one.nom, rank, *(_cell(held.get(name)) for name in specs)]

    return DataTable(
        words.nom,
        words.titre,
        words.description,
        colonnes=(OF_RECORD, FIELD, RANK, *columns),
        cle=("fiche", "champ", "rang"),
        rows=rows,
    )


def _unit(spec: Spec) -> str:
    """Return the unit that the schema gives to the value itself, as it does for money."""
    value = spec.properties.get("valeur")
    return str(value.note("unite", "")) if value else ""


def _shared(name: str, found: Mapping[str, Spec]) -> Column:
    """Return the column of a key that several fields have, which may not point to one set."""
    first = _column(next(iter(found.values())), name)
    described = filter(None, map(words_for_readers, found.values()))
    sets = {key: (one.items or one).reference for key, one in found.items()}
    types = {_type(one) for one in found.values()}
    one_set = first.reference if set(sets.values()) == {first.reference} else ""
    return Column(
        nom=name,
        titre=first.titre,
        description=" ".join(filter(None, (next(described, ""), "" if one_set else _lists(sets)))),
        type=first.type if len(types) == 1 else "number" if "string" not in types else "string",
        reference=one_set,
        par_champ={} if one_set else {key: set_ for key, set_ in sets.items() if set_},
        plusieurs=first.plusieurs,
    )


def _lists(sets: Mapping[str, str]) -> str:
    """Return which list holds the values, field by field; elsewhere they are in plain words."""
    told = ", ".join(f"« {set_} » pour « {field} »" for field, set_ in sets.items() if set_)
    return f"Listes : {told}. Ailleurs, du texte libre : les mots de la source." if told else ""


REGION = Column(
    "region_calculee",
    "Région, écrite ou déduite",
    "La région que la fiche écrit, sinon celle du département : une déduction.",
    reference="territoires",
)


def _own(corpus: Corpus, one: ListedField) -> DataTable:
    """Return the table of a field whose values have a shape of their own."""
    spec = one.spec
    keys = [key for key, child in spec.properties.items() if _fits(child)]
    many = next((k for k in keys if spec.properties[k].items and k != "source"), "")
    nested = next((key for key, child in spec.properties.items() if not _fits(child)), "")
    places = one.nom == "territoires"

    def rows(projects: Iterable[Project]) -> Iterator[Row]:
        for project in projects:
            for rank, inside, value in _ranked(one.values(project), nested):
                region = [_region(corpus, value)] if places else []
                where: Row = [inside] if nested else []
                for chosen in value[many] if many else (None,):
                    held = {**value, many: chosen} if many else value
                    cells = (_cell(held.get(key)) for key in keys)
                    yield [project.id, rank, *where, *cells, *region]

    columns = (_column(spec.properties[key], key) for key in keys)
    return DataTable(
        f"{RECORDS}-{one.nom.partition('.')[0]}",
        f"Fiches – {one.titre.partition(' – ')[0]}",
        OWN_WORDS.get(one.nom, "Une ligne par élément de la liste."),
        colonnes=(
            OF_RECORD,
            RANK,
            *((INSIDE,) if nested else ()),
            *(_single(c) if c.nom == many else c for c in columns),
            *((REGION,) if places else ()),
        ),
        cle=("fiche", "rang", *((many,) if many else ())),
        rows=rows,
    )


INSIDE = Column(
    "dans",
    "Contenu dans",
    "Le rang de l’élément qui contient celui-ci, s’il y en a un.",
    type="integer",
)
OWN_WORDS = {
    "territoires": "Une ligne par lieu : la commune, le département ou la région que la fiche dit.",
    "organismes": "Une ligne par organisme et par rôle : qui fait quoi dans chaque initiative.",
    "sources": "Une ligne par document que la fiche cite.",
    "attestations": "D’où viennent les réponses courtes, et ce qu’il faut en savoir.",
    "deroulement.elements": "Une ligne par étape, volet ou action, avec ceux qu’ils contiennent.",
}
"""What a table holds, for the fields that we know; a new field is told in plain words."""


def _single(column: Column) -> Column:
    """Return the column of a list that has a row for each of its values."""
    return Column(
        nom=column.nom,
        titre=column.titre,
        description=f"{column.description} Une ligne pour chacun.".strip(),
        reference=column.reference,
        obligatoire=True,
    )


def _ranked(values: Iterable[Any], nested: str) -> Iterator[tuple[int, int | None, Any]]:
    """Yield values with their rank, those that another holds after it, with its rank too."""
    rank = 0
    for value in values:
        rank += 1
        yield rank, None, value
        holder = rank
        for inner in value.get(nested, {}).get("elements", ()) if nested else ():
            rank += 1
            yield rank, holder, inner


def _region(corpus: Corpus, place: Mapping[str, Any]) -> str | None:
    """Return the region that a place names, or that of its département."""
    code = place.get("region") or place.get("departement") or ""
    return next((t.id for t in corpus.lineage("territoires", code) if t.type == "region"), None)


# What records point to


def reference_tables(view: SiteView) -> tuple[DataTable, ...]:
    """Return the tables of organisations, calls, places, terms, documents, fields, old records."""
    corpus, spec = view.corpus, view.schemas.spec
    return (
        _organisations(corpus, spec("organisation")),
        _calls(corpus, spec("call")),
        _sessions(corpus, spec("call").properties["sessions"]),
        _call_steps(corpus, spec("call").properties["calendrier"]),
        _territories(corpus),
        _vocabularies(corpus),
        _terms(corpus),
        _documents(corpus, spec("sources").properties["sources"]),
        _fields(view),
        _old_records(view),
    )


PAGE = Column("page", "Page", "L’adresse de sa page, depuis la racine du site, si elle existe.")
ID = Column("id", "Identifiant", "L’identifiant, qui ne change plus.", obligatoire=True)
CALL = Column("appel", "Appel", "L’identifiant de l’appel.", reference="appels", obligatoire=True)


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
    return (_column(held.properties[key], key) for key in keys)


def _organisations(corpus: Corpus, spec: Spec) -> DataTable:
    keys = ("nom", "sigle", "alias", "type", "famille", "territoires", "description", "url")
    return DataTable(
        "organismes",
        "Organismes",
        "Les organismes que nomment les fiches, les appels et les définitions.",
        (ID, *_columns(spec, keys), PAGE),
        ("id",),
        lambda _: (
            [one.id, *_cells(one, keys), member_address("organismes", one.id)]
            for one in corpus.organisations.values()
        ),
    )


def _calls(corpus: Corpus, spec: Spec) -> DataTable:
    keys = ("nom", "instrument", "annee", "territoires", "financeurs", "description")
    days = {"lancement": "Ouverture", "cloture": "Clôture", "comite": "Comité de sélection"}
    told = "La première date que donnent ses documents : une année, un mois ou un jour."
    return DataTable(
        "appels",
        "Appels à projets",
        "Les appels connus, avec les dates de l’appel entier ; celles de ses sessions sont dans"
        " appels-calendrier.",
        (
            ID,
            *_columns(spec, keys),
            *(Column(key, title, told) for key, title in days.items()),
            PAGE,
        ),
        ("id",),
        lambda _: (
            [one.id, *_cells(one, (*keys, *days)), member_address("appels", one.id)]
            for one in corpus.calls.values()
        ),
    )


def _sessions(corpus: Corpus, spec: Spec) -> DataTable:
    keys = ("id", "nom")
    return DataTable(
        "appels-sessions",
        "Sessions des appels",
        "Une ligne par session d’un appel qui en a plusieurs.",
        (CALL, *_columns(spec, keys)),
        ("appel", "id"),
        lambda _: ([c.id, *_cells(s, keys)] for c in corpus.calls.values() for s in c.sessions),
    )


def _call_steps(corpus: Corpus, spec: Spec) -> DataTable:
    keys = ("etape", "date", "fin", "precision", "source")
    words = "La session dont c’est la date ; vide pour l’appel entier."
    session = Column("session", "Session", words, reference="sessions", avec=CALL.nom)
    rank = replace(RANK, description="La place parmi les dates de l’appel, à partir de 1.")

    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for call in corpus.calls.values():
            parts = [(None, call), *((session.id, session) for session in call.sessions)]
            steps = [(name, step) for name, part in parts for step in part.calendrier]
            # Two documents may date one step, and a step may come twice: the rank tells them.
            for at, (name, step) in enumerate(steps, start=1):
                yield [call.id, at, name, *_cells(step, keys)]

    return DataTable(
        "appels-calendrier",
        "Dates des appels",
        "Une ligne par date qu’un document donne, de l’appel ou d’une session.",
        (CALL, rank, session, *_columns(spec, keys)),
        ("appel", "rang"),
        rows,
    )


def _territories(corpus: Corpus) -> DataTable:
    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for one in corpus.territories.values():
            page = member_address("territoires", one.id)
            # The id of a département is its code, in small letters.
            code = one.code_insee or (one.id.upper() if one.type == "departement" else None)
            yield [one.id, one.libelle, one.type, one.parent, code, page]

    code = (
        "Son code dans le Code officiel géographique : une région et un département peuvent avoir"
        " le même."
    )
    return DataTable(
        "territoires",
        "Territoires",
        "Les régions et les départements.",
        (
            ID,
            Column("libelle", "Nom", "Le nom de la région ou du département."),
            Column("type", "Type", "Une région, ou un département.", reference="types-territoire"),
            Column("parent", "Région", "D’un département, sa région.", reference="territoires"),
            Column("code_insee", "Code Insee", code),
            PAGE,
        ),
        ("id",),
        rows,
    )


def _vocabularies(corpus: Corpus) -> DataTable:
    told = (
        ("libelle", "Nom", "Le nom de la liste."),
        ("definition", "Définition", "Ce qu’elle dit."),
    )
    keys = ("id", *(name for name, _, _ in told))
    return DataTable(
        "vocabulaires",
        "Vocabulaires",
        "Les listes fermées dont les termes sont dans termes.",
        (ID, *(Column(*words) for words in told)),
        ("id",),
        lambda _: (list(_cells(one, keys)) for one in corpus.vocabularies.values()),
    )


def _terms(corpus: Corpus) -> DataTable:
    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for vocabulary in corpus.vocabularies.values():
            folder = folder_of(corpus, vocabulary.id)
            families = dict(vocabulary.familles)
            for term in vocabulary.termes.values():
                page = f"{folder}/{term.id}/" if folder else None
                yield [vocabulary.id, *_term(term), families.get(term.famille), page]

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


def _documents(corpus: Corpus, spec: Spec) -> DataTable:
    keys = ("document", "editeur", "date", "url", "consulte_le", "precision", "fiabilite")
    return DataTable(
        "sources",
        "Documents des appels et du programme",
        "Les documents que citent les appels ; ceux des fiches sont dans fiches-sources.",
        (ID, *_columns(spec, keys)),
        ("id",),
        lambda _: ([one.id, *_cells(one, keys)] for one in corpus.sources.values()),
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
            [path, *_of_whom(path), title, words_for_readers(one) or None]
            for path, title, one in told_fields(view)
        ),
    )


def _of_whom(path: str) -> Iterator[str]:
    record, call = FIELD_OF
    yield call if path.startswith(IN_CALL) else record


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


def _term(term: Term) -> Row:
    return [term.id, term.libelle, term.definition or None, term.parent, term.remplace_par]


# What changed


def _changes(view: SiteView) -> DataTable:
    records = {project_address(project): project.id for project in view.corpus.projects}
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


def words_of(
    corpus: Corpus, titles: Mapping[str, str], table: DataTable, row: Row
) -> Iterator[Cell]:
    """Yield a row for people: the label of what each value points to, « oui » and « non »."""
    for column, cell in zip(table.colonnes, row, strict=True):
        told = column.valeurs.get(cell, cell) if isinstance(cell, str) else cell
        yield _words(corpus, titles, column.points_to(row), told) if cell is not None else None


def _words(corpus: Corpus, titles: Mapping[str, str], reference: str, cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if not isinstance(cell, str) or not reference or reference == RECORDS:
        return cell
    if reference == "champs":
        return titles.get(cell, cell)
    if reference == "vocabulaires":
        return corpus.vocabularies[cell].libelle
    return " | ".join(corpus.label(reference, id_) for id_ in cell.split(SEPARATOR))


def field_titles(view: SiteView) -> dict[str, str]:
    """Return the words of every field of a record or a call, by its path."""
    return {path: title for path, title, _ in told_fields(view)}
