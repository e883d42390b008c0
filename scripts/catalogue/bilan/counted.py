"""What the records say, term by term: each line n of N, and the records that say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.bilan.drafts import ABSENT, columns, row, text_cell
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.shapes import Cell, Chart, ChartPoint, Table, TableRow
from catalogue.records.types import Project
from catalogue.site.site_view import SiteView
from catalogue.site.views import Facet
from catalogue.site.wording import number


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


def table_of_lines(axis: Axis, rows: list[TableRow], lines: list[Line], view: SiteView) -> Table:
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


def _row(view: SiteView, axis: Axis, line: Line, proofs: Proofs) -> TableRow:
    choice = (axis.parametre, line.id)
    title = f"{axis.colonne} : {line.libelle}"
    total = len(view.corpus.projects)
    count = proofs.cell(f"{axis.parametre}-{line.id}", title, line.fiches, choice, sur=total)
    return row(line.id, [text_cell(line.libelle, line.adresse), count])


def silent_row(view: SiteView, axis: Axis, lines: Iterable[Line], proofs: Proofs) -> TableRow:
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


def _point(line: TableRow) -> ChartPoint:
    (name,), (count,) = (cell.valeurs for cell in line.cellules)
    return ChartPoint(
        categorie=name.texte, serie=line.genre, valeur=count.nombre, texte=count.texte
    )


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
    lines = _family_lines(view)
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


def _family_lines(view: SiteView) -> list[Line]:
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


ACROSS, DOWN = AXES[0], AXES[1]


def crossing_table(view: SiteView, proofs: Proofs) -> Table:
    """Return the outils in rows, the publics in columns, and how many records name both."""
    publics, outils = lines_of(view, ACROSS), lines_of(view, DOWN)
    rows = [
        row(
            outil.id,
            [
                text_cell(outil.libelle, outil.adresse),
                *(_cell(public, outil, proofs) for public in publics),
            ],
        )
        for outil in outils
    ]
    return Table(
        id="publics-outils",
        numero=0,
        titre="Les outils employés pour chaque public",
        description=(
            "Chaque case compte les initiatives qui nomment à la fois ce public et cet outil. Une"
            " initiative compte dans plusieurs cases."
        ),
        colonnes=(
            *columns(("outil", DOWN.colonne, "texte")),
            *columns(*((public.id, public.libelle, "nombre") for public in publics)),
        ),
        lignes=tuple(rows),
        sur=len(view.corpus.projects),
        multiple=True,
    )


def _cell(public: Line, outil: Line, proofs: Proofs) -> Cell:
    named = frozenset(outil.fiches)
    both = [id_ for id_ in public.fiches if id_ in named]
    value = proofs.value(
        f"{_key(ACROSS, public)}--{_key(DOWN, outil)}",
        f"{ACROSS.colonne} : {public.libelle} · {DOWN.colonne} : {outil.libelle}",
        both,
        (ACROSS.parametre, public.id),
        (DOWN.parametre, outil.id),
        texte=number(len(both)),
    )
    return Cell(valeurs=(value,))


def _key(axis: Axis, line: Line) -> str:
    return f"{axis.parametre}-{line.id}"


def crossing_chart(table: Table) -> Chart:
    """Return the matrix of that table."""
    names = [column.titre for column in table.colonnes[1:]]
    points = [
        ChartPoint(
            categorie=line.cellules[0].valeurs[0].texte,
            serie=name,
            valeur=cell.valeurs[0].nombre,
            texte=cell.valeurs[0].texte,
        )
        for line in table.lignes
        for name, cell in zip(names, line.cellules[1:], strict=True)
    ]
    return Chart(
        id=table.id,
        numero=0,
        titre=table.titre,
        description="Une case par public et par outil, plus marquée si elle compte davantage.",
        genre="matrice",
        tableau=table.id,
        axe=DOWN.colonne,
        unite="initiatives",
        donnees=tuple(points),
    )
