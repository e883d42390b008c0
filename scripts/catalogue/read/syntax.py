"""What libyaml refuses, in English → what to repair, in French, and where."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

import yaml
from yaml.events import Event, ScalarEvent

from catalogue.issues import Issue
from catalogue.read.diagnosis import Trouble
from catalogue.read.events import LimitError, parse, spot_of
from catalogue.read.refusals import DIAGNOSES, unknown
from catalogue.read.rules import fault
from catalogue.read.text import Spot, lines_of, position

_tags = re.compile(r"!\S*+").finditer
_BAD_TAG: Final = "balise incorrecte : si c’est du texte, mettez-le entre guillemets"


def translate(error: Exception, text: str, file: str) -> Issue:
    """Return the issue of an error of libyaml, at the place where a person would look."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        # PyYAML itself fails, without a place, on a tag that hides wrong bytes: « !%ED%A0 ».
        offset = next((tag.start() for tag in _tags(text) if "%" in tag[0]), 0)
        return fault(file, "yaml-balise", _BAD_TAG, *position(text, offset))
    here = (error.problem_mark.line + 1, error.problem_mark.column + 1)
    mark = error.context_mark
    start = (mark.line + 1, mark.column + 1) if mark is not None else here
    trouble = Trouble(here, start, lines_of(text), _last_quote(text))
    message, spot = DIAGNOSES.get(error.problem or "", unknown)(trouble)
    return fault(file, "yaml-syntaxe", message, *spot)


def _last_quote(text: str) -> Spot | None:
    """Return where the last text in quotes before the fault starts, if it has several lines."""
    last: Event | None = None
    with suppress(yaml.YAMLError, UnicodeError, LimitError):
        for event in parse(text):
            last = event
    if not isinstance(last, ScalarEvent) or last.style not in ('"', "'"):
        return None
    assert last.start_mark is not None and last.end_mark is not None
    return spot_of(last) if last.start_mark.line < last.end_mark.line else None
