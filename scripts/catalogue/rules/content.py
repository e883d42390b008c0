"""Rules on what values say: dates, texts that are no text, tools that no text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from catalogue.records.types import Term
from catalogue.rules.registry import Context, Finding, Subject, rule, say
from catalogue.rules.rows import Row, Search, Test, before, data_rule
from catalogue.text.letters import bare

DAY: Final = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
HTML: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
SPACES: Final = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
CODE: Final = re.compile("&(?:[a-zA-Z]{2,8}|#[0-9]{1,6});")
"""The code of a sign, which comes with a text copied from the source of a page."""


@rule(
    "date-possible",
    "Une date existe dans le calendrier.",
    says="le jour « {valeur} » n’existe pas dans le calendrier",
)
def possible_date(context: Context, subject: Subject) -> Iterator[Finding]:
    """A full date is a day of the calendar."""
    for path, _, value in subject.find("date"):
        if isinstance(value, str) and DAY.fullmatch(value):
            try:
                date.fromisoformat(value)
            except ValueError:
                yield Finding(path, say("date-possible", valeur=value))


def _in_order(first: str, second: str) -> Row:
    return Row(
        message="dates-en-ordre",
        on="object",
        at=second,
        when=(("before", second, first),),
        blanks={"second": f"={second}", "apres": second, "premier": f"={first}", "avant": first},
    )


STEPS: Final = ("ouverture", "cloture", "comite", "reponse")
"""Steps of a call's calendar whose dates follow each other; an examination may last past them."""


def _steps_in_order(context: Context, subject: Subject) -> Iterator[Finding]:
    """Yield each step of a call's calendar that is dated before one that it follows."""
    for path, _, value in subject.find("array"):
        steps = enumerate(value if isinstance(value, list) else ())
        given = [(rank, step) for rank, step in steps if isinstance(step, dict)]
        for rank, step in given:
            name = step.get("etape")
            earlier = STEPS[: STEPS.index(name)] if name in STEPS else ()
            others = (other for _, other in given if other.get("etape") in earlier)
            late = (other for other in others if before(step.get("date"), other.get("date")))
            if other := next(late, None):
                blanks = {"second": name, "apres": step["date"]}
                blanks |= {"premier": other["etape"], "avant": other["date"]}
                yield Finding((*path, rank, "date"), say("dates-en-ordre", **blanks))


data_rule(
    "dates-en-ordre",
    "Une fin ne précède pas son début, une consultation sa publication.",
    _in_order("debut", "fin"),
    _in_order("date", "fin"),
    _in_order("date", "consulte_le"),
    also=_steps_in_order,
    says="« {second} » ({apres}) précède « {premier} » ({avant})",
)


def _past(field: str, on: str, *more: Test) -> Row:
    when = (("before", "@day", field), *more)
    return Row(message="date-passee", on=on, at=field, when=when, blanks={"valeur": field})


data_rule(
    "date-passee",
    "Une vérification, une consultation, une publication ou un constat n’est pas daté du futur.",
    _past("verifie_le", "object"),
    _past("consulte_le", "object"),
    _past("date", "/sources"),
    _past("date", "chiffre", ("in", "nature", ("realise",))),
    says="la date « {valeur} » est dans le futur",
)

_BEGUN: Final = ("en-cours", "terminee", "perennisee", "abandonnee")
data_rule(
    "etat-et-dates",
    "Ce qui est en cours a commencé, ce qui est terminé est fini.",
    Row(
        message="etat-et-dates/debut",
        at="debut",
        when=(("in", "statut", _BEGUN), ("before", "@day", "debut")),
        blanks={"statut": "statut", "debut": "debut"},
    ),
    Row(
        message="etat-et-dates/fin",
        at="fin",
        when=(("in", "statut", ("terminee",)), ("before", "@day", "fin")),
        blanks={"statut": "statut", "fin": "fin"},
    ),
    says={
        "debut": (
            "l’état est « {statut} » et le début ({debut}) est à venir : changez l’un ou l’autre"
        ),
        "fin": "l’état est « {statut} » et la fin ({fin}) est à venir : changez l’un ou l’autre",
    },
)
data_rule(
    "fin-passee",
    "Une initiative en cours n’a pas une fin déjà passée.",
    Row(
        message="fin-passee",
        at="fin",
        when=(("in", "statut", ("en-cours",)), ("before", "fin", "@day")),
        blanks={"fin": "fin"},
    ),
    level="warning",
    says="l’état est « en-cours » et la fin ({fin}) est passée : l’initiative continue-t-elle ?",
)
data_rule(
    "famille-et-appel",
    "Seule une initiative financée ou candidate dit à quel appel du programme elle a répondu.",
    Row(
        message="famille-et-appel",
        at="financement.appel",
        when=(
            ("in", "/financement.statut", ("apparentee", "citee")),
            ("has", "/financement.appel"),
        ),
        blanks={"statut": "/financement.statut", "appel": "/financement.appel"},
    ),
    says=(
        "le lien avec le programme est « {statut} » et un appel est donné ({appel}) : une"
        " initiative retenue est « financee », une autre qui a répondu est « candidate »"
    ),
)
data_rule(
    "pas-de-html",
    "Les textes ne contiennent pas de balise HTML : elle serait montrée telle quelle.",
    Search(message="pas-de-html", exact=HTML),
    Search(message="pas-de-html/code", exact=CODE),
    level="warning",
    says={
        "": "la balise « {trouve} » sera montrée telle quelle : écrivez le texte sans balise",
        "code": (
            "« {trouve} » est le code d’un signe dans une page web, et sera montré tel quel :"
            " écrivez le signe lui-même"
        ),
    },
)
data_rule(
    "texte-vide",
    "Un texte ne se réduit pas à des espaces.",
    Search(message="texte-vide", exact=re.compile(f"^[{SPACES}]+$")),
    says="ce texte ne contient que des espaces : complétez-le ou supprimez la ligne",
)
_END: Final = "[ .!…)\n]*$"
PLACEHOLDER: Final = re.compile(
    # All that a text says.
    "^[ (]*(?:[Nn]/?[Aa]|[Nn][.][Aa][.]?|[Tt][Bb][DdCcAa]|[Tt]est|TEST|[Bb]la ?bla[a-z ]*"
    "|[ÀAà] (?:remplacer|compléter|completer|préciser|preciser|définir|definir|renseigner|venir"
    "|voir|remplir|confirmer|vérifier)|[ÀA] (?:COMPLÉTER|COMPLETER|PRÉCISER|DÉFINIR|RENSEIGNER)"
    f"|[Nn]on (?:renseigné|précisé|communiqué)e?|[Nn]éant|[Aa]ucune? info(?:rmation)?){_END}"
    "|^ *(?:[?][? ]*|…+|[.][. ]*|_+|-+|—|–|[*]+|[Xx]{2,}|0{2,}|[Aa]zerty[a-z]*|[Qq]wert[a-z]*)"
    "[ \n]*$"
    # Anywhere in it.
    "|[ÀA] [Rr]emplacer(?:[ .:,]|$)|[ÀA] REMPLACER|[Rr]emplacez-moi|[Ll]orem ipsum|TODO|FIXME"
    "|[?]{3,}|(?<![A-Za-zÀ-ÿ])[Xx]{3,}(?![A-Za-zÀ-ÿ])|(?<![a-z0-9-])example[.](?:org|com|net)"
    "|[\\[(<][ ]?[ÀAà] (?:compléter|préciser|définir|renseigner|vérifier)[ ]?[\\])>]"
    "|[\\[<](?:nom|date|ville|titre|texte|votre [a-zé ]+|NOM|DATE|VILLE)[\\]>]"
)
data_rule(
    "texte-a-remplacer",
    "Aucun texte d’attente (« à compléter », « ??? », modèle laissé tel quel) ne reste.",
    Search(message="texte-a-remplacer", exact=PLACEHOLDER, kinds=("project", "organisation")),
    says="« {trouve} » attend d’être remplacé : écrivez le vrai texte, ou supprimez la ligne",
)


TOOLS: Final = "outils"
NOT_SAID: Final = frozenset({"id", TOOLS})
"""The fields whose words say nothing of the course."""
WORD: Final = 4
"""Shorter words (« de », « à ») are left out of a name, unless it has no other."""
STEM: Final = 5
"""So many letters of a word are enough: « glissant » is found in « glissement »."""
NO_LETTER: Final = re.compile("[^a-z0-9]+")


@rule(
    "outil-sans-mention",
    "Un texte de la fiche parle de chaque outil qu’elle liste.",
    "warning",
    says=(
        "rien dans la fiche ne parle de l’outil « {libelle} » : dites dans le déroulement à quoi"
        " il sert, ou retirez-le"
    ),
)
def tool_is_mentioned(context: Context, subject: Subject) -> Iterator[Finding]:
    """Every tool of a record is spoken of somewhere in it."""
    tools = subject.record.get(TOOLS)
    terms = context.corpus.references.get(TOOLS, {})
    given = [
        (index, terms[id_])
        for index, id_ in enumerate(tools if isinstance(tools, list) else ())
        if isinstance(id_, str) and id_ in terms
    ]
    said = f" {_plain(' '.join(_words(subject)))}" if given else ""
    for index, term in given:
        if not any(all(f" {stem}" in said for stem in stems) for stems in stems_of(term)):
            yield Finding((TOOLS, index), say("outil-sans-mention", libelle=term.libelle))


def stems_of(term: Term) -> tuple[tuple[str, ...], ...]:
    """Return the beginnings of words to find together, for each name of a tool."""
    found: list[tuple[str, ...]] = []
    for name in (term.libelle, term.id, *term.other_names):
        words = _plain(name).split()
        kept = [word for word in words if len(word) >= WORD] or words
        found.append(tuple(dict.fromkeys(word[:STEM] for word in kept)))
    return tuple(dict.fromkeys(filter(None, found)))


def _plain(text: str) -> str:
    """Return the text in lower case, without accents, its other signs as single spaces."""
    return NO_LETTER.sub(" ", bare(text))


def _words(subject: Subject) -> Iterator[str]:
    """Yield every text that may speak of a tool; a group that is filled in speaks by its title."""
    for path, text in subject.texts:
        if path[0] not in NOT_SAID:
            yield text
    for path, spec, value in subject.find("object"):
        if path and isinstance(value, dict):
            yield spec.title
            for name, inner in value.items():
                if inner is True and name in spec.properties:
                    yield spec.properties[name].title
