"""Rules that keep people safe: no name, no way to reach them, no house, no portrait."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from catalogue.issues import Path
from catalogue.rules.figures import groups
from catalogue.rules.people import names_in
from catalogue.rules.private_patterns import CONTACTS, HOUSE, REACHED, REFUGE
from catalogue.rules.recognisable import FEW, MINIMUM, details, too_much
from catalogue.rules.registry import Context, Finding, Subject, rule, say
from catalogue.rules.rows import data_rule, found_in, is_number, quoting
from catalogue.text.letters import bare

SHELTERED: Final = ("violences",)
"""Publics whose houses are kept secret."""
VIOLENCE: Final = re.compile(
    "iolen[ct]|mariages? forcé|[Mm]enacées? (?:par|de)|excision|crimes? d.honneur"
    "|(?:fuient|fuyant|fuit|fui) (?:un|une|leur|son|sa) (?:conjoint|mari|compagn|famille|foyer)"
    "|(?:maison|lieu|hébergement|appartement|logement)s? protégée?s?"
    "|(?:femmes|épouses?|enfants) battue?s|féminicide|proxénét"
    "|traite des êtres|ordonnances? de protection|téléphones? grave danger|emprise"
    "|[Mm]ises? en sécurité|victimes|[Aa]dresses? secrète|lieux? secret"
    "|[Mm]ises? à l.abri d(?:es?|.une) (?:femmes?|victimes?|mères?)"
    "|[Ff]emmes? (?:mises? à l.abri|en danger|protégées?)|foyers? (?:de|pour) femmes"
    "|[Rr]efuges?[ ,.\u00a0]"
)
"""What makes a text speak of them."""
PUBLISHED: Final = "sources"
"""Where the words are those of a published document: its authors, its publisher's address."""
HOUSEHOLDS: Final = "menages"
COUNTED: Final = (HOUSEHOLDS, "resultats")
"""The lists of figures that count people."""
TOLD_FIRST: Final = ("titre", "resume")
"""What says of the whole record whom it is about."""
GUARDS: Final = frozenset(
    {
        "donnee-personnelle",
        "personne-nommee",
        "adresse-de-refuge",
        "adresse-postale",
        "groupe-reconnaissable",
        "petit-groupe",
    }
)
"""The rules of this module: in a reviewer's note, what they find comes first."""


data_rule(
    "donnee-personnelle",
    "Aucune adresse électronique ni aucun numéro de téléphone dans une fiche.",
    *CONTACTS,
    says={
        "adresse-electronique": (
            "« {trouve} » est une adresse électronique : retirez-la et donnez l’organisme et la"
            " fonction"
        ),
        "telephone": (
            "« {trouve} » est un numéro de téléphone : retirez-le et donnez l’organisme et"
            " la fonction"
        ),
        "compte": (
            "« {trouve} » est un compte ou une page sur un réseau social : retirez-le et donnez"
            " l’organisme et la fonction"
        ),
    },
)


@rule(
    "personne-nommee",
    "Une fiche ne nomme personne : un organisme et une fonction suffisent.",
    says="« {trouve} » nomme une personne : retirez son nom et donnez l’organisme et la fonction",
)
def no_named_person(context: Context, subject: Subject) -> Iterator[Finding]:
    """No text of a record names somebody; what bears a person's name is nobody."""
    if subject.kind == "project":
        for path, text in _unpublished(subject):
            names = (name for name in names_in(text) if not _is_borne(context, name))
            if name := next(names, ""):
                yield quoting(path, "personne-nommee", name)


def _is_borne(context: Context, name: str) -> bool:
    """Tell whether a name is part of an organisation's."""
    part = f" {bare(name)} "
    bodies = context.corpus.references.get("organismes", {}).values()
    return any(part in f" {bare(n)} " for body in bodies for n in (body.libelle, *body.other_names))


def _unpublished(subject: Subject) -> Iterator[tuple[Path, str]]:
    return ((path, text) for path, text in subject.texts if path[:1] != (PUBLISHED,))


@rule(
    "adresse-de-refuge",
    "Aucune adresse dans une fiche qui s’adresse à des victimes de violences, ou en parle.",
    says=(
        "« {trouve} » situe un lieu, dans une fiche qui parle de violences : retirez ces mots, des"
        " personnes y sont peut-être mises à l’abri"
    ),
)
def no_shelter_address(context: Context, subject: Subject) -> Iterator[Finding]:
    """No text gives a street where people may hide from violence."""
    if subject.kind == "project" and (VIOLENCE.search(subject.whole_text) or _is_secret(subject)):
        texts = [pair for pair in subject.texts if _sheltered(subject, pair[1])]
        found = [
            *found_in(subject, REFUGE, texts),
            # The way in, where the text itself says whom the house is for.
            *found_in(subject, (REACHED,), [pair for pair in texts if VIOLENCE.search(pair[1])]),
        ]
        # The most telling of a text first, and that alone.
        told = dict[Path, Finding]()
        for finding in found:
            told.setdefault(finding.path, finding)
        yield from told.values()


@rule(
    "adresse-postale",
    "Une adresse dans une fiche mérite un regard : des ménages y vivent peut-être.",
    "warning",
    says="« {trouve} » est une adresse : si des ménages y vivent, donnez seulement la commune",
)
def no_address(context: Context, subject: Subject) -> Iterator[Finding]:
    """No text gives the address of a house, published documents aside."""
    if subject.kind == "project":
        texts = (pair for pair in _unpublished(subject) if not _sheltered(subject, pair[1]))
        yield from found_in(subject, (HOUSE,), texts)


def _is_secret(subject: Subject) -> bool:
    """Tell whether a record is for people whose houses are kept secret."""
    publics = subject.data.get("publics") if isinstance(subject.data, dict) else None
    return isinstance(publics, list) and any(public in SHELTERED for public in publics)


def _sheltered(subject: Subject, text: str) -> bool:
    """Tell whether a text of a record may be about people who hide from violence."""
    data = subject.data if isinstance(subject.data, dict) else {}
    told = (text, *(data.get(field) for field in TOLD_FIRST))
    return _is_secret(subject) or any(VIOLENCE.search(own) for own in told if isinstance(own, str))


@rule(
    "groupe-reconnaissable",
    "De moins de cinq ménages, une fiche ne donne ni l’origine, ni la santé, ni d’autres détails.",
    says=(
        "« {trouve} » décrit si peu de personnes qu’on pourrait les reconnaître : retirez les"
        " détails (âge, santé, origine, enfants…)"
    ),
)
def no_portrait(context: Context, subject: Subject) -> Iterator[Finding]:
    """Nothing tells of fewer than five households what would make them recognisable."""
    if subject.kind == "project":
        # A sentence ends where a text does: all together first, for it is rarely there.
        if too_much(subject.whole_text):
            for path, text in _unpublished(subject):
                if found := too_much(text):
                    yield quoting(path, "groupe-reconnaissable", found)
        for path, figure in _few(subject):
            told = " ".join(str(figure.get(field, "")) for field in ("libelle", "precision"))
            if details(told):
                yield quoting((*path, "valeur"), "groupe-reconnaissable", told.strip())


@rule(
    "petit-groupe",
    "Moins de cinq ménages dans une commune nommée : on pourrait les reconnaître.",
    "warning",
    says=(
        "moins de cinq {unite} dans une commune nommée : vérifiez que rien ne permet de les"
        " reconnaître"
    ),
)
def small_group(context: Context, subject: Subject) -> Iterator[Finding]:
    """Fewer than five households are not counted in a commune that is named."""
    few = list(_few(subject)) if subject.kind == "project" else []
    if few and any("commune" in place for place in groups(subject.data.get("territoires"))):
        for path, figure in few:
            if path[0] == HOUSEHOLDS:
                unit = context.corpus.label("unites-menages", str(figure.get("unite")))
                yield Finding((*path, "valeur"), say("petit-groupe", unite=unit))


def _few(subject: Subject) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the figures that count at least one household, and certainly fewer than five."""
    for path, _, value in subject.find("chiffre"):
        figure = value if isinstance(value, dict) else {}
        low, top = figure.get("valeur"), figure.get("valeur_max", 0)
        if path[0] not in COUNTED or figure.get("qualificatif") in MINIMUM:
            continue
        if is_number(low) and is_number(top) and 0 < low < FEW and top < FEW:
            yield path, figure
