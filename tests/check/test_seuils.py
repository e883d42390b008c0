"""Rules that compare: of each, a record that it speaks of, beside those that it just lets pass.

The records are parts of records, made up for the test.
"""

from __future__ import annotations

from functools import cache

import pytest

from catalogue.pipeline import context_of
from catalogue.rules.registry import RULES, Context, Finding, subject_of
from catalogue.text.document import read_text
from support.miniature import loaded
from support.places import DAY, MINIATURE

_TWO_GRANTS = "financement: {{montants: [{{valeur: 60{}}}, {{valeur: 50}}], cout_total: {}}}"
_HOUSED = "menages: [{{valeur: 11, unite: {}{}}}]\nlogements: [{{valeur: 10, unite: {}{}}}]"
_DATED = 'accompagnement: {{duree_max_mois: {}}}\ndebut: "{}"\nfin: "{}"'
_STEPS = "accompagnement: {{duree_max_mois: 12}}\nderoulement: {{elements: [{{{}}}]}}"
_FIGURE = "resultats: [{{valeur: 3, {}, source: s1}}]\nsources: [{{id: s1{}}}]"
CASES = {
    "montants-et-cout": {
        _TWO_GRANTS.format("", "{valeur: 100}"): True,
        _TWO_GRANTS.format("", "{valeur: 110}"): False,
        # The other is not told of a year, or of a nature: it may be the same.
        _TWO_GRANTS.format(", annee: 2016", "{valeur: 100, annee: 2016}"): True,
        _TWO_GRANTS.format(", annee: 2017", "{valeur: 100, annee: 2016}"): False,
        _TWO_GRANTS.format(", annee: 2017", "{valeur: 100}"): True,
        _TWO_GRANTS.format(", nature: prevu", "{valeur: 100, nature: prevu}"): True,
        _TWO_GRANTS.format(", nature: prevu", "{valeur: 100, nature: depense}"): False,
        # More or less than a number is no number to add.
        _TWO_GRANTS.format(", qualificatif: environ", "{valeur: 100}"): False,
        _TWO_GRANTS.format("", "{valeur: 100, qualificatif: plus-de}"): False,
        # One that passes the cost alone is another rule's fault.
        _TWO_GRANTS.format("", "{valeur: 55}"): False,
        _TWO_GRANTS.format("", "{valeur: 60}"): True,
        "financement: {montants: [], cout_total: {valeur: 0}}": False,
        "financement: {cout_total: {valeur: 0}}": False,
    },
    "menages-et-logements": {
        _HOUSED.format("menages", "", "logements", ""): True,
        _HOUSED.format("familles", "", "logements", ""): True,
        _HOUSED.format("personnes", "", "logements", ""): False,
        _HOUSED.format("menages", "", "places", ""): False,
        _HOUSED.format("menages", "", "logements", "").replace("10", "11"): False,
        _HOUSED.format("menages", ", nature: realise", "logements", ", nature: realise"): True,
        _HOUSED.format("menages", ", nature: realise", "logements", ", nature: prevu"): False,
        _HOUSED.format("menages", ', date: "2019"', "logements", ', date: "2019"'): True,
        _HOUSED.format("menages", ', date: "2019"', "logements", ""): False,
        # Two counts of dwellings: one cannot know which of them houses whom.
        "menages: [{valeur: 11, unite: menages}]\n"
        "logements: [{valeur: 1, unite: logements}, {valeur: 2, unite: logements}]": False,
        # One of another date is no second count.
        "menages: [{valeur: 11, unite: menages}]\nlogements: [{valeur: 10, unite: logements},"
        ' {valeur: 2, unite: logements, date: "2019"}]': True,
    },
    "duree-plausible": {
        "accompagnement: {duree_max_mois: 60}": False,
        "accompagnement: {duree_max_mois: 61}": True,
        # From one month to the next, both included; a year alone is all of its months.
        _DATED.format(2, "2019-01", "2019-02"): False,
        _DATED.format(3, "2019-01", "2019-02"): True,
        _DATED.format(14, "2018-12", "2020-01"): False,
        _DATED.format(15, "2018-12", "2020-01"): True,
        _DATED.format(24, "2018", "2019"): False,
        _DATED.format(25, "2018", "2019"): True,
        'debut: "2019-01"\naccompagnement: {duree_max_mois: 3}': False,
        _STEPS.format("duree_mois: 12"): False,
        _STEPS.format("duree_mois: 13"): True,
        _STEPS.format("detail: {elements: [{duree_mois: 12}]}"): False,
        _STEPS.format("detail: {elements: [{duree_mois: 13}]}"): True,
        _STEPS.format("duree_mois: 3, detail: {elements: [{duree_mois: 3}]}"): False,
        _STEPS.format("duree_mois: 3, detail: {elements: [{duree_mois: 4}]}"): True,
    },
    "chiffre-sans-date": {
        _FIGURE.format("nature: realise", ""): True,
        _FIGURE.format("nature: prevu", ""): False,
        _FIGURE.format('nature: realise, date: "2019"', ""): False,
        _FIGURE.format("nature: realise", ', date: "2019"'): False,
        _FIGURE.format("nature: realise", ', date: "2019"').replace(
            "source: s1", "source: s2"
        ): True,
        _FIGURE.format("nature: realise", "").replace("valeur: 3, ", ""): False,
    },
    "dates-en-ordre": {
        'debut: "2019-02"\nfin: "2019-01"': True,
        'debut: "2019-02"\nfin: "2019-02"': False,
    },
}
"""Rule → the record → whether the rule speaks of it."""


CALENDARS = {
    "[{etape: ouverture, date: '2019-02'}, {etape: cloture, date: '2019-02'}]": False,
    "[{etape: ouverture, date: '2019-02'}, {etape: cloture, date: '2019-01'}]": True,
    # They follow each other in time, whatever the order of the lines.
    "[{etape: cloture, date: '2019-01'}, {etape: ouverture, date: '2019-02'}]": True,
    "[{etape: reponse, date: '2019-01'}, {etape: ouverture, date: '2019-02'}]": True,
    # An examination may last past the steps that follow it.
    "[{etape: examen, date: '2019-03'}, {etape: comite, date: '2019-02'}]": False,
    "[un, {etape: cloture}]": False,
    "5": False,
}
"""The calendar of a call → whether the rule speaks of the order of its steps."""


def _found(rule: str, kind: str, text: str) -> list[Finding]:
    """Return what a rule finds in a file of the miniature repository."""
    read = loaded(MINIATURE)
    document, issues = read_text(f"{text}\n", "essai.yml")
    check = RULES[rule].check
    assert document is not None and check is not None and not issues
    return list(check(_context(), subject_of(document, kind, read.schemas.spec(kind))))


@cache
def _context() -> Context:
    return context_of(loaded(MINIATURE), DAY)


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, t) for rule, held in CASES.items() for t in held]
)
def test_une_regle_qui_compare_parle_d_un_cote_et_se_tait_de_l_autre(rule: str, text: str) -> None:
    assert bool(_found(rule, "project", text)) == CASES[rule][text]


@pytest.mark.parametrize("calendar", CALENDARS)
def test_les_etapes_d_un_appel_se_suivent(calendar: str) -> None:
    found = _found("dates-en-ordre", "call", f"calendrier: {calendar}")
    assert bool(found) == CALENDARS[calendar]
