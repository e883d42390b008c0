"""Rules on what records point to: terms, organisations, calls, territories, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalogue.check.rules import Context, Finding, Subject, rule
from catalogue.model.build import file_id
from catalogue.read.nearest import fold, suggestion

PLACES = {
    "organismes": "reference/organisations/{}.yml",
    "appels": "reference/calls/{}.yml",
    "territoires": "reference/territories.yml",
    "sources": "reference/sources.yml",
    "fiches": "projects/{}.yml",
    "chiffres": "reference/figures.yml",
}


def _listed(known: dict[str, Any] | Any, limit: int = 30) -> str:
    ids = sorted(known)
    return f" ; valeurs possibles : {', '.join(ids)}" if len(ids) <= limit else ""


def _unknown(set_name: str, value: str, known: Any) -> str:
    shown = value if len(value) <= 60 else f"{value[:59]}…"
    if set_name in PLACES:
        # Only a clear slip of the pen: another organisation's name would be a false fact.
        hint = suggestion(value, known, cutoff=0.85)
        return (
            f"« {shown} » est inconnu{hint} ; sinon, ajoutez-le : {PLACES[set_name].format(shown)}"
        )
    hint = suggestion(value, known)
    return f"« {shown} » n’est pas dans le vocabulaire « {set_name} »{hint or _listed(known)}"


@rule("reference-inconnue", "Termes, organismes, appels, territoires et documents cités existent.")
def unknown_reference(context: Context, subject: Subject) -> Iterator[Finding]:
    """Every value that points to a set is in the set."""
    for path, spec, value in subject.find("reference"):
        name = spec.reference
        if not isinstance(value, str) or name in context.broken or name == "sources-fiche":
            continue
        if name not in context.known:
            yield (
                path,
                False,
                f"le vocabulaire « {name} » n’existe pas : créez reference/vocabularies/{name}.yml",
            )
        elif value not in context.known[name]:
            yield path, False, _unknown(name, value, context.known[name])


@rule(
    "source-inconnue",
    "Une source citée dans une fiche figure dans la liste « sources » de la fiche.",
)
def unknown_source(context: Context, subject: Subject) -> Iterator[Finding]:
    """Every local source that a record cites is one that it lists."""
    listed = _source_ids(subject)
    if not listed:
        # The list itself is missing or broken: that is said once, not at each citation.
        return
    for path, _, value in subject.find("reference:sources-fiche"):
        if isinstance(value, str) and value not in listed:
            hint = suggestion(value, listed) or _listed(listed)
            yield (
                path,
                False,
                f"la source « {value} » n’est pas dans la liste « sources » de la fiche{hint}",
            )


def _source_ids(subject: Subject) -> list[str]:
    data = subject.data
    sources = data.get("sources", ()) if isinstance(data, dict) else ()
    entries = sources if isinstance(sources, list) else ()
    return [s["id"] for s in entries if isinstance(s, dict) and isinstance(s.get("id"), str)]


@rule(
    "source-inutilisee", "Chaque source listée est citée par un chiffre ou une phrase.", "warning"
)
def unused_source(context: Context, subject: Subject) -> Iterator[Finding]:
    """Every source that a record lists is cited in it."""
    cited = {
        value for _, _, value in subject.find("reference:sources-fiche") if isinstance(value, str)
    }
    for index, id_ in enumerate(_source_ids(subject)):
        if subject.kind == "project" and id_ not in cited:
            yield (
                ("sources", index, "id"),
                False,
                f"la source « {id_} » n’est citée nulle part dans la fiche",
            )


@rule("terme-retire", "Un terme retiré du vocabulaire n’est plus employé.")
def retired_term(context: Context, subject: Subject) -> Iterator[Finding]:
    """No value is a term that its vocabulary has replaced."""
    retired = context.corpus.retired
    for path, spec, value in subject.find("reference") if retired else ():
        successor = retired.get(spec.reference, {}).get(value) if isinstance(value, str) else None
        if successor:
            yield path, False, f"« {value} » est retiré : employez « {successor} »"


@rule(
    "type-de-territoire",
    "Un code de département est dans « departement », un code de région dans « region ».",
)
def territory_type(context: Context, subject: Subject) -> Iterator[Finding]:
    """A territory code stands in the field made for its type."""
    for path, spec, value in subject.find("typed"):
        term = context.corpus.term("territoires", value) if isinstance(value, str) else None
        if term is not None and term.type != spec.note("type"):
            types = (term.type, str(spec.note("type")))
            is_, wanted = (context.corpus.label("types-territoire", t).lower() for t in types)
            message = f"« {value} » ({term.libelle}) est un code de {is_}, pas de {wanted}"
            yield path, False, message


@rule("territoire-vide", "Un territoire dit au moins une commune, un département ou une région.")
def territory_says_something(context: Context, subject: Subject) -> Iterator[Finding]:
    """A territory names a place."""
    message = "ce territoire est vide : donnez une commune, un département ou une région"
    for path, _, value in subject.find("territoire"):
        if isinstance(value, dict) and not value.keys() & {"commune", "departement", "region"}:
            yield path, False, message


@rule("region-du-departement", "La région donnée est celle du département donné.")
def region_of_department(context: Context, subject: Subject) -> Iterator[Finding]:
    """The région of a territory is the one of its département."""
    for path, _, value in subject.find("territoire"):
        given = value if isinstance(value, dict) else {}
        code, region = given.get("departement"), given.get("region")
        term = context.corpus.term("territoires", code) if isinstance(code, str) else None
        if term is not None and region is not None and term.parent != region:
            right = f"« {code} » ({term.libelle}) est dans la région « {term.parent} »"
            yield (*path, "region"), False, f"{right}, pas « {region} »"


@rule("session-de-l-appel", "La session citée est une session de l’appel cité.")
def session_of_call(context: Context, subject: Subject) -> Iterator[Finding]:
    """The session that a record names is one of its call's."""
    data = subject.data
    money = (
        data.get("financement") if isinstance(data, dict) and subject.kind == "project" else None
    )
    if not isinstance(money, dict) or not isinstance(money.get("session"), str):
        return
    call = context.corpus.calls.get(str(money.get("appel")))
    sessions = [s.id for s in call.sessions] if call else []
    path = ("financement", "session")
    if "appel" not in money:
        yield path, False, "une session est donnée sans son appel : ajoutez « appel »"
    elif call is not None and money["session"] not in sessions:
        known = suggestion(money["session"], sessions) or _listed(sessions)
        yield path, False, f"l’appel « {call.id} » n’a pas de session « {money['session']} »{known}"


@rule("identifiant-egal-au-fichier", "L’identifiant écrit dans un fichier est le nom du fichier.")
def id_is_file_name(context: Context, subject: Subject) -> Iterator[Finding]:
    """The id that a file states is its own name."""
    data = subject.data
    stated = data.get("id") if isinstance(data, dict) else None
    expected = file_id(subject.document.file)
    if isinstance(stated, str) and stated != expected and fold(expected) == expected:
        yield (
            ("id",),
            False,
            f"l’identifiant « {stated} » n’est pas le nom du fichier : écrivez « {expected} »",
        )
