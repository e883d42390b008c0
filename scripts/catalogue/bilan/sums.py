"""Households, dwellings and money as records give them: how many records, and their sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.bilan.drafts import ABSENT, columns, row, text_cell
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.scope import is_said_by
from catalogue.bilan.shapes import Cell, Table, TableRow, Value
from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.site.wording import lower_first, plural, quantity

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNumber:
    """A number that a record gives: what it counts, and whether its source only gives about it."""

    cle: str
    """What tells what it counts from all else: unit or funder, and nature."""
    quoi: str
    unite: str
    valeur: float
    haut: float
    """The top of a range, or the number itself."""
    approche: bool
    fiche: str
    annee: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a table sums: where records say it, and in which words."""

    id: str
    titre: str
    colonne: str
    nom: str
    """What a record gives or not, within a sentence."""


MEASURES = (
    Measure(
        id="menages",
        titre="Les ménages des initiatives",
        colonne="Ce qui est compté",
        nom="le nombre de ménages",
    ),
    Measure(
        id="logements",
        titre="Les logements des initiatives",
        colonne="Ce qui est compté",
        nom="le nombre de logements",
    ),
    Measure(
        id="montants",
        titre="L’argent des initiatives",
        colonne="Qui paie, ou coût total",
        nom="le coût ou un financement",
    ),
)
UNITS = {"menages": "unites-menages", "logements": "unites-logements"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """The numbers that records give for a measure, by what they count, and who gives none."""

    mesure: Measure
    groupes: tuple[tuple[GivenNumber, ...], ...]
    muettes: tuple[str, ...]
    sur: int


def summed(corpus: Corpus, measure: Measure, au: str) -> Summed:
    """Return what the records give for a measure, what most of them count first."""
    groups: dict[str, list[GivenNumber]] = {}
    for project in corpus.projects:
        for amount in _amounts(corpus, project, measure.id, au):
            groups.setdefault(amount.cle, []).append(amount)
    said = {amount.fiche for amounts in groups.values() for amount in amounts}
    return Summed(
        mesure=measure,
        groupes=tuple(map(tuple, sorted(groups.values(), key=lambda group: -len(group)))),
        muettes=tuple(p.id for p in corpus.projects if p.id not in said),
        sur=len(corpus.projects),
    )


def silent_on(found: Summed, proofs: Proofs) -> Value:
    """Return how many records give no number for a measure, with their list."""
    measure = found.mesure
    title = f"{measure.titre} : non renseigné"
    return proofs.value(f"{measure.id}-non-renseigne", title, found.muettes, sur=found.sur)


def sums_table(found: Summed, proofs: Proofs) -> Table | None:
    """Return, for each thing counted, the records that say it and its sum; None for no number."""
    measure = found.mesure
    if not found.groupes:
        return None
    rows = [_row(measure, group, found.sur, proofs) for group in found.groupes]
    if found.muettes:
        count = Cell(valeurs=(silent_on(found, proofs),))
        rows.append(
            row("non-renseigne", [text_cell(ABSENT), count, text_cell("sans objet")], "absent")
        )
    return Table(
        id=measure.id,
        numero=0,
        titre=measure.titre,
        description=(
            "Le total ne compte que les initiatives qui donnent un nombre ; il ne vaut pas pour"
            " les autres."
        ),
        colonnes=columns(
            ("quoi", measure.colonne, "texte"),
            ("initiatives", "Initiatives renseignées", "nombre"),
            ("total", "Total", "nombre"),
        ),
        lignes=tuple(rows),
        sur=found.sur,
    )


def _row(measure: Measure, group: Sequence[GivenNumber], total: int, proofs: Proofs) -> TableRow:
    what = group[0].quoi
    records = tuple(dict.fromkeys(amount.fiche for amount in group))
    cle = group[0].cle
    # A funder keeps the capital of its name.
    counted = lower_first(what) if measure.id in UNITS else what
    title = f"{measure.titre} : {counted}"
    count = proofs.value(f"{measure.id}-{cle}", title, records, sur=total)
    return row(cle, [text_cell(what), Cell(valeurs=(count,)), _sum(group, count)])


def _sum(group: Sequence[GivenNumber], count: Value) -> Cell:
    """Return the sum of a group, without the records whose several numbers cannot be added up."""
    by_record: dict[str, list[GivenNumber]] = {}
    for amount in group:
        by_record.setdefault(amount.fiche, []).append(amount)
    whole = [amounts for amounts in by_record.values() if _adds_up(amounts)]
    added = [amount for amounts in whole for amount in amounts]
    left = len(by_record) - len(whole)
    about = sum(amount.approche for amount in added)
    part = 0 < about < len(added)
    notes = [f"dont {plural(about, 'nombre approché', 'nombres approchés')}"] if part else []
    if left:
        notes.append(
            f"{plural(left, 'initiative', 'initiatives')} à plusieurs nombres : non comptée"
            f"{'s' if left > 1 else ''}"
        )
    total, top = (sum(getattr(amount, end) for amount in added) for end in ("valeur", "haut"))
    above = top if top > total else None
    words = quantity(total, group[0].unite, top=above) if added else "non calculé"
    value = Value(
        texte=f"environ {words}" if about else words,
        nombre=total if added else None,
        note=" ; ".join(notes),
        liste=count.liste,
        adresse=count.adresse,
    )
    return Cell(valeurs=(value,))


def _adds_up(amounts: list[GivenNumber]) -> bool:
    """Tell whether a record's numbers make a sum: one alone, or one for each of several years."""
    years = {amount.annee for amount in amounts}
    return len(amounts) == 1 or (None not in years and len(years) == len(amounts))


def _amounts(corpus: Corpus, project: Project, measure: str, au: str) -> Iterator[GivenNumber]:
    if measure in UNITS:
        yield from _counts(corpus, project, measure, au)
    else:
        yield from _money(corpus, project, au)


def _counts(corpus: Corpus, project: Project, measure: str, au: str) -> Iterator[GivenNumber]:
    for item in _known(project, project.data.get(measure, ()), au):
        unit = corpus.label(UNITS[measure], item["unite"])
        what = (item["unite"], f"{unit[:1].upper()}{unit[1:]}")
        yield _amount(corpus, project, what, unit, item)


def _money(corpus: Corpus, project: Project, au: str) -> Iterator[GivenNumber]:
    money = project.data.get("financement", {})
    for item in _known(project, money.get("montants", ()), au):
        funder = corpus.label("organismes", item["organisme"])
        yield _amount(corpus, project, (f"de-{item['organisme']}", funder), "€", item)
    whole = [money["cout_total"]] if "cout_total" in money else []
    for item in _known(project, whole, au):
        yield _amount(corpus, project, ("cout-total", "Coût total"), "€", item)


def _amount(
    corpus: Corpus, project: Project, what: tuple[str, str], unit: str, item: Raw
) -> GivenNumber:
    cle, words = what
    nature = item.get("nature", "")
    kind = lower_first(corpus.label("natures-chiffre", nature))
    return GivenNumber(
        cle=f"{cle}-{nature}" if nature else cle,
        quoi=f"{words} ({kind})" if kind else words,
        unite=unit,
        annee=item.get("annee"),
        valeur=item["valeur"],
        haut=item.get("valeur_max", item["valeur"]),
        approche="qualificatif" in item,
        fiche=project.id,
    )


def _known(project: Project, items: Iterable[Raw], au: str) -> Iterator[Raw]:
    """Yield the numbers that were known on a day: by their own date, and by their document's."""
    return (item for item in items if is_said_by(project, item, au))
