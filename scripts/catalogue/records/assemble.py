"""From documents whose shape is right to typed records: the types of a class say what it reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from catalogue.records import types
from catalogue.records.corpus import Corpus, in_catalogue_order
from catalogue.records.report import Report
from catalogue.text.document import Document

T = TypeVar("T")
Raw = dict[str, Any]
Reader = Callable[[Any], Any]


def file_id(file: str) -> str:
    """Return the identity that a file name gives: its stem."""
    name = file.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def made_of(cls: type[T], data: Raw, **given: Any) -> T:
    """Return a dataclass made of data: its fields as they are given, or else as the data has them.

    What a field may lack (`X | None`) stays None.
    """
    readers = _readers(cast("Any", cls))
    known = {k: readers[k](v) for k, v in data.items() if k in readers and k not in given}
    return cls(**known, **given)


@cache
def _readers(cls: Any) -> dict[str, Reader]:
    """Return, for each field of a class, what makes its value of that of a document."""
    hints = get_type_hints(cls)
    return {field.name: _reader(hints[field.name]) for field in fields(cls)}


def _reader(hint: Any) -> Reader:
    """Return what makes a value of a type: records within records, and tuples of lists."""
    kind = get_origin(hint)
    inner = [one for one in get_args(hint) if one not in (Ellipsis, NoneType)]
    if is_dataclass(hint):
        return partial(made_of, cast("type[Any]", hint))
    if kind is tuple:
        read = _reader(inner[0])
        return lambda values: tuple(map(read, values))
    if kind is UnionType:
        read = _reader(inner[0])
        return lambda value: None if value is None else read(value)
    if kind in (Mapping, dict):
        read = _reader(inner[1])
        return lambda values: {key: read(value) for key, value in values.items()}
    return _frozen


def _frozen(value: Any) -> Any:
    """Return a value whose lists are tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def project(document: Document) -> types.Project:
    """Return the typed record of a project file."""
    data = cast("Raw", document.data)
    money = data.get("financement", {})
    return made_of(
        types.Project,
        data,
        id=file_id(document.file),
        file=document.file,
        appel=money.get("appel", ""),
        lien=money.get("statut", ""),
        document=document,
    )


def call(file: str, data: Raw) -> types.Call:
    """Return the typed record of a call file."""
    return made_of(types.Call, data, id=file_id(file))


def report(file: str, data: Raw) -> Report:
    """Return the edition of the bilan that a file asks for."""
    return made_of(Report, data, id=file_id(file), file=file)


def _vocabulary(file: str, data: Raw) -> types.Vocabulary:
    return made_of(
        types.Vocabulary,
        data,
        id=file_id(file),
        familles=tuple((f["id"], f["libelle"]) for f in data.get("familles", ())),
        termes={t["id"]: _term(t) for t in data["termes"]},
    )


def _term(data: Raw) -> types.Term:
    guide = data.get("guide", {}).items()
    return made_of(
        types.Term,
        data,
        mots=tuple(data.get("mots_de_recherche", ())),
        guide=tuple((a, tuple(made_of(types.Statement, one) for one in said)) for a, said in guide),
    )


def _place(data: Raw) -> types.Term:
    """Return a territory: its code and its towns find it in a search, beside its name."""
    town = [data["chef_lieu"]] if "chef_lieu" in data else []
    return made_of(types.Term, data, mots=(data["id"], *town, *data.get("mots_de_recherche", ())))


def assemble(
    projects: Iterable[types.Project], documents: Iterable[tuple[str, Document]]
) -> Corpus:
    """Return the corpus of records and of the other documents, whose shape is right."""
    found: dict[str, list[tuple[str, Raw]]] = defaultdict(list)
    for kind, document in documents:
        found[kind].append((document.file, cast("Raw", document.data)))
    single = {kind: files[0][1] for kind, files in found.items()}

    def by_file(cls: type[T], kind: str) -> dict[str, T]:
        made = ((file_id(file), data) for file, data in found[kind])
        return {id_: made_of(cls, data, id=id_) for id_, data in made}

    def listed(cls: type[T], kind: str, key: str) -> tuple[T, ...]:
        return tuple(made_of(cls, item) for item in single.get(kind, {}).get(key, ()))

    def one(cls: type[T], kind: str) -> T | None:
        return made_of(cls, single[kind]) if kind in single else None

    vocabularies = {v.id: v for v in (_vocabulary(f, d) for f, d in found["vocabulary"])}
    places = single.get("territories", {}).get("territoires", ())
    return Corpus(
        projects=in_catalogue_order(projects, vocabularies),
        organisations=by_file(types.Organisation, "organisation"),
        calls=by_file(types.Call, "call"),
        vocabularies=vocabularies,
        territories={t["id"]: _place(t) for t in places},
        sources={source.id: source for source in listed(types.Source, "sources", "sources")},
        figures=listed(types.Figure, "figures", "chiffres"),
        glossary=listed(types.GlossaryEntry, "glossary", "termes"),
        intentions=listed(types.Intention, "intentions", "intentions"),
        milestones=listed(types.Milestone, "milestones", "reperes"),
        moves=listed(types.Move, "redirections", "redirections"),
        withdrawals=listed(types.Withdrawal, "redirections", "retraits"),
        service_roles=listed(types.ServiceRole, "services", "fonctions"),
        services=listed(types.Service, "services", "services"),
        reports={r.id: r for r in (report(f, d) for f, d in found["report"])},
        file_model=one(types.FileModel, "candidature"),
        outlines=by_file(types.Outline, "outline"),
        base_map=one(types.BaseMap, "map"),
    )
