"""What gives people away in a text, as patterns that Python and JavaScript read alike.

Classes of characters are written out, because the short ones (word, digit, space, edge of a word)
do not mean the same in both languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LISTED: Final = """
Abdel Abdoulaye Adrien Agathe Ahmed Aïssata Alain Albert Alexandra Alexandre Alexis Ali Alice
Aline Amadou Amandine Amel Amélie Amina Aminata André Andrée Anita Anne Anthony Antoine Arnaud
Arthur Audrey Aurélie Aurélien Awa Axel Baptiste Bastien Béatrice Benjamin Benoît Bernadette
Bernard Bertrand Brigitte Bruno Camille Capucine Carine Carole Caroline Catherine Cécile Cédric
Céline Chantal Charles Charlotte Chloé Christelle Christian Christiane Christine Christophe Claire
Clara Claude Claudine Clémence Clément Colette Coralie Corentin Corinne Cyril Damien Daniel
Danièle Danielle David Delphine Denis Denise Didier Djamila Dominique Dorian Dylan Éléonore
Élisabeth Élise Élodie Émilie Emma Emmanuel Emmanuelle Enzo Éric Erwan Estelle Étienne Fabien
Fabienne Fabrice Fanny Farid Fatiha Fatima Fatma Fatoumata Florence Florent Florian Franck
François Françoise Frédéric Gabriel Gaël Gaëlle Gaétan Geneviève Georges Gérald Gérard Ghislaine
Gilles Ginette Gisèle Grégory Guillaume Guy Hakim Hassan Hélène Henri Hervé Hugo Hugues Ibrahim
Ibrahima Inès Isabelle Jacqueline Jacques Jade Jamel Jean Jean-Claude Jean-François Jean-Luc
Jean-Marc Jean-Michel Jean-Paul Jean-Pierre Jeanne Jérémy Jérôme Jocelyne Joël Joëlle Jonathan
Jordan Joseph Josiane Judith Julie Julien Juliette Justine Kadiatou Karim Karine Kévin Khadija
Laëtitia Laura Laure Laurence Laurent Léa Leïla Lila Lionel Loïc Lola Louis Louise Luc Lucas Lucie
Ludivine Ludovic Lydie Maëlle Magali Malika Mamadou Manon Marc Marcel Margaux Marguerite Maria
Mariam Marie Marie-Christine Marie-Claude Marie-Hélène Marie-Pierre Marine Marion Marlène Martine
Maryline Maryse Mathieu Mathilde Matthieu Maurice Maxime Mehdi Mélanie Michel Michèle Mickaël
Mireille Mohamed Mohammed Monique Morgane Mounir Moussa Muriel Mustapha Myriam Nabil Nadège Nadia
Nadine Nassima Nathalie Nathan Nelly Nicolas Nicole Noémie Norbert Océane Odile Olivier Omar
Ophélie Oumar Ousmane Pascal Pascale Patricia Patrick Paul Pauline Peggy Philippe Pierre Priscilla
Quentin Rachid Raphaël Raymond Régine Régis Rémi Renaud René Richard Robert Rodolphe Roger Roland
Romain Romuald Ronan Sabine Sabrina Saïd Samia Samir Samira Samuel Sandra Sandrine Sarah Sébastien
Ségolène Serge Séverine Simon Simone Sofia Solange Solène Sonia Sophie Soraya Stéphane Stéphanie
Suzanne Sylvain Sylvie Tanguy Théo Thérèse Thibault Thierry Thomas Tiphaine Tristan Valérie
Vanessa Véronique Victor Vincent Virginie Viviane Wilfried Xavier Yacine Yann Yannick Yasmina
Yoann Yohan Youssef Yves Yvette Yvon Yvonne Zoé Zohra
"""
FIRST_NAMES: Final = frozenset(_LISTED.split())


Pattern = re.Pattern[str]

GAP: Final = "[ \u00a0\u202f]"
UPPER: Final = "A-ZÀ-ÖØ-ÞŒ"
LOWER: Final = "a-zß-öø-ÿœ"
LETTER: Final = UPPER + LOWER
START: Final = f"(?<![{LETTER}0-9])"
END: Final = f"(?![{LETTER}0-9])"
NAME: Final = f"[{UPPER}][{LETTER}’'-]*[{LETTER}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One thing to find in texts, and which sentence tells it.

    What a group of the pattern catches excuses the find; or, with `known`, only one of these words
    makes it one. The signs, and the likely pattern, are in every find: they rule most texts out in
    a tenth of the time, and nothing else depends on them.
    """

    message: str
    exact: Pattern
    signs: tuple[str, ...] = ()
    likely: Pattern | None = None
    known: frozenset[str] = frozenset()

    def may_find(self, text: str) -> bool:
        """Tell, fast, whether a text may hold it."""
        if self.signs and not any(sign in text for sign in self.signs):
            return False
        return self.likely is None or bool(self._first(self.likely, text))

    def find(self, text: str) -> str:
        """Return what a text holds, or the empty string."""
        return self._first(self.exact, text).strip()

    def _first(self, pattern: Pattern, text: str) -> str:
        for found in pattern.finditer(text):
            caught = next(filter(None, found.groups()), None)
            if caught in self.known if self.known else caught is None:
                return found[0]
        return ""


# Bounded on both sides: without, a long word without « @ » is searched from each of its letters.
_BEFORE_AT = f"(?<![{LETTER}0-9_.+-])[{LETTER}0-9_.+-]{{1,64}}"
EMAIL: Final = re.compile(
    f"{_BEFORE_AT}@[{LETTER}0-9_-]{{1,63}}(?:[.][{LETTER}0-9_-]{{1,63}}){{1,8}}"
)
HIDDEN_EMAIL: Final = re.compile(
    rf"{_BEFORE_AT} ?(?:[(\[](?:at|arobase)[)\]]|arobase) ?[{LETTER}0-9-]{{1,63}}"
    f"|{_BEFORE_AT} AT [{LETTER}0-9-]{{1,63}}[.][{LOWER}]{{2,}}"
)

_DASH = "[ \t\u00a0\u202f./\u2011-]?"
PHONE: Final = re.compile(
    r"(?<![0-9/])(?:"
    rf"(?:\+33{GAP}?[.]?(?:\(0\){GAP}?[.]?)?|0033{GAP}?[.]?|0)[1-9](?:{_DASH}[0-9]{{2}}){{4}}"
    rf"|0[1-9][0-9]{{2}}{GAP}[0-9]{{3}}{GAP}[0-9]{{3}}"
    rf"|\+[1-9][0-9]{{0,2}}(?:[ \u00a0\u202f.-]?[0-9]){{9,11}}"
    r")(?![0-9/])"
)
"""French numbers, national or international, with the separators that people use; foreign ones."""

_TITLE = "(?:M(?:[.]|M[.]|r[.]?|[mM]es?|lle|onsieur|adame|ademoiselle)|D(?:r[.]?|octeur))"
_HONOURED = (
    "rue|avenue|place|boulevard|allée|impasse|quai|square|résidence|foyer|école|collège|lycée"
    "|centre|hôpital|clinique|maison|cité|quartier|espace|fondation|Fondation"
)
_NO_NAME = (
    "Monsieur|Madame|Mademoiselle|Maire|Président|Présidente|Ministre|Préfet|Préfète|Directeur"
    "|Directrice|Logement|Bricolage|Énergie|Tout|Propre"
)
TITLED: Final = re.compile(
    f"((?:{_HONOURED}){GAP}(?:du{GAP}|de{GAP})?)?{START}{_TITLE}{GAP}"
    f"(?:et{GAP}{_TITLE}{GAP})?(?!(?:{_NO_NAME}){END})"
    f"(?:de{GAP}|du{GAP}|d’)?(?:[{UPPER}][.]{GAP}?)?{NAME}"
    f"|époux{GAP}{NAME}"
)
"""A civility and a name; not that of a street or of a house."""
_FIRST_NAME = f"([{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?)"
_TWO_NAMES = f"{_FIRST_NAME}{GAP}(?:(?:L[ea]|D[eu]|El|Ben|Van){GAP})?[{UPPER}][{LETTER}-]+"
_FUNCTION = (
    "chargée?|directeur|directrice|responsable|conseiller|conseillère|travailleur|travailleuse"
    "|assistante?|référente?|éducateur|éducatrice|coordinateur|coordinatrice|cheffe?|psychologue"
    "|gardien|gardienne|médiateur|médiatrice|animateur|animatrice|intervenante?|présidente?"
    "|joignable|locataire|bénéficiaire|bénévole|juriste|infirmier|infirmière|médecin"
)
_SOMEBODY = (
    "onseiller|onseillère|ravailleur social|ravailleuse sociale|ssistant social|ssistante sociale"
    "|ducateur|ducatrice|ardien|ardienne|édiateur|édiatrice|irecteur|irectrice|sychologue|énévole"
    "|ocataire|nterlocuteur|nterlocutrice"
)
"""What a person is and an organisation is not, right before a name; many bear a person's name."""
_REACH = "ontact|ontacter|ontactez|ppeler|ppelez|oindre|oignez|crire à|crivez à|uprès de|’appelle"
NAMED: Final = re.compile(
    f"(?:{_REACH}){GAP}?:?{GAP}?{_TWO_NAMES}"
    f"|(?:{_SOMEBODY})(?:{GAP}?:|,)?{GAP}{_TWO_NAMES}"
    f"|{START}{_TWO_NAMES}{GAP}?[,(]{GAP}?(?:(?:l[ea]{GAP}|l’)?(?:{_FUNCTION})){END}"
    f"|^{_TWO_NAMES}(?:\n|$)"
)
"""A first name and a name, after a way to reach somebody, beside a function, or alone in a text."""

CONTACTS: Final = (
    Search(message="donnee-personnelle/adresse-electronique", exact=EMAIL, signs=("@",)),
    Search(
        message="donnee-personnelle/adresse-electronique",
        exact=HIDDEN_EMAIL,
        signs=("(at)", "[at]", "arobase", " AT "),
    ),
    Search(
        message="donnee-personnelle/telephone",
        exact=PHONE,
        # Nine digits that follow each other: a date has eight.
        likely=re.compile(f"[0-9](?:{_DASH}[0-9]){{8}}"),
    ),
)
PEOPLE: Final = (
    Search(
        message="personne-nommee",
        exact=TITLED,
        signs=("M.", "Mr", "Mme", "MM", "Mlle", "Monsieur", "Mad", "Dr", "Docteur", "époux"),
    ),
    Search(
        message="personne-nommee",
        exact=NAMED,
        likely=re.compile(f"{_FIRST_NAME}{GAP}(?=[{UPPER}])"),
        known=FIRST_NAMES,
    ),
)
_NUMBER = (
    f"(?<![{LETTER}0-9.,/€-])(?!(?:19|20)[0-9]{{2}}{GAP})[1-9][0-9]{{0,3}}"
    f"(?:{GAP}?(?:bis|ter|quater|[A-D]))?,?{GAP}"
)
_OF = f"(?:de la{GAP}|de l’|de l'|des{GAP}|du{GAP}|de{GAP}|d’|d')"
_WAY = "(?:rue|avenue|av[.]|boulevard|bd|bld|allée|impasse|chemin|quai|chaussée|faubourg)"
_PLACE = "(?:place|cours|route|square|passage|résidence|villa|cité|lotissement|esplanade|voie)"
_REST = f"[{LETTER}][{LETTER}’'-]*(?:{GAP}(?:{_OF})?[{UPPER}][{LETTER}’'-]*){{0,4}}"
ADDRESS: Final = re.compile(
    # « 1 place d’hébergement », « 3 cours de français » are no addresses.
    f"{_NUMBER}(?:{_WAY}{GAP}(?:{_OF})?{_REST}|{_PLACE}{GAP}(?:{_OF})?[{UPPER}][{LOWER}’]{_REST})"
)
WAY: Final = re.compile(f"{START}{_WAY}{GAP}(?:{_OF})?[{UPPER}][{LOWER}]{_REST}")
"""A street without a number: enough to find a house where people hide."""

HOUSE: Final = Search(
    message="adresse-postale",
    exact=ADDRESS,
    likely=re.compile(f"[0-9](?:{GAP}?(?:bis|ter|quater|[A-D]))?,?{GAP}(?:{_WAY}|{_PLACE}){GAP}"),
)
REFUGE: Final = (
    Search(message="adresse-de-refuge", exact=ADDRESS, likely=HOUSE.likely),
    Search(
        message="adresse-de-refuge",
        exact=WAY,
        signs=tuple(_WAY.removeprefix("(?:").removesuffix(")").replace("[.]", ".").split("|")),
    ),
)
