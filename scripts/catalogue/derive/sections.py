"""Where each field of a record stands on its sheet, as the schema says."""

from __future__ import annotations

from catalogue.read.schema import Spec

BRIEF = "en-bref"
"""The section that says what is not known where it stands; fields without a section go there."""


def section_of(spec: Spec) -> str:
    """Return the id of the section that a field of a record belongs to."""
    return str(spec.note("section", BRIEF))
