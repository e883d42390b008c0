"""Rules on figures: where they come from, when, and whether one can hold beside another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeGuard

from catalogue.issues import Path
from catalogue.records.types import cited
from catalogue.rules.registry import Context, Finding, Group, Subject, listed, rule, say
from catalogue.rules.rows import Row, above, data_rule, is_number

PERCENT: Final = ("%", "pour cent", "pourcent", "pourcents", "pourcentage")
"""Units of a number that cannot pass one hundred."""
DONE: Final = "realise"
"""The nature of a figure that was observed: a day is missing to it, when none is said."""
HOUSEHOLDS: Final = ("menages", "familles")
"""Units of households that each live in a dwelling of their own."""
DWELLINGS: Final = "logements"
"""The unit of dwellings that each house one household: places do not."""


def _unsourced(on: str) -> Row:
    return Row(message="chiffre-source", on=on, when=(("has", "valeur"), ("lacks", "source")))


data_rule(
    "chiffre-source",
    "Chaque chiffre d’une fiche dit de quelle source il vient.",
    _unsourced("chiffre"),
    _unsourced("montant"),
    says="ce chiffre n’a pas de source : ajoutez une ligne « source: s1 »",
)


@rule(
    "chiffre-sans-date",
    "Un chiffre réalisé porte une date, ou vient d’une source qui en porte une.",
    "warning",
    says=(
        "ce chiffre réalisé n’est pas daté, et sa source non plus : ajoutez une ligne"
        ' « date: "2019" »'
    ),
)
def dated_figure(context: Context, subject: Subject) -> Iterator[Finding]:
    """An observed figure says when it was observed, or its source says when it was written."""
    sources = (source for _, source in listed(subject.data, "sources"))
    dated = [source.get("id") for source in sources if "date" in source]
    for path, figure in subject.groups("chiffre"):
        bare = figure.get("nature") == DONE and "date" not in figure and "valeur" in figure
        if bare and not {*cited(figure)} & {*dated}:
            yield Finding((*path, "valeur"), say("chiffre-sans-date"))


data_rule(
    "fourchette",
    "Le second nombre d’une fourchette dépasse le premier.",
    Row(
        message="fourchette",
        on="object",
        at="valeur_max",
        when=(("not-above", "valeur_max", "valeur"),),
        blanks={"bas": "valeur", "haut": "valeur_max"},
    ),
    says=(
        "la fourchette va de {bas} à {haut} : « valeur » est le plus bas des deux nombres,"
        " « valeur_max » le plus haut"
    ),
)
data_rule(
    "resultat-plausible",
    "Un résultat ne dépasse pas le total auquel il est rapporté, ni un pourcentage 100.",
    Row(
        message="resultat-plausible",
        on="chiffre",
        at="valeur",
        when=(("above", "valeur", "denominateur"),),
        blanks={"part": "valeur", "total": "denominateur"},
    ),
    Row(
        message="resultat-plausible/pourcentage",
        on="chiffre",
        at="valeur",
        when=(("above", "valeur", 100), ("in", "unite", PERCENT), ("lacks", "denominateur")),
        blanks={"part": "valeur"},
    ),
    says={
        "": "le résultat ({part}) dépasse le total ({total})",
        "pourcentage": "un pourcentage ne dépasse pas 100 : {part}",
    },
)


@rule(
    "menages-et-logements",
    "Plus de ménages que de logements, à la même date : le rapport mérite une vérification.",
    "warning",
    says=(
        "plus de {unite} ({menages}) que de logements ({logements}) : vérifiez les deux nombres,"
        " et dites dans « precision » si un logement sert à plusieurs ménages tour à tour"
    ),
)
def households_beyond_dwellings(context: Context, subject: Subject) -> Iterator[Finding]:
    """Households counted beside dwellings, at the same time, do not pass their number."""
    record = subject.record
    dwellings = [d for _, d in listed(record, "logements") if d.get("unite") == DWELLINGS]
    for index, own in listed(record, "menages") if dwellings else ():
        if own.get("unite") not in HOUSEHOLDS:
            continue
        # At the same time: both expected or both there, on the same day.
        beside = [d for d in dwellings if all(own.get(f) == d.get(f) for f in ("nature", "date"))]
        # Several counts of dwellings at once: one cannot know which of them houses whom.
        if len(beside) != 1:
            continue
        part, total = own.get("valeur"), beside[0].get("valeur")
        if above(part, total):
            unit = context.corpus.label("unites-menages", own["unite"])
            message = say("menages-et-logements", menages=part, unite=unit, logements=total)
            yield Finding(("menages", index, "valeur"), message)


_COST: Final = "/financement.cout_total"
data_rule(
    "montant-et-cout",
    "Un financement ne dépasse pas le coût total de l’initiative.",
    Row(
        message="montant-et-cout",
        on="montant",
        at="valeur",
        when=(
            ("above", "valeur", f"{_COST}.valeur"),
            ("lacks", "qualificatif"),
            ("lacks", f"{_COST}.qualificatif"),
            # Of the same year perhaps, and both expected or both spent.
            ("agree", "annee", f"{_COST}.annee"),
            ("agree", "nature", f"{_COST}.nature"),
        ),
        blanks={"part": "valeur", "total": f"{_COST}.valeur"},
    ),
    says="ce montant ({part} €) dépasse le coût total ({total} €)",
)


@rule(
    "montants-et-cout",
    "La somme des financements ne dépasse pas le coût total de l’initiative.",
    "warning",
    says=(
        "la somme des montants ({part} €) dépasse le coût total ({total} €) : vérifiez les"
        " années, et si un montant est compté deux fois"
    ),
)
def grants_within_cost(context: Context, subject: Subject) -> Iterator[Finding]:
    """All the grants together do not pass the total cost."""
    money = subject.record.get("financement")
    cost = money.get("cout_total") if isinstance(money, dict) else None
    if not _is_exact(cost):
        return
    # Of the same year perhaps, and both expected or both spent.
    counted = [
        grant["valeur"]
        for _, grant in listed(money, "montants")
        if _is_exact(grant)
        and all(
            field not in grant or field not in cost or grant[field] == cost[field]
            for field in ("annee", "nature")
        )
    ]
    total, most = sum(counted), cost["valeur"]
    # A grant that passes it alone was an error already.
    if max(counted, default=0) <= most < total:
        message = say("montants-et-cout", part=total, total=most)
        yield Finding(("financement", "cout_total", "valeur"), message)


def _is_exact(amount: Any) -> TypeGuard[Group]:
    return (
        isinstance(amount, dict)
        and is_number(amount.get("valeur"))
        and "qualificatif" not in amount
    )


LONG_SUPPORT: Final = 60
"""Months: beyond five years, « months » was often meant for weeks or days."""
MONTH: Final = re.compile("^([0-9]{4})(?:-([0-9]{2}))?")
"""The year and the month of a date, at the precision that it has."""


@rule(
    "duree-plausible",
    "Une étape ne dure pas plus que l’ensemble, ni un accompagnement plus que l’initiative.",
    "warning",
    says={
        "longue": (
            "un accompagnement de {mois} mois dépasse cinq ans : vérifiez qu’il s’agit bien de mois"
        ),
        "tout": (
            "cette durée ({mois} mois) dépasse celle de l’accompagnement ({total} mois) :"
            " vérifiez les deux"
        ),
        "etape": (
            "cette durée ({mois} mois) dépasse celle de l’étape qui la contient ({total} mois) :"
            " vérifiez les deux"
        ),
        "dates": (
            "cette durée ({mois} mois) dépasse celle de l’initiative, de « {debut} » à « {fin} » :"
            " vérifiez les trois"
        ),
    },
)
def plausible_duration(context: Context, subject: Subject) -> Iterator[Finding]:
    """A step lasts no longer than what holds it, and the support no longer than the initiative."""
    data = subject.record
    support = data.get("accompagnement")
    longest = support.get("duree_max_mois") if isinstance(support, dict) else None
    here: Path = ("accompagnement", "duree_max_mois")
    if above(longest, LONG_SUPPORT):
        yield Finding(here, say("duree-plausible/longue", mois=longest))
    elif above(longest, _span(data)):
        blanks = {"mois": longest, "debut": data["debut"], "fin": data["fin"]}
        yield Finding(here, say("duree-plausible/dates", **blanks))
    course = data.get("deroulement")
    yield from _steps(course, ("deroulement",), longest, "duree-plausible/tout")


def _steps(course: Any, path: Path, whole: Any, message: str) -> Iterator[Finding]:
    """Yield the steps of a course, and of the course inside each, that outlast the whole."""
    for index, step in listed(course, "elements"):
        here, own = (*path, "elements", index), step.get("duree_mois")
        if above(own, whole):
            yield Finding((*here, "duree_mois"), say(message, mois=own, total=whole))
        inner, text = (own, "etape") if is_number(own) else (whole, "tout")
        yield from _steps(step.get("detail"), (*here, "detail"), inner, f"duree-plausible/{text}")


def _span(data: Group) -> int | None:
    """Return the most months that an initiative may have lasted, at the precision it gives."""
    days = (data.get("debut"), data.get("fin"))
    start, end = (MONTH.search(day) if isinstance(day, str) else None for day in days)
    if not start or not end:
        return None
    years = int(end[1]) - int(start[1])
    return 12 * years + int(end[2] or 12) - int(start[2] or 1) + 1
