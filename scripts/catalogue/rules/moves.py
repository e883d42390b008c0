"""Rules on records that moved: an old address leads straight to a record, and to one only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from catalogue.issues import Issue, Path, Place
from catalogue.records.assemble import file_id
from catalogue.rules.registry import Context, corpus_rule
from catalogue.text.letters import suggestion

Move = tuple[str, Path, str, str]
"""File and path of the entry, the id that is no more, the id it leads to."""


def _moves(context: Context) -> Iterator[Move]:
    """Yield the entries whose two ids are texts, whatever else is wrong with the file."""
    for kind, document in context.documents:
        if kind == "redirections":
            for index, entry in enumerate(_entries(document.data)):
                given = entry if isinstance(entry, dict) else {}
                old, new = given.get("ancien"), given.get("nouveau")
                if isinstance(old, str) and isinstance(new, str):
                    yield document.file, ("redirections", index), old, new


def _entries(data: Any) -> list[Any]:
    listed = data.get("redirections") if isinstance(data, dict) else None
    return listed if isinstance(listed, list) else []


def _records(context: Context) -> frozenset[str]:
    """Return the ids of the records, those with a fault included."""
    return frozenset(file_id(d.file) for kind, d in context.documents if kind == "project")


@corpus_rule("redirection-cible", "Une redirection mène à une fiche qui existe.")
def existing_target(context: Context) -> Iterator[Issue]:
    """An old address leads to a record."""
    moves, records = list(_moves(context)), _records(context)
    known = records | {old for _, _, old, _ in moves}
    for file, path, _, new in moves:
        if new not in known:
            hint = suggestion(new, sorted(records))
            message = f"aucune fiche n’a l’identifiant « {new} »{hint}"
            yield Issue(Place(file, (*path, "nouveau")), "redirection-cible", message)


@corpus_rule(
    "redirection-libre",
    "Un ancien identifiant n’est plus celui d’une fiche, et ne sert qu’une fois.",
)
def free_old_id(context: Context) -> Iterator[Issue]:
    """An id that leads elsewhere is no record's, and leads to one place."""
    records, seen = _records(context), set[str]()
    for file, path, old, _ in _moves(context):
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
    moves, records = list(_moves(context)), _records(context)
    targets = {old: new for _, _, old, new in moves}
    for file, path, _, new in moves:
        if new in targets and new not in records:
            end = _end(targets, new)
            advice = f"écrivez « {end} »" if end else "de l’une à l’autre, on tourne en rond"
            message = f"« {new} » est lui-même redirigé : {advice}"
            yield Issue(Place(file, (*path, "nouveau")), "redirection-directe", message)


def _end(targets: Mapping[str, str], start: str) -> str:
    """Return where the redirections end from an id, or the empty string where they never do."""
    seen, here = set[str](), start
    while here in targets and here not in seen:
        seen.add(here)
        here = targets[here]
    return "" if here in seen else here
