"""What gives people away in a text, as patterns that Python and JavaScript read alike.

Classes of characters are written out, because the short ones (word, digit, space, edge of a word)
do not mean the same in both languages.
"""

from __future__ import annotations

import re
from typing import Final

from catalogue.rules.rows import Search

GAP: Final = "[ \u00a0\u202f]"
UPPER: Final = "A-ZÀ-ÖØ-ÞŒ"
LOWER: Final = "a-zß-öø-ÿœ"
LETTER: Final = UPPER + LOWER
START: Final = f"(?<![{LETTER}0-9])"
END: Final = f"(?![{LETTER}0-9])"
NAME: Final = f"[{UPPER}][{LETTER}’'-]*[{LETTER}]"


# Bounded on both sides: without, a long word without « @ » is searched from each of its letters.
_LOCAL = f"(?<![{LETTER}0-9_.+-])[{LETTER}0-9_.+-]{{1,64}}"
_SPOKEN_DOT = f"{GAP}?[(\\[]?(?:point|dot|[.]){GAP}?[)\\]]?{GAP}?"
_HOST = f"[{LETTER}0-9_-]{{1,63}}"
EMAIL: Final = re.compile(f"{_LOCAL}{GAP}?[@\uff20\ufe6b]{GAP}?{_HOST}(?:[.]{_HOST}){{1,8}}")
HIDDEN_EMAIL: Final = re.compile(
    f"{_LOCAL}{GAP}?@{GAP}?{_HOST}{GAP}(?:[.]{GAP}?|(?:point|dot){GAP}){_HOST}|"
    # « (at) », « arobase », « chez »: the last only before a domain, for people live « chez ».
    f"{_LOCAL}{GAP}?(?:[(\\[{{<]{GAP}?(?:at|AT|a|@|arobase?|chez){GAP}?[)\\]}}>]|arobase?){GAP}?{_HOST}"
    f"|{_LOCAL}{GAP}(?:AT|at|chez){GAP}{_HOST}(?:{_SPOKEN_DOT}{_HOST}){{0,3}}"
    f"(?:[.]|{GAP}(?:point|dot){GAP})(?:fr|com|org|net|eu|asso|test|gouv){END}"
)

_DIGIT = "[0-9Oo]"
_DASH = "[ \t\u00a0\u202f./\u2010-\u2015()-]{0,3}"
_NINE = f"[1-79](?:{_DASH}{_DIGIT}{{2}}){{4}}"
_SPOKEN = (
    "(?:z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    "|seize|vingts?|trente|quarante|cinquante|soixante|et)"
)
PHONE: Final = re.compile(
    r"(?<![0-9/])(?:"
    rf"(?:(?:[+]|00){_DASH}33{_DASH}(?:[(]?[0Oo][)]?{_DASH})?|[(]?[0Oo][)]?){_NINE}"
    rf"|0[1-79]{_DIGIT}{{2}}{_DASH}{_DIGIT}{{3}}{_DASH}{_DIGIT}{{3}}"
    r"|[+][1-9][0-9]{0,2}(?:[ \u00a0\u202f.-]?[0-9]){9,11}"
    r")(?![0-9/])"
)
"""French numbers, national or international, with the separators that people use; foreign ones.

Those in 08 are bodies' alone.
"""
SPOKEN_PHONE: Final = re.compile(f"[Zz][ée]ro(?:[ \u00a0\u202f,-]{{1,3}}{_SPOKEN}){{4,}}{END}")
"""A number in words: « zéro six, douze, trente-quatre… »."""

_NETWORK = (
    "facebook|instagram|tiktok|twitter|linkedin|snapchat|wa|messenger|threads|youtube|discord|t|x"
)
_ON = (
    "[Pp]seudo(?:nyme)?|[Tt]elegram|[Ww]hats[Aa]pp|[Ii]nsta(?:gram)?|[Ss]nap(?:chat)?|[Tt]ik[Tt]ok"
    "|[Ff]acebook|[Mm]essenger|[Dd]iscord|[Ss]kype|[Tt]witter|[Ll]inked[Ii]n|[Mm]astodon|[Vv]iber"
)
_END_OF_SITE = "(?![A-Za-z0-9_.-]*[.](?:fr|com|org|net|eu|gouv|asso)(?![A-Za-z0-9]))"
ACCOUNT: Final = re.compile(
    f"(?<![{LETTER}0-9@._/-])@[A-Za-z0-9_](?:[A-Za-z0-9_.-]{{1,40}}[A-Za-z0-9_])"
    # A page, and no body's where the address says so.
    f"|(?<![.a-z-])(?:https?://)?(?:[a-z]{{1,3}}[.])?(?:{_NETWORK})[.](?:com|me|gg|net)/"
    "(?!company/|school/|groups/|watch|hashtag/|share|intent)[^ \n]{2,80}"
    # « sur Telegram, le pseudo jo_bricole_62 »: a name that no word is written like.
    f"|{START}(?:{_ON})(?![{LETTER}])[^.!?\n]{{0,40}}?(?<![{LETTER}0-9_./@-]){_END_OF_SITE}"
    "[A-Za-z][A-Za-z0-9-]{0,30}(?:[_.][A-Za-z0-9-]{1,30}|[0-9]{2,})[A-Za-z0-9_-]*"
    f"|{START}[Pp]seudo(?:nyme)?(?:{GAP}(?:est|de|:|«|{_ON})|:){{0,3}}{GAP}"
    f"(?:est{GAP}|:{GAP}|«{GAP})[A-Za-z][A-Za-z0-9-]{{2,30}}"
)
"""Somebody's name or page on a social network."""

CONTACTS: Final = (
    Search(
        message="donnee-personnelle/compte",
        exact=ACCOUNT,
        likely=re.compile(f"@|{_ON}|(?:{_NETWORK})[.](?:com|me|gg|net)/"),
    ),
    Search(
        message="donnee-personnelle/adresse-electronique",
        exact=EMAIL,
        signs=("@", "\uff20", "\ufe6b"),
    ),
    Search(
        message="donnee-personnelle/adresse-electronique",
        exact=HIDDEN_EMAIL,
        signs=("at", "AT", "(a)", "[a]", "arobas", "chez", "@"),
        likely=re.compile(
            rf"[(\[{{<]{GAP}?(?:at|AT|a|@|arobase?|chez)|arobas|{GAP}(?:at|AT|chez|@){GAP}"
        ),
    ),
    Search(
        message="donnee-personnelle/telephone",
        exact=PHONE,
        # Nine digits that follow each other: a date has eight.
        likely=re.compile(f"{_DIGIT}(?:{_DASH}{_DIGIT}){{8}}"),
    ),
    Search(message="donnee-personnelle/telephone", exact=SPOKEN_PHONE, signs=("éro", "ero")),
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
_STREET = (
    "(?:[Rr]ue|[Aa]venue|[Aa]v[.]|[Bb]oulevard|[Bb]d|[Bb]ld|[Aa]llée|[Ii]mpasse|[Cc]hemin|[Qq]uai"
    "|[Cc]haussée|[Ff]aubourg|[Pp]lace|[Pp]lacette|[Ss]quare|[Pp]assage|[Vv]illa|[Ee]splanade"
    "|[Rr]ond-point|[Pp]arvis|[Pp]romenade|[Mm]ontée|[Vv]enelle|[Rr]uelle|[Ss]ente|[Tt]raverse"
    "|[Ll]otissement|[Ll]ieu-dit|[Ll]ieudit|[Hh]ameau|[Cc]ours|[Rr]oute)"
)
WAY: Final = re.compile(
    f'{START}{_STREET}{GAP}(?:dit{GAP})?[«"]?{GAP}?(?:{_OF})?[{UPPER}][{LETTER}]{_REST}'
)
"""A street without a number: enough to find a house where people hide."""
_MARKS = (
    "pharmacie|gare|église|mairie|école|boulangerie|poste|banque|mosquée|synagogue|temple|collège"
    "|lycée|crèche|supermarché|supérette|bar|café|tabac|restaurant|laverie|garage|cinéma|théâtre"
    "|stade|gymnase|piscine|hôpital|clinique|commissariat|gendarmerie|caserne|parc|square|place"
    "|marché|cimetière|pont|rond-point|station|arrêt|métro|tramway|médiathèque|bibliothèque"
    "|lavoir|chemin|ruelle|canal|rivière|fontaine|moulin|coiffeur|fleuriste|boucherie|épicerie|magasin|Carrefour|Lidl|Intermarché|préfecture|tribunal"
    "|halle|halles|cabinet|dentiste|opticien|hôtel|cathédrale|château"
)
_BESIDE = (
    "[Aa]u-dessus|[Aa]u dessus|[Ee]n face|[Dd]errière|[Dd]evant|[Àà] côté|[Àà] deux pas"
    "|[Jj]ouxt[a-z]*|[Àà] l[’']angle|[Aa]u coin|[Ll]e long|[Pp]rès|[Pp]roche|[Aa]u pied"
    "|[Aa]u bout|[Ff]ace|[Vv]oisine?|[Jj]uste après|[Aa]ccolée?|[Aa]u fond|[Mm]itoyenne?"
)
LANDMARK: Final = re.compile(
    f"(?:{_BESIDE}){GAP}(?:{_OF}|à{GAP}la{GAP}|à{GAP}l’|au{GAP}|la{GAP}|le{GAP}|l’)?"
    f"(?:ancienne?{GAP}|grande?{GAP}|petite?{GAP})?(?:{_MARKS}){END}"
)
"""What stands beside a house: it shows where the house is as a street does."""

_RANK = (
    "premier|première|deuxième|troisième|quatrième|cinquième|sixième|septième|dernier|dernière"
    "|seconde?|[0-9]{1,2}(?:er|re|e|è?me|ᵉ)"
)
_FORMER = (
    "gendarmerie|couvent|presbytère|école|hôtel|caserne|gare|mairie|hôpital|clinique|poste|usine"
    "|ferme|moulin|monastère|hospice|sous-préfecture|perception|maternité|cure"
)
_COLOUR = "verte?|bleue?|rouge|blanche?|blanc|jaune|grise?|noire?|marron|orange"
DWELLING: Final = (
    f"(?:[Cc]age|[Ee]scalier|[Hh]all|[Bb]âtiment|[Bb]ât[.]|[Bb]loc|[Pp]orte|[Aa]ppartement|[Aa]ppt"
    f"|[Ss]tudio|[Ll]ogement|[Pp]avillon|[Cc]hambre|[Tt]our){GAP}(?:n°{GAP}?)?(?:[A-Z]|[0-9]{{1,3}})"
    f"(?!{GAP}?[%,.][0-9]){END}|(?:{_RANK}){GAP}étage"
)
"""Which dwelling of a house."""
INSIDE: Final = re.compile(
    f"{START}(?:"
    f'(?:[Rr]ésidence|[Ii]mmeuble|[Pp]avillon|[Mm]anoir|[Cc]hâteau|[Dd]omaine){GAP}[«"]?{GAP}?'
    f"(?:{_OF}|[Ll]es{GAP}|[Ll]e{GAP}|[Ll]a{GAP}|[Ll][’'])?[{UPPER}][{LOWER}]"
    f"|{DWELLING}"
    f"|[Aa]ncien(?:ne)?{GAP}(?:{_FORMER}){END}"
    f"|(?:[Pp]orte|[Pp]ortail|[Pp]ortillon|[Vv]olets|[Ff]açade|[Mm]aison){GAP}(?:aux{GAP}volets{GAP})?"
    f"(?:{_COLOUR})"
    f'|(?:[Aa]rrêt|[Ss]tation|[Tt]erminus){GAP}[«"]?{GAP}?(?:{_OF}|[Ll]es{GAP}|[Ll]e{GAP}|[Ll]a{GAP})?[{UPPER}]'
    f"|[Ll]igne{GAP}(?:de{GAP}[{LOWER}]{{2,9}}{GAP})?(?:[A-Z]|[0-9]{{1,3}}){END}"
    f"|[Dd]escend(?:re|ez){GAP}(?:à|au)"
    f"|[Ss]onne[rz]{GAP}(?:à|au|chez)|[Dd]igicode|[Ii]nterphone"
    f"|[Cc]ode{GAP}(?:d[’']entrée|d(?:u|e la){GAP}port)"
    f"|[Tt]ourne[rz]{GAP}à|(?:{_RANK}){GAP}(?:rue|maison|porte|cour|allée|villa|pavillon)"
    f"|[Vv]oisine?{GAP}du{GAP}[0-9]|[Qq]uartier{GAP}(?:{_OF})?[{UPPER}][{LOWER}]"
    ")"
)
"""What shows the door, or the way to it, of a house that the same text says hides people."""

HOUSE: Final = Search(
    message="adresse-postale",
    exact=ADDRESS,
    likely=re.compile(f"[0-9](?:{GAP}?(?:bis|ter|quater|[A-D]))?,?{GAP}(?:{_WAY}|{_PLACE}){GAP}"),
)
REACHED: Final = Search(message="adresse-de-refuge", exact=INSIDE)
REFUGE: Final = (
    Search(message="adresse-de-refuge", exact=ADDRESS, likely=HOUSE.likely),
    Search(message="adresse-de-refuge", exact=WAY),
    Search(message="adresse-de-refuge", exact=LANDMARK),
)
