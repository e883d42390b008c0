"""Mistakes of writing: YAML, characters, encodings."""

from __future__ import annotations

from catalogue.text.decoding import position
from mutations.mutation import Mutant, add, insert, swap, whole


def _saved(text: str, encoding: str) -> Mutant:
    """Save a record as an old editor would: what it cannot write becomes « ? »."""
    content = text.encode(encoding, "replace")
    first = next(rank for rank, byte in enumerate(content) if byte > 127)
    return Mutant(content, *position(text, first))


YAML = "Écriture YAML"
SYNTAX = "yaml-syntaxe"
TITLE = "^titre: .*$(?:\n  .*$)*"
"""A title, on its line or folded."""

swap("tabulation en retrait", YAML, SYNTAX, "^  - (?=.*\n(?:partenariats|territoires))", "§\t- ")
swap("guillemet jamais refermé", YAML, SYNTAX, '^verifie_le: "(.*)"$', 'verifie_le: §"\\g<1>')
swap("deux-points dans un texte", YAML, SYNTAX, TITLE, "titre: Un toit§: deux mots")
swap("deux-points oubliés", YAML, SYNTAX, "^statut: ", "§statut ")
swap("espace oubliée après les deux-points", YAML, SYNTAX, "^statut: ", "§statut:")
swap(
    "crochet jamais refermé",
    YAML,
    SYNTAX,
    "^publics:\n(?:  - .*\n)+",
    "publics: §[impayes-expulsion\n",
)
swap("apostrophe qui ferme trop tôt", YAML, SYNTAX, TITLE, "titre: 'Éviter l'§expulsion à Reims'")
swap("guillemets dans les guillemets", YAML, SYNTAX, TITLE, 'titre: "Un "§toit" pour tous"')
swap("barre oblique inverse", YAML, SYNTAX, TITLE, 'titre: "Dossier C:§\\Hlm partagé"')
swap("nom de champ oublié", YAML, SYNTAX, "^statut: ", "§: ")
swap("texte après la barre verticale", YAML, SYNTAX, "^resume: >-$", "resume: >- §Tout de suite")
swap("liste sur la ligne du champ", YAML, SYNTAX, "^finalites:\n  - ", "finalites: §- ")
swap("champ sans rien qui le rattache", YAML, SYNTAX, "^statut: ", " §statut: ")
for sign in "@`%*&!":
    rule = {"*": "yaml-alias", "&": "yaml-ancre", "!": "yaml-balise"}.get(sign, SYNTAX)
    swap(f"texte qui commence par « {sign} »", YAML, rule, TITLE, f"titre: §{sign}toit")
swap("dièse dans un texte", YAML, "texte-coupe", TITLE, "titre: Bail du lot §#3 à Reims")
swap("champ écrit deux fois", YAML, "yaml-cle-double", "^sources:", "§titre: Encore\nsources:")
swap("second document", YAML, "yaml-document-unique", "^sources:", "§---\nsources:")
swap("nom de champ en chiffres", YAML, "yaml-cle-texte", "^sources:", "§2019: texte\nsources:")
swap("nom de champ « true »", YAML, "yaml-cle-texte", "^sources:", "§true: texte\nsources:")
swap(
    "crochets sans fin", YAML, "yaml-trop-profond", TITLE, f"titre: {'[' * 49}§{'[' * 20}{']' * 69}"
)

SIGNS = "Caractères"
FORBIDDEN = "caractere-interdit"
for label, sign in {
    "caractère nul": "\0",
    "cloche": "\a",
    "marque d’ordre au milieu du texte": "\ufeff",
    "trait d’union invisible": "\u00ad",
    "espace sans largeur": "\u200b",
    "marque de droite à gauche": "\u200f",
    "sens d’écriture renversé": "\u202e",
    "fin de ligne d’un autre temps": "\u0085",
    "séparateur de lignes": "\u2028",
}.items():
    swap(label, SIGNS, FORBIDDEN, "^titre: (.)", f"titre: \\g<1>§{sign}")
swap("espace insécable dans un nom de champ", SIGNS, FORBIDDEN, "^statut:", "§statut\u00a0:")
swap(
    "espaces insécables en retrait",
    SIGNS,
    "champ-inconnu",
    "^sources:",
    "§\u00a0\u00a0titre: x\nsources:",
)
swap(
    "guillemets de traitement de texte",
    SIGNS,
    "forme",
    '^verifie_le: ".*"$',
    "verifie_le: §“2026-11-21”",
)
swap(
    "apostrophes de traitement de texte",
    SIGNS,
    "forme",
    '^verifie_le: ".*"$',
    "verifie_le: §‘2026-11-21’",
)
swap(
    "accent décomposé dans un terme",
    SIGNS,
    "reference-inconnue",
    "^finalites:\n  - .*",
    "finalites:\n  - §acce\u0300s",
)
add("enregistré en Windows-1252", SIGNS, "encodage", lambda text: _saved(text, "cp1252"))
add("enregistré en Latin-1", SIGNS, "encodage", lambda text: _saved(text, "latin-1"))
whole("enregistré en UTF-16", SIGNS, "encodage", lambda text: text.encode("utf-16"))
whole("enregistré en UTF-16 sans marque", SIGNS, "encodage", lambda text: text.encode("utf-16-le"))
whole("enregistré en UTF-32", SIGNS, "encodage", lambda text: text.encode("utf-32"))
whole("fichier vidé", SIGNS, "fichier-vide", lambda text: b"")
whole("commentaire seul", SIGNS, "fichier-vide", lambda text: b"# rien encore\n")
whole("fichier gonflé", SIGNS, "fichier-trop-gros", lambda text: text.encode() + b"# " * 300_000)
whole("liste à la place d’une fiche", SIGNS, "type", lambda text: b"- un\n- deux\n")
whole(
    "texte à la place d’une fiche",
    SIGNS,
    "type",
    lambda text: "Une résidence et des voisins\n".encode(),
)

TEXTS = "Textes"
insert("balise HTML", TEXTS, "pas-de-html", "limites:\n  - texte: §Un <b>toit</b>.\n    source: s1")
insert("texte fait d’espaces", TEXTS, "texte-vide", 'limites:\n  - texte: §"   "\n    source: s1')
insert("texte vide", TEXTS, "longueur", 'limites:\n  - texte: §""\n    source: s1')
swap("titre trop court", TEXTS, "longueur", TITLE, "titre: §Toit")
swap("titre trop long", TEXTS, "longueur", TITLE, f"titre: §{'Un toit ' * 20}pour tous")
swap("résumé trop court", TEXTS, "longueur", "^resume: >-\n(?:  .*\n)+", "resume: §Trop court\n")
