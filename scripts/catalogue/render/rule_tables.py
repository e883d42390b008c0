"""The tables that the rules work with, as the scripts of the form read them."""

from __future__ import annotations

from typing import Any, Final

from catalogue.check import content, durations, figures, identity, mentions, privacy, references
from catalogue.check import messages as meaning
from catalogue.check.private_patterns import CONTACTS, HOUSE, PEOPLE, REFUGE, Search
from catalogue.check.recognisable import DETAILS, FEW, FEW_PEOPLE, SENTENCE, TELLING
from catalogue.check.rules import RULES
from catalogue.check.twins import SHARED
from catalogue.read.shape_sentences import SENTENCES

MESSAGES: Final = {**SENTENCES, **meaning.MESSAGES}


def rule_tables() -> dict[str, Any]:
    """Return every number, word and pattern that a rule on one record compares with."""
    return {
        "niveaux": {rule.id: rule.level for rule in RULES.values()},
        "cites": meaning.SHOWN,
        "listes": references.LISTED,
        "lapsus": references.SLIP,
        "fichiers": references.PLACES,
        "listes_a_identifiants": identity.LISTS_WITH_IDS,
        "part_commune": SHARED,
        **_figures(),
        **_texts(),
    }


def _figures() -> dict[str, Any]:
    return {
        "dates_en_ordre": content.IN_ORDER,
        "dates_passees": content.PAST_FIELDS,
        "duree_longue": durations.LONG_SUPPORT,
        "pourcentages": figures.PERCENT,
        "realise": figures.DONE,
        "menages": figures.HOUSEHOLDS,
        "logements": figures.DWELLINGS,
        "comptes": privacy.COUNTED,
        "peu": FEW,
    }


def _texts() -> dict[str, Any]:
    return {
        "html": content.HTML.pattern,
        "outil": {
            "muets": sorted(mentions.NOT_SAID),
            "mot": mentions.WORD,
            "racine": mentions.STEM,
        },
        "contacts": [_search(search) for search in CONTACTS],
        "personnes": [_search(search) for search in PEOPLE],
        "refuges": [_search(search) for search in REFUGE],
        "adresse": _search(HOUSE),
        "mis_a_l_abri": privacy.SHELTERED,
        "violence": privacy.VIOLENCE,
        "dit_d_abord": privacy.TOLD_FIRST,
        "peu_de_personnes": FEW_PEOPLE.pattern,
        "phrase": SENTENCE.pattern,
        "details": {kind: pattern.pattern for kind, pattern in DETAILS.items()},
        "revelateurs": sorted(TELLING),
    }


def _search(search: Search) -> dict[str, Any]:
    """Return what is searched; its quicker tests change nothing to what is found."""
    made: dict[str, Any] = {"message": search.message, "motif": search.exact.pattern}
    return made | ({"connus": sorted(search.known)} if search.known else {})
