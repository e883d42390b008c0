"""What the rules hold as data, for the form, which gives the same verdict of a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from catalogue.issues import MOST_ALIKE
from catalogue.records.corpus import Corpus
from catalogue.rules import (
    content,
    figures,
    identity,
    mentions,
    messages,
    privacy,
    private_patterns,
    recognisable,
    references,
    twins,
)
from catalogue.rules import figures as durations
from catalogue.rules.private_patterns import Search
from catalogue.rules.registry import MOST, RULES
from catalogue.schema import shape, shape_sentences
from catalogue.text import document, letters, limits, pasted, reading_faults, refusals, unseen


def rules_data() -> dict[str, Any]:
    """Return every sentence, pattern, threshold and pair of fields, ready for JSON.

    Patterns are for `RegExp(…, "u")`. How each is used is said where Python defines it.
    """
    return {
        "rules": {r.id: {"phrase": r.phrase, "level": r.level} for r in RULES.values()},
        "messages": messages.MESSAGES,
        "shape": {
            "rules": shape.RULES,
            "sentences": shape_sentences.SENTENCES,
            "numbers": sorted(shape.NUMBERS),
            "corsica": shape.CORSICA,
            "remainders": shape.REMAINDERS,
            "range": shape.RANGE,
            "unsure": sorted(shape.UNSURE),
            "unsure_signs": shape.UNSURE_SIGNS,
            "web": shape.WEB,
            "bulleted": shape.BULLETED.pattern,
            "most": MOST_ALIKE,
        },
        "most": MOST,
        "shown": messages.SHOWN,
        "dates": {
            "day": content.DAY.pattern,
            "form": content.DATE,
            "in_order": content.IN_ORDER,
            "past": content.PAST_FIELDS,
        },
        "html": content.HTML.pattern,
        "figures": {
            "percent": figures.PERCENT,
            "done": figures.DONE,
            "households": figures.HOUSEHOLDS,
            "dwellings": figures.DWELLINGS,
        },
        "durations": {"long_support": durations.LONG_SUPPORT},
        "references": {
            "places": references.PLACES,
            "named_places": sorted(references.NAMED_PLACES),
            "attested": references.ATTESTED,
            "listed": references.LISTED,
            "sure": letters.SURE,
        },
        "lists_with_ids": identity.LISTS_WITH_IDS,
        "privacy": _privacy(),
        "mentions": _mentions(),
        "twins": {"shared": twins.SHARED, "compared": twins.COMPARED},
    }


def _privacy() -> dict[str, Any]:
    return {
        "contacts": _searches(private_patterns.CONTACTS),
        "people": _searches(private_patterns.PEOPLE),
        "house": _searches([private_patterns.HOUSE]),
        "refuge": _searches(private_patterns.REFUGE),
        "sheltered": privacy.SHELTERED,
        "violence": privacy.VIOLENCE,
        "published": privacy.PUBLISHED,
        "told_first": privacy.TOLD_FIRST,
        "counted": privacy.COUNTED,
        "households": privacy.HOUSEHOLDS,
        "few": recognisable.FEW,
        "few_people": recognisable.FEW_PEOPLE.pattern,
        "sentence": recognisable.SENTENCE.pattern,
        "details": {kind: found.pattern for kind, found in recognisable.DETAILS.items()},
        "telling": sorted(recognisable.TELLING),
    }


def _searches(searches: Iterable[Search]) -> list[dict[str, Any]]:
    return [
        {"message": s.message, "exact": s.exact.pattern, "known": sorted(s.known)} for s in searches
    ]


def _mentions() -> dict[str, Any]:
    return {
        "tools": mentions.TOOLS,
        "course": mentions.COURSE,
        "not_said": sorted(mentions.NOT_SAID),
        "marks": letters.MARKS.pattern,
        "no_letter": mentions.NO_LETTER.pattern,
    }


def reading_data() -> dict[str, Any]:
    """Return what the form reads a file by: its sentences, what stops it, what was pasted."""
    return {
        "phrases": reading_faults.SENTENCES,
        "avertissements": sorted(reading_faults.WARNINGS),
        "locales": sorted(document.HARMLESS),
        "sortes": reading_faults.NAME_KINDS,
        "autres_sortes": reading_faults.OTHER_KINDS,
        "diagnostics": refusals.DIAGNOSES,
        "espace_cachee": unseen.HIDDEN_SPACE,
        "niveaux": limits.MAX_DEPTH,
        "elements": limits.MAX_NODES,
        "evenements": limits.MAX_EVENTS,
        "colles": [
            {
                "nom": kind.name,
                "motif": kind.pattern,
                "lignes": kind.lines,
                "toutes": kind.all_lines,
                "meme_lu": kind.even_read,
                "regle": kind.rule,
            }
            for kind in pasted.PASTED
        ],
        "seconde_fiche": pasted.MANY,
    }


def stems_data(corpus: Corpus) -> dict[str, Any]:
    """Return what begins the words of each tool's names: a text that has them speaks of it."""
    tools = corpus.references.get(mentions.TOOLS, {})
    return {id_: mentions.stems_of(term) for id_, term in tools.items()}
