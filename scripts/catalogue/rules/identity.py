"""Rules on identity: what must be unique, records that moved, records that are told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from catalogue.issues import Issue, Path, Place
from catalogue.records.assemble import file_id
from catalogue.records.types import Project
from catalogue.rules.registry import (
    Context,
    Finding,
    Subject,
    corpus_rule,
    listed,
    rule,
    say,
)
from catalogue.text.letters import suggestion

RESERVED = frozenset(
    {
        "accessibilite", "assets", "candidature", "comparer", "contribuer", "coquille", "donnees",
        "exports", "flux", "glossaire", "lacunes", "mentions-legales", "pagefind", "plan-du-site",
        "programme", "selection", "sources", "sources-fiche", "suivre",
    }
)  # fmt: skip
"""What is no kind of page and has a folder of the site, or names a set that is no vocabulary."""
LISTS_WITH_IDS = ("sources", "termes", "familles", "territoires", "sessions", "chiffres")


@rule(
    "identifiant-unique",
    "Un identifiant ne sert qu’une fois dans sa liste.",
    says="l’identifiant « {valeur} » est déjà pris plus haut",
)
def unique_in_list(context: Context, subject: Subject) -> Iterator[Finding]:
    """No two items of a list have the same id."""
    for path, spec, value in subject.find("array"):
        seen: set[str] = set()
        if spec.name in LISTS_WITH_IDS:
            for index, id_ in _ids(value):
                if id_ in seen:
                    yield Finding((*path, index, "id"), say("identifiant-unique", valeur=id_))
                seen.add(id_)


def _ids(items: object) -> Iterator[tuple[int, str]]:
    """Yield the ids of the items of a list with their ranks, whatever was written there."""
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield index, item["id"]


@corpus_rule(
    "fichier-unique", "Deux fichiers d’un même dossier n’ont pas le même nom, à la casse près."
)
def unique_files(context: Context) -> Iterator[Issue]:
    """No two files of a kind have the same id, letter case and extension aside."""
    seen: dict[tuple[str, str], str] = {}
    for kind, document in context.documents:
        other = seen.setdefault((kind, file_id(document.file).lower()), document.file)
        if other != document.file:
            message = f"« {other} » porte déjà ce nom : l’adresse d’une fiche est unique"
            yield Issue(Place(document.file), "fichier-unique", message)


@corpus_rule("chiffre-publie-unique", "Un chiffre publié a un identifiant qui ne sert qu’à lui.")
def unique_figures(context: Context) -> Iterator[Issue]:
    """No two published figures of the reference base have the same id."""
    seen: dict[str, str] = {}
    for kind, document in context.documents:
        if kind in {"call", "figures"}:
            groups: list[tuple[Path, object]] = [((), document.data)]
            groups += ((("sessions", i), s) for i, s in listed(document.data, "sessions"))
            for path, group in groups:
                for index, id_ in _ids(group.get("chiffres") if isinstance(group, dict) else ()):
                    other = seen.setdefault(id_, document.file)
                    if other != document.file:
                        place = Place(document.file, (*path, "chiffres", index, "id"))
                        message = f"l’identifiant « {id_} » est déjà pris dans {other}"
                        yield Issue(place, "chiffre-publie-unique", message)


@rule(
    "vocabulaire-coherent",
    "Familles, termes plus larges et termes de remplacement existent dans le vocabulaire.",
)
def coherent_vocabulary(context: Context, subject: Subject) -> Iterator[Finding]:
    """What a term of a list points to inside the same list exists there."""
    if subject.kind not in {"vocabulary", "territories", "glossary"}:
        return
    families = {id_ for _, id_ in _ids(subject.data.get("familles"))}
    for key in ("termes", "territoires"):
        ids = {id_ for _, id_ in _ids(subject.data.get(key))}
        for index, item in listed(subject.data, key):
            others = item.get("voir")
            named = [
                (("famille",), item.get("famille"), families),
                (("parent",), item.get("parent"), ids),
                (("remplace_par",), item.get("remplace_par"), ids),
                *(
                    (("voir", rank), other, ids)
                    for rank, other in enumerate(others if isinstance(others, list) else ())
                ),
            ]
            for step, value, known in named:
                if isinstance(value, str) and value not in known:
                    message = f"« {value} » n’est pas défini dans ce fichier"
                    yield Finding((key, index, *step), message)


@rule(
    "adresse-du-vocabulaire",
    "Les pages d’un vocabulaire sont dans le dossier de son nom, qui n’est celui de rien d’autre.",
)
def address_of_vocabulary(context: Context, subject: Subject) -> Iterator[Finding]:
    """A vocabulary's folder of the site has its own name, and no other pages live there."""
    if subject.kind != "vocabulary":
        return
    own, address = file_id(subject.document.file), subject.data.get("adresse")
    if own in RESERVED or own in context.folders:
        message = f"« {own} » est le nom d’autre chose : donnez un autre nom au fichier"
        yield Finding(("id",), message)
    elif isinstance(address, str) and address != own:
        message = f"l’adresse est le nom du vocabulaire : écrivez « {own} »"
        yield Finding(("adresse",), message)


@rule("boucle-de-termes", "Un terme n’est ni plus large que lui-même, ni remplacé par lui-même.")
def loop_of_terms(context: Context, subject: Subject) -> Iterator[Finding]:
    """Following broader terms, or replacements, never leads back to where one started."""
    for key in ("termes", "territoires"):
        terms = list(listed(subject.data, key))
        for field in ("parent", "remplace_par"):
            links = ((term.get("id"), term.get(field)) for _, term in terms)
            step = {a: b for a, b in links if isinstance(a, str) and isinstance(b, str)}
            for index, term in terms:
                id_ = term.get("id")
                if isinstance(id_, str) and id_ in _walk(step, id_)[0]:
                    message = f"en suivant « {field} » depuis « {id_} », on revient à « {id_} »"
                    yield Finding((key, index, field), message)


def _walk(steps: Mapping[str, str], start: str) -> tuple[set[str], str]:
    """Return what one meets from an id, and where it ends: the empty string where it never does."""
    met, here = set[str](), start
    while here in steps and steps[here] not in met:
        here = steps[here]
        met.add(here)
    return met, "" if here in steps else here


Redirection = tuple[str, Place, list[tuple[Place, str]]]
"""An old id at its place, and each id that it leads to at its own."""


def _redirections(context: Context) -> list[Redirection]:
    """Return where each old id leads to: to one record, or to those that it was parted into."""
    found: list[Redirection] = []
    for kind, document in context.documents:
        for index, entry in listed(document.data, kind) if kind == "redirections" else ():
            old, also = entry.get("ancien"), entry.get("aussi")
            path: Path = (kind, index)
            named: list[tuple[Path, object]] = [((*path, "nouveau"), entry.get("nouveau"))]
            for rank, new in enumerate(also if isinstance(also, list) else ()):
                named.append(((*path, "aussi", rank), new))
            places = [(Place(document.file, at), new) for at, new in named if isinstance(new, str)]
            if isinstance(old, str):
                found.append((old, Place(document.file, (*path, "ancien")), places))
    return found


def _records(context: Context) -> frozenset[str]:
    """Return the ids of the records, those with a fault included."""
    return frozenset(file_id(d.file) for kind, d in context.documents if kind == "project")


@corpus_rule("redirection-cible", "Une redirection mène à une fiche qui existe.")
def existing_target(context: Context) -> Iterator[Issue]:
    """An old address leads to a record."""
    records, moves = _records(context), _redirections(context)
    known = records | {old for old, _, _ in moves}
    for place, new in (target for _, _, targets in moves for target in targets):
        if new not in known:
            hint = suggestion(new, sorted(records))
            message = f"aucune fiche n’a l’identifiant « {new} »{hint}"
            yield Issue(place, "redirection-cible", message)


@corpus_rule(
    "redirection-libre",
    "Un ancien identifiant n’est plus celui d’une fiche, et ne sert qu’une fois.",
)
def free_old_id(context: Context) -> Iterator[Issue]:
    """An id that leads elsewhere is no record's, and is told once."""
    records, seen = _records(context), set[str]()
    for old, place, _ in _redirections(context):
        if old in records:
            message = f"la fiche « {old} » existe encore : retirez son fichier ou cette redirection"
            yield Issue(place, "redirection-libre", message)
        elif old in seen:
            yield Issue(place, "redirection-libre", f"« {old} » est déjà redirigé plus haut")
        seen.add(old)


@corpus_rule("redirection-directe", "Une redirection ne mène pas à une autre redirection.")
def straight_move(context: Context) -> Iterator[Issue]:
    """An old address leads to a record in one step."""
    records, moves = _records(context), _redirections(context)
    # A record that was parted leads on by its first target.
    steps: dict[str, str] = {}
    for old, _, targets in moves:
        for _, new in targets:
            steps.setdefault(old, new)
    for place, new in (target for _, _, targets in moves for target in targets):
        if new in steps and new not in records:
            _, end = _walk(steps, new)
            advice = f"écrivez « {end} »" if end else "de l’une à l’autre, on tourne en rond"
            message = f"« {new} » est lui-même redirigé : {advice}"
            yield Issue(place, "redirection-directe", message)


@corpus_rule("retrait-unique", "Une fiche n’est retirée qu’une fois.")
def one_withdrawal(context: Context) -> Iterator[Issue]:
    """The last day that counts stands once."""
    seen = set[str]()
    for kind, document in context.documents:
        for index, entry in listed(document.data, "retraits") if kind == "redirections" else ():
            if isinstance(id_ := entry.get("fiche"), str):
                if id_ in seen:
                    place = Place(document.file, ("retraits", index, "fiche"))
                    message = (
                        f"« {id_} » est déjà dans cette liste : gardez la date la plus récente"
                    )
                    yield Issue(place, "retrait-unique", message)
                seen.add(id_)


SHARED: Final = 0.5
"""Two records are near when they share at least this part of all their organisations."""
COMPARED: Final = 8
"""How many records with one same organisation, place and public a record is compared with."""

ELSEWHERE: Final = "autre"
"""What stands for the code of a place that has none: a commune alone."""

Key = tuple[str, str]


@corpus_rule(
    "fiche-proche",
    "Deux fiches n’ont pas à la fois le territoire, les publics et les organismes en commun.",
    "warning",
    says=(
        "cette fiche a le territoire, les publics et les organismes de « {titre} » ({autre}) :"
        " si c’est la même initiative, gardez une seule fiche"
    ),
)
def near_duplicate(context: Context) -> Iterator[Issue]:
    """No two records have the same places, the same publics and most organisations in common."""
    projects = context.corpus.projects
    beside: dict[Key, list[Project]] = defaultdict(list)
    for project in projects:
        for key in _keys(project):
            beside[key].append(project)
    crowded = {key: found for key, found in beside.items() if len(found) > 1}
    for project in projects if crowded else ():
        twin = _twin(project, crowded)
        if twin is not None:
            message = say("fiche-proche", titre=twin.titre, autre=twin.file)
            yield Issue(Place(project.file, ("titre",)), "fiche-proche", message, "warning")


def _keys(project: Project) -> Iterator[Key]:
    """Yield one key for each organisation, so that near records meet without comparing all."""
    if project.territoires:
        shared = key_of(project)
        for own in project.organismes:
            yield own.organisme, shared


def key_of(project: Project) -> str:
    """Return all the places and publics of a record as one text: near records have the same."""
    return "\n".join([*_places(project), "", *sorted(set(project.publics))])


def shelf_of(project: Project) -> str:
    """Return the first place of a record, a code: near records have the same."""
    return _places(project)[0].partition("/")[0] or ELSEWHERE


def _places(project: Project) -> list[str]:
    """Return the départements of a record, or the régions where it gives none, in order."""
    return sorted(
        {
            f"{t.departement or t.region}{'/' + t.commune.lower() if t.commune else ''}"
            for t in project.territoires
        }
    )


def _twin(project: Project, crowded: Mapping[Key, list[Project]]) -> Project | None:
    """Return the first record that shares most organisations, of those that share one."""
    own = {part.organisme for part in project.organismes}
    for key in _keys(project):
        beside = (other for other in crowded.get(key, ()) if other is not project)
        for other in islice(beside, COMPARED):
            others = {part.organisme for part in other.organismes}
            if len(own & others) >= SHARED * len(own | others):
                return other
    return None
