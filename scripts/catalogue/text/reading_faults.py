"""The faults this stage can find, by identifier, and how one of them becomes an issue."""

from __future__ import annotations

from typing import Final

from catalogue.issues import Issue, Level, Place

RULES: Final[dict[str, str]] = {
    "fichier-illisible": "Le fichier existe, est un fichier ordinaire et peut être lu.",
    "fichier-trop-gros": "Un fichier ne dépasse pas 512 Kio.",
    "lien-hors-dossier": "Un lien symbolique ne mène pas hors du dossier du catalogue.",
    "encodage": "Le fichier est enregistré en UTF-8.",
    "caractere-interdit": "Le texte ne contient aucun caractère de contrôle ou invisible gênant.",
    "yaml-syntaxe": "Le fichier respecte la syntaxe YAML.",
    "yaml-document-unique": "Un fichier contient un seul document YAML.",
    "yaml-ancre": "Une valeur ne porte pas d’ancre (« &nom »).",
    "yaml-alias": "Une valeur est écrite en toutes lettres, sans renvoi (« *nom »).",
    "yaml-balise": "Une valeur ne porte pas de balise (« !type »).",
    "yaml-cle-double": "Un champ n’est écrit qu’une fois au même endroit.",
    "yaml-cle-texte": "Le nom d’un champ est un texte.",
    "yaml-trop-profond": "Les listes et les champs s’emboîtent sur 50 niveaux au plus.",
    "yaml-trop-long": "Un fichier contient au plus 50 000 éléments.",
    "texte-coupe": "Un texte sans guillemets n’est pas coupé par un « # » collé à un mot.",
    "fichier-vide": "Le fichier n’est pas vide.",
    "fichier-egare": (
        "Une fiche est dans « projects/ », un fichier de référence dans son dossier de"
        " « reference/ » : ailleurs, rien ne les lit."
    ),
    "nom-de-fichier": (
        "Un nom de fichier s’écrit en minuscules sans accent, avec des chiffres et des tirets,"
        " et finit par « .yml »."
    ),
}
WARNINGS: Final = frozenset({"texte-coupe"})
"""The rules that only warn: the file can be read as it is, and may be right."""


def fault(file: str, rule: str, message: str, line: int = 1, column: int = 1) -> Issue:
    """Return the issue of one rule at one place of a file."""
    return Issue(Place(file, line=line, column=column), rule, message, level_of(rule))


def level_of(rule: str) -> Level:
    """Return how serious a rule of this stage is."""
    return "warning" if rule in WARNINGS else "error"
