"""The catalogue as plain tables for programs: columns read from the schemas, one cell a value.

A row is found by the identifiers that it holds. What a record does not say is an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalogue.records.corpus import Corpus
from catalogue.records.types import Project, Term
from catalogue.schema.fields import Schemas, Spec
from catalogue.site.addresses import folder_of, member_address, project_address

Cell = str | int | float | bool | None
Row = list[Cell]

SEPARATOR = "|"
"""What stands between the values of a cell that holds several; no identifier has it."""
RECORDS = "fiches"
"""The table with a row for each record; the tables of what records list begin with its name."""
TABLES_OF_SETS = ("organismes", "appels", "territoires")
"""The sets of references that have a table of their own."""
OWN_SOURCES = "sources-fiche"
"""The set that stands in each record: the documents that it cites."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """A column: its name, its words for people, its type, what its values point to."""

    nom: str
    titre: str
    description: str = ""
    type: str = "string"
    reference: str = ""
    par_champ: Mapping[Cell, str] = field(default_factory=dict)
    """What its values point to, by the field that the row is of, where that depends on it."""
    plusieurs: bool = False
    obligatoire: bool = False

    def points_to(self, row: Row) -> str:
        """Return the set that a value of a row points to, or the empty string."""
        return self.par_champ.get(row[1], "") if self.par_champ else self.reference


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
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
        """Tell whether its rows come from records; the others come from the references."""
        return self.nom.startswith(RECORDS)


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


def data_tables(corpus: Corpus, schemas: Schemas) -> tuple[DataTable, ...]:
    """Return every table: records, what they list, and what their values point to."""
    spec = schemas.spec("project")
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
        *reference_tables(corpus, schemas),
    )


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
    page = Column(nom="page", titre="Page de la fiche", description="Depuis la racine du site.")

    def rows(projects: Iterable[Project]) -> Iterator[Row]:
        for project in projects:
            held = {"id": project.id, **project.data}
            yield [*(_cell(_at(held, path)) for path, _, _ in paths), project_address(project)]

    return DataTable(
        nom=RECORDS,
        titre="Fiches",
        description="Une ligne par initiative : ses réponses simples, et ses listes de termes.",
        colonnes=(*columns, page),
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
    return Column(
        nom=name,
        titre=title or spec.title,
        description=spec.description or inner.description,
        type=_type(spec),
        reference=inner.reference,
        plusieurs=spec.items is not None,
        obligatoire=name == "id" or (spec.required and "." not in name),
    )


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
    nom="champ",
    titre="Champ",
    description="Le champ de la fiche d’où vient la ligne.",
    reference="champs",
    obligatoire=True,
)
RANK = Column(
    nom="rang",
    titre="Rang",
    description="La place dans la liste de la fiche, à partir de 1.",
    type="integer",
    obligatoire=True,
)
OF_RECORD = Column(
    nom="fiche",
    titre="Fiche",
    description="L’identifiant de la fiche.",
    reference=RECORDS,
    obligatoire=True,
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
        nom="fiches-termes",
        titre="Fiches – Termes",
        description="Une ligne par terme qu’une fiche choisit : publics, outils, finalités…",
        colonnes=(
            OF_RECORD,
            FIELD,
            Column(nom="vocabulaire", titre="Vocabulaire", obligatoire=True),
            Column(
                nom="terme",
                titre="Terme",
                description="L’identifiant du terme.",
                par_champ={one.nom: one.spec.reference for one in fields},
                obligatoire=True,
            ),
            Column(nom="libelle", titre="Libellé", description="Les mots du terme."),
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
        nom=words.nom,
        titre=words.titre,
        description=words.description,
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
    sets = {key: (one.items or one).reference for key, one in found.items()}
    types = {_type(one) for one in found.values()}
    one_set = first.reference if set(sets.values()) == {first.reference} else ""
    return Column(
        nom=name,
        titre=first.titre,
        description=first.description,
        type=first.type if len(types) == 1 else "number" if "string" not in types else "string",
        reference=one_set,
        par_champ={} if one_set else {key: set_ for key, set_ in sets.items() if set_},
        plusieurs=first.plusieurs,
    )


REGION = Column(
    nom="region_calculee",
    titre="Région, écrite ou déduite",
    description="La région que la fiche écrit, sinon celle du département : une déduction.",
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
        nom=f"{RECORDS}-{one.nom.partition('.')[0]}",
        titre=f"Fiches – {one.titre.partition(' – ')[0]}",
        description=OWN_WORDS.get(one.nom, "Une ligne par élément de la liste."),
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
    nom="dans",
    titre="Contenu dans",
    description="Le rang de l’élément qui contient celui-ci, s’il y en a un.",
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


def reference_tables(corpus: Corpus, schemas: Schemas) -> tuple[DataTable, ...]:
    """Return the tables of organisations, calls, places and terms."""
    return (
        _organisations(corpus, schemas.spec("organisation")),
        _calls(corpus, schemas.spec("call")),
        _call_steps(corpus),
        _territories(corpus),
        _terms(corpus),
    )


PAGE = Column(nom="page", titre="Sa page", description="Depuis la racine du site, si elle existe.")
ID = Column(nom="id", titre="Identifiant", description="Il ne change plus.", obligatoire=True)


def _organisations(corpus: Corpus, spec: Spec) -> DataTable:
    keys = ("nom", "sigle", "alias", "type", "famille", "territoires", "description", "url")

    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for one in corpus.organisations.values():
            cells = (_given(getattr(one, key)) for key in keys)
            yield [one.id, *cells, member_address("organismes", one.id)]

    return DataTable(
        nom="organismes",
        titre="Organismes",
        description="Les organismes que nomment les fiches, les appels et les définitions.",
        colonnes=(ID, *(_column(spec.properties[key], key) for key in keys), PAGE),
        cle=("id",),
        rows=rows,
    )


def _calls(corpus: Corpus, spec: Spec) -> DataTable:
    keys = ("nom", "instrument", "annee", "territoires", "financeurs", "description")
    days = {"lancement": "Ouverture", "cloture": "Clôture", "comite": "Comité de sélection"}

    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for one in corpus.calls.values():
            cells = (_given(getattr(one, key)) for key in (*keys, *days))
            yield [one.id, *cells, member_address("appels", one.id)]

    return DataTable(
        nom="appels",
        titre="Appels à projets",
        description="Les appels connus, avec les dates de l’appel entier ; celles de ses sessions"
        " sont dans appels-calendrier.",
        colonnes=(
            ID,
            *(_column(spec.properties[key], key) for key in keys),
            *(Column(nom=key, titre=title) for key, title in days.items()),
            PAGE,
        ),
        cle=("id",),
        rows=rows,
    )


def _call_steps(corpus: Corpus) -> DataTable:
    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for call in corpus.calls.values():
            parts = [("", call), *((session.id, session) for session in call.sessions)]
            steps = [(name, step) for name, part in parts for step in part.calendrier]
            # Two documents may date one step, and a step may come twice: the rank tells them.
            for rank, (name, step) in enumerate(steps, start=1):
                told = (name, step.etape, step.date, step.fin, step.precision, step.source)
                yield [call.id, rank, *map(_given, told)]

    return DataTable(
        nom="appels-calendrier",
        titre="Dates des appels",
        description="Une ligne par date qu’un document donne, de l’appel ou d’une session.",
        colonnes=(
            Column(nom="appel", titre="Appel", reference="appels", obligatoire=True),
            Column(nom="rang", titre="Rang", type="integer", obligatoire=True),
            Column(nom="session", titre="Session", description="Vide : l’appel entier."),
            Column(nom="etape", titre="Étape", reference="etapes-appel", obligatoire=True),
            Column(nom="date", titre="Date", description="Une année, un mois ou un jour."),
            Column(nom="fin", titre="Jusqu’à"),
            Column(nom="precision", titre="Précision"),
            Column(nom="source", titre="Document", description="Son identifiant dans les sources."),
        ),
        cle=("appel", "rang"),
        rows=rows,
    )


def _territories(corpus: Corpus) -> DataTable:
    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for one in corpus.territories.values():
            page = member_address("territoires", one.id)
            yield [one.id, one.libelle, one.type, one.parent, page]

    return DataTable(
        nom="territoires",
        titre="Territoires",
        description="Les régions et les départements.",
        colonnes=(
            ID,
            Column(nom="libelle", titre="Nom"),
            Column(nom="type", titre="Type", reference="types-territoire"),
            Column(nom="parent", titre="Région", reference="territoires"),
            PAGE,
        ),
        cle=("id",),
        rows=rows,
    )


def _terms(corpus: Corpus) -> DataTable:
    def rows(_: Iterable[Project]) -> Iterator[Row]:
        for vocabulary in corpus.vocabularies.values():
            folder = folder_of(corpus, vocabulary.id)
            families = dict(vocabulary.familles)
            for term in vocabulary.termes.values():
                page = f"{folder}/{term.id}/" if folder else None
                yield [vocabulary.id, *_term(term), families.get(term.famille), page]

    return DataTable(
        nom="termes",
        titre="Termes des vocabulaires",
        description="Les listes fermées d’où viennent les identifiants : publics, outils, rôles…",
        colonnes=(
            Column(nom="vocabulaire", titre="Vocabulaire", obligatoire=True),
            ID,
            Column(nom="libelle", titre="Libellé", obligatoire=True),
            Column(nom="definition", titre="Définition"),
            Column(nom="parent", titre="Terme plus large"),
            Column(nom="remplace_par", titre="Remplacé par", description="S’il est retiré."),
            Column(nom="famille", titre="Famille"),
            PAGE,
        ),
        cle=("vocabulaire", "id"),
        rows=rows,
    )


def _term(term: Term) -> Row:
    return [term.id, term.libelle, term.definition or None, term.parent, term.remplace_par]


def _given(value: Any) -> Cell:
    """Return a value of a typed reference; what is empty there was not given."""
    if isinstance(value, tuple):
        return SEPARATOR.join(value) or None
    return None if value == "" else value


def words_of(corpus: Corpus, titles: Mapping[str, str], table: DataTable, row: Row) -> Row:
    """Return a row for people: the label of what each value points to, « oui » and « non »."""
    return [
        _words(corpus, titles, column.points_to(row), cell) if cell is not None else None
        for column, cell in zip(table.colonnes, row, strict=True)
    ]


def _words(corpus: Corpus, titles: Mapping[str, str], reference: str, cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if not isinstance(cell, str) or not reference or reference == RECORDS:
        return cell
    if reference == "champs":
        return titles.get(cell, cell)
    return " | ".join(corpus.label(reference, id_) for id_ in cell.split(SEPARATOR))


def field_titles(spec: Spec) -> dict[str, str]:
    """Return the words of the fields that have rows of their own, by their path."""
    return {one.nom: one.titre for one in _listed(spec)}
