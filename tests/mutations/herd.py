"""Every mutant of a few records of the catalogue, judged in one run of the command."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.cli.formats import FORMATS
from catalogue.issues import Issue
from catalogue.pipeline import load
from catalogue.text.letters import fold
from catalogue.workspace import Workspace
from mutations import ecriture, forme, sens  # noqa: F401  # declare the mutations
from mutations.mutation import MUTATIONS, Mutant
from support.places import DAY, ROOT

RECORDS = (
    # The first five: among them they have what most mistakes are made on.
    "antin-alfi-familles-monoparentales",
    "eure-et-loir-parcours-sur-mesure",
    "isere-logement-toujours",
    "reims-eviter-expulsion",
    "toit-et-joie-equipe-mobile",
    # A call, amounts, a cost and a duration.
    "lille-apres-la-prison",
    # Dates, homes, conditions of entry, results and a prize.
    "pas-de-calais-un-jeune-un-logement",
    # A frame, limits and what can be done elsewhere.
    "yvelines-plaj-sortants-ase",
)
"""The records that are mutated: between them, every kind of mistake has a place to be made.

A kind needs such places, not every record: the time of this test does not grow with the catalogue.
"""


@dataclass(frozen=True)
class Case:
    """A mutant in its file, under its own name."""

    kind: str
    file: str
    mutant: Mutant


def cases(records: Sequence[Path]) -> Iterator[Case]:
    """Yield every mutation of each of these records to which it applies."""
    for rank, (kind, mutation) in enumerate(MUTATIONS.items()):
        for record in records:
            name = f"{record.stem[:20].strip('-')}-{rank:03d}-{fold(kind)}"[:78].strip("-")
            text = record.read_text(encoding="utf-8")
            named = re.sub("^id: .*$", f"id: {name}", text, count=1, flags=re.MULTILINE)
            mutant = mutation.make(named)
            if mutant is not None:
                yield Case(kind, f"projects/{name}.yml", mutant)


def chosen() -> list[Path]:
    """Return the files of the records that are mutated."""
    return [ROOT / "projects" / f"{name}.yml" for name in RECORDS]


def write_herd(root: Path) -> list[Case]:
    """Write the repository's records and their mutants into a folder; return the mutants."""
    for name in ("projects", "reference"):
        shutil.copytree(ROOT / name, root / name)
    found = list(cases(chosen()))
    for case in found:
        (root / case.file).write_bytes(case.mutant.content)
    return found


def issues_by_file(root: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what the command says of each file, in its JSON form."""
    loaded = load(Workspace(root))
    issues: list[Issue] = loaded.issues(DAY)
    by_file: dict[str, list[dict[str, Any]]] = {}
    for issue in json.loads(FORMATS["json"](issues, len(loaded.readings)))["issues"]:
        by_file.setdefault(issue["file"], []).append(issue)
    return by_file


@dataclass(frozen=True)
class Outcome:
    """What was said of the mutants of one kind."""

    kind: str
    mutants: int
    missed: tuple[str, ...]
    """The files where the rule said nothing."""
    misplaced: tuple[str, ...]
    """The files where it did, elsewhere."""


def outcomes(root: Path) -> list[Outcome]:
    """Judge every mutant of every kind."""
    found, said = write_herd(root), issues_by_file(root)
    return [_outcome(kind, [c for c in found if c.kind == kind], said) for kind in MUTATIONS]


def _outcome(kind: str, own: list[Case], said: dict[str, list[dict[str, Any]]]) -> Outcome:
    rule = MUTATIONS[kind].rule
    spots = {
        case.file: [(i["line"], i["column"]) for i in said.get(case.file, ()) if i["rule"] == rule]
        for case in own
    }
    wanted = {case.file: (case.mutant.line, case.mutant.column) for case in own}
    return Outcome(
        kind,
        len(own),
        tuple(f for f, places in spots.items() if not places),
        tuple(
            f"{f}: {places}, not {wanted[f]}"
            for f, places in spots.items()
            if places and wanted[f] not in places
        ),
    )


def table(found: Sequence[Outcome]) -> Iterator[str]:
    """Yield the table of the kinds, with what was found and located of each."""
    yield "| famille | erreur | règle attendue | mutants | trouvés | situés |"
    yield "|---|---|---|---:|---:|---:|"
    for outcome in found:
        mutation, all_ = MUTATIONS[outcome.kind], outcome.mutants
        seen = all_ - len(outcome.missed)
        yield (
            f"| {mutation.family} | {outcome.kind} | {mutation.rule} | {all_} | {seen}"
            f" | {seen - len(outcome.misplaced)} |"
        )
    total = sum(o.mutants for o in found)
    seen = total - sum(len(o.missed) for o in found)
    located = seen - sum(len(o.misplaced) for o in found)
    yield f"| **toutes** | {len(found)} sortes | | {total} | {seen} | {located} |"
