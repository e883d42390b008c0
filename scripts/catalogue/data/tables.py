"""The catalogue as plain tables for programs: columns read from the schemas, one cell a value.

A row is found by the identifiers that it holds. What a record does not say is an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from itertools import count
from typing import Any

from catalogue.records.corpus import LINKS, Corpus
from catalogue.records.types import Project
from catalogue.schema.fields import Spec
from catalogue.site.addresses import address_of
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
    def fichier(self) -> str:
        """Return the name of its file."""
        return f"{self.nom}.csv"

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


def record_tables(view: SiteView) -> tuple[DataTable, ...]:
    """Return the tables of the records, and of what they list."""
    corpus, spec = view.corpus, view.spec
    listed = list(_listed(spec))
    terms = [f for f in listed if f.spec.reference]
    numbers = [f for f in listed if "valeur" in f.spec.properties]
    texts = [f for f in listed if "texte" in f.spec.properties]
    others = [f for f in listed if f not in (*terms, *numbers, *texts)]
    return (
        _records(spec),
        _choices(corpus, terms),
        _united(NUMBERS, numbers),
        _united(TEXTS, texts),
        *(_own(corpus, one) for one in others),
    )


def plain_fields(spec: Spec) -> Iterator[tuple[str, str, Spec]]:
    """Yield the fields of a record and of its groups: their path, their words, themselves."""
    for name, one in spec.properties.items():
        if one.type == "object" and one.properties:
            for key, child in one.properties.items():
                yield f"{name}.{key}", f"{one.title} – {child.title}", child
        else:
            yield name, one.title, one


def _listed(spec: Spec) -> Iterator[ListedField]:
    """Yield the fields that have rows of their own: lists, and groups inside a group."""
    for path, title, one in plain_fields(spec):
        # A value that cites several sources is one value.
        inner = one if one.items is None or path.endswith(".source") else one.items
        if inner.properties or inner is not one:
            yield ListedField(nom=path, spec=inner, titre=title)


# Records


def _records(spec: Spec) -> DataTable:
    fields = [one for one in plain_fields(spec) if _fits(one[2])]

    def rows(projects: Iterable[Project]) -> Iterator[Row]:
        for project in projects:
            held = {"id": project.id, **project.data}
            cells = (_cell(_at(held, path)) for path, _, _ in fields)
            yield [*cells, address_of(project.id)]

    return DataTable(
        RECORDS,
        "Fiches",
        "Une ligne par initiative : ses réponses simples, et ses listes de termes.",
        colonnes=(*(column_of(field, path, title) for path, title, field in fields), PAGE),
        cle=("id",),
        rows=rows,
    )


def _fits(spec: Spec) -> bool:
    """Tell whether a value fits in a cell: it is no list of groups, and no group."""
    return not spec.properties and (spec.items is None or bool(spec.items.reference))


def column_of(spec: Spec, name: str, title: str = "") -> Column:
    """Return the column of a field, as the schema describes it."""
    inner = spec.items or spec
    reference, part = SETS_OF_FIELDS.get(name, (inner.reference, ""))
    return Column(
        nom=name,
        titre=title or spec.title,
        description=words_for_readers(spec) or words_for_readers(inner),
        type=spec.type if spec.type in {"integer", "number", "boolean"} else "string",
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


def _at(held: Any, path: str) -> Any:
    """Return what a record has at a path, None where it has nothing."""
    for step in path.split("."):
        held = held.get(step) if held is not None else None
    return held


def _cell(value: Any) -> Cell:
    return SEPARATOR.join(value) if isinstance(value, list) else value


# What records list

PAGE = Column("page", "Page", "L’adresse de sa page, depuis la racine du site, si elle existe.")
ID = Column("id", "Identifiant", "L’identifiant, qui ne change plus.", obligatoire=True)
CALL = Column("appel", "Appel", "L’identifiant de l’appel.", reference="appels", obligatoire=True)
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
LINK = Column(
    "lien",
    "Par rapport au programme",
    "Ce que la fiche est pour le programme : financée, citée, candidate, apparentée.",
    reference=LINKS,
    obligatoire=True,
)

NUMBERS = (
    "fiches-chiffres",
    "Fiches – Chiffres",
    "Une ligne par quantité, en nombre ou en mots, qu’une source donne. La colonne"
    " « champ » dit de quoi il s’agit : des ménages, des logements et des euros"
    " ne s’additionnent pas.",
)
TEXTS = (
    "fiches-textes",
    "Fiches – Phrases",
    "Une ligne par phrase sourcée ou par fait daté. La colonne « champ » dit sa place.",
)


def _table_of_lists(
    words: tuple[str, str, str],
    columns: Iterable[Column],
    key: Iterable[str],
    rows_of: Callable[[Project], Iterable[Row]],
) -> DataTable:
    """Return a table whose rows begin with their record, and end with its link to the programme.

    Without that, who counts its rows adds up what the programme paid for and what it did not.
    """

    def rows(projects: Iterable[Project]) -> Iterator[Row]:
        for project in projects:
            yield from ([project.id, *row, project.lien] for row in rows_of(project))

    return DataTable(*words, (OF_RECORD, *columns, LINK), (OF_RECORD.nom, *key), rows)


def _choices(corpus: Corpus, fields: Sequence[ListedField]) -> DataTable:
    def rows_of(project: Project) -> Iterator[Row]:
        for one in fields:
            set_ = one.spec.reference
            for id_ in one.values(project):
                yield [one.nom, set_, id_, corpus.label(set_, id_)]

    term = Column(
        "terme",
        "Terme",
        "L’identifiant du terme.",
        par_champ={one.nom: one.spec.reference for one in fields},
        obligatoire=True,
    )
    return _table_of_lists(
        (
            "fiches-termes",
            "Fiches – Termes",
            "Une ligne par terme qu’une fiche choisit : publics, outils, finalités…",
        ),
        (FIELD, VOCABULARY, term, Column("libelle", "Libellé", "Les mots du terme.")),
        ("champ", "terme"),
        rows_of,
    )


def _united(words: tuple[str, str, str], fields: Sequence[ListedField]) -> DataTable:
    """Return the table of the fields that share a shape: all their columns, a row a value."""
    specs: dict[str, dict[str, Spec]] = {}
    units: dict[str, dict[str, str]] = {}
    for one in fields:
        for key, child in one.spec.properties.items():
            if _fits(child):
                specs.setdefault(key, {})[one.nom] = child
        # The schema may give the unit to the value itself, as it does for money.
        value = one.spec.properties.get("valeur")
        unit = str(value.note("unite", "")) if value else ""
        units[one.nom] = {"unite": unit} if unit else {}

    def rows_of(project: Project) -> Iterator[Row]:
        for one in fields:
            for rank, value in enumerate(one.values(project), 1):
                held = {**units[one.nom], **value}
                yield [one.nom, rank, *(_cell(held.get(name)) for name in specs)]

    columns = (_shared(name, found) for name, found in specs.items())
    return _table_of_lists(words, (FIELD, RANK, *columns), ("champ", "rang"), rows_of)


def _shared(name: str, found: Mapping[str, Spec]) -> Column:
    """Return the column of a key that several fields have, which may not point to one set."""
    columns = {field: column_of(spec, name) for field, spec in found.items()}
    first = next(iter(columns.values()))
    types = {column.type for column in columns.values()}
    sets = {field: (spec.items or spec).reference for field, spec in found.items()}
    is_one_set = set(sets.values()) == {first.reference}
    words = [next(filter(None, map(words_for_readers, found.values())), "")]
    if not is_one_set and (named := {field: set_ for field, set_ in sets.items() if set_}):
        lists = ", ".join(f"« {set_} » pour « {field} »" for field, set_ in named.items())
        words.append(f"Listes : {lists}. Ailleurs, du texte libre : les mots de la source.")
    return Column(
        nom=name,
        titre=first.titre,
        description=" ".join(filter(None, words)),
        type=first.type if len(types) == 1 else "number" if "string" not in types else "string",
        reference=first.reference if is_one_set else "",
        par_champ={} if is_one_set else {field: set_ for field, set_ in sets.items() if set_},
        plusieurs=first.plusieurs,
    )


REGION = Column(
    "region_calculee",
    "Région, écrite ou déduite",
    "La région que la fiche écrit, sinon celle du département : une déduction.",
    reference="territoires",
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


def _own(corpus: Corpus, one: ListedField) -> DataTable:
    """Return the table of a field whose values have a shape of their own."""
    fields = one.spec.properties
    keys = [key for key, child in fields.items() if _fits(child)]
    many = next((key for key in keys if fields[key].items and key != "source"), "")
    nested = next((key for key, child in fields.items() if not _fits(child)), "")
    places = one.nom == "territoires"

    def rows_of(project: Project) -> Iterator[Row]:
        for rank, inside, value in _ranked(one.values(project), nested):
            region = [_region(corpus, value)] if places else []
            where: Row = [inside] if nested else []
            for chosen in value[many] if many else (None,):
                held = {**value, many: chosen} if many else value
                yield [rank, *where, *(_cell(held.get(key)) for key in keys), *region]

    columns = {key: column_of(fields[key], key) for key in keys}
    if many:
        told = f"{columns[many].description} Une ligne pour chacun.".strip()
        columns[many] = replace(
            columns[many], description=told, type="string", plusieurs=False, obligatoire=True
        )
    words = (
        f"{RECORDS}-{one.nom.partition('.')[0]}",
        f"Fiches – {one.titre.partition(' – ')[0]}",
        OWN_WORDS.get(one.nom, "Une ligne par élément de la liste."),
    )
    before, after = (INSIDE,) if nested else (), (REGION,) if places else ()
    key = (RANK.nom, *((many,) if many else ()))
    return _table_of_lists(words, (RANK, *before, *columns.values(), *after), key, rows_of)


def _ranked(values: Iterable[Any], nested: str) -> Iterator[tuple[int, int | None, Any]]:
    """Yield values with their rank, those that another holds after it, with its rank too."""
    ranks = count(1)
    for value in values:
        holder = next(ranks)
        yield holder, None, value
        for inner in value.get(nested, {}).get("elements", ()) if nested else ():
            yield next(ranks), holder, inner


def _region(corpus: Corpus, place: Mapping[str, Any]) -> str | None:
    """Return the region that a place names, or that of its département."""
    code = place.get("region") or place.get("departement") or ""
    return next((t.id for t in corpus.lineage("territoires", code) if t.type == "region"), None)


def words_of(
    corpus: Corpus, titles: Mapping[str, str], table: DataTable, row: Row
) -> Iterator[Cell]:
    """Yield a row for people: the label of what each value points to, « oui » and « non »."""
    for column, cell in zip(table.colonnes, row, strict=True):
        # What its values point to may depend on the field that the row is of.
        reference = column.par_champ.get(row[1], "") if column.par_champ else column.reference
        if isinstance(cell, bool):
            yield "oui" if cell else "non"
        elif not isinstance(cell, str):
            yield cell
        elif reference == "champs":
            yield titles.get(cell, cell)
        elif reference == "vocabulaires":
            yield corpus.vocabularies[cell].libelle
        elif reference and reference != RECORDS:
            yield " | ".join(corpus.label(reference, id_) for id_ in cell.split(SEPARATOR))
        else:
            yield column.valeurs.get(cell, cell)
