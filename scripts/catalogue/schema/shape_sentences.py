"""Every sentence that tells a fault of shape, with named blanks: the form says the same ones."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "champ-inconnu": "champ inconnu « {champ} »{suite}",
    "champ-manquant": "il manque le champ « {champ} » : ajoutez {modele}",
    "type/vide": "« {champ} » est vide : complétez la ligne{suite}, ou supprimez-la",
    "type/vide-element": (
        "un élément de « {champ} » est vide : complétez la ligne{suite}, ou supprimez-la"
    ),
    "type/guillemets": 'on attend du texte : écrivez "{texte}" entre guillemets',
    "type/nombre": "« {champ} » attend {attendu} seul : écrivez {nombre}",
    "type/nombre-et-reste": (
        "« {champ} » attend {attendu} seul : écrivez {nombre} ; le reste va dans {reste}"
    ),
    "type/nombre-sans-reste": (
        "« {champ} » attend {attendu} seul : écrivez {nombre}, sans « {reste} »"
    ),
    "type/fourchette": (
        "« {champ} » attend {attendu} seul : écrivez-y {bas}, et {haut} dans « {max} »"
    ),
    "type/incertain": (
        "« {champ} » attend {attendu} seul : remplacez « {valeur} » par un seul nombre, en chiffres"
    ),
    "type/entier": (
        "« {champ} » attend un nombre entier, sans point ni virgule : 1250, et non 1.250"
    ),
    "type/fichier": "ce texte n’est pas {objet} : on attend des lignes « nom: valeur »",
    "type/chiffres": (
        "« {champ} » attend {attendu} : écrivez-le en chiffres, sans guillemets{suite}"
    ),
    "type/liste-puces": (
        "« {signe} » n’est pas le tiret d’une liste : dans « {champ} », commencez chaque ligne par"
        " un tiret « - » suivi d’une espace ordinaire"
    ),
    "type/groupe": (
        "« {champ} » attend un groupe de champs, pas du texte : écrivez « {premier}: {texte} »"
        "{aussi}"
    ),
    "type/liste-groupes": (
        "« {champ} » attend une liste : écrivez à la ligne, en retrait, « - {premier}: {texte} »"
        "{aussi}"
    ),
    "type/corse": (
        'la Corse a deux départements : écrivez "2a" (Corse-du-Sud) ou "2b" (Haute-Corse), entre'
        " guillemets"
    ),
    "type/liste": "« {champ} » attend {attendu}{suite}",
    "type": "« {champ} » attend {attendu}, pas {recu}{suite}",
    "forme": "« {valeur} » n’a pas la forme attendue : {attendu}",
    "forme/choix": "« {valeur} » n’est pas un des choix possibles{suite}",
    "forme/inconnue": "valeur refusée par le schéma ({mot})",
    "forme/fichier": "ce fichier n’a pas la forme attendue par le schéma",
    "longueur/vide": "« {champ} » est vide : complétez-le{suite}, ou supprimez le champ",
    "longueur/court": (
        "« {champ} » est trop court : {limite} caractères au moins, pas {taille}{suite}"
    ),
    "longueur/long": "« {champ} » est trop long : {limite} caractères au plus, pas {taille}",
    "longueur/peu": "« {champ} » demande au moins {limite} éléments",
    "longueur/beaucoup": "« {champ} » accepte au plus {limite} éléments",
    "doublon": "« {valeur} » est déjà dans la liste : gardez-le une fois",
    "bornes/bas": "{valeur} est hors bornes : au moins {limite}{suite}",
    "bornes/haut": "{valeur} est hors bornes : au plus {limite}{suite}",
    "suite/voisin": " — vouliez-vous dire « {voisin} » ?",
    "suite/champs": " ; champs possibles : {liste}",
    "suite/aussi": ", et ajoutez {liste}",
    "suite/exemple": ", par exemple « {exemple} »",
    "modele/liste": "« {champ}: » suivi d’une ligne « {exemple} »",
    "modele/ligne": "une ligne « {champ}: {exemple} »",
    "attendu/forme": "une valeur de la forme {forme}",
    "attendu/string": "du texte",
    "attendu/integer": "un nombre entier",
    "attendu/number": "un nombre",
    "attendu/boolean": "true (oui) ou false (non)",
    "attendu/array": "une liste (une ligne « - … » par élément)",
    "attendu/object": "un groupe de champs",
    "recu/boolean": "oui/non",
    "recu/string": "du texte",
    "recu/integer": "un nombre entier",
    "recu/number": "un nombre à virgule",
    "recu/array": "une liste",
    "recu/object": "un groupe de champs",
    "recu": "cette valeur",
}
"""Name of the rule, and after a slash which of its sentences, or a part of one → the words."""


def tell(name: str, **blanks: object) -> str:
    """Return a sentence with its blanks filled in."""
    return SENTENCES[name].format(**blanks)
