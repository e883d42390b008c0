"""Households, dwellings and money as records give them: how many, their sum, and their nuances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.bilan.drafts import columns, row, text_cell
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.scope import is_said_by
from catalogue.bilan.shapes import Cell, Table, TableRow, Value
from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.site.addresses import address_of
from catalogue.site.wording import (
    NBSP,
    NOT_GIVEN,
    date_words,
    listing,
    lower_first,
    number,
    plural,
    quantity,
    upper_first,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNumber:
    """A number that a record gives: what it counts, and all that its record says of it."""

    cle: str
    """What tells what it counts from all else: unit or funder, nature, of a year or whole."""
    quoi: str
    unite: str
    valeur: float
    haut: float | None
    """The top of a range."""
    qualificatif: str
    """« près de », in words."""
    mesurable: bool
    """Neither a floor nor a ceiling."""
    nature: str
    """« prévu », in words."""
    precision: str
    annee: int | None
    date: str
    """The day that it was so, as its record has it."""
    projet: Project

    @property
    def quand(self) -> str:
        """Return what it is of, or when it was so, in words."""
        return str(self.annee or "") or (date_words(self.date) if self.date else "")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a table sums: where records say it, and in which words."""

    id: str
    titre: str
    colonne: str
    nom: str
    """What a record gives or not, within a sentence."""


MEASURES = (
    Measure(
        "menages", "Les ménages des initiatives", "Ce qui est compté", "le nombre de ménages"
    ),
    Measure(
        "logements", "Les logements des initiatives", "Ce qui est compté",
        "le nombre de logements",
    ),
    Measure(
        "montants", "L’argent des initiatives", "Qui paie, ou coût total",
        "le coût ou un financement",
    ),
)  # fmt: skip
UNITS = {"menages": "unites-menages", "logements": "unites-logements"}
WHOLE = "cout-total"
ABOUT = ("environ", "pres-de")
"""Qualifiers of a number that a sum may take in; a floor or a ceiling stays as it is given."""
MOST_ALONE = 4
"""Numbers that a row shows besides its sum: a table with all of them would be the records again."""


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
    said = {amount.projet.id for amounts in groups.values() for amount in amounts}
    # A whole cost comes after what each pays of it.
    ordered = sorted(groups.values(), key=lambda g: (g[0].cle.startswith(WHOLE), -len(g)))
    return Summed(
        mesure=measure,
        groupes=tuple(map(tuple, ordered)),
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
    whole = any(group[0].cle.startswith(WHOLE) for group in found.groupes)
    return Table(
        id=measure.id,
        titre=measure.titre,
        description=(
            "Un total n’additionne que des nombres de même nature, dont la fiche ne précise rien ;"
            " les autres sont donnés tels quels. Il ne vaut pas pour les initiatives qui n’en"
            " donnent pas."
        ),
        colonnes=columns(
            ("quoi", measure.colonne, "texte"),
            ("initiatives", "Initiatives renseignées", "nombre"),
            ("total", "Nombre donné, ou total", "texte"),
        ),
        lignes=tuple(rows),
        sur=found.sur,
        notes=("Un coût total comprend ce que chacun paie : il ne s’y ajoute pas.",) * whole,
    )


def _row(measure: Measure, group: Sequence[GivenNumber], total: int, proofs: Proofs) -> TableRow:
    what = group[0].quoi
    records = tuple(dict.fromkeys(amount.projet.id for amount in group))
    cle = group[0].cle
    # A funder keeps the capital of its name.
    counted = lower_first(what) if measure.id in UNITS else what
    title = f"{measure.titre} : {counted}"
    count = proofs.value(f"{measure.id}-{cle}", title, records, sur=total)
    return row(cle, [text_cell(what), Cell(valeurs=(count,)), _sum(group, count)])


def _sum(group: Sequence[GivenNumber], count: Value) -> Cell:
    """Return the sum of what can be added up, then each of the other numbers as it is given."""
    by_record: dict[str, list[GivenNumber]] = {}
    for amount in group:
        by_record.setdefault(amount.projet.id, []).append(amount)
    added = [a for amounts in by_record.values() if _adds_up(amounts) for a in amounts]
    alone = [amount for amount in group if amount not in added]
    if len(added) == 1:
        added, alone = [], [*added, *alone]
    values = [_total(added, count)] if added else []
    for amount in alone[:MOST_ALONE]:
        project = amount.projet
        given = Value(
            texte=_words(amount),
            quoi=project.nom_court or project.titre.partition(f"{NBSP}:")[0],
            nombre=amount.valeur,
            note=amount.quand,
            precision=amount.precision,
            adresse=address_of(project.id),
        )
        values.append(given)
    if len(alone) > MOST_ALONE:
        words = plural(len(alone) - MOST_ALONE, "autre nombre", "autres nombres")
        values.append(Value(texte=f"et {words}, dans les fiches", adresse=count.adresse))
    return Cell(valeurs=tuple(values))


def _adds_up(amounts: list[GivenNumber]) -> bool:
    """Tell whether a record's numbers go into a sum: one alone, or one for each of several years.

    What a record says besides, such as « par an » or « avec la CGLLS », makes a number another.
    """
    years = {amount.annee for amount in amounts}
    bare = all(amount.mesurable and not amount.precision for amount in amounts)
    return bare and (len(amounts) == 1 or (None not in years and len(years) == len(amounts)))


def _total(added: Sequence[GivenNumber], count: Value) -> Value:
    """Return the sum of numbers, with the years that they are of; « près de » makes it about so."""
    about = sum(bool(amount.qualificatif) for amount in added)
    total = sum(amount.valeur for amount in added)
    top = sum(amount.haut or amount.valeur for amount in added)
    notes = list[str]()
    # Those that have no year are told by « dont ».
    if known := [str(amount.annee or amount.date[:4]) for amount in added if amount.quand]:
        years = listing(sorted(set(known)))
        whole = len(known) == len(added)
        notes.append(years if whole else f"dont {number(len(known))} de {years}")
    if 0 < about < len(added):
        notes.append(f"dont {plural(about, 'nombre approché', 'nombres approchés')}")
    return Value(
        texte=quantity(
            total, added[0].unite, ABOUT[0] if about else "", top if top > total else None
        ),
        nombre=total,
        note=" ; ".join(notes),
        liste=count.liste,
        adresse=count.adresse,
    )


def _words(amount: GivenNumber) -> str:
    return quantity(amount.valeur, amount.unite, amount.qualificatif, amount.haut)


def given_words(corpus: Corpus, project: Project, au: str) -> str:
    """Return every number of households of a record, else of dwellings, with what is said of each.

    « 10 ménages, prévu (Par an, pendant trois ans.) »
    """
    for unit in UNITS:
        found = []
        for amount in _amounts(corpus, project, unit, au):
            words = ", ".join(filter(None, (_words(amount), amount.nature, amount.quand)))
            remark = f" ({amount.precision.rstrip('.')})" if amount.precision else ""
            found.append(f"{words}{remark}")
        if found:
            return " ; ".join(found)
    return NOT_GIVEN


def _amounts(corpus: Corpus, project: Project, measure: str, au: str) -> Iterator[GivenNumber]:
    """Yield the numbers of a measure that were known on a day, by their date and their document."""
    for cle, words, unit, item in _given(corpus, project, measure):
        if not is_said_by(project, item, au):
            continue
        nature = item.get("nature", "")
        kind = lower_first(corpus.label("natures-chiffre", nature))
        year, qualifier = item.get("annee"), item.get("qualificatif", "")
        told = ", ".join(filter(None, (kind, "année dite" if year else "")))
        yield GivenNumber(
            # What is of a year is not of the whole: the two make two rows.
            cle="-".join(filter(None, (cle, nature, "par-annee" if year else ""))),
            quoi=f"{words} ({told})" if told else words,
            unite=unit,
            annee=year,
            valeur=item["valeur"],
            haut=item.get("valeur_max"),
            qualificatif=corpus.label("qualificatifs", qualifier),
            mesurable=qualifier in {"", *ABOUT},
            nature=kind,
            precision=item.get("precision", ""),
            date=item.get("date", ""),
            projet=project,
        )


def _given(
    corpus: Corpus, project: Project, measure: str
) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """Yield each number of a record: key and words of what it counts, its unit, its data."""
    if measure in UNITS:
        for item in project.data.get(measure, ()):
            unit = corpus.label(UNITS[measure], item["unite"])
            yield item["unite"], upper_first(unit), unit, item
        return
    money = project.data.get("financement", {})
    for item in money.get("montants", ()):
        yield f"de-{item['organisme']}", corpus.label("organismes", item["organisme"]), "€", item
    if "cout_total" in money:
        yield WHOLE, "Coût total de l’initiative", "€", money["cout_total"]
