"""Mistakes of shape: fields, types, forms, bounds."""

from __future__ import annotations

from mutations.mutation import insert, swap

FIELDS = "Champs"
UNKNOWN, MISSING = "champ-inconnu", "champ-manquant"
BLOCK = r":.*\n(?:[ -].*\n)+"
TOP = "^id: "

swap("nom de champ mal écrit", FIELDS, UNKNOWN, "^statut:", "§status:")
swap("nom de champ au singulier", FIELDS, UNKNOWN, "^outils:", "§outil:")
swap("nom de champ accentué", FIELDS, UNKNOWN, "^resume:", "§résumé:")
swap("nom de champ avec majuscule", FIELDS, UNKNOWN, "^titre:", "§Titre:")
swap("champ inventé", FIELDS, UNKNOWN, "^sources:", "§couleur: bleu\nsources:")
swap("champ au mauvais niveau", FIELDS, UNKNOWN, "^sources:", "§duree_max_mois: 12\nsources:")
swap("« role » au singulier", FIELDS, UNKNOWN, "^    roles:", "    §role:")
for name in ("publics", "territoires", "organismes", "financement", "sources"):
    swap(f"« {name} » oublié", FIELDS, MISSING, f"^{name}{BLOCK}", "", at=TOP)
swap("« titre » oublié", FIELDS, MISSING, r"^titre: .*\n(?:  .*\n)*", "", at=TOP)
swap(
    "rôles d’un organisme oubliés",
    FIELDS,
    MISSING,
    r"(?<=^  - organisme: )(.*)\n    roles:\n(?:      - .*\n)+",
    "\\g<1>\n",
    at="(?<=^  - )organisme",
)
insert("phrase sans texte", FIELDS, MISSING, "transferabilite:\n  transposable:\n    - §source: s1")
swap(
    "source sans titre",
    FIELDS,
    MISSING,
    r"^sources:\n  - id: s1\n    document: .*\n(?:      .*\n)*",
    "sources:\n  - §id: s1\n",
)

TYPES = "Types"
swap(
    "texte à la place d’une liste",
    TYPES,
    "type",
    "^finalites:\n(?:  - .*\n)+",
    "finalites: §acces\n",
)
swap("liste à la place d’un texte", TYPES, "type", "^statut: (.*)$", "statut:\n  §- \\g<1>")
swap("groupe à la place d’un texte", TYPES, "type", "^statut: (.*)$", "statut:\n  §id: \\g<1>")
swap("année sans guillemets", TYPES, "type", '^    date: "2019"', "    date: §2019")
swap("oui ou non à la place d’un texte", TYPES, "type", "^statut: .*$", "statut: §true")
swap("champ laissé vide", TYPES, "type", "^statut: .*$", "statut:§")
insert(
    "nombre en toutes lettres",
    TYPES,
    "type",
    "logements:\n  - valeur: §douze\n    unite: logements\n    source: s1",
)
insert(
    "nombre avec son unité",
    TYPES,
    "type",
    "logements:\n  - valeur: §12 logements\n    unite: logements\n    source: s1",
)
insert(
    "nombre avec une espace",
    TYPES,
    "type",
    "logements:\n  - valeur: §1 200\n    unite: logements\n    source: s1",
)
insert(
    "nombre à virgule",
    TYPES,
    "type",
    "logements:\n  - valeur: §12,5\n    unite: logements\n    source: s1",
)
insert(
    "nombre non entier",
    TYPES,
    "type",
    "logements:\n  - valeur: §12.5\n    unite: logements\n    source: s1",
)
swap(
    "« oui » à la place de « true »",
    TYPES,
    "type",
    "referent_unique: true",
    "referent_unique: §oui",
)
swap("« no » à la place de « false »", TYPES, "type", "qpv: true", "qpv: §no")
swap(
    "texte à la place d’un groupe", TYPES, "type", "^contact:\n(?:  .*\n?)+", "contact: §le siège\n"
)

FORMS = "Formes et bornes"
DATE = '^verifie_le: ".*"$'
swap("date à la française", FORMS, "forme", DATE, 'verifie_le: §"21/11/2026"')
swap("date sans zéro", FORMS, "forme", DATE, 'verifie_le: §"2026-11-3"')
swap("mois qui n’existe pas", FORMS, "forme", DATE, 'verifie_le: §"2026-13-01"')
swap("date en toutes lettres", FORMS, "forme", DATE, "verifie_le: §novembre 2026")
swap("mois à la place d’un jour", FORMS, "forme", DATE, 'verifie_le: §"2026-11"')
swap("identifiant avec majuscules", FORMS, "forme", "^id: .*$", "id: §Reims")
swap("identifiant avec accents", FORMS, "forme", "^id: .*$", "id: §éviter")
swap(
    "adresse web sans https",
    FORMS,
    "forme",
    "^    url: .*$",
    "    url: §www.exemple.test",
)
swap(
    "adresse web avec une espace",
    FORMS,
    "forme",
    "^    url: .*$",
    "    url: §https://exemple.test/a b",
)
swap("durée nulle", FORMS, "bornes", "^accompagnement:", "accompagnement:\n  duree_max_mois: §0")
swap(
    "durée démesurée",
    FORMS,
    "bornes",
    "^accompagnement:",
    "accompagnement:\n  duree_max_mois: §999",
)
insert(
    "nombre négatif",
    FORMS,
    "bornes",
    "logements:\n  - valeur: §-12\n    unite: logements\n    source: s1",
)
insert(
    "nombre démesuré",
    FORMS,
    "bornes",
    "logements:\n  - valeur: §12000000\n    unite: logements\n    source: s1",
)
swap("liste vidée", FORMS, "longueur", "^finalites:\n(?:  - .*\n)+", "finalites: §[]\n")
swap(
    "terme deux fois dans une liste",
    FORMS,
    "doublon",
    "^finalites:\n  - (.*)$",
    "finalites:\n  - \\g<1>\n  - §\\g<1>",
)
