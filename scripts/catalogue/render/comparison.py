"""Two editions compared: the differences as sentences, and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.derive.report.compare import Difference
from catalogue.render.exports import MARK, SEPARATOR, lines, neutral
from catalogue.render.reading import Edited

HEADINGS = ["Ce qui change", "Avant", "Après", "Fiches en plus", "Fiches en moins"]


def comparison_sentences(before: Edited, after: Edited, found: Sequence[Difference]) -> str:
    """Return the differences as sentences, one a line, after a title."""
    now = f"Du bilan {before.annee} scellé à celui des données d’aujourd’hui"
    then = f"Du {_named(before)} au {_named(after)}"
    title = now if before.annee == after.annee else then
    told = [f"- {difference.phrase}" for difference in found] or ["- Aucune différence."]
    return "\n".join([title, "", *told]) + "\n"


def _named(edition: Edited) -> str:
    return f"bilan {edition.annee} (arrêté au {edition.arrete_au_mots})"


def comparison_table(found: Sequence[Difference]) -> str:
    """Return the differences as a CSV table."""
    rows = [
        [d.quoi, d.avant, d.apres, SEPARATOR.join(d.venues), SEPARATOR.join(d.parties)]
        for d in found
    ]
    return MARK + lines([HEADINGS, *([neutral(cell) for cell in row] for row in rows)])
