"""What is published for programs, described for them: the data package, the OpenAPI, the list.

Names of files, columns and keys are a contract: `tests/published/v1/` holds those of the last
version, and VERSION moves with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.data.reference_tables import changes_table, reference_tables
from catalogue.data.tables import (
    CHANGES,
    PARTED_SETS,
    RECORDS,
    SEPARATOR,
    TABLES_OF_SETS,
    Column,
    DataTable,
    Row,
    record_tables,
)
from catalogue.records.corpus import Corpus
from catalogue.schema.fields import Schemas
from catalogue.site.kinds.record import LICENCE
from catalogue.site.page import NOBODY, Identity, Publisher
from catalogue.site.site_view import SiteView

VERSION = "1.0.0"
"""Major: something is taken away, renamed or retyped; minor: something is added; patch: words."""
FOLDER = "donnees/v1/"
"""Where the files stand in the site, for as long as the major version is 1."""
ROOT = "../../"
"""What leads from that folder to the site's root, where the site's own address is not known."""
LICENCE_NAME = "Licence Ouverte 2.0"
ABOUT = (
    "Initiatives de logements Hlm accompagnés : ce que des documents publics en disent, avec leurs"
    " sources. Une case vide veut dire que les sources lues ne le disent pas : ce n’est pas zéro."
)
KEYWORDS = ("logement social", "Hlm", "accompagnement", "Logement d’abord", "bonnes pratiques")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSite:
    """The site that publishes the data, as they name it; what is not known is empty."""

    identite: Identity
    editeur: Publisher = NOBODY
    depot: str = ""
    """The address of the repository."""
    page: str = ""
    """The address of the page of the data, where the site has one."""
    change: str = ""
    """The day of the last change of a record or a reference, as git tells it."""

    @property
    def base(self) -> str:
        """Return what stands before an address of the site in the files of the folder."""
        return self.identite.adresse or ROOT


UNNAMED = DataSite(identite=Identity(nom="Catalogue"))
"""A site that says nothing of itself, as on the machine of who writes."""


CSV, JSON, LINKED = "text/csv", "application/json", "application/ld+json"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {CSV: "CSV", WORKBOOK: "XLSX", JSON: "JSON", LINKED: "JSON-LD"}
"""The media type of a file → the name of its format, for people."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of the folder, for people and for programs."""

    nom: str
    titre: str
    media: str
    description: str

    @property
    def format(self) -> str:
        """Return the name of its format."""
        return FORMATS[self.media]


FILES = (
    PublishedFile(
        "tableaux.xlsx",
        "Classeur",
        WORKBOOK,
        "Tous les tableaux, une feuille chacun, en toutes lettres, avec une notice.",
    ),
    PublishedFile(
        "fiches-tableur.csv",
        "Fiches, pour un tableur français",
        CSV,
        "Une ligne par fiche, en toutes lettres : points-virgules, UTF-8 marqué.",
    ),
    PublishedFile(
        "fiches.json",
        "Fiches entières",
        JSON,
        "Chaque fiche telle que son fichier la dit, sans rien perdre.",
    ),
    PublishedFile(
        "references.json",
        "Organismes, appels, territoires et termes",
        JSON,
        "Ce à quoi les identifiants des fiches renvoient.",
    ),
    PublishedFile(
        "fiches.jsonld",
        "Fiches en données liées",
        LINKED,
        "Chaque fiche et son initiative, avec les mots de schema.org.",
    ),
    PublishedFile(
        "vocabulaires.jsonld",
        "Vocabulaires",
        LINKED,
        "Les listes de termes et les territoires, avec les mots de SKOS.",
    ),
    PublishedFile(
        "dcat.jsonld",
        "Description du jeu de données",
        LINKED,
        "Pour les portails de données : DCAT-AP.",
    ),
    PublishedFile(
        "datapackage.json",
        "Description des tableaux",
        JSON,
        "Chaque tableau CSV et chacune de ses colonnes : Data Package, Table Schema.",
    ),
    PublishedFile(
        "openapi.json",
        "Description des adresses",
        JSON,
        "Toutes les adresses de cette version : OpenAPI 3.1.",
    ),
)
"""What stands beside the tables, which have a file each."""
CHANGES_FILE = PublishedFile(
    f"{CHANGES}.json",
    "Ce qui a changé",
    JSON,
    "Chaque changement d’une fiche ou d’un appel, le plus récent d’abord.",
)
"""Only where the site has the history of its records."""
ONE_RECORD = "projets/{id}.json"
DATED_RECORD = "projets/{id}/{date}.json"
SCHEMAS = ("project", "common")
"""The schemas of a record, published as they are: the form of its JSON."""


def data_tables(view: SiteView) -> tuple[DataTable, ...]:
    """Return every table: records, what they list, what they point to, what changed."""
    changes = () if view.histories.lacking else (changes_table(view),)
    return (*record_tables(view), *reference_tables(view), *changes)


def has_history(tables: Iterable[DataTable]) -> bool:
    """Tell whether the site that has these tables has the history of its records."""
    return any(table.nom == CHANGES for table in tables)


def published_files(tables: Sequence[DataTable]) -> Iterator[PublishedFile]:
    """Yield every file of the folder but the schemas and those of each record."""
    yield from FILES
    if has_history(tables):
        yield CHANGES_FILE
    for table in tables:
        yield PublishedFile(table.fichier, table.titre, CSV, table.description)


Marks = Mapping[str, Mapping[str, int | str]]
"""The name of a table → what its file is known by: its size, its hash and its number of rows."""


# The data package


def data_package(
    corpus: Corpus, tables: Sequence[DataTable], marks: Marks, site: DataSite
) -> dict[str, Any]:
    """Return the description of the tables, for the programs that know Data Package."""
    publisher = site.editeur.editeur
    return {
        "profile": "data-package",
        "name": "logements-hlm-accompagnes",
        "title": site.identite.nom,
        "description": ABOUT,
        "version": VERSION,
        **({"homepage": site.identite.adresse} if site.identite.adresse else {}),
        **({"contributors": [{"title": publisher, "role": "publisher"}]} if publisher else {}),
        "licenses": [{"name": "etalab-2.0", "title": LICENCE_NAME, "path": LICENCE}],
        "keywords": list(KEYWORDS),
        "resources": [_resource(corpus, table, marks) for table in tables],
    }


def _resource(corpus: Corpus, table: DataTable, marks: Marks) -> dict[str, Any]:
    return {
        "name": table.nom,
        "path": table.fichier,
        "profile": "tabular-data-resource",
        "title": table.titre,
        "description": table.description,
        "format": "csv",
        "mediatype": CSV,
        "encoding": "utf-8",
        **marks[table.nom],
        "schema": {
            "fields": [_field(corpus, table, column) for column in table.colonnes],
            "missingValues": [""],
            "primaryKey": list(table.cle),
            "foreignKeys": list(_foreign_keys(table)),
        },
    }


def _field(corpus: Corpus, table: DataTable, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.obligatoire else {}
    vocabulary = corpus.vocabularies.get(column.reference)
    closed = vocabulary.termes if vocabulary else column.valeurs
    if closed and not column.plusieurs:
        constraints["enum"] = list(closed)
    described = {
        "name": column.nom,
        "type": column.type,
        "title": column.titre,
        "description": column.description,
        "constraints": constraints,
        "separateur": SEPARATOR if column.plusieurs else "",
        "renvoi": _target(corpus, table, column),
    }
    return {key: value for key, value in described.items() if value}


def _target(corpus: Corpus, table: DataTable, column: Column) -> dict[str, Any] | None:
    """Return where the values of a cell are explained, if no foreign key can say it."""
    if column.reference in PARTED_SETS:
        resource, there = PARTED_SETS[column.reference]
        here = column.avec or ("id" if table.nom == RECORDS else "fiche")
        return {"resource": resource, "field": "id", "avec": {there: here}}
    if column.reference in TABLES_OF_SETS and column.plusieurs:
        return {"resource": column.reference, "field": "id"}
    if column.reference in corpus.vocabularies:
        return {"resource": "termes", "field": "id", "vocabulaire": column.reference}
    return None


def _foreign_keys(table: DataTable) -> Iterator[dict[str, Any]]:
    for column in table.colonnes:
        if column.reference in TABLES_OF_SETS and not column.plusieurs:
            target = "" if column.reference == table.nom else column.reference
            yield {"fields": column.nom, "reference": {"resource": target, "fields": "id"}}
    names = {column.nom for column in table.colonnes}
    if {"vocabulaire", "terme"} <= names:
        fields = ["vocabulaire", "terme"]
        reference = {"resource": "termes", "fields": ["vocabulaire", "id"]}
        yield {"fields": fields, "reference": reference}


# The addresses


def open_api(tables: Sequence[DataTable], site: DataSite) -> dict[str, Any]:
    """Return the description of every address, for the programs that know OpenAPI."""
    paths = {
        f"/{FOLDER}{one.nom}": _path(f"{one.titre}. {one.description}", one.media, one.nom)
        for one in published_files(tables)
    }
    id_, day = _parameter("id"), _parameter("date", format="date")
    record = _path("Une fiche entière.", JSON, "fiche")
    paths[f"/{FOLDER}{ONE_RECORD}"] = {**record, "parameters": [id_]}
    if has_history(tables):
        dated = _path("Une fiche telle qu’elle était un jour passé.", JSON, "etat")
        paths[f"/{FOLDER}{DATED_RECORD}"] = {**dated, "parameters": [id_, day]}
    for name in SCHEMAS:
        address = f"/{FOLDER}schemas/{name}.schema.json"
        paths[address] = _path("La forme d’une fiche : JSON Schema.", JSON, name)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.identite.nom,
            "version": VERSION,
            "description": ABOUT,
            "license": {"name": LICENCE_NAME, "url": LICENCE},
        },
        # From the place of this file, where the site does not know its own address.
        "servers": [{"url": site.base.rstrip("/")}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": _shapes(tables)},
    }


SHAPES = {
    "fiche": "Fiche",
    "etat": "Etat",
    "fiches.json": "Fiches",
    "references.json": "References",
    "changements.json": "Changements",
    "datapackage.json": "Description",
}
"""The files whose JSON has a form of its own → the name of that form."""


def _parameter(name: str, **shape: str) -> dict[str, Any]:
    schema = {"type": "string", **shape}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _path(summary: str, media: str, name: str) -> dict[str, Any]:
    shape = {"schema": {"$ref": f"#/components/schemas/{SHAPES[name]}"}} if name in SHAPES else {}
    answer = {"description": summary, "content": {media: shape}}
    return {"get": {"summary": summary, "responses": {"200": answer}}}


def _shapes(tables: Sequence[DataTable]) -> dict[str, Any]:
    record = {"$ref": f"schemas/{SCHEMAS[0]}.schema.json"}
    rows = {
        table.nom: _list(
            _object(
                {c.nom: _list(TEXT) if c.plusieurs else {"type": c.type} for c in table.colonnes},
                [c.nom for c in table.colonnes if c.obligatoire],
            )
        )
        for table in tables
        if not table.par_fiche
    }
    changes = {CHANGES: rows.pop(CHANGES)} if CHANGES in rows else {}
    version = {"version": {"const": VERSION}}
    shapes = {
        "Fiche": record,
        "Fiches": _object({**version, "licence": TEXT, RECORDS: _list(record)}),
        "References": _object({**version, **rows}),
    }
    if changes:
        day = {"type": "string", "format": "date"}
        # What it was then may have another form than the records of today.
        dated = {**version, "id": TEXT, "jour": day, "fiche": LOOSE}
        shapes |= {"Changements": _object({**version, **changes}), "Etat": _object(dated)}
    return {**shapes, "Description": _package_shape()}


TEXT, COUNT, LOOSE = {"type": "string"}, {"type": "integer"}, {"type": "object"}


def _package_shape() -> dict[str, Any]:
    """Return the form of the data package: the standard's keys and ours."""
    target = dict.fromkeys(("resource", "field", "vocabulaire"), TEXT) | {"avec": LOOSE}
    column = dict.fromkeys(("name", "type", "title", "description", "separateur"), TEXT)
    column |= {"constraints": LOOSE, "renvoi": _object(target, ["resource", "field"])}
    schema = {
        "fields": _list(_object(column, ["name", "type", "title", "description"])),
        "missingValues": _list(TEXT),
        "primaryKey": _list(TEXT),
        "foreignKeys": _list(_object({"fields": {}, "reference": LOOSE})),
    }
    words = ("name", "path", "profile", "title", "description", "format", "mediatype", "encoding")
    resource = {**dict.fromkeys(words, TEXT), "hash": TEXT, "bytes": COUNT, "lignes": COUNT}
    package = dict.fromkeys(("profile", "name", "title", "description", "homepage"), TEXT)
    package |= {"version": {"const": VERSION}, "keywords": _list(TEXT)}
    package |= {"licenses": _list(LOOSE), "contributors": _list(LOOSE)}
    package |= {"resources": _list(_object({**resource, "schema": _object(schema)}))}
    # The site may know neither its address nor who publishes it.
    return _object(package, [key for key in package if key not in ("homepage", "contributors")])


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any], needed: Sequence[str] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties if needed is None else needed),
        "properties": properties,
    }


def references_json(tables: Iterable[DataTable]) -> dict[str, Any]:
    """Return the references as objects: what is absent has no key, what is several is a list."""
    return _rows_json(table for table in tables if table.est_reference)


def changes_json(tables: Iterable[DataTable]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the content of the file of changes, where the site has it."""
    if changes := [table for table in tables if table.nom == CHANGES]:
        yield CHANGES_FILE.nom, _rows_json(changes)


def _rows_json(tables: Iterable[DataTable]) -> dict[str, Any]:
    def entry(table: DataTable, row: Row) -> dict[str, Any]:
        return {
            c.nom: cell.split(SEPARATOR) if c.plusieurs and isinstance(cell, str) else cell
            for c, cell in zip(table.colonnes, row, strict=True)
            if cell is not None
        }

    rows = {table.nom: [entry(table, row) for row in table.rows(())] for table in tables}
    return {"version": VERSION, **rows}


def published_schemas(schemas: Schemas) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the schemas of a record by the name of their file."""
    for kind in SCHEMAS:
        name = f"{kind}.schema.json"
        yield f"schemas/{name}", schemas.texts[name]
