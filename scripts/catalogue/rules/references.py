"""Rules on what records point to: terms, organisations, calls, territories, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from catalogue.issues import Advice
from catalogue.records.assemble import file_id
from catalogue.rules.registry import (
    SENTENCES,
    SHOWN,
    Context,
    Finding,
    Subject,
    listed,
    rule,
    say,
)
from catalogue.rules.rows import Row, data_rule
from catalogue.schema.shape import CORSICA
from catalogue.text.letters import SLIP, SURE, fold, nearest

PLACES = {
    "organismes": "reference/organisations/{}.yml",
    "appels": "reference/calls/{}.yml",
    "sources": "reference/sources.yml",
    "fiches": "projects/{}.yml",
    "chiffres": "reference/figures.yml",
    "rubriques-de-dossier": "reference/candidature.yml",
}


NAMED_PLACES: Final = ("commune", "intercommunalite", "departement", "region")
"""The fields of a territory that each say where it is; a part of a commune needs its commune."""
ATTESTED: Final = "champs-attestes"
"""The set of the fields that say nothing in sentences, and whose sources stand apart."""
LISTED: Final = 30
"""A list of allowed values is shown up to this length."""

SENTENCES.update(
    {
        "suite/voisin": " — vouliez-vous dire « {voisin} » ?",
        "suite/liste": " ; valeurs possibles : {liste}",
        "suite/fichier": " ; les valeurs possibles sont dans reference/vocabularies/{liste}.yml",
        "suite/proposer": (
            " ; si aucune ne convient, laissez le champ de côté et dites-le en envoyant la fiche :"
            " la liste peut s’enrichir"
        ),
        "suite/code": (
            ' ; un département s’écrit par son numéro entre guillemets, "01" ou "2a", et une région'
            " par son sigle, idf ou bre : la page « Territoires » les donne tous"
        ),
        "suite/corse": (
            " ; la Corse a deux départements, « 2a » (Corse-du-Sud) et « 2b » (Haute-Corse)"
        ),
    }
)
"""How several sentences of this module end."""


def _tail(advice: Advice) -> str:
    """Return the end of a sentence: the nearest known word, or else all of them if they are few."""
    if advice.suggestion:
        return say("suite/voisin", voisin=advice.suggestion)
    if 0 < len(advice.allowed) <= LISTED:
        return say("suite/liste", liste=", ".join(advice.allowed))
    return ""


Names = Mapping[str, Sequence[str]] | Sequence[str]
"""Ids, each with its names where it has any."""


def _advice(value: str, known: Names, cutoff: float = SLIP) -> Advice:
    """Return what could have been written instead of a value that is not known."""
    return Advice(nearest(value[:80], known, cutoff) or "", tuple(sorted(known)))


@rule(
    "reference-inconnue",
    "Termes, organismes, appels, territoires et documents cités existent.",
    says={
        "": "« {valeur} » n’est pas dans le vocabulaire « {liste} »{suite}",
        "a-ajouter": "« {valeur} » est inconnu{suite} ; sinon, ajoutez-le : {fichier}",
        "territoire": "« {valeur} » n’est le code d’aucun département ni d’aucune région{suite}",
        "sans-liste": (
            "le vocabulaire « {liste} » n’existe pas : créez reference/vocabularies/{liste}.yml"
        ),
    },
)
def unknown_reference(context: Context, subject: Subject) -> Iterator[Finding]:
    """Every value that points to a set is in the set."""
    for path, spec, value in subject.find("reference"):
        name = spec.reference
        if not isinstance(value, str) or name in context.broken or name == "sources-fiche":
            continue
        if name not in context.known:
            yield Finding(path, say("reference-inconnue/sans-liste", liste=name))
        elif value not in context.known[name]:
            message, advice = _unknown(name, value, context.known[name])
            yield Finding(path, message, advice=advice)


def _unknown(name: str, value: str, known: Names) -> tuple[str, Advice]:
    """Return what is said of a value that a set does not have, and what could stand instead."""
    shown = value if len(value) <= SHOWN else f"{value[: SHOWN - 1]}…"
    if name not in {"territoires", *PLACES}:
        advice = _advice(value, known)
        tail = _tail(advice) or say("suite/fichier", liste=name)
        tail += "" if advice.suggestion else say("suite/proposer")
        return say("reference-inconnue", valeur=shown, liste=name, suite=tail), advice
    advice = replace(_advice(value, known, SURE), allowed=())
    if name in PLACES:
        blanks = {"suite": _tail(advice), "fichier": PLACES[name].format(fold(shown))}
        return say("reference-inconnue/a-ajouter", valeur=shown, **blanks), advice
    # « 1 » and « 068 » are numbers of which the zeros are wrong.
    code = value.strip().lower().lstrip("0").zfill(2)
    if code in known:
        advice = Advice(suggestion=code)
    tail = _tail(advice) or say("suite/corse" if code == CORSICA else "suite/code")
    return say("reference-inconnue/territoire", valeur=shown, suite=tail), advice


@rule(
    "source-inconnue",
    "Une source citée dans une fiche figure dans la liste « sources » de la fiche.",
    says="la source « {valeur} » n’est pas dans la liste « sources » de la fiche{suite}",
)
def unknown_source(context: Context, subject: Subject) -> Iterator[Finding]:
    """Every local source that a record cites is one that it lists."""
    ids = [*dict.fromkeys(id_ for _, id_ in _source_ids(subject))]
    if not ids:
        # The list itself is missing or broken: that is said once, not at each citation.
        return
    # « S1 » has not the form of an id, and its own fault; whoever means it is right.
    meant = {fold(id_) for id_ in ids}
    for path, _, value in subject.find("reference:sources-fiche"):
        if isinstance(value, str) and fold(value) == value and value not in meant:
            advice = _advice(value, ids)
            message = say("source-inconnue", valeur=value, suite=_tail(advice))
            yield Finding(path, message, advice=advice)


def _source_ids(subject: Subject) -> Iterator[tuple[int, str]]:
    """Yield the ids of the sources that a file lists, with their ranks."""
    given = ((rank, source.get("id")) for rank, source in listed(subject.data, "sources"))
    return ((rank, id_) for rank, id_ in given if isinstance(id_, str))


@rule(
    "source-inutilisee",
    "Chaque source listée est citée par un chiffre ou une phrase.",
    "warning",
    says="la source « {valeur} » n’est citée nulle part dans la fiche",
)
def unused_source(context: Context, subject: Subject) -> Iterator[Finding]:
    """Every source that a record lists is cited in it."""
    found = subject.find("reference:sources-fiche")
    cited = {fold(value) for _, _, value in found if isinstance(value, str)}
    for index, id_ in _source_ids(subject):
        if subject.kind == "project" and fold(id_) == id_ and id_ not in cited:
            yield Finding(("sources", index, "id"), say("source-inutilisee", valeur=id_))


@rule(
    "attestation-sans-objet",
    "Une source donnée à part pour un champ porte sur un champ rempli, et sur une de ses valeurs.",
    says={
        "": (
            "« {champ} » n’est pas renseigné dans la fiche : remplissez-le, ou retirez cette source"
        ),
        "terme": "« {terme} » n’est pas une des valeurs de « {champ} » dans cette fiche{suite}",
    },
)
def attested_field(context: Context, subject: Subject) -> Iterator[Finding]:
    """What is attested of a field stands in the record: the field, and the term if one is named."""
    for path, given in subject.groups("attestation"):
        field, term = given.get("champ"), given.get("terme")
        # A field that no attestation may be about is told by another rule.
        if not isinstance(field, str) or field not in context.known.get(ATTESTED, {}):
            continue
        held = subject.record.get(field)
        values = held if isinstance(held, list) else [held]
        if held is None:
            yield Finding((*path, "champ"), say("attestation-sans-objet", champ=field))
        elif isinstance(term, str) and term not in values:
            advice = _advice(term, [v for v in values if isinstance(v, str)])
            blanks = {"champ": field, "terme": term, "suite": _tail(advice)}
            message = say("attestation-sans-objet/terme", **blanks)
            yield Finding((*path, "terme"), message, advice=advice)


@rule(
    "terme-retire",
    "Un terme retiré du vocabulaire n’est plus employé.",
    says="« {valeur} » est retiré : employez « {successeur} »",
)
def retired_term(context: Context, subject: Subject) -> Iterator[Finding]:
    """No value is a term that its vocabulary has replaced."""
    retired = context.corpus.retired
    for path, spec, value in subject.find("reference") if retired else ():
        successor = retired.get(spec.reference, {}).get(value) if isinstance(value, str) else None
        if successor:
            message = say("terme-retire", valeur=value, successeur=successor)
            yield Finding(path, message, advice=Advice(suggestion=successor))


@rule(
    "type-de-territoire",
    "Un code de département est dans « departement », un code de région dans « region ».",
    says="« {valeur} » ({libelle}) est un code de {type}, pas de {attendu}",
)
def territory_type(context: Context, subject: Subject) -> Iterator[Finding]:
    """A territory code stands in the field made for its type."""
    for path, spec, value in subject.find("typed"):
        term = context.corpus.term("territoires", value) if isinstance(value, str) else None
        if term is not None and term.type != spec.note("type"):
            types = (term.type, str(spec.note("type")))
            is_, wanted = (context.corpus.label("types-territoire", t).lower() for t in types)
            message = say(
                "type-de-territoire", valeur=value, libelle=term.libelle, type=is_, attendu=wanted
            )
            yield Finding(path, message)


data_rule(
    "territoire-vide",
    "Un territoire dit au moins une commune, une intercommunalité, un département ou une région.",
    Row(
        message="territoire-vide",
        on="territoire",
        when=tuple(("lacks", field) for field in NAMED_PLACES),
    ),
    says=(
        "ce territoire est vide : donnez une commune, une intercommunalité, un département ou une"
        " région"
    ),
)


@rule(
    "region-du-departement",
    "La région donnée est celle du département donné.",
    says="« {departement} » ({libelle}) est dans la région « {attendue} », pas « {region} »",
)
def region_of_department(context: Context, subject: Subject) -> Iterator[Finding]:
    """The région of a territory is the one of its département."""
    for path, given in subject.groups("territoire"):
        code, region = given.get("departement"), given.get("region")
        term = context.corpus.term("territoires", code) if isinstance(code, str) else None
        if term is not None and region is not None and term.parent != region:
            blanks = {"departement": code, "libelle": term.libelle}
            message = say("region-du-departement", attendue=term.parent, region=region, **blanks)
            yield Finding((*path, "region"), message, advice=Advice(suggestion=term.parent or ""))


FIRST_COMMUNE: Final = "^(?:(?! et )[^,;/(0-9])+"
"""The first commune that a text gives: what follows is another, or a part of it (« Lyon 8e »)."""
SAINT: Final = "(^|-)st(e?)-"
ARTICLES: Final = ("", "l-", "la-", "le-", "les-")


@cache
def _communes() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("communes.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {department: frozenset(names) for department, *names in lines}


def communes_of(department: str) -> frozenset[str]:
    """Return the names of the communes of a département, folded; none of one that is unknown."""
    return _communes().get(department, frozenset())


@rule(
    "commune-du-departement",
    "La commune donnée est une commune du département donné.",
    "warning",
    says=(
        "« {commune} » n’est pas une commune du département {departement} ({libelle}) : vérifiez"
        " l’un et l’autre"
    ),
)
def commune_of_department(context: Context, subject: Subject) -> Iterator[Finding]:
    """The commune of a territory is in its département."""
    for path, given in subject.groups("territoire"):
        name, code = given.get("commune"), given.get("departement")
        if isinstance(code, str) and isinstance(name, str) and (known := communes_of(code)):
            found = re.search(FIRST_COMMUNE, name)
            folded = re.sub(SAINT, r"\1saint\2-", fold(found[0] if found else ""))
            # Nothing is said of a text that gives no commune.
            if folded and not any(f"{article}{folded}" in known for article in ARTICLES):
                label = context.corpus.label("territoires", code)
                blanks = {"commune": name, "departement": code, "libelle": label}
                yield Finding((*path, "commune"), say("commune-du-departement", **blanks))


@rule(
    "session-de-l-appel",
    "La session citée est une session de l’appel cité.",
    says={
        "": "l’appel « {appel} » n’a pas de session « {valeur} »{suite}",
        "sans-appel": "une session est donnée sans son appel : ajoutez « appel »",
    },
)
def session_of_call(context: Context, subject: Subject) -> Iterator[Finding]:
    """The session that a record names is one of its call's."""
    money = subject.record.get("financement")
    if not isinstance(money, dict) or not isinstance(money.get("session"), str):
        return
    call = context.corpus.calls.get(str(money.get("appel")))
    sessions = [s.id for s in call.sessions] if call else []
    path = ("financement", "session")
    if "appel" not in money:
        yield Finding(path, say("session-de-l-appel/sans-appel"))
    elif call is not None and money["session"] not in sessions:
        advice = _advice(money["session"], sessions)
        blanks = {"appel": call.id, "valeur": money["session"], "suite": _tail(advice)}
        yield Finding(path, say("session-de-l-appel", **blanks), advice=advice)


@rule(
    "identifiant-egal-au-fichier",
    "L’identifiant écrit dans un fichier est le nom du fichier.",
    says="l’identifiant « {valeur} » n’est pas le nom du fichier : écrivez « {attendu} »",
)
def id_is_file_name(context: Context, subject: Subject) -> Iterator[Finding]:
    """The id that a file states is its own name."""
    stated = subject.data.get("id")
    expected = file_id(subject.document.file)
    if isinstance(stated, str) and stated != expected and fold(expected) == expected:
        message = say("identifiant-egal-au-fichier", valeur=stated, attendu=expected)
        yield Finding(("id",), message, advice=Advice(suggestion=expected))


@rule(
    "annee-egale-au-fichier",
    "L’année d’une édition du bilan est le nom de son fichier.",
    says=(
        "l’année {valeur} n’est pas celle du nom du fichier, « {fichier} » : changez l’un ou"
        " l’autre"
    ),
)
def year_is_file_name(context: Context, subject: Subject) -> Iterator[Finding]:
    """The year that an edition states is the name of its file, which its address is made of."""
    expected = file_id(subject.document.file)
    year = subject.data.get("annee")
    if subject.kind == "report" and isinstance(year, int) and str(year) != expected:
        message = say("annee-egale-au-fichier", valeur=str(year), fichier=f"{expected}.yml")
        yield Finding(("annee",), message)
