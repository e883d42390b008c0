"""What the records say, term by term: each line n of N, and the records that say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.derive.report.drafts import ABSENT, columns, row, text_cell
from catalogue.derive.report.proofs import Proofs
from catalogue.derive.report.shapes import Chart, Point, Row, Table
from catalogue.derive.site import SiteView
from catalogue.derive.views import Facet


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A way to sort the records: its facet, its words, and whether it has a chart."""

    id: str
    parametre: str
    titre: str
    colonne: str
    graphique: str = "barres"
    """How its chart is drawn: bars, or one stacked bar where each record counts once; else none."""
    sommets: bool = False
    """Only the broadest terms: régions without their départements."""


AXES = (
    Axis(id="publics", parametre="public", titre="Les publics", colonne="Public"),
    Axis(id="outils", parametre="outil", titre="Les outils", colonne="Outil"),
    Axis(
        id="partenariats",
        parametre="partenariat",
        titre="Les partenariats",
        colonne="Forme de partenariat",
    ),
    Axis(id="finalites", parametre="finalite", titre="Les finalités", colonne="Finalité"),
    Axis(
        id="modalites",
        parametre="modalite",
        titre="Les modalités d’accompagnement",
        colonne="Modalité",
    ),
    Axis(id="regions", parametre="territoire", titre="Les régions", colonne="Région", sommets=True),
    Axis(
        id="liens",
        parametre="lien",
        titre="Le lien des initiatives avec le programme",
        colonne="Lien avec le programme",
        graphique="",
    ),
    Axis(
        id="par-appel",
        parametre="appel",
        titre="Les appels à projets des initiatives",
        colonne="Appel à projets",
        graphique="",
    ),
    Axis(
        id="etats",
        parametre="statut",
        titre="L’état des initiatives",
        colonne="État",
        graphique="empilees",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A term and its records, as ids."""

    id: str
    libelle: str
    adresse: str
    fiches: tuple[str, ...]


def lines_of(view: SiteView, axis: Axis) -> list[Line]:
    """Return the terms of an axis that have records, the most frequent first."""
    facet = next((f for f in view.all_facets if f.parametre == axis.parametre), None)
    found = list(_lines(view, facet, sommets=axis.sommets)) if facet else []
    return sorted(found, key=lambda line: -len(line.fiches))


def _lines(view: SiteView, facet: Facet, *, sommets: bool) -> Iterator[Line]:
    ids = [project.id for project in view.corpus.projects]
    for value in facet.valeurs:
        if value.fiches and not (sommets and value.parent):
            records = tuple(ids[position] for position in value.fiches)
            yield Line(
                id=value.id, libelle=value.libelle, adresse=value.adresse or "", fiches=records
            )


def counted_table(view: SiteView, axis: Axis, proofs: Proofs) -> Table:
    """Return the table of an axis."""
    lines = lines_of(view, axis)
    rows = [_row(view, axis, line, proofs) for line in lines]
    return table_of_lines(axis, [*rows, silent_row(view, axis, lines, proofs)], lines, view)


def table_of_lines(axis: Axis, rows: list[Row], lines: list[Line], view: SiteView) -> Table:
    """Return a table that counts records."""
    total = len(view.corpus.projects)
    several = sum(len(line.fiches) for line in lines) > len(
        {id_ for line in lines for id_ in line.fiches}
    )
    notes = ("Une initiative peut compter dans plusieurs lignes : leur somme dépasse le total.",)
    return Table(
        id=axis.id,
        numero=0,
        titre=axis.titre,
        description=f"Nombre d’initiatives concernées, sur {total}.",
        colonnes=columns(
            ("terme", axis.colonne, "texte"), ("initiatives", "Initiatives", "nombre")
        ),
        lignes=tuple(rows),
        sur=total,
        multiple=several,
        notes=notes if several else (),
    )


def _row(view: SiteView, axis: Axis, line: Line, proofs: Proofs) -> Row:
    choice = (axis.parametre, line.id)
    title = f"{axis.colonne} : {line.libelle}"
    total = len(view.corpus.projects)
    count = proofs.cell(f"{axis.parametre}-{line.id}", title, line.fiches, choice, sur=total)
    return row(line.id, [text_cell(line.libelle, line.adresse), count])


def silent_row(view: SiteView, axis: Axis, lines: Iterable[Line], proofs: Proofs) -> Row:
    """Return the row of the records that say nothing on an axis."""
    said = {id_ for line in lines for id_ in line.fiches}
    silent = [p.id for p in view.corpus.projects if p.id not in said]
    title = f"{axis.colonne} : non renseigné"
    total = len(view.corpus.projects)
    count = proofs.cell(f"{axis.parametre}-non-renseigne", title, silent, sur=total)
    return row("non-renseigne", [text_cell(ABSENT), count], "absent")


def counted_chart(axis: Axis, table: Table) -> Chart:
    """Return the bars of a table that counts records, or its one stacked bar."""
    if axis.graphique == "empilees":
        said = f"Une seule barre, d’une part par ligne du tableau : les {table.sur} initiatives."
    else:
        said = f"Une barre par ligne du tableau, en nombre d’initiatives sur {table.sur}."
    return Chart(
        id=axis.id,
        numero=0,
        titre=axis.titre if axis.titre.endswith("initiatives") else f"{axis.titre} des initiatives",
        description=said,
        genre=axis.graphique,
        tableau=table.id,
        axe=axis.colonne,
        unite="initiatives",
        donnees=tuple(_point(line) for line in table.lignes),
    )


def _point(line: Row) -> Point:
    (name,), (count,) = (cell.valeurs for cell in line.cellules)
    return Point(categorie=name.texte, serie=line.genre, valeur=count.nombre, texte=count.texte)
