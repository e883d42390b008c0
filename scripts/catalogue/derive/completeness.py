"""How complete a record is, before and after a change: its sections filled, what it documents."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from catalogue.derive.evidence import Judgement, judgements
from catalogue.derive.sections import section_of
from catalogue.derive.wording import NOT_GIVEN, listing
from catalogue.model.records import Project
from catalogue.read.schema import Spec

NONE_YET = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """A section of the sheet: how many of its fields are filled, before and after."""

    titre: str
    avant: str
    apres: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A dimension of what is documented: its level before and after, and what would raise it."""

    libelle: str
    avant: str
    apres: str
    manque: str


def section_rows(
    record: Spec,
    sections: Sequence[tuple[str, str]],
    before: Collection[str],
    after: Collection[str],
) -> tuple[SectionRow, ...]:
    """Return the sections whose filling differs between two versions, then the whole record.

    Versions are given by the keys of their fields; nothing is compared with a record that is gone.
    """
    if not after:
        return ()
    counted = [spec for spec in record.properties.values() if spec.name != "id"]
    rows = [
        _row(title, [spec.name for spec in counted if section_of(spec) == id_], before, after)
        for id_, title in sections
    ]
    whole = _row("Toute la fiche", [spec.name for spec in counted], before, after)
    return (*(row for row in rows if row.avant != row.apres), whole)


def _row(
    title: str, fields: Sequence[str], before: Collection[str], after: Collection[str]
) -> SectionRow:
    return SectionRow(titre=title, avant=_filled(fields, before), apres=_filled(fields, after))


def _filled(fields: Sequence[str], given: Collection[str]) -> str:
    """Return how many fields are filled, of how many; a dash where there was no record."""
    return f"{sum(name in given for name in fields)} sur {len(fields)}" if given else NONE_YET


def evidence_rows(before: Project | None, after: Project | None) -> tuple[EvidenceRow, ...]:
    """Return what a record documents in two versions; none where the new one cannot be judged."""
    if after is None:
        return ()
    old = {j.id: j.niveau_libelle for j in judgements(before)} if before is not None else {}
    return tuple(
        EvidenceRow(
            libelle=judged.libelle,
            avant=old.get(judged.id, NONE_YET),
            apres=judged.niveau_libelle,
            manque=_wanted(judged),
        )
        for judged in judgements(after)
    )


def _wanted(judged: Judgement) -> str:
    return listing(judged.manque) if judged.suivant or judged.niveau_libelle == NOT_GIVEN else ""
