"""The parts of a sheet that help to judge it, as HTML; thousands of records share a few of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from markupsafe import Markup

from catalogue.site.appraisal import Appraisal, Freshness
from catalogue.site.environment import environment
from catalogue.site.evidence import Judgement

EVIDENCE: Final = "preuves.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraised:
    """The parts of a sheet that help to judge it, ready to be put in place."""

    fraicheur: Markup
    preuves: Markup
    proches: Markup


def appraised(appraisal: Appraisal, base: str) -> Appraised:
    """Return an appraisal as HTML, for a page from which `base` leads to the site's root."""
    return Appraised(
        fraicheur=_freshness(appraisal.fraicheur),
        preuves=_evidence(appraisal.preuves, base),
        proches=_macro("proches.html.j2", "proches")(appraisal.proches, base),
    )


@lru_cache(maxsize=512)
def _freshness(freshness: Freshness) -> Markup:
    return _macro("fraicheur.html.j2", "fraicheur")(freshness)


def _evidence(judgements: tuple[Judgement, ...], base: str) -> Markup:
    rows, lacks = zip(*map(_judgement, judgements), strict=True)
    return _macro(EVIDENCE, "preuves")(Markup().join(rows), Markup().join(lacks), base)


@lru_cache(maxsize=4096)
def _judgement(judgement: Judgement) -> tuple[Markup, Markup]:
    """Return the row of a judgement, and what would raise it, if anything would."""
    row = _macro(EVIDENCE, "ligne")(judgement)
    return row, _macro(EVIDENCE, "manque")(judgement) if judgement.manque else Markup()


@cache
def _macro(template: str, name: str) -> Callable[..., Markup]:
    module = environment().get_template(template).module
    return getattr(module, name)  # type: ignore[no-any-return]  # Jinja adds the macros
