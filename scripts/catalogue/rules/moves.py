"""Rules on records that moved or are withdrawn: an old address leads straight to a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from catalogue.issues import Issue, Path, Place
from catalogue.records.assemble import file_id
from catalogue.rules.registry import Context, corpus_rule
from catalogue.text.letters import suggestion

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
