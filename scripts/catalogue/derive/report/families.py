"""The families of the social landlords that records name."""

from __future__ import annotations

from catalogue.derive.report.counted import Axis, Line, silent_row, table_of_lines
from catalogue.derive.report.drafts import row, text_cell
from catalogue.derive.report.proofs import Proofs
from catalogue.derive.report.shapes import Table
from catalogue.derive.site import SiteView
from catalogue.model.records import Project

VOCABULARY = "familles-organisme"
AXIS = Axis(
    id="familles",
    parametre="famille",
    titre="Les familles d’organismes Hlm",
    colonne="Famille d’organisme",
    graphique="",
)
"""No facet of the catalogue: these lists are only the edition's."""


def families_table(view: SiteView, proofs: Proofs) -> Table:
    """Return how many records name a landlord of each family."""
    lines = _lines(view)
    total = len(view.corpus.projects)
    rows = [
        row(
            line.id,
            [
                text_cell(line.libelle),
                proofs.cell(
                    f"famille-{line.id}", f"{AXIS.colonne} : {line.libelle}", line.fiches, sur=total
                ),
            ],
        )
        for line in lines
    ]
    return table_of_lines(AXIS, [*rows, silent_row(view, AXIS, lines, proofs)], lines, view)


def _lines(view: SiteView) -> list[Line]:
    terms = view.corpus.references.get(VOCABULARY, {})
    named = {project.id: _families(view, project) for project in view.corpus.projects}
    lines = (
        Line(
            id=term.id,
            libelle=term.libelle,
            adresse="",
            fiches=tuple(id_ for id_, families in named.items() if term.id in families),
        )
        for term in terms.values()
    )
    return sorted((line for line in lines if line.fiches), key=lambda line: -len(line.fiches))


def _families(view: SiteView, project: Project) -> set[str]:
    organisations = view.corpus.organisations
    named = (organisations.get(part.organisme) for part in project.organismes)
    return {found.famille for found in named if found is not None and found.famille}
