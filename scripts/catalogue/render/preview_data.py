"""What the preview of a record needs to show it as its page does: words, tables, their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from catalogue.derive import brief, course, freshness, nodes, sheet, wording
from catalogue.derive.amounts import MISSING
from catalogue.derive.cards import SHOWN_TYPES
from catalogue.derive.held import Test
from catalogue.derive.likeness import MORE, MOST_NAMED, PLACES, TRAITS
from catalogue.derive.rubric import GRADES, RUBRIC, Dimension
from catalogue.derive.sections import BRIEF
from catalogue.derive.similar import MOST_SHOWN
from catalogue.derive.site import SiteView

NAME: Final = "formulaire/apercu.json"
WORDS: Final = {
    "oui": wording.YES_NO[True],
    "non": wording.YES_NO[False],
    "premier": wording.FIRST,
    "sur": wording.OUT_OF,
    "moins_de_1": wording.UNDER_ONE,
    "plus_de_99": wording.OVER_99,
    "sans_date": wording.NO_DATE,
    "consulte_le": nodes.READ_ON,
    "element": course.ELEMENT,
    "verifiee": sheet.CHECKED,
    "non_verifiee": sheet.NOT_CHECKED,
    "non_renseigne": wording.NOT_GIVEN,
}


def preview_data(view: SiteView) -> dict[str, Any]:
    """Return what the preview alone needs, ready for JSON."""
    return {
        "fiche": _sheet(view),
        "lexique": [[mention.entree, mention.forme] for mention in view.lexicon.all()],
        "preuves": {
            "niveaux": [[id_, words] for id_, (words, _) in GRADES.items()],
            "dimensions": [_dimension(dimension) for dimension in RUBRIC],
        },
        "fraicheur": {
            "etats": freshness.STATES,
            "ages": [asdict(age) for age in freshness.AGES],
            "depuis": freshness.OLD,
        },
        "proches": _alike(view),
    }


def _sheet(view: SiteView) -> dict[str, Any]:
    """Return how a record's page is put together."""
    return {
        "sections": view.schemas.sections,
        "premiere": BRIEF,
        "en_bref": view.spec.note("en-bref", ()),
        "seuls": sorted(sheet.ALONE),
        "entiers": sorted(sheet.WHOLE),
        "abreges": sorted(brief.SHORTER),
        "tus": [sorted(sheet.UNSAID), sorted(brief.UNSAID)],
        "types_montres": SHOWN_TYPES,
        "manques": MISSING,
        "formes": course.KINDS,
        "etapes": course.STEPS,
        "de_front": [course.ABREAST.start, course.ABREAST.stop],
        "teintes": course.SHADES,
        "mots": WORDS,
    }


def _dimension(dimension: Dimension) -> dict[str, Any]:
    return {
        "id": dimension.id,
        "libelle": dimension.libelle,
        "pieces": dimension.pieces,
        "comptes": [asdict(tally) for tally in dimension.comptes],
        "premier": dimension.premier,
        "besoins": [
            {"niveau": need.niveau, "nom": need.nom, "test": _test(need.test)}
            for need in dimension.besoins
        ],
    }


def _test(test: Test) -> Mapping[str, Any]:
    looks = [[look.path, sorted(look.fields)] for look in test.looks]
    return {"regards": looks, "moins": test.least, "vaut": test.value}


def _alike(view: SiteView) -> dict[str, Any]:
    """Return how likeness is said, and where the catalogue's facets hold each of its fields."""
    parameters = {field.reference: field.parametre for field in view.facet_fields}
    return {
        "champs": [
            {"champ": name, "parametre": parameters[name], **asdict(trait)}
            for name, trait in TRAITS.items()
            if name in parameters
        ],
        "lieu": parameters.get("territoires", ""),
        "lieux": PLACES,
        "autres": MORE,
        "nommes": MOST_NAMED,
        "montrees": MOST_SHOWN,
    }
