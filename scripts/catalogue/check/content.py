"""Rules on what values say: dates, figures, texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from catalogue.check.rules import Context, Finding, Subject, rule
from catalogue.read.schema import Spec

HTML = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
# Bounded on both sides: without, a long word without « @ » is searched from each of its letters.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# French numbers, national or international, with the separators that people use.
PHONE = re.compile(
    r"(?<![\d/])(?:\+33[\s\u00a0\u202f.]?(?:\(0\)[\s\u00a0\u202f.]?)?|0033[\s\u00a0\u202f.]?|0)[1-9](?:[\s\u00a0\u202f./\u2011-]?\d{2}){4}(?!\d)"
)
IN_ORDER = (
    ("debut", "fin"),
    ("lancement", "cloture"),
    ("cloture", "comite"),
    ("date", "consulte_le"),
)


@rule("date-possible", "Une date existe dans le calendrier.")
def possible_date(context: Context, subject: Subject) -> Iterator[Finding]:
    """A full date is a day of the calendar."""
    for path, _, value in subject.find("date"):
        if (
            isinstance(value, str)
            and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
            and not _exists(value)
        ):
            yield path, False, f"le jour « {value} » n’existe pas dans le calendrier"


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


@rule("dates-en-ordre", "Une fin ne précède pas son début, une consultation sa publication.")
def dates_in_order(context: Context, subject: Subject) -> Iterator[Finding]:
    """Of two dates that follow each other, the second is not before the first."""
    for path, spec, value in subject.find("object"):
        for first, second in _ordered(spec) if isinstance(value, dict) else ():
            if _before(value.get(second), value.get(first)):
                message = f"« {second} » ({value[second]}) précède « {first} » ({value[first]})"
                yield (*path, second), False, message


@cache
def _ordered(spec: Spec) -> tuple[tuple[str, str], ...]:
    """Return the pairs of dates that a group of fields may hold."""
    return tuple(pair for pair in IN_ORDER if pair[0] in spec.properties)


def _before(one: Any, other: Any) -> bool:
    """Tell whether a date ends before another starts, at the precision that both have."""
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    length = min(len(one), len(other))
    return one[:length] < other[:length]


@rule(
    "date-passee", "Une vérification, une consultation ou une publication n’est pas datée du futur."
)
def not_in_the_future(context: Context, subject: Subject) -> Iterator[Finding]:
    """A day on which something was read or published is not to come."""
    for path, spec, value in subject.find("date"):
        past = spec.name in {"verifie_le", "consulte_le"} or path[:1] == ("sources",)
        if past and _before(context.au, value):
            yield path, False, f"la date « {value} » est dans le futur"


@rule("chiffre-source", "Chaque chiffre d’une fiche dit de quelle source il vient.")
def sourced_figure(context: Context, subject: Subject) -> Iterator[Finding]:
    """Every figure of a record points to a source."""
    for path, _, value in (*subject.find("chiffre"), *subject.find("montant")):
        if isinstance(value, dict) and "valeur" in value and "source" not in value:
            yield path, False, "ce chiffre n’a pas de source : ajoutez une ligne « source: s1 »"


@rule("resultat-plausible", "Un résultat ne dépasse pas le total auquel il est rapporté.")
def result_below_total(context: Context, subject: Subject) -> Iterator[Finding]:
    """A numerator is at most its denominator."""
    for path, _, value in subject.find("chiffre"):
        if not isinstance(value, dict):
            continue
        part, total = value.get("valeur"), value.get("denominateur")
        if isinstance(part, int | float) and isinstance(total, int | float) and part > total:
            yield (*path, "valeur"), False, f"le résultat ({part}) dépasse le total ({total})"


@rule(
    "pas-de-html",
    "Les textes ne contiennent pas de balise HTML : elle serait montrée telle quelle.",
    "warning",
)
def no_html(context: Context, subject: Subject) -> Iterator[Finding]:
    """No text holds an HTML tag; the site would show it as text."""
    yield from _matches(
        subject,
        "<",
        HTML,
        "la balise « {} » sera montrée telle quelle : écrivez le texte sans balise",
    )


@rule(
    "donnee-personnelle", "Aucune adresse électronique ni aucun numéro de téléphone dans une fiche."
)
def no_private_contact(context: Context, subject: Subject) -> Iterator[Finding]:
    """No text holds an e-mail address or a telephone number."""
    advice = "retirez-la et donnez l’organisme et la fonction"
    yield from _matches(subject, "@", EMAIL, f"« {{}} » est une adresse électronique : {advice}")
    advice = "retirez-le et donnez l’organisme et la fonction"
    yield from _matches(subject, "", PHONE, f"« {{}} » est un numéro de téléphone : {advice}")


def _matches(
    subject: Subject, sign: str, pattern: re.Pattern[str], message: str
) -> Iterator[Finding]:
    """Yield the texts where a pattern is found; all together first, for it is rarely there."""
    if sign not in subject.whole_text or not pattern.search(subject.whole_text):
        return
    for path, text in subject.texts:
        found = pattern.search(text)
        if found:
            yield path, False, message.format(found.group()[:60])


@rule("texte-vide", "Un texte ne se réduit pas à des espaces.")
def blank_text(context: Context, subject: Subject) -> Iterator[Finding]:
    """No text is made of white space alone."""
    for path, text in subject.texts:
        if text.isspace():
            yield (
                path,
                False,
                "ce texte ne contient que des espaces : complétez-le ou supprimez la ligne",
            )
