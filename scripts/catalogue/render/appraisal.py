"""The parts of a sheet that help to judge it, as HTML; thousands of records share a few of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from catalogue.derive.appraisal import Appraisal
from catalogue.derive.evidence import Judgement
from catalogue.derive.freshness import Freshness
from catalogue.render.environment import environment


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
        proches=_filled("proches.html.j2", proches=appraisal.proches, base=base),
    )


@lru_cache(maxsize=4096)
def _freshness(freshness: Freshness) -> Markup:
    return _filled("fraicheur.html.j2", fraicheur=freshness)


@lru_cache(maxsize=4096)
def _evidence(judgements: tuple[Judgement, ...], base: str) -> Markup:
    return _filled("preuves.html.j2", preuves=judgements, base=base)


def _filled(template: str, **values: object) -> Markup:
    return Markup(environment().get_template(template).render(**values))
