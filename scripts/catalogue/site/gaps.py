"""What two facets cross: how many records each pair of choices has, and where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from catalogue.site.addresses import catalogue_address, contribution_address
from catalogue.site.overlap import mask, shared
from catalogue.site.views import Facet, FacetValue, Link
from catalogue.site.wording import number, plural


@dataclass(frozen=True, slots=True)
class GapCell:
    """A pair of choices: what the cell shows, what it says, where it leads."""

    texte: str
    phrase: str
    adresse: str
    vide: bool


@dataclass(frozen=True, slots=True)
class GapRow:
    """A choice of the first column with its pairs, in the order of the columns."""

    lien: Link
    cases: tuple[GapCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTable:
    """Two facets crossed: columns and rows by family, and how many pairs have a record."""

    id: str
    titre: str
    colonnes: tuple[tuple[str, tuple[Link, ...]], ...]
    rangees: tuple[tuple[str, tuple[GapRow, ...]], ...]
    largeur: int
    phrase: str
    """How much of it is filled, in words."""


EMPTY = "–"


def gap_table(across: Facet, down: Facet) -> GapTable:
    """Return the table of two facets, one choice of `across` to a column."""
    columns = [(value, mask(value.fiches)) for value in across.valeurs]
    rows = tuple(
        (family, tuple(_row(across, columns, down, value) for value in values))
        for family, values in _by_family(down, down.valeurs)
    )
    cells = [cell for _, members in rows for row in members for cell in row.cases]
    return GapTable(
        id=f"{across.parametre}-{down.parametre}",
        titre=f"{across.libelle} et {down.libelle.lower()}",
        colonnes=tuple(
            (family, tuple(_link(v) for v in values))
            for family, values in _by_family(across, across.valeurs)
        ),
        rangees=rows,
        largeur=len(columns) + 1,
        phrase=_filled(sum(not cell.vide for cell in cells), len(cells)),
    )


def _filled(count: int, total: int) -> str:
    """Return how many cells have a record: « 96 cases ont une fiche, 597 sont encore vides. »."""
    filled = plural(count, "case a une fiche", "cases ont une fiche")
    return f"{filled}, {plural(total - count, 'est encore vide', 'sont encore vides')}."


def _by_family(facet: Facet, values: Iterable[FacetValue]) -> list[tuple[str, list[FacetValue]]]:
    names = dict(facet.familles)
    groups = groupby(values, key=lambda value: value.famille)
    return [(names.get(family, ""), list(members)) for family, members in groups]


def _link(value: FacetValue) -> Link:
    return Link(libelle=value.libelle, adresse=value.adresse)


def _row(
    across: Facet, columns: list[tuple[FacetValue, int]], down: Facet, value: FacetValue
) -> GapRow:
    own = mask(value.fiches)
    return GapRow(
        _link(value), tuple(_cell(across, c, down, value, shared(own, m)) for c, m in columns)
    )


def _cell(across: Facet, column: FacetValue, down: Facet, row: FacetValue, count: int) -> GapCell:
    pair = (across.parametre, column.id), (down.parametre, row.id)
    names = f"{column.libelle} et {row.libelle}"
    if count:
        phrase = f"{plural(count, 'fiche', 'fiches')} : {names}"
        return GapCell(number(count), phrase, catalogue_address(*pair), False)
    return GapCell(EMPTY, f"rien de recensé : {names}", contribution_address(*pair), True)
