"""Rules on identity: what must be unique, and vocabularies that hold together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalogue.issues import Issue, Path, Place
from catalogue.records.assemble import file_id
from catalogue.rules.registry import Context, Finding, Subject, corpus_rule, rule, say

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
