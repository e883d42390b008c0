"""What libyaml refuses, in English → what to repair, in French, and where."""

from __future__ import annotations

import re
from typing import Final

import yaml

from catalogue.issues import Issue
from catalogue.read.diagnosis import Trouble
from catalogue.read.refusals import DIAGNOSES, unknown
from catalogue.read.rules import fault
from catalogue.read.text import lines_of, position

_escaped_tag = re.compile(r"!\S*%[0-9A-Fa-f]{2}").search
_BAD_TAG: Final = "balise incorrecte : si c'est du texte, mettez-le entre guillemets"


def translate(error: Exception, text: str, file: str) -> Issue:
    """Return the issue of an error of libyaml, at the place where a person would look."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        # PyYAML itself fails, without a place, on a tag that hides wrong bytes: « !%ED%A0 ».
        found = _escaped_tag(text)
        return fault(file, "yaml-balise", _BAD_TAG, *position(text, found.start() if found else 0))
    here = (error.problem_mark.line + 1, error.problem_mark.column + 1)
    mark = error.context_mark
    start = (mark.line + 1, mark.column + 1) if mark is not None else here
    trouble = Trouble(here, start, lines_of(text))
    message, spot = DIAGNOSES.get(error.problem or "", unknown)(trouble)
    return fault(file, "yaml-syntaxe", message, *spot)
