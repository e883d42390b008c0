"""What makes a few households recognisable: how few they are, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from catalogue.rules.private_patterns import DWELLING, END, GAP, LETTER, LOWER, START, UPPER

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
    "institutrice|instituteur|boulangère?|facteur|factrice|pharmacienne?|infirmière|infirmier"
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
    f"|[Ll](?:e{GAP}couple|(?:e{GAP}ménage|a{GAP}famille){GAP}dont)"
    f"|[Ll](?:a{GAP}|e{GAP}|[’'])(?:{_IN_IT}){GAP}d(?:u|e{GAP}la|e{GAP}l[’']){GAP}?"
    f"(?:[0-9]{{1,3}}(?:er|e|ème|ᵉ)?|{DWELLING})"
    f"|[Ll][’']unique{GAP}(?:ménage|famille|couple|locataire|habitante?)"
)
FEW_PEOPLE: Final = re.compile(
    f"{START}{_NO_MINIMUM}(?:(?:({_TWO_TO_FOUR})|{_ONE}){GAP}(?:{_WHO})|{_THE_ONE}){END}"
)
"""At most four households in a text; the first group is there from two."""
_LIKELY = (
    re.compile(_THE_ONE),
    # Each starts with letters that the engine looks for at once; « un » and « Un » share theirs.
    *(
        re.compile(f"{start}(?:{GAP}seule?)?{GAP}(?:{_WHO})")
        for start in ("ne?", "eux", "rois", "uatre", "[2-4]")
    ),
)
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
        f"[âa]gée?s?{GAP}de{GAP}[0-9]{{1,3}}|,{GAP}[0-9]{{1,3}}{GAP}ans{END}|(?:enfant|fils|fille|femme|homme|dame|père|mère|jeune|garçon|adolescente?|monsieur|veuve)"
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
    for sentence in _likely_sentences(text):
        few = FEW_PEOPLE.search(sentence)
        if few and _tells(sentence, several=bool(few[1])):
            return sentence.strip()
    return ""


def _likely_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text that may speak of at most four households, in order."""
    likely = sorted(found.start() for pattern in _LIKELY for found in pattern.finditer(text))
    if not likely:
        return
    sentences = SENTENCE.finditer(text)
    start, end, after = 0, -1, 0
    for position in likely:
        if position < end:
            continue  # Another one of the same sentence.
        while end <= position:
            mark = next(sentences, None)
            start, end, after = after, *(mark.span() if mark else (len(text) + 1, len(text) + 1))
        yield text[start:end]


def _tells(sentence: str, *, several: bool) -> bool:
    kinds = details(sentence)
    return len(kinds) > 1 or (several and bool(kinds & TELLING))


def details(text: str) -> set[str]:
    """Return the kinds of details that a text gives of people."""
    return {kind for kind, pattern in DETAILS.items() if pattern.search(text)}
