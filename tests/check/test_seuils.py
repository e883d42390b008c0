"""Rules that compare: of each, a record that it speaks of, beside those that it just lets pass.

The records are parts of records, made up for the test.
"""

from __future__ import annotations

from functools import cache

import pytest

from catalogue.pipeline import context_of
from catalogue.rules.registry import RULES, subject_of
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


@cache
def _context() -> tuple[object, ...]:
    read = loaded(MINIATURE)
    return context_of(read, DAY), read.schemas.spec("project")


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, t) for rule, held in CASES.items() for t in held]
)
def test_une_regle_qui_compare_parle_d_un_cote_et_se_tait_de_l_autre(rule: str, text: str) -> None:
    context, spec = _context()
    document, issues = read_text(f"{text}\n", "projects/essai.yml")
    check = RULES[rule].check
    assert document is not None and check is not None and not issues
    found = list(check(context, subject_of(document, "project", spec)))  # type: ignore[arg-type]
    assert bool(found) == CASES[rule][text]
