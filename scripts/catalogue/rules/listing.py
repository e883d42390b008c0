"""Every rule of the validator, of whatever stage: its name, its sentence, its level."""

from __future__ import annotations

import catalogue.rules  # noqa: F401  # registers the rules
from catalogue.issues import Level
from catalogue.rules.registry import RULES as MEANING
from catalogue.rules.registry import Rule
from catalogue.schema.shape import RULES as SHAPE
from catalogue.text.reading_faults import RULES as READING
from catalogue.text.reading_faults import level_of

EDITIONS: dict[str, tuple[str, Level]] = {
    "bilan-impossible": (
        "Une édition du bilan n’appelle que ce qui existe et était connu à sa date d’arrêt.",
        "error",
    ),
    "bilan-scelle": (
        "Les fiches d’aujourd’hui diraient encore ce que dit un bilan scellé.",
        "warning",
    ),
    "sceau-illisible": (
        "Un bilan scellé a la forme de sa version, se tient et garde son empreinte.",
        "error",
    ),
    "sceau-change": (
        "Un bilan scellé est resté tel qu’il a été enregistré dans git, ou dit pourquoi non.",
        "error",
    ),
}
"""What is checked where editions of the bilan are made, after the stages that have rules."""


def every_rule() -> list[Rule]:
    """Return every rule, in the order in which a file meets them."""
    reading = {id_: (phrase, level_of(id_)) for id_, phrase in {**READING, **SHAPE}.items()}
    before, after = (
        [Rule(id=id_, phrase=phrase, level=level) for id_, (phrase, level) in listed.items()]
        for listed in (reading, EDITIONS)
    )
    return [*before, *MEANING.values(), *after]
