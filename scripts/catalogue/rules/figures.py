"""Rules on figures: where they come from, when, and whether one can hold beside another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from catalogue.issues import Path
from catalogue.records.types import cited
from catalogue.rules.registry import Context, Finding, Subject, rule, say
from catalogue.rules.rows import Row, data_rule, is_number

Group = dict[str, Any]

PERCENT: Final = ("%", "pour cent", "pourcent", "pourcents", "pourcentage")
"""Units of a number that cannot pass one hundred."""
DONE: Final = "realise"
"""The nature of a figure that was observed: a day is missing to it, when none is said."""
HOUSEHOLDS: Final = ("menages", "familles")
"""Units of households that each live in a dwelling of their own."""
DWELLINGS: Final = "logements"
"""The unit of dwellings that each house one household: places do not."""


def groups(value: object) -> list[Group]:
    """Return the items of a list that are groups of fields, whatever was written there."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


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
    for path, _, value in subject.find("chiffre"):
        if not isinstance(value, dict) or value.get("nature") != DONE or "date" in value:
            continue
        if "valeur" in value and not {*cited(value)} & {*_dated_sources(subject.data)}:
            yield Finding((*path, "valeur"), say("chiffre-sans-date"))


def _dated_sources(data: Any) -> list[object]:
    """Return the ids of the sources of a record that say when they were written."""
    return [source.get("id") for source in groups(data.get("sources")) if "date" in source]


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
    data = _record(subject)
    dwellings = [d for d in groups(data.get("logements")) if d.get("unite") == DWELLINGS]
    households = data.get("menages") if dwellings else ()
    for index, own in enumerate(households if isinstance(households, list) else ()):
        if not isinstance(own, dict) or own.get("unite") not in HOUSEHOLDS:
            continue
        beside = [d for d in dwellings if _same_time(own, d)]
        # Several counts of dwellings at once: one cannot know which of them houses whom.
        if len(beside) != 1:
            continue
        part, total = own.get("valeur"), beside[0].get("valeur")
        if is_number(part) and is_number(total) and part > total:
            unit = context.corpus.label("unites-menages", own["unite"])
            message = say("menages-et-logements", menages=part, unite=unit, logements=total)
            yield Finding(("menages", index, "valeur"), message)


def _record(subject: Subject) -> Group:
    """Return the values of a record; none of another kind of file, or of no group at all."""
    return subject.data if subject.kind == "project" and isinstance(subject.data, dict) else {}


def _same_time(one: Group, other: Group) -> bool:
    return all(one.get(field) == other.get(field) for field in ("nature", "date"))


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
    cost, grants = _money(subject)
    counted = [grant for _, grant in grants if _comparable(grant, cost)]
    total = sum(grant["valeur"] for grant in counted)
    # A grant that passes it alone was an error already.
    alone = any(grant["valeur"] > cost["valeur"] for grant in counted)
    if len(counted) > 1 and not alone and total > cost["valeur"]:
        message = say("montants-et-cout", part=total, total=cost["valeur"])
        yield Finding(("financement", "cout_total", "valeur"), message)


def _money(subject: Subject) -> tuple[Group, Sequence[tuple[int, Group]]]:
    """Return the exact total cost of a record and its exact grants, none without such a cost."""
    money = _record(subject).get("financement")
    given = money if isinstance(money, dict) else {}
    cost, grants = given.get("cout_total"), given.get("montants")
    if not isinstance(cost, dict) or not _exact(cost):
        return {}, ()
    listed = enumerate(grants if isinstance(grants, list) else ())
    return cost, [(i, grant) for i, grant in listed if isinstance(grant, dict) and _exact(grant)]


def _exact(amount: Group) -> bool:
    return is_number(amount.get("valeur")) and "qualificatif" not in amount


def _comparable(grant: Group, cost: Group) -> bool:
    """Tell whether two amounts may be of the same year, and both expected or both spent."""
    return all(
        field not in grant or field not in cost or grant[field] == cost[field]
        for field in ("annee", "nature")
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
    data = subject.data
    if subject.kind != "project" or not isinstance(data, dict):
        return
    support = data.get("accompagnement")
    longest = support.get("duree_max_mois") if isinstance(support, dict) else None
    here: Path = ("accompagnement", "duree_max_mois")
    if _over(longest, LONG_SUPPORT):
        yield Finding(here, say("duree-plausible/longue", mois=longest))
    elif _over(longest, _span(data)):
        blanks = {"mois": longest, "debut": data["debut"], "fin": data["fin"]}
        yield Finding(here, say("duree-plausible/dates", **blanks))
    course = data.get("deroulement")
    yield from _steps(course, ("deroulement",), longest, "duree-plausible/tout")


def _steps(course: Any, path: Path, whole: Any, message: str) -> Iterator[Finding]:
    """Yield the steps of a course, and of the course inside each, that outlast the whole."""
    steps = course.get("elements") if isinstance(course, dict) else None
    for index, step in enumerate(steps if isinstance(steps, list) else ()):
        if not isinstance(step, dict):
            continue
        here, own = (*path, "elements", index), step.get("duree_mois")
        if _over(own, whole):
            yield Finding((*here, "duree_mois"), say(message, mois=own, total=whole))
        inner, text = (own, "etape") if is_number(own) else (whole, "tout")
        yield from _steps(step.get("detail"), (*here, "detail"), inner, f"duree-plausible/{text}")


def _over(part: Any, whole: Any) -> bool:
    return is_number(part) and is_number(whole) and part > whole


def _span(data: dict[str, Any]) -> int | None:
    """Return the most months that an initiative may have lasted, at the precision it gives."""
    start, end = data.get("debut"), data.get("fin")
    if not isinstance(start, str) or not isinstance(end, str):
        return None
    first, last = _month(start, 1), _month(end, 12)
    return None if first is None or last is None else last - first + 1


def _month(day: str, absent: int) -> int | None:
    """Return a date as a number of months, its month being the given one when it has none."""
    found = MONTH.search(day)
    return int(found[1]) * 12 + int(found[2] or absent) if found else None
