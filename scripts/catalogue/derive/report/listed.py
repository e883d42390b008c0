"""The published editions as a list shows them."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.derive.report.published import edition_address
from catalogue.derive.wording import date_words
from catalogue.model.corpus import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEdition:
    """An edition in a list."""

    titre: str
    adresse: str
    perimetre: str
    arrete_au_mots: str
    etabli_le_mots: str
    retrospective: bool


def editions_listed(corpus: Corpus) -> list[ListedEdition]:
    """Return the published editions, the newest first."""
    reports = sorted(corpus.reports.values(), key=lambda report: -report.annee)
    return [
        ListedEdition(
            titre=report.titre,
            adresse=edition_address(report),
            perimetre=report.perimetre.phrase,
            arrete_au_mots=date_words(report.arrete_au),
            etabli_le_mots=date_words(report.etabli_le),
            retrospective=report.retrospective,
        )
        for report in reports
        if report.publie
    ]
