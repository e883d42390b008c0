"""Mistakes of meaning: references, dates, figures, durations, private lives."""

from __future__ import annotations

from mutations.mutation import insert, swap

LINKS = "Renvois"
REFERENCE = "reference-inconnue"
swap("public inconnu", LINKS, REFERENCE, "^publics:\n  - ", "publics:\n  - §tres-")
swap("outil mal écrit", LINKS, REFERENCE, "^outils:\n  - .*", "outils:\n  - §bail-glisant")
swap("partenariat inconnu", LINKS, REFERENCE, "^partenariats:\n  - ", "partenariats:\n  - §x-")
swap("organisme inconnu", LINKS, REFERENCE, "^  - organisme: ", "  - organisme: §ancien-")
swap("rôle inconnu", LINKS, REFERENCE, "^      - porteur", "      - §porteuse")
swap("phase inconnue", LINKS, REFERENCE, "^      phase: .*$", "      phase: §plus-tard")
swap("état inconnu", LINKS, REFERENCE, "^statut: .*$", "statut: §fini")
swap(
    "libellé à la place d’un identifiant",
    LINKS,
    REFERENCE,
    "^outils:\n  - .*",
    "outils:\n  - §Bail glissant",
)
swap("fiabilité inconnue", LINKS, REFERENCE, "fiabilite: primaire", "fiabilite: §sûre")
swap("lien avec le programme inconnu", LINKS, REFERENCE, "  statut: citee", "  statut: §payee")
swap(
    "appel inconnu",
    LINKS,
    REFERENCE,
    "  statut: citee",
    "  statut: citee\n  appel: §appel-1999",
)
swap(
    "session sans appel",
    LINKS,
    "session-de-l-appel",
    "  statut: citee",
    "  statut: citee\n  session: §2014-1",
)
swap(
    "session d’un autre appel",
    LINKS,
    "session-de-l-appel",
    "  statut: citee",
    "  statut: citee\n  appel: aap-2018\n  session: §1999-9",
)
swap("département inconnu", LINKS, REFERENCE, '^  - departement: ".."', '  - departement: §"99"')
swap(
    "région dans le champ du département",
    LINKS,
    "type-de-territoire",
    '^  - departement: ".."',
    "  - departement: §ges",
)
swap(
    "département dans le champ de la région",
    LINKS,
    "type-de-territoire",
    "^  - region: idf",
    '  - region: §"75"',
)
swap(
    "région d’un autre département",
    LINKS,
    "region-du-departement",
    '^  - departement: ".."',
    "\\g<0>\n    region: §bre",
)
swap(
    "territoire vide",
    LINKS,
    "territoire-vide",
    '^  - (?:departement: ".."|region: idf)\n    source: s1',
    "  - §source: s1",
)
swap("source citée mais absente", LINKS, "source-inconnue", "^  source: s1", "  source: §s9")
swap(
    "source jamais citée",
    LINKS,
    "source-inutilisee",
    "^    fiabilite: primaire",
    "    fiabilite: primaire\n  - id: §s9\n    document: Autre note",
)
swap(
    "deux sources du même nom",
    LINKS,
    "identifiant-unique",
    "^    fiabilite: primaire",
    "    fiabilite: primaire\n  - id: §s1\n    document: Autre note",
)
swap(
    "identifiant d’un autre fichier",
    LINKS,
    "identifiant-egal-au-fichier",
    "^id: .*$",
    "id: §autre-fiche",
)

swap(
    "commune d’un autre département",
    LINKS,
    "commune-du-departement",
    '^  - departement: ".."',
    '  - commune: §Gap\n    departement: "75"',
)
swap(
    "appel d’une initiative apparentée",
    LINKS,
    "famille-et-appel",
    "  statut: citee",
    "  statut: apparentee\n  appel: §aap-2018",
)
swap(
    "appel d’une initiative seulement citée",
    LINKS,
    "famille-et-appel",
    "  statut: citee",
    "  statut: citee\n  appel: §aap-2018",
)

DATES = "Dates et durées"
STATE = r"^(?P<state>statut: .*\n)(?:debut: .*\n)?(?:fin: .*\n)?"
"""The state of a record, with what it says of its beginning and end, to be replaced."""
swap(
    "jour qui n’existe pas",
    DATES,
    "date-possible",
    '^verifie_le: ".*"$',
    'verifie_le: §"2026-02-30"',
)
swap(
    "vérification dans le futur",
    DATES,
    "date-passee",
    '^verifie_le: ".*"$',
    'verifie_le: §"2031-01-01"',
)
# A record says when other things than its sources happened: these two are of a source.
swap(
    "source datée du futur",
    DATES,
    "date-passee",
    '^(sources:\n(?:.*\n)*?)    date: ".*"$',
    '\\g<1>    date: §"2031"',
)
swap(
    "fin avant le début",
    DATES,
    "dates-en-ordre",
    STATE,
    '\\g<state>debut: "2019-09"\nfin: §"2018-01"\n',
)
swap(
    "en cours, et commence plus tard",
    DATES,
    "etat-et-dates",
    STATE,
    'statut: en-cours\ndebut: §"2031"\n',
)
swap(
    "terminée, et finit plus tard",
    DATES,
    "etat-et-dates",
    STATE,
    'statut: terminee\nfin: §"2031-06"\n',
)
swap(
    "en cours, et finie depuis longtemps",
    DATES,
    "fin-passee",
    STATE,
    'statut: en-cours\nfin: §"2019"\n',
)
insert(
    "constat daté du futur",
    DATES,
    "date-passee",
    "logements:\n  - valeur: 12\n    unite: logements\n    nature: realise\n"
    '    date: §"2031"\n    source: s1',
)
swap(
    "consultée avant sa publication",
    DATES,
    "dates-en-ordre",
    '^(sources:\n(?:.*\n)*?    date: ".*"\n(?:    .*\n)*?)    consulte_le: ".*"$',
    '\\g<1>    consulte_le: §"1999-05-04"',
)
swap(
    "accompagnement de six ans",
    DATES,
    "duree-plausible",
    "^accompagnement:\n((?:  (?!duree_max).*\n)+)(?:  duree_max_mois: .*\n)?",
    "accompagnement:\n  duree_max_mois: §72\n\\g<1>",
)
swap(
    "accompagnement plus long que l’initiative",
    DATES,
    "duree-plausible",
    STATE + "((?:.*\n)*?)^accompagnement:\n((?:  (?!duree_max).*\n)+)(?:  duree_max_mois: .*\n)?",
    '\\g<state>debut: "2018-01"\nfin: "2018-06"\n\\g<2>'
    "accompagnement:\n  duree_max_mois: §24\n\\g<3>",
)
swap(
    "étape plus longue que l’accompagnement",
    DATES,
    "duree-plausible",
    "^    - titre: (.*)\n((?:.*\n)*?)^accompagnement:\n"
    "((?:  (?!duree_max).*\n)+)(?:  duree_max_mois: .*\n)?",
    "    - titre: \\g<1>\n      duree_mois: §36\n\\g<2>accompagnement:\n"
    "  duree_max_mois: 12\n\\g<3>",
)

FIGURES = "Chiffres et montants"
insert(
    "chiffre sans source",
    FIGURES,
    "chiffre-source",
    "logements:\n  - §valeur: 12\n    unite: logements",
)
swap(
    "chiffre réalisé sans date",
    FIGURES,
    "chiffre-sans-date",
    "^(?:resultats:\n((?:.*\n)*?))?^sources:\n",
    "resultats:\n  - libelle: Baux\n    valeur: §12\n    nature: realise\n    source: s9\n"
    "\\g<1>sources:\n  - id: s9\n    document: Note sans date\n",
)
insert(
    "résultat au-dessus du total",
    FIGURES,
    "resultat-plausible",
    "resultats:\n  - libelle: Baux\n    valeur: §30\n    denominateur: 25\n    source: s1",
)
insert(
    "pourcentage au-dessus de cent",
    FIGURES,
    "resultat-plausible",
    'resultats:\n  - libelle: Baux\n    valeur: §112\n    unite: "%"\n    source: s1',
)
swap(
    "plus de ménages que de logements",
    FIGURES,
    "menages-et-logements",
    "^menages:\n  - valeur: 25",
    "logements:\n  - valeur: 12\n    unite: logements\n    source: s1\nmenages:\n  - valeur: §25",
)
MONEY = (
    "  montants:\n    - organisme: cglls\n      valeur: {}\n      source: s1\n"
    "    - organisme: fnavdl\n      valeur: 60000\n      source: s1\n"
    "  cout_total:\n    valeur: {}\n    source: s1"
)
swap(
    "financement au-dessus du coût",
    FIGURES,
    "montant-et-cout",
    "^  statut: citee",
    "  statut: citee\n" + MONEY.format("§150000", "100000"),
)
swap(
    "financements qui dépassent ensemble le coût",
    FIGURES,
    "montants-et-cout",
    "^  statut: citee",
    "  statut: citee\n" + MONEY.format("70000", "§100000"),
)
swap(
    "coût sans source",
    FIGURES,
    "chiffre-source",
    "^  statut: citee",
    "  statut: citee\n  cout_total:\n    §valeur: 5000",
)

SENSE = "Cohérence de la fiche"
WAITING = {
    "modèle laissé tel quel": "À remplacer par le titre du document",
    "à compléter": "à compléter",
    "sans objet": "N/A",
    "points d’interrogation": "????",
    "faux latin": "Lorem ipsum dolor sit amet",
    "xxx": "Chaque mois, xxx passe.",
    "à faire": "TODO dire combien",
    "points de suspension": "…",
    "adresse d’exemple": "Voir https://www.example.org/page",
}
for label, text in WAITING.items():
    insert(
        f"texte d’attente : {label}",
        SENSE,
        "texte-a-remplacer",
        f'limites:\n  - texte: §"{text}"\n    source: s1',
    )
swap(
    "outil dont rien ne parle",
    SENSE,
    "outil-sans-mention",
    "^outils:\n",
    "outils:\n  - §pair-aidance\n",
)
swap("même initiative dans deux fiches", SENSE, "fiche-proche", "^titre: ", "titre: §")

PRIVACY = "Vie privée"
LIMIT = "limites:\n  - texte: §{}\n    source: s1"
PERSONAL = {
    "adresse électronique": ("donnee-personnelle", "Écrire à prenom.nom@exemple.test."),
    "adresse électronique déguisée": ("donnee-personnelle", "Écrire à prenom.nom (at) exemple."),
    "numéro de téléphone": ("donnee-personnelle", "Appeler le 01 23 45 67 89."),
    "numéro de téléphone international": ("donnee-personnelle", "Appeler le +33 6 12 34 56 78."),
    "personne avec civilité": ("personne-nommee", "Demander Mme Durand à l’accueil."),
    "personne avec fonction": ("personne-nommee", "Marie Durand, chargée de mission, suit tout."),
    "compte d’un réseau": ("donnee-personnelle", "Son compte est @exemple_73, à suivre."),
    "personne nommée sans fonction": ("personne-nommee", "Le bail de Karim Haddad est signé."),
    "repère d’un refuge": ("adresse-de-refuge", "Femmes victimes de violences, face au lycée."),
    "adresse d’un logement": ("adresse-postale", "L’immeuble du 12 rue des Lilas est plein."),
    "adresse d’un refuge": ("adresse-de-refuge", "Victimes de violences, impasse des Lilas."),
    "ménage reconnaissable": ("groupe-reconnaissable", "Un ménage de 3 enfants, le père malade."),
    "familles reconnaissables": ("groupe-reconnaissable", "Deux familles afghanes sont là."),
}
for label, (rule, sentence) in PERSONAL.items():
    insert(label, PRIVACY, rule, LIMIT.format(sentence))
swap(
    "adresse d’un refuge, selon le public",
    PRIVACY,
    "adresse-de-refuge",
    "^publics:\n((?:.*\n)*?)(?:limites:\n|(sources:\n))",
    "publics:\n  - violences\n\\g<1>"
    "limites:\n  - texte: §Le 12 rue des Lilas.\n    source: s1\n\\g<2>",
)
swap(
    "très petit nombre dans une commune",
    PRIVACY,
    "petit-groupe",
    "^  - commune: Reims\n((?:.*\n)*?)sources:",
    "  - commune: Reims\n\\g<1>"
    "menages:\n  - valeur: §3\n    unite: menages\n    source: s1\nsources:",
)
swap(
    "très petit nombre avec un détail",
    PRIVACY,
    "groupe-reconnaissable",
    "^menages:\n  - valeur: 25\n    unite: familles\n    precision: .*$",
    "menages:\n  - valeur: §2\n    unite: familles\n"
    "    precision: Familles de nationalité malienne",
)
insert(
    "fourchette à l’envers",
    "Chiffres",
    "fourchette",
    "logements:\n  - valeur: 12\n    valeur_max: §10\n    unite: logements\n    source: s1",
)
insert(
    "source d’un champ qui n’est pas rempli",
    LINKS,
    "attestation-sans-objet",
    "attestations:\n  - champ: §fin\n    source: s1",
)
