"""Two records of the same places, publics and organisations are told; the others are not.

The records are parts of records, made up for the test.
"""

from __future__ import annotations

import pytest

from catalogue.records.assemble import assemble, project
from catalogue.records.types import Project
from catalogue.rules.identity import COMPARED, ELSEWHERE, key_of, near_duplicate, shelf_of
from catalogue.rules.registry import Context
from catalogue.text.document import read_text
from support.places import DAY

ONE = """\
publics: [jeunes, dalo]
territoires: [{departement: "51", commune: Reims}, {departement: "08"}]
organismes: [{organisme: a, roles: [porteur]}, {organisme: b, roles: [partenaire]}]
"""


def _record(id_: str, text: str) -> Project:
    document, issues = read_text(f"titre: {id_}\n{text}", f"projects/{id_}.yml")
    assert document is not None and not issues
    return project(document)


def _told(*texts: str) -> list[str]:
    """Return the files of which it is said that another record is near, in order."""
    records = [_record(f"fiche-{rank:02}", text) for rank, text in enumerate(texts)]
    context = Context(
        corpus=assemble(records, ()), documents=(), known={}, broken=frozenset(), au=DAY
    )
    return [issue.place.file for issue in near_duplicate(context)]


BOTH = ["projects/fiche-00.yml", "projects/fiche-01.yml"]
OTHERS = {
    ONE: True,
    # The order in which places and publics are written says nothing, nor do capitals.
    ONE.replace("[jeunes, dalo]", "[dalo, jeunes]"): True,
    ONE.replace('{departement: "51", commune: Reims}, {departement: "08"}',
                '{departement: "08"}, {departement: "51", commune: REIMS}'): True,
    ONE.replace("[jeunes, dalo]", "[jeunes]"): False,
    ONE.replace("Reims", "Épernay"): False,
    ONE.replace(', {departement: "08"}', ""): False,
    ONE.replace('{departement: "08"}', "{region: ges}"): False,
    # Half of all their organisations is enough: one of two, and not one of three.
    ONE.replace(", {organisme: b, roles: [partenaire]}", ""): True,
    ONE.replace("organisme: b", "organisme: c"): False,
    ONE.replace("organisme: a", "organisme: c"): False,
    "publics: [jeunes, dalo]\norganismes: [{organisme: a, roles: [porteur]}]\n": False,
}  # fmt: skip
"""Another record → whether it is near to the first."""


@pytest.mark.parametrize("other", OTHERS)
def test_deux_fiches_ne_sont_proches_que_si_tout_cela_leur_est_commun(other: str) -> None:
    assert _told(ONE, other) == (BOTH if OTHERS[other] else [])


@pytest.mark.parametrize(("between", "found"), [(COMPARED - 1, True), (COMPARED, False)])
def test_une_fiche_n_est_comparee_qu_a_quelques_unes(between: int, found: bool) -> None:
    """Those between share one organisation of three with it, by which they are met before."""
    text = "publics: [jeunes]\nterritoires: [{region: ges}]\norganismes: [{organisme: a, roles: []}"
    others = (
        f", {{organisme: x{n}, roles: []}}, {{organisme: y{n}, roles: []}}" for n in range(between)
    )
    told = _told(f"{text}]\n", *(f"{text}{more}]\n" for more in others), f"{text}]\n")
    assert (BOTH[0] in told) == found


@pytest.mark.parametrize(
    ("places", "shelf"),
    [
        ('[{departement: "51", commune: Reims}, {departement: "08"}]', "08"),
        ('[{departement: "51", commune: Reims}]', "51"),
        ("[{region: ges}]", "ges"),
        ("[{commune: Reims}]", ELSEWHERE),
    ],
)
def test_une_fiche_est_rangee_au_premier_de_ses_lieux(places: str, shelf: str) -> None:
    record = _record("fiche", f"territoires: {places}\n")
    assert (shelf_of(record), key_of(record).startswith(shelf)) == (shelf, shelf != ELSEWHERE)
