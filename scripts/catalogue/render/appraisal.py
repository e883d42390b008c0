"""The parts of a sheet that help to judge it, as HTML; thousands of records share a few of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from catalogue.derive.appraisal import Appraisal
from catalogue.derive.evidence import Judgement
from catalogue.derive.freshness import Freshness
from catalogue.render.environment import environment
from catalogue.render.templating import marked


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


@lru_cache(maxsize=512)
def _freshness(freshness: Freshness) -> Markup:
    return _filled("fraicheur.html.j2", fraicheur=freshness)


def _evidence(judgements: tuple[Judgement, ...], base: str) -> Markup:
    rows, lacks = zip(*map(_judgement, judgements), strict=True)
    return _filled(
        "preuves.html.j2", base=base, lignes=Markup().join(rows), manques=Markup().join(lacks)
    )


@lru_cache(maxsize=4096)
def _judgement(judgement: Judgement) -> tuple[Markup, Markup]:
    """Return the row of a judgement, and what would raise it, if anything would."""
    module = environment().get_template("preuve.html.j2").module
    row: Markup = module.ligne(judgement)  # type: ignore[attr-defined]  # Jinja adds the macros
    lack: Markup = module.manque(judgement)  # type: ignore[attr-defined]
    return row, lack if judgement.manque else Markup()


def _filled(template: str, **values: object) -> Markup:
    return marked(environment().get_template(template).render(**values))
