"""Rules that keep people safe: no name, no way to reach them, no house, no portrait."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from catalogue.issues import Path
from catalogue.rules.people import names_in
from catalogue.rules.registry import Context, Finding, Group, Subject, listed, rule, say
from catalogue.rules.rows import Search, data_rule, found_in, is_number, quoting
from catalogue.text.letters import bare

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
    r"|0(?:[ \u00a0\u202f][0-9]){9}"
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
    f"|(?<![{LETTER}0-9_./@-])[A-Za-z][A-Za-z0-9-]{{0,30}}[_.][A-Za-z0-9_-]{{1,30}}{GAP}(?:sur|via){GAP}(?:{_ON})"
    f"|{START}[Pp]seudo(?:nyme)?(?:{GAP}(?:est|de|:|«|{_ON})|:){{0,3}}{GAP}"
    f"(?:est{GAP}|:{GAP}|«{GAP})[A-Za-z][A-Za-z0-9-]{{2,30}}"
)
"""Somebody's name or page on a social network."""

CONTACTS: Final = (
    Search(message="donnee-personnelle/compte", exact=ACCOUNT),
    Search(
        message="donnee-personnelle/adresse-electronique",
        exact=EMAIL,
        likely=re.compile("[@\uff20\ufe6b]"),
    ),
    Search(
        message="donnee-personnelle/adresse-electronique",
        exact=HIDDEN_EMAIL,
        likely=re.compile(
            rf"[(\[{{<]{GAP}?(?:at|AT|a|@|arobase?|chez)|arobas|@|{GAP}(?:at|AT|chez){GAP}"
        ),
    ),
    Search(
        message="donnee-personnelle/telephone",
        exact=PHONE,
        # Nine digits that follow each other: a date has eight.
        likely=re.compile(f"{_DIGIT}(?:{_DASH}{_DIGIT}){{8}}"),
    ),
    Search(message="donnee-personnelle/telephone", exact=SPOKEN_PHONE),
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
    f"[Àà]{GAP}[{LETTER}0-9-]+{GAP}(?:mètres|pas|minutes)(?:{GAP}à{GAP}pied)?|"
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

HOUSE: Final = Search(message="adresse-postale", exact=ADDRESS)
REACHED: Final = Search(message="adresse-de-refuge", exact=INSIDE)
REFUGE: Final = tuple(
    Search(message="adresse-de-refuge", exact=exact) for exact in (ADDRESS, WAY, LANDMARK)
)


FEW: Final = 5
"""Below this number of households, a detail may be enough to know who they are."""
MINIMUM: Final = ("au-moins", "plus-de", "un-peu-plus-de")
"""Qualifiers of a number that says how many there are at least, not how few."""

_NUMERALS = "deux|trois|quatre|cinq|six|sept|huit|neuf"
_MANY_CHILDREN = f"(?:[1-9][0-9]?|{_NUMERALS}|dix)"
_ONE = f"[Uu]ne?(?:{GAP}seule?)?"
_TWO_TO_FOUR = "[Dd]eux|[Tt]rois|[Qq]uatre|[2-4]"
_ORIGINS = (
    "afghan|albanais|algérien|angolais|arménien|azerbaïdjanais|bangladais|bosniaque|bulgare"
    "|camerounais|comorien|congolais|érythréen|éthiopien|géorgien|guinéen|haïtien|irakien|iranien"
    "|ivoirien|kosovar|kurde|libanais|malien|marocain|mauritanien|moldave|mongol|nigérian"
    "|pakistanais|portugais|rom|roumain|russe|rwandais|sénégalais|serbe|somalien|soudanais|sri-lankais"
    "|syrien|tamoul|tchadien|tchétchène|togolais|tunisien|turc|turque|ukrainien|vietnamien|yézidi"
)
_NATIONALS = "|".join(origin.capitalize() for origin in _ORIGINS.split("|"))
_TRADES = (
    "institutrice|instituteur|boulanger|boulangère|facteur|factrice|pharmacienne?|infirmière|infirmier"
    "|agriculteur|agricultrice|coiffeuse|coiffeur|maçon|boucher|bouchère|pêcheur|aide-soignante"
    "|cantinière|garagiste|professeure?|mineur|marin|légionnaire|militaire|gendarme|policier"
    "|policière|médecin|notaire|maire|curé|épicier|épicière|menuisier|plombier|berger|bergère"
    "|forgeron|couturière|ouvrier|ouvrière|cheminot|routier|chauffeur|docker|éleveur|éleveuse"
    "|vigneron|vigneronne|viticulteur|viticultrice|restaurateur|restauratrice|cafetier|cafetière"
    "|buraliste|postière|postier|secrétaire|comptable|bûcheron|charpentier|couvreur|cuisinier"
    "|cuisinière|musicien|musicienne|footballeur|boxeur|champion|championne|directrice|directeur"
)
_TRADE = f"(?:ancien(?:ne)?{GAP}|ex-)(?:{_TRADES})"
_WHO = (
    "ménages?|familles?|foyers?|couples?|personnes?|locataires?|femmes?|hommes?|dames?|messieurs"
    "|monsieur|mères?|pères?|mamans?|papas?|jeunes?|veuves?|veufs?|retraitée?s?|habitante?s?"
    f"|résidente?s?|occupante?s?|{_TRADE}|(?:{_NATIONALS})(?:ne|e)?"
)
_NO_MINIMUM = f"(?<![Aa]u{GAP}moins{GAP})(?<![Pp]lus{GAP}de{GAP})"
_IN_IT = "locataire|occupante?|résidente?|habitante?|famille|ménage|couple|dame|voisine?"
_THE_ONE = (
    f"[Ll](?:a|e){GAP}seule?{GAP}(?:{_WHO})"
    f"|(?:[Ll]a|[Ll]e|[Cc]ette|[Cc]e){GAP}(?:mère|père|veuve|veuf|grand-mère|grand-père|fille|fils)"
    f"|[Ll](?:a{GAP}|e{GAP}|[’'])(?:(?:{_TRADES}){GAP}d(?:u|e)|{_TRADE})"
    f"|[Ll](?:e{GAP}doyen|a{GAP}doyenne|e{GAP}couple|(?:e{GAP}ménage|a{GAP}famille){GAP}dont)"
    f"|[Ll](?:a{GAP}|e{GAP}|[’'])(?:{_IN_IT}){GAP}d(?:u|e{GAP}la|e{GAP}l[’']){GAP}?"
    f"(?:[0-9]{{1,3}}(?:er|e|ème|ᵉ)?|{DWELLING})"
    f"|[Ll][’']unique{GAP}(?:ménage|famille|couple|locataire|habitante?)"
)
FEW_PEOPLE: Final = re.compile(
    f"{START}{_NO_MINIMUM}(?:(?:({_TWO_TO_FOUR})|{_ONE}){GAP}(?:{_WHO})|{_THE_ONE}){END}"
)
"""At most four households in a text; the first group is there from two."""
SENTENCE: Final = re.compile("[.!?;\n]+(?:[ \u00a0\u202f\n]|$)")
"""What ends a sentence: details of another one are said of others."""

_ILLNESSES = (
    "malade|maladie|cancer|tumeur|leucémie|VIH|sida|séropositi|schizophr|bipolaire|psychotique"
    "|dépressi|diabète|diabétique|épilep|handicap|fauteuil roulant|paralys|trisomi|autis|alcooli"
    "|toxicoman|hospitalis|dialys|greffé|mucoviscidose|Huntington|tétraplég|paraplég"
    "|hémiplég|malvoyant|non-voyant|malentendant|muette?|lymphome|tuberculose|cirrhose|prothèse|AVC"
    "|anorexi|myopath|fibromyalg|psychiatri|aveugle|sourde?|Alzheimer|Parkinson|sclérose|amput|polyhandicap"
)
_STORIES = (
    "sort(?:i|ie|ant)? de prison|en prison|prison en|incarcér|détention"
    "|bracelet électronique|condamnée?"
    "|perdu (?:son|sa|une?|leur|ses) (?:fils|fille|enfant|mari|femme|bébé|conjoint|frère|sœur)"
    "|(?:mort|décès|suicide|assassinat|meurtre) de (?:son|sa|ses|leur)|après l.incendie"
    "|détenue?|sans papiers|sans-papiers|suicid|violée?"
    "|battue|prostitu|déboutée?"
)
DETAILS: Final[dict[str, re.Pattern[str]]] = {
    "enfants": re.compile(f"{START}{_MANY_CHILDREN}{GAP}(?:jeunes{GAP})?(?:enfants?|filles?|fils)"),
    "age": re.compile(
        f"[âa]gée?s?{GAP}de{GAP}[0-9]{{1,3}}|,{GAP}[0-9]{{1,3}}{GAP}ans{END}|(?:enfant|fils|fille|femme|homme|dame|père|mère|jeune|garçon|adolescente?|monsieur|veuve|veuf|retraitée?|{_TRADES})"
        f"{GAP}de{GAP}[0-9]{{1,3}}{GAP}(?:ans|mois){END}"
    ),
    "sante": re.compile(f"{START}(?:{_ILLNESSES})"),
    "origine": re.compile(
        f"{START}(?:{_ORIGINS}|{_NATIONALS})(?:ne|e)?s?{END}|nationalité{GAP}[{LOWER}]"
        f"|d[’']origine{GAP}[{LETTER}]|originaires?{GAP}d|(?:vient|venue?|arrivée?){GAP}d(?:u{GAP}|[’']|e{GAP})[{UPPER}]"
    ),
    "histoire": re.compile(f"{START}(?:{_STORIES})"),
    "metier": re.compile(f"{START}{_TRADE}{END}|[Ll](?:a|e){GAP}(?:{_TRADES}){GAP}d(?:u|e){GAP}"),
    "logement": re.compile(
        f"{START}(?:{DWELLING}|d[ue]{GAP}[0-9]{{1,2}}(?:er|e|ème|ᵉ)(?![{LETTER}]))"
    ),
    "naissance": re.compile(f"{START}(?:triplée?s|jumeaux|jumelles|quadruplée?s|enceinte)"),
    # A village: the name of a town says little, that of a hamlet or a long one much.
    "lieu": re.compile(
        f"(?:village|hameau|bourg){GAP}(?:de{GAP}la{GAP}|de{GAP}l[’']|de{GAP}|d[’']|du{GAP}|des{GAP})[{UPPER}]"
        f"|(?:commune|village|bourg|hameau){GAP}de{GAP}[0-9]|[0-9]{GAP}(?:habitants|âmes){END}"
        f"|(?:du|au|le){GAP}(?:village|hameau|bourg|canton){END}"
        f"|(?:seule?|unique)[{LOWER} ]{{0,40}}{GAP}de{GAP}la{GAP}commune{END}"
        f"|(?:de|à){GAP}[{UPPER}][{LOWER}]+(?:-[{LETTER}]+){{2,}}"
    ),
}
"""Kind of detail → how it is told. Two kinds of a household, or the origin of a few, say who."""
TELLING: Final = frozenset({"origine"})
"""The kinds that suffice alone when the households are two to four."""


def too_much(text: str) -> str:
    """Return the sentence of a text that tells too much of too few people, or nothing."""
    for sentence in SENTENCE.split(text):
        if few := FEW_PEOPLE.search(sentence):
            kinds, several = details(sentence), bool(few[1])
            if len(kinds) > 1 or (several and kinds & TELLING):
                return sentence.strip()
    return ""


def details(text: str) -> set[str]:
    """Return the kinds of details that a text gives of people."""
    return {kind for kind, pattern in DETAILS.items() if pattern.search(text)}


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
        bodies = context.corpus.references.get("organismes", {}).values()
        for path, text in _unpublished(subject):
            for name in names_in(text):
                part = f" {bare(name)} "
                # What is a part of an organisation's name names nobody.
                if not any(
                    part in f" {bare(borne)} "
                    for body in bodies
                    for borne in (body.libelle, *body.other_names)
                ):
                    yield quoting(path, "personne-nommee", name)
                    break


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
        for path, text in _unpublished(subject):
            found = HOUSE.find(text)
            if found is not None and not _sheltered(subject, text):
                yield quoting(path, HOUSE.message, found)


def _is_secret(subject: Subject) -> bool:
    """Tell whether a record is for people whose houses are kept secret."""
    publics = subject.data.get("publics")
    return isinstance(publics, list) and any(public in SHELTERED for public in publics)


def _sheltered(subject: Subject, text: str) -> bool:
    """Tell whether a text of a record may be about people who hide from violence."""
    told = (text, *(subject.data.get(field) for field in TOLD_FIRST))
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
    if few and any("commune" in place for _, place in listed(subject.data, "territoires")):
        for path, figure in few:
            if path[0] == HOUSEHOLDS:
                unit = context.corpus.label("unites-menages", str(figure.get("unite")))
                yield Finding((*path, "valeur"), say("petit-groupe", unite=unit))


def _few(subject: Subject) -> Iterator[tuple[Path, Group]]:
    """Yield the figures that count at least one household, and certainly fewer than five."""
    for path, figure in subject.groups("chiffre"):
        low, top = figure.get("valeur"), figure.get("valeur_max", 0)
        if path[0] not in COUNTED or figure.get("qualificatif") in MINIMUM:
            continue
        if is_number(low) and is_number(top) and 0 < low < FEW and top < FEW:
            yield path, figure
