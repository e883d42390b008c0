"""Every sentence on the shape of a record, with named blanks: the form says the same ones."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, str]] = {
    "champ-inconnu": "champ inconnu « {nom} »{suite}",
    "champ-inconnu/liste": " ; champs possibles : {liste}",
    "champ-manquant": "il manque le champ « {nom} » : ajoutez {modele}",
    "type/vide": "« {nom} » est vide : complétez la ligne ou supprimez-la",
    "type/texte": 'on attend du texte : écrivez "{valeur}" entre guillemets',
    "type/nombre": "« {nom} » attend {attendu}{suite}",
    "type/nombre/chiffres": " : écrivez-le en chiffres, sans guillemets",
    "type/nombre/seul": " seul : écrivez {nombre}{suite}",
    "type/nombre/reste": " ; le reste va dans « qualificatif », « unite » ou « precision »",
    "type/liste": "« {nom} » attend {attendu}",
    "type/autre": "« {nom} » attend {attendu}, pas {donne}",
    "forme": "« {valeur} » n’a pas la forme attendue : {attendu}",
    "forme/motif": "une valeur de la forme {motif}",
    "longueur/vide": "« {nom} » est vide : complétez-le ou supprimez le champ",
    "longueur/minLength": "« {nom} » est trop court ({taille} caractères, {limite} au moins)",
    "longueur/maxLength": "« {nom} » est trop long ({taille} caractères, {limite} au plus)",
    "longueur/minItems": "« {nom} » demande au moins {limite} éléments",
    "longueur/maxItems": "« {nom} » accepte au plus {limite} éléments",
    "doublon": "« {valeur} » est déjà dans la liste : gardez-le une fois",
    "bornes/minimum": "{valeur} est hors bornes : au moins {limite}",
    "bornes/maximum": "{valeur} est hors bornes : au plus {limite}",
}
"""Name of the rule, and after a slash which of its sentences → the sentence."""

WANTED: Final = {
    "string": "du texte",
    "integer": "un nombre entier",
    "number": "un nombre",
    "boolean": "true (oui) ou false (non)",
    "array": "une liste (une ligne « - … » par élément)",
    "object": "un groupe de champs",
}
"""JSON type → what is expected."""

GIVEN: Final = {
    "bool": "oui/non",
    "str": "du texte",
    "int": "un nombre entier",
    "float": "un nombre à virgule",
    "list": "une liste",
    "dict": "un groupe de champs",
    "autre": "cette valeur",
}
"""Python type → what was written instead."""


def say(name: str, **blanks: object) -> str:
    """Return a sentence with its blanks filled in."""
    return MESSAGES[name].format(**blanks)
