"""What the rules hold as data, for the form, which gives the same verdict of a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from catalogue.issues import MOST_ALIKE
from catalogue.records.corpus import Corpus
from catalogue.rules import (
    content,
    figures,
    identity,
    mentions,
    people,
    privacy,
    private_patterns,
    recognisable,
    references,
    rows,
    twins,
)
from catalogue.rules import figures as durations
from catalogue.rules.registry import MOST, RULES, SENTENCES, SHOWN
from catalogue.rules.rows import Row, Search
from catalogue.schema import shape, shape_sentences
from catalogue.text import document, letters, limits, pasted, reading_faults, refusals, unseen


def rules_data() -> dict[str, Any]:
    """Return every sentence, pattern, threshold and pair of fields, ready for JSON.

    Patterns are for `RegExp(…, "u")`. How each is used is said where Python defines it.
    """
    return {
        "rules": {r.id: {"phrase": r.phrase, "level": r.level} for r in RULES.values()},
        "data": {id_: _data(made) for id_, made in rows.DATA.items()},
        "messages": SENTENCES,
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
        "shown": SHOWN,
        "dates": {"day": content.DAY.pattern, "form": rows.DATE},
        "figures": {
            "done": figures.DONE,
            "households": figures.HOUSEHOLDS,
            "dwellings": figures.DWELLINGS,
        },
        "durations": {"long_support": durations.LONG_SUPPORT},
        "references": {
            "places": references.PLACES,
            "attested": references.ATTESTED,
            "listed": references.LISTED,
            "first_commune": references.FIRST_COMMUNE,
            "saint": references.SAINT,
            "articles": references.ARTICLES,
            "sure": letters.SURE,
        },
        "lists_with_ids": identity.LISTS_WITH_IDS,
        "privacy": _privacy(),
        "people": _people(),
        "mentions": _mentions(),
        "twins": {"shared": twins.SHARED, "compared": twins.COMPARED},
    }


def _privacy() -> dict[str, Any]:
    return {
        "house": _searches([private_patterns.HOUSE]),
        "refuge": _searches(private_patterns.REFUGE),
        "reached": _searches([private_patterns.REACHED]),
        "sheltered": privacy.SHELTERED,
        "violence": privacy.VIOLENCE.pattern,
        "published": privacy.PUBLISHED,
        "told_first": privacy.TOLD_FIRST,
        "counted": privacy.COUNTED,
        "households": privacy.HOUSEHOLDS,
        "few": recognisable.FEW,
        "minimum": recognisable.MINIMUM,
        "few_people": recognisable.FEW_PEOPLE.pattern,
        "sentence": recognisable.SENTENCE.pattern,
        "details": {kind: found.pattern for kind, found in recognisable.DETAILS.items()},
        "telling": sorted(recognisable.TELLING),
    }


def _data(made: Iterable[Row | Search]) -> dict[str, Any]:
    return {
        "rows": [asdict(one) for one in made if isinstance(one, Row)],
        "searches": _searches(one for one in made if isinstance(one, Search)),
    }


def _people() -> dict[str, Any]:
    return {
        "token": people.TOKEN,
        "word": people.WORD,
        "capital": people.CAPITAL,
        "initials": people.INITIALS,
        "place": people.PLACE,
        "signs": people.SIGNS,
        "classes": people.CLASSES,
        "capital_only": people.CAPITAL_ONLY,
        "small_only": people.SMALL_ONLY,
        "not_shouted": people.NOT_SHOUTED,
        "long": people.LONG,
        "most_initials": people.MOST_INITIALS,
        "bodies": people.BODIES,
        "weak": people.WEAK,
        "honoured": sorted(people.HONOURED),
        "blanks": people.BLANKS,
        "patterns": people.PATTERNS,
    }


def _searches(searches: Iterable[Search]) -> list[dict[str, Any]]:
    return [{"message": s.message, "exact": s.exact.pattern} for s in searches]


def _mentions() -> dict[str, Any]:
    return {
        "tools": mentions.TOOLS,
        "not_said": sorted(mentions.NOT_SAID),
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
