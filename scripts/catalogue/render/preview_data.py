"""What the preview of a record needs to show it as its page does: words, and their order."""

from __future__ import annotations

from typing import Any, Final

from catalogue.derive import brief, course, nodes, sheet, wording
from catalogue.derive.amounts import MISSING
from catalogue.derive.cards import SHOWN_TYPES
from catalogue.derive.site import SiteView

WORDS: Final = {
    "oui": wording.YES_NO[True],
    "non": wording.YES_NO[False],
    "premier": wording.FIRST,
    "sur": wording.OUT_OF,
    "moins_de_1": wording.UNDER_ONE,
    "plus_de_99": wording.OVER_99,
    "sans_date": nodes.NO_DATE,
    "consulte_le": nodes.READ_ON,
    "element": course.ELEMENT,
}


def sheet_data(view: SiteView) -> dict[str, Any]:
    """Return how a record's page is put together."""
    return {
        "sections": view.schemas.sections,
        "premiere": sheet.BRIEF,
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
