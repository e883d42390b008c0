"""A sealed edition: its JSON as published, its fingerprint, that of each record it rested on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.derive.report.edition import VERSION
from catalogue.issues import StopError
from catalogue.model.records import Project
from catalogue.render.edition_data import json_text

WARNING = (
    "Écrit par « catalogue bilan ANNÉE --seal ». À ne pas modifier : c’est l’édition telle qu’elle"
    " a été publiée."
)
TOUCHED = (
    "ce bilan scellé a été modifié depuis. Reprenez le fichier d’origine, ou supprimez-le pour"
    " sceller à nouveau"
)
OTHER_VERSION = (
    "ce bilan est scellé dans la version {} de schemas/bilan.schema.json, et le programme lit la"
    f" version {VERSION}. Supprimez ce fichier pour sceller à nouveau"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a seal holds: the edition's JSON, to the byte, and the fingerprints of its records."""

    text: str
    fiches: Mapping[str, str]


class BrokenSealError(StopError):
    """A seal is not what the program wrote; the message says so in French."""


def fingerprint(text: str) -> str:
    """Return what tells a text from any other."""
    return f"sha256-{hashlib.sha256(text.encode()).hexdigest()}"


def record_fingerprint(project: Project) -> str:
    """Return what tells what a record says from anything else it could say."""
    return fingerprint(json.dumps(project.data, ensure_ascii=False, sort_keys=True))


def seal_text(text: str, projects: Iterable[Project]) -> str:
    """Return the file that seals an edition given as its JSON; `projects` are today's records."""
    edition = json.loads(text)
    used = {record["id"] for record in edition["fiches"]}
    return json_text(
        {
            "version": 1,
            "avertissement": WARNING,
            "empreinte": fingerprint(text),
            "fiches": {p.id: record_fingerprint(p) for p in projects if p.id in used},
            "edition": edition,
        }
    )


def read_seal(file: str, text: str) -> Seal:
    """Return a seal; BrokenSealError unless its edition still has its fingerprint."""
    try:
        held: dict[str, Any] = json.loads(text)
        replayed = json_text(held["edition"])
        if held["empreinte"] != fingerprint(replayed):
            raise BrokenSealError(f"{file} : {TOUCHED}")
        if held["edition"]["version"] != VERSION:
            raise BrokenSealError(f"{file} : {OTHER_VERSION.format(held['edition']['version'])}")
        return Seal(text=replayed, fiches=dict(held["fiches"]))
    except (ValueError, LookupError, TypeError) as error:
        raise BrokenSealError(f"{file} : ce n’est pas un bilan scellé lisible") from error
