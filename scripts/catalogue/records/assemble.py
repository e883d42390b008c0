"""From documents whose shape is right to typed records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast

from catalogue.records.corpus import Corpus, in_catalogue_order
from catalogue.records.report import Admitted, Highlight, LiftedDoubt, Progress, Report, Scope
from catalogue.records.types import (
    CALL_TERMS,
    Approval,
    Asked,
    BaseMap,
    BlankTable,
    Call,
    CallStatement,
    CallStep,
    CitedTerm,
    Count,
    Coverage,
    Figure,
    FileModel,
    FileSection,
    GlossaryEntry,
    Indicator,
    Intention,
    IntentionLink,
    MapFrame,
    MapShape,
    Milestone,
    Move,
    Organisation,
    OrganisationFigure,
    Outline,
    OutlineSection,
    Participation,
    Project,
    Service,
    ServiceRole,
    Session,
    Source,
    Statement,
    Term,
    Territoire,
    TransferFamily,
    TransferGrid,
    UnreadDocument,
    Vocabulary,
    Withdrawal,
)
from catalogue.text.document import Document

T = TypeVar("T")
Raw = dict[str, Any]


def file_id(file: str) -> str:
    """Return the identity that a file name gives: its stem."""
    name = file.rpartition("/")[2]
    return name.rpartition(".")[0] or name


@cache
def _field_names(cls: Any) -> frozenset[str]:
    return frozenset(f.name for f in fields(cls))


def _make(cls: type[T], data: Raw, **given: Any) -> T:
    names = _field_names(cast("Any", cls))
    known = {k: _frozen(v) for k, v in data.items() if k in names}
    return cls(**{**known, **given})


def _frozen(value: Any) -> Any:
    """Return a value whose lists are tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _all(cls: type[T], data: Raw, key: str) -> tuple[T, ...]:
    return tuple(_make(cls, item) for item in data.get(key, ()))


def project(document: Document) -> Project:
    """Return the typed record of a project file."""
    data = cast("Raw", document.data)
    money = data.get("financement", {})
    return Project(
        id=file_id(document.file),
        file=document.file,
        titre=data["titre"],
        nom_court=data.get("nom_court", ""),
        resume=data.get("resume", ""),
        publics=_ids(data, "publics"),
        partenariats=_ids(data, "partenariats"),
        outils=_ids(data, "outils"),
        finalites=_ids(data, "finalites"),
        territoires=_all(Territoire, data, "territoires"),
        organismes=_all(Participation, data, "organismes"),
        menages=_all(Count, data, "menages"),
        logements=_all(Count, data, "logements"),
        appel=money.get("appel", ""),
        lien=money.get("statut", ""),
        statut=data.get("statut", ""),
        verifie_le=data.get("verifie_le", ""),
        document=document,
    )


def _ids(data: Raw, key: str) -> tuple[str, ...]:
    return tuple(data.get(key, ()))


def organisation(file: str, data: Raw) -> Organisation:
    """Return the typed record of an organisation file."""
    return _make(
        Organisation,
        data,
        id=file_id(file),
        chiffres=_all(OrganisationFigure, data, "chiffres"),
        agrements=_all(Approval, data, "agrements"),
    )


def call(file: str, data: Raw) -> Call:
    """Return the typed record of a call file."""
    sessions = tuple(
        _make(
            Session,
            s,
            calendrier=_all(CallStep, s, "calendrier"),
            chiffres=figures(s),
        )
        for s in data.get("sessions", ())
    )
    rules: Raw = data.get("regles", {})
    return _make(
        Call,
        data,
        id=file_id(file),
        calendrier=_all(CallStep, data, "calendrier"),
        regles={rubric: _all(CallStatement, rules, rubric) for rubric in rules},
        suites=_all(CallStatement, data, "suites"),
        non_lus=_all(UnreadDocument, data, "non_lus"),
        sessions=sessions,
        chiffres=figures(data),
        **{terms: _all(CitedTerm, data, terms) for terms in CALL_TERMS},
    )


def vocabulary(file: str, data: Raw) -> Vocabulary:
    """Return the typed record of a vocabulary file."""
    return Vocabulary(
        id=file_id(file),
        libelle=data["libelle"],
        libelle_pluriel=data["libelle_pluriel"],
        definition=data["definition"],
        adresse=data.get("adresse", ""),
        familles=tuple((f["id"], f["libelle"]) for f in data.get("familles", ())),
        termes={t["id"]: _term(t) for t in data["termes"]},
    )


def _term(data: Raw) -> Term:
    words = tuple(data.get("mots_de_recherche", ()))
    works, guide = data.get("fonctionnement"), data.get("guide", {})
    return _make(
        Term,
        data,
        mots=words,
        fonctionnement=works and _make(Statement, works),
        guide=tuple((aspect, _all(Statement, guide, aspect)) for aspect in guide),
    )


def territories(data: Raw) -> dict[str, Term]:
    """Return the territories by code; a search finds them by code and by town too."""
    return {t["id"]: _make(Term, t, mots=tuple(_place_words(t))) for t in data["territoires"]}


def _place_words(data: Raw) -> Iterator[str]:
    yield data["id"]
    if "chef_lieu" in data:
        yield data["chef_lieu"]
    yield from data.get("mots_de_recherche", ())


def sources(data: Raw) -> dict[str, Source]:
    """Return the bibliography by id."""
    return {s["id"]: _make(Source, s) for s in data["sources"]}


def figures(data: Raw) -> tuple[Figure, ...]:
    """Return the published figures of a file."""
    return tuple(
        _make(Figure, item, couvre=_make(Coverage, item["couvre"]) if "couvre" in item else None)
        for item in data.get("chiffres", ())
    )


def milestones(data: Raw) -> tuple[Milestone, ...]:
    """Return the moments of the programme's history."""
    return _all(Milestone, data, "reperes")


def glossary(data: Raw) -> tuple[GlossaryEntry, ...]:
    """Return the glossary's entries."""
    return _all(GlossaryEntry, data, "termes")


def intentions(data: Raw) -> tuple[Intention, ...]:
    """Return what may be asked of the search beside records."""
    return tuple(
        _make(Intention, item, liens=_all(IntentionLink, item, "liens"))
        for item in data.get("intentions", ())
    )


def report(file: str, data: Raw) -> Report:
    """Return the edition of the bilan that a file asks for."""
    return _make(
        Report,
        data,
        id=file_id(file),
        file=file,
        perimetre=_make(Scope, data["perimetre"]),
        progression=_make(Progress, data.get("progression", {})),
        chiffres_admis=_all(Admitted, data, "chiffres_admis"),
        mises_en_avant=_all(Highlight, data, "mises_en_avant"),
        doutes_admis=_all(LiftedDoubt, data, "doutes_admis"),
    )


def file_model(data: Raw) -> FileModel:
    """Return what all applicants' files have in common."""
    grid = data["transfert"]
    return FileModel(
        rubriques=tuple(
            _make(
                FileSection, s, tableau=_make(BlankTable, s["tableau"]) if "tableau" in s else None
            )
            for s in data["rubriques"]
        ),
        transfert=_make(TransferGrid, grid, familles=_all(TransferFamily, grid, "familles")),
        indicateurs=_all(Indicator, data, "indicateurs"),
        conseils=_all(Asked, data, "conseils"),
    )


def _file_section(data: Raw) -> FileSection:
    table = _make(BlankTable, data["tableau"]) if "tableau" in data else None
    return _make(FileSection, data, tableau=table)


def outline(file: str, data: Raw) -> Outline:
    """Return the outline of a family of calls."""
    sections = tuple(
        _make(
            OutlineSection,
            s,
            demandes=_all(Asked, s, "demandes"),
            non_lu=_all(Asked, s, "non_lu"),
        )
        for s in data["rubriques"]
    )
    return _make(Outline, data, id=file_id(file), rubriques=sections)


def base_map(data: Raw) -> BaseMap:
    """Return the outlines of the départements."""
    shapes = _all(MapShape, data, "formes")
    return _make(BaseMap, data, formes=shapes, cadres=_all(MapFrame, data, "cadres"))


def assemble(projects: Iterable[Project], documents: Iterable[tuple[str, Document]]) -> Corpus:
    """Return the corpus of records and of the other documents, whose shape is right."""
    found: dict[str, list[tuple[str, Raw]]] = defaultdict(list)
    for kind, document in documents:
        found[kind].append((document.file, cast("Raw", document.data)))
    single = {kind: files[0][1] for kind, files in found.items()}
    vocabularies = {v.id: v for v in (vocabulary(f, d) for f, d in found["vocabulary"])}
    return Corpus(
        projects=in_catalogue_order(projects, vocabularies),
        organisations={o.id: o for o in (organisation(f, d) for f, d in found["organisation"])},
        calls={c.id: c for c in (call(f, d) for f, d in found["call"])},
        vocabularies=vocabularies,
        territories=territories(single.get("territories", {"territoires": []})),
        sources=sources(single.get("sources", {"sources": []})),
        figures=figures(single.get("figures", {})),
        glossary=glossary(single.get("glossary", {})),
        intentions=intentions(single.get("intentions", {})),
        milestones=milestones(single.get("milestones", {})),
        moves=_all(Move, single.get("redirections", {}), "redirections"),
        withdrawals=_all(Withdrawal, single.get("redirections", {}), "retraits"),
        service_roles=_all(ServiceRole, single.get("services", {}), "fonctions"),
        services=_all(Service, single.get("services", {}), "services"),
        reports={r.id: r for r in (report(f, d) for f, d in found["report"])},
        file_model=file_model(single["candidature"]) if "candidature" in single else None,
        outlines={o.id: o for o in (outline(f, d) for f, d in found["outline"])},
        base_map=base_map(single["map"]) if "map" in single else None,
    )
