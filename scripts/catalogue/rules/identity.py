"""Rules on identity: what must be unique, records that moved, records that are told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from catalogue.issues import Issue, Path, Place
from catalogue.records.assemble import file_id
from catalogue.records.types import Project
from catalogue.rules.registry import Context, Finding, Subject, corpus_rule, rule, say
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
        if spec.name in LISTS_WITH_IDS and isinstance(value, list):
            yield from _repeated(path, value)


def _repeated(path: Path, items: list[Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, item in enumerate(items):
        id_ = item.get("id") if isinstance(item, dict) else None
        if isinstance(id_, str) and id_ in seen:
            yield Finding((*path, index, "id"), say("identifiant-unique", valeur=id_))
        elif isinstance(id_, str):
            seen.add(id_)


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
            for path, id_ in _figure_ids(document.data, ()):
                other = seen.setdefault(id_, document.file)
                if other != document.file:
                    message = f"l’identifiant « {id_} » est déjà pris dans {other}"
                    yield Issue(Place(document.file, path), "chiffre-publie-unique", message)


def _figure_ids(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the ids of the figures of a file and of its sessions, whatever its shape."""
    given = data if isinstance(data, dict) else {}
    for key in ("chiffres", "sessions"):
        items = given.get(key)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            here = (*path, key, index)
            if key == "sessions":
                yield from _figure_ids(item, here)
            elif isinstance(item, dict) and isinstance(item.get("id"), str):
                yield (*here, "id"), item["id"]


@rule(
    "vocabulaire-coherent",
    "Familles, termes plus larges et termes de remplacement existent dans le vocabulaire.",
)
def coherent_vocabulary(context: Context, subject: Subject) -> Iterator[Finding]:
    """What a term of a list points to inside the same list exists there."""
    data = subject.data
    if subject.kind not in {"vocabulary", "territories", "glossary"} or not isinstance(data, dict):
        return
    families = _ids(data.get("familles"))
    for key in ("termes", "territoires"):
        items = data.get(key)
        ids = _ids(items)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            yield from _dangling((key, index), item, ids, families)


@rule(
    "adresse-du-vocabulaire",
    "Les pages d’un vocabulaire sont dans le dossier de son nom, qui n’est celui de rien d’autre.",
)
def address_of_vocabulary(context: Context, subject: Subject) -> Iterator[Finding]:
    """A vocabulary's folder of the site has its own name, and no other pages live there."""
    data = subject.data
    if subject.kind != "vocabulary" or not isinstance(data, dict):
        return
    own, address = file_id(subject.document.file), data.get("adresse", None)
    if own in RESERVED or own in context.folders:
        message = f"« {own} » est le nom d’autre chose : donnez un autre nom au fichier"
        yield Finding(("id",), message)
    elif isinstance(address, str) and address != own:
        message = f"l’adresse est le nom du vocabulaire : écrivez « {own} »"
        yield Finding(("adresse",), message)


@rule("boucle-de-termes", "Un terme n’est ni plus large que lui-même, ni remplacé par lui-même.")
def loop_of_terms(context: Context, subject: Subject) -> Iterator[Finding]:
    """Following broader terms, or replacements, never leads back to where one started."""
    data = subject.data
    for key in ("termes", "territoires"):
        items = data.get(key) if isinstance(data, dict) else None
        if items is None:
            continue
        for field in ("parent", "remplace_par"):
            for index, id_ in _looping(items, field):
                message = f"en suivant « {field} » depuis « {id_} », on revient à « {id_} »"
                yield Finding((key, index, field), message)


def _looping(items: Any, field: str) -> Iterator[tuple[int, str]]:
    listed = items if isinstance(items, list) else []
    entries = [i if isinstance(i, dict) else {} for i in listed]
    step = {e["id"]: e[field] for e in entries if _is_text(e, "id") and _is_text(e, field)}
    for index, entry in enumerate(entries):
        start = entry.get("id")
        seen, here = set[str](), step.get(start) if isinstance(start, str) else None
        while here is not None and here not in seen:
            seen.add(here)
            here = step.get(here)
        if isinstance(start, str) and start in seen:
            yield index, start


def _is_text(entry: dict[str, Any], field: str) -> bool:
    return isinstance(entry.get(field), str)


def _dangling(path: Path, item: Any, ids: set[str], families: set[str]) -> Iterator[Finding]:
    for step, value, known in _pointers(item, ids, families):
        if isinstance(value, str) and value not in known:
            yield Finding((*path, *step), f"« {value} » n’est pas défini dans ce fichier")


def _pointers(item: Any, ids: set[str], families: set[str]) -> Iterator[tuple[Path, Any, set[str]]]:
    given = item if isinstance(item, dict) else {}
    yield ("famille",), given.get("famille"), families
    yield ("parent",), given.get("parent"), ids
    yield ("remplace_par",), given.get("remplace_par"), ids
    others = given.get("voir")
    for index, other in enumerate(others if isinstance(others, list) else ()):
        yield ("voir", index), other, ids


def _ids(items: Any) -> set[str]:
    entries = items if isinstance(items, list) else ()
    return {i["id"] for i in entries if isinstance(i, dict) and isinstance(i.get("id"), str)}


Old = tuple[str, Path, str]
"""File and path of an entry, the id that is no more."""
Target = tuple[str, Path, str, str]
"""File and path of the id that an old one leads to, the old one, that id."""


def _entries(context: Context, name: str) -> Iterator[tuple[str, Path, dict[Any, Any]]]:
    """Yield the entries of a list of the file, whatever else is wrong with it."""
    for kind, document in context.documents:
        if kind == "redirections" and isinstance(document.data, dict):
            listed = document.data.get(name)
            for index, entry in enumerate(listed if isinstance(listed, list) else []):
                if isinstance(entry, dict):
                    yield document.file, (name, index), entry


def _old(context: Context) -> Iterator[Old]:
    for file, path, entry in _entries(context, "redirections"):
        if isinstance(old := entry.get("ancien"), str):
            yield file, path, old


def _targets(context: Context) -> Iterator[Target]:
    """Yield where each old id leads to: to one record, or to those that it was parted into."""
    for file, path, entry in _entries(context, "redirections"):
        also = entry.get("aussi")
        named: list[tuple[Path, Any]] = [(("nouveau",), entry.get("nouveau"))]
        named += [
            (("aussi", i), id_) for i, id_ in enumerate(also if isinstance(also, list) else [])
        ]
        for steps, new in named:
            if isinstance(old := entry.get("ancien"), str) and isinstance(new, str):
                yield file, (*path, *steps), old, new


def _records(context: Context) -> frozenset[str]:
    """Return the ids of the records, those with a fault included."""
    return frozenset(file_id(d.file) for kind, d in context.documents if kind == "project")


@corpus_rule("redirection-cible", "Une redirection mène à une fiche qui existe.")
def existing_target(context: Context) -> Iterator[Issue]:
    """An old address leads to a record."""
    records = _records(context)
    known = records | {old for _, _, old in _old(context)}
    for file, path, _, new in _targets(context):
        if new not in known:
            hint = suggestion(new, sorted(records))
            message = f"aucune fiche n’a l’identifiant « {new} »{hint}"
            yield Issue(Place(file, path), "redirection-cible", message)


@corpus_rule(
    "redirection-libre",
    "Un ancien identifiant n’est plus celui d’une fiche, et ne sert qu’une fois.",
)
def free_old_id(context: Context) -> Iterator[Issue]:
    """An id that leads elsewhere is no record's, and is told once."""
    records, seen = _records(context), set[str]()
    for file, path, old in _old(context):
        place = Place(file, (*path, "ancien"))
        if old in records:
            message = f"la fiche « {old} » existe encore : retirez son fichier ou cette redirection"
            yield Issue(place, "redirection-libre", message)
        elif old in seen:
            yield Issue(place, "redirection-libre", f"« {old} » est déjà redirigé plus haut")
        seen.add(old)


@corpus_rule("redirection-directe", "Une redirection ne mène pas à une autre redirection.")
def straight_move(context: Context) -> Iterator[Issue]:
    """An old address leads to a record in one step."""
    moves, records = list(_targets(context)), _records(context)
    # A record that was parted leads on by its first target.
    targets = {old: new for _, _, old, new in reversed(moves)}
    for file, path, _, new in moves:
        if new in targets and new not in records:
            end = _end(targets, new)
            advice = f"écrivez « {end} »" if end else "de l’une à l’autre, on tourne en rond"
            message = f"« {new} » est lui-même redirigé : {advice}"
            yield Issue(Place(file, path), "redirection-directe", message)


@corpus_rule("retrait-unique", "Une fiche n’est retirée qu’une fois.")
def one_withdrawal(context: Context) -> Iterator[Issue]:
    """The last day that counts stands once."""
    seen = set[str]()
    for file, path, entry in _entries(context, "retraits"):
        if isinstance(id_ := entry.get("fiche"), str):
            if id_ in seen:
                message = f"« {id_} » est déjà dans cette liste : gardez la date la plus récente"
                yield Issue(Place(file, (*path, "fiche")), "retrait-unique", message)
            seen.add(id_)


def _end(targets: Mapping[str, str], start: str) -> str:
    """Return where the redirections end from an id, or the empty string where they never do."""
    seen, here = set[str](), start
    while here in targets and here not in seen:
        seen.add(here)
        here = targets[here]
    return "" if here in seen else here


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
        twin = next((o for o in _candidates(project, crowded) if _near(project, o)), None)
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


def _candidates(project: Project, crowded: dict[Key, list[Project]]) -> Iterator[Project]:
    for key in _keys(project):
        others = (other for other in crowded.get(key, ()) if other is not project)
        yield from islice(others, COMPARED)


def _near(one: Project, other: Project) -> bool:
    own, others = ({p.organisme for p in project.organismes} for project in (one, other))
    return len(own & others) >= SHARED * len(own | others)
