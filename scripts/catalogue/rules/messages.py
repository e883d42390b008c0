"""Every sentence that a rule says of a record, with named blanks: the form says the same ones."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, str]] = {
    "date-possible": "le jour « {valeur} » n’existe pas dans le calendrier",
    "dates-en-ordre": "« {second} » ({apres}) précède « {premier} » ({avant})",
    "date-passee": "la date « {valeur} » est dans le futur",
    "etat-et-dates/debut": (
        "l’état est « {statut} » et le début ({debut}) est à venir : changez l’un ou l’autre"
    ),
    "etat-et-dates/fin": (
        "l’état est « {statut} » et la fin ({fin}) est à venir : changez l’un ou l’autre"
    ),
    "fin-passee": (
        "l’état est « en-cours » et la fin ({fin}) est passée : l’initiative continue-t-elle ?"
    ),
    "famille-et-appel": (
        "le lien avec le programme est « {statut} » et un appel est donné ({appel}) : une"
        " initiative retenue est « financee », une autre qui a répondu est « candidate »"
    ),
    "commune-du-departement": (
        "« {commune} » n’est pas une commune du département {departement} ({libelle}) : vérifiez"
        " l’un et l’autre"
    ),
    "texte-a-remplacer": (
        "« {trouve} » attend d’être remplacé : écrivez le vrai texte, ou supprimez la ligne"
    ),
    "duree-plausible/longue": (
        "un accompagnement de {mois} mois dépasse cinq ans : vérifiez qu’il s’agit bien de mois"
    ),
    "duree-plausible/tout": (
        "cette durée ({mois} mois) dépasse celle de l’accompagnement ({total} mois) :"
        " vérifiez les deux"
    ),
    "duree-plausible/etape": (
        "cette durée ({mois} mois) dépasse celle de l’étape qui la contient ({total} mois) :"
        " vérifiez les deux"
    ),
    "duree-plausible/dates": (
        "cette durée ({mois} mois) dépasse celle de l’initiative, de « {debut} » à « {fin} » :"
        " vérifiez les trois"
    ),
    "chiffre-source": "ce chiffre n’a pas de source : ajoutez une ligne « source: s1 »",
    "chiffre-sans-date": (
        "ce chiffre réalisé n’est pas daté, et sa source non plus : ajoutez une ligne"
        ' « date: "2019" »'
    ),
    "fourchette": (
        "la fourchette va de {bas} à {haut} : « valeur » est le plus bas des deux nombres,"
        " « valeur_max » le plus haut"
    ),
    "resultat-plausible": "le résultat ({part}) dépasse le total ({total})",
    "resultat-plausible/pourcentage": "un pourcentage ne dépasse pas 100 : {part}",
    "menages-et-logements": (
        "plus de {unite} ({menages}) que de logements ({logements}) : vérifiez les deux nombres,"
        " et dites dans « precision » si un logement sert à plusieurs ménages tour à tour"
    ),
    "montant-et-cout": "ce montant ({part} €) dépasse le coût total ({total} €)",
    "montants-et-cout": (
        "la somme des montants ({part} €) dépasse le coût total ({total} €) : vérifiez les"
        " années, et si un montant est compté deux fois"
    ),
    "outil-sans-mention": (
        "rien dans la fiche ne parle de l’outil « {libelle} » : dites dans le déroulement à quoi"
        " il sert, ou retirez-le"
    ),
    "fiche-proche": (
        "cette fiche a le territoire, les publics et les organismes de « {titre} » ({autre}) :"
        " si c’est la même initiative, gardez une seule fiche"
    ),
    "pas-de-html": (
        "la balise « {trouve} » sera montrée telle quelle : écrivez le texte sans balise"
    ),
    "pas-de-html/code": (
        "« {trouve} » est le code d’un signe dans une page web, et sera montré tel quel : écrivez"
        " le signe lui-même"
    ),
    "donnee-personnelle/adresse-electronique": (
        "« {trouve} » est une adresse électronique : retirez-la et donnez l’organisme et la"
        " fonction"
    ),
    "donnee-personnelle/telephone": (
        "« {trouve} » est un numéro de téléphone : retirez-le et donnez l’organisme et la fonction"
    ),
    "donnee-personnelle/compte": (
        "« {trouve} » est un compte ou une page sur un réseau social : retirez-le et donnez"
        " l’organisme et la fonction"
    ),
    "personne-nommee": (
        "« {trouve} » nomme une personne : retirez son nom et donnez l’organisme et la fonction"
    ),
    "adresse-de-refuge": (
        "« {trouve} » situe un lieu, dans une fiche qui parle de violences : retirez ces mots, des"
        " personnes y sont peut-être mises à l’abri"
    ),
    "adresse-postale": (
        "« {trouve} » est une adresse : si des ménages y vivent, donnez seulement la commune"
    ),
    "groupe-reconnaissable": (
        "« {trouve} » décrit si peu de personnes qu’on pourrait les reconnaître : retirez les"
        " détails (âge, santé, origine, enfants…)"
    ),
    "petit-groupe": (
        "moins de cinq {unite} dans une commune nommée : vérifiez que rien ne permet de les"
        " reconnaître"
    ),
    "texte-vide": "ce texte ne contient que des espaces : complétez-le ou supprimez la ligne",
    "identifiant-unique": "l’identifiant « {valeur} » est déjà pris plus haut",
    "identifiant-egal-au-fichier": (
        "l’identifiant « {valeur} » n’est pas le nom du fichier : écrivez « {attendu} »"
    ),
    "annee-egale-au-fichier": (
        "l’année {valeur} n’est pas celle du nom du fichier, « {fichier} » : changez l’un ou"
        " l’autre"
    ),
    "reference-inconnue": "« {valeur} » n’est pas dans le vocabulaire « {liste} »{suite}",
    "reference-inconnue/a-ajouter": (
        "« {valeur} » est inconnu{suite} ; sinon, ajoutez-le : {fichier}"
    ),
    "reference-inconnue/territoire": (
        "« {valeur} » n’est le code d’aucun département ni d’aucune région{suite}"
    ),
    "reference-inconnue/sans-liste": (
        "le vocabulaire « {liste} » n’existe pas : créez reference/vocabularies/{liste}.yml"
    ),
    "source-inconnue": (
        "la source « {valeur} » n’est pas dans la liste « sources » de la fiche{suite}"
    ),
    "source-inutilisee": "la source « {valeur} » n’est citée nulle part dans la fiche",
    "attestation-sans-objet": (
        "« {champ} » n’est pas renseigné dans la fiche : remplissez-le, ou retirez cette source"
    ),
    "attestation-sans-objet/terme": (
        "« {terme} » n’est pas une des valeurs de « {champ} » dans cette fiche{suite}"
    ),
    "terme-retire": "« {valeur} » est retiré : employez « {successeur} »",
    "type-de-territoire": "« {valeur} » ({libelle}) est un code de {type}, pas de {attendu}",
    "territoire-vide": (
        "ce territoire est vide : donnez une commune, une intercommunalité, un département ou une"
        " région"
    ),
    "region-du-departement": (
        "« {departement} » ({libelle}) est dans la région « {attendue} », pas « {region} »"
    ),
    "session-de-l-appel": "l’appel « {appel} » n’a pas de session « {valeur} »{suite}",
    "session-de-l-appel/sans-appel": "une session est donnée sans son appel : ajoutez « appel »",
    "suite/voisin": " — vouliez-vous dire « {voisin} » ?",
    "suite/liste": " ; valeurs possibles : {liste}",
    "suite/fichier": " ; les valeurs possibles sont dans reference/vocabularies/{liste}.yml",
    "suite/proposer": (
        " ; si aucune ne convient, laissez le champ de côté et dites-le en envoyant la fiche : la"
        " liste peut s’enrichir"
    ),
    "suite/code": (
        ' ; un département s’écrit par son numéro entre guillemets, "01" ou "2a", et une région par'
        " son sigle, idf ou bre : la page « Territoires » les donne tous"
    ),
    "suite/corse": " ; la Corse a deux départements, « 2a » (Corse-du-Sud) et « 2b » (Haute-Corse)",
}
"""Name of the rule, and after a slash which of its sentences → the sentence."""

SHOWN: Final = 60
"""How many characters of somebody's text a sentence quotes."""


def say(name: str, **blanks: object) -> str:
    """Return a sentence with its blanks filled in."""
    return MESSAGES[name].format(**blanks)
