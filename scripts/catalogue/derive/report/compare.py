"""What differs between two editions of the bilan, each as its JSON has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.derive.wording import inner_quotes

Edited = Any
"""An edition read back from its JSON."""
NOTHING = "–"
MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A number or a figure that two editions do not share, and the records that explain it."""

    quoi: str
    avant: str
    apres: str
    venues: tuple[str, ...] = ()
    """Titles of the records that the second counts and the first did not."""
    fiches: tuple[str, ...] = ()
    """Ids of all the records that either counts."""
    parties: tuple[str, ...] = ()
    """Titles of the records that the first counted and the second does not."""

    @property
    def phrase(self) -> str:
        """Return the difference as a sentence."""
        words = f"{self.quoi} : « {inner_quotes(self.avant)} » puis « {inner_quotes(self.apres)} »"
        reasons = [
            f"{name} : {_named(titles)}"
            for name, titles in (("en plus", self.venues), ("en moins", self.parties))
            if titles
        ]
        return f"{words} ({' ; '.join(reasons)})." if reasons else f"{words}."


def _named(titles: tuple[str, ...]) -> str:
    shown = ", ".join(f"« {inner_quotes(title)} »" for title in titles[:MOST_NAMED])
    return shown + (f" et {len(titles) - MOST_NAMED} autres" if len(titles) > MOST_NAMED else "")


def differences(before: Edited, after: Edited) -> list[Difference]:
    """Return what is not the same in two editions, in the order of the second."""
    return [*_records(before, after), *_figures(before, after), *_tables(before, after)]


def _records(before: Edited, after: Edited) -> Iterator[Difference]:
    one, other = _titles(before), _titles(after)
    if one.keys() != other.keys():
        yield Difference(
            quoi="Nombre de fiches de l’édition",
            avant=str(len(one)),
            apres=str(len(other)),
            venues=tuple(other[id_] for id_ in other if id_ not in one),
            parties=tuple(one[id_] for id_ in one if id_ not in other),
        )


def _titles(edition: Edited) -> dict[str, str]:
    return {record.id: record.titre for record in edition.fiches}


def _figures(before: Edited, after: Edited) -> Iterator[Difference]:
    one = {figure.id: figure for figure in before.chiffres}
    other = {figure.id: figure for figure in after.chiffres}
    for id_ in dict.fromkeys([*other, *one]):
        told = [f"{found[id_].texte}, {found[id_].source_mots}" for found in _both(one, other, id_)]
        said = (told[0] if id_ in one else NOTHING, told[-1] if id_ in other else NOTHING)
        if said[0] != said[1]:
            label = (other.get(id_) or one[id_]).libelle
            yield Difference(quoi=f"Chiffre publié, {label}", avant=said[0], apres=said[1])


def _both(one: Edited, other: Edited, id_: str) -> list[Edited]:
    return [found for found in (one, other) if id_ in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A cell that is counted: what it is about, its words, its number, the key of its list."""

    quoi: str
    texte: str
    nombre: float | None
    liste: str


def _tables(before: Edited, after: Edited) -> Iterator[Difference]:
    one, other = dict(_cells(before)), dict(_cells(after))
    lists = (_members(before), _members(after))
    titles = _titles(before) | _titles(after)
    for key in dict.fromkeys([*other, *one]):
        was, is_ = one.get(key), other.get(key)
        if _number(was) == _number(is_):
            continue
        had, has = (
            found[cell.liste] if cell is not None and cell.liste else ()
            for found, cell in zip(lists, (was, is_), strict=True)
        )
        known = is_ or was
        yield Difference(
            quoi=known.quoi if known else "",
            avant=was.texte if was else NOTHING,
            apres=is_.texte if is_ else NOTHING,
            venues=tuple(titles[id_] for id_ in has if id_ not in had),
            parties=tuple(titles[id_] for id_ in had if id_ not in has),
            fiches=tuple(dict.fromkeys((*had, *has))),
        )


def _number(cell: Counted | None) -> float:
    """Return what a cell counts; a row that is not there counts nothing."""
    return 0 if cell is None or cell.nombre is None else cell.nombre


def _members(edition: Edited) -> dict[str, tuple[str, ...]]:
    return {listed.cle: tuple(listed.fiches) for listed in edition.listes}


def _cells(edition: Edited) -> Iterator[tuple[tuple[str, str, str], Counted]]:
    """Yield the cells that are counted from records; published figures are compared by their id."""
    for table in edition.tableaux:
        for line in table.lignes:
            name = line.cellules[0].valeurs[0].texte
            for column, cell in zip(table.colonnes[1:], line.cellules[1:], strict=True):
                value = cell.valeurs[0]
                if column.genre == "nombre" and not value.chiffre and value.nombre is not None:
                    yield (
                        (table.id, line.id, column.id),
                        Counted(
                            quoi=f"{table.titre}, {name}, {column.titre}",
                            texte=value.texte,
                            nombre=value.nombre,
                            liste=value.liste,
                        ),
                    )
