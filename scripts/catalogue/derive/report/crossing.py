"""Publics crossed with outils: how many records name both."""

from __future__ import annotations

from catalogue.derive.report.counted import AXES, Axis, Line, lines_of
from catalogue.derive.report.drafts import columns, row, text_cell
from catalogue.derive.report.proofs import Proofs
from catalogue.derive.report.shapes import Cell, Chart, Point, Table
from catalogue.derive.site import SiteView
from catalogue.derive.wording import number

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
        Point(
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
