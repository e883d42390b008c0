"""A document to fill in (WordprocessingML, ISO/IEC 29500), as the parts of its package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from catalogue.site.environment import environment

PARTS: Final = {
    "[Content_Types].xml": "types",
    "_rels/.rels": "liens_du_paquet",
    "docProps/core.xml": "proprietes",
    "word/_rels/document.xml.rels": "liens_du_document",
    "word/settings.xml": "reglages",
    "word/footer.xml": "pied",
    "word/styles.xml": "styles",
}
"""Each small part of the package → the macro that writes it."""


def docx(title: str, template: str, **values: Any) -> Iterator[tuple[str, str]]:
    """Yield the parts of a document by name; the template writes its text."""
    small = environment().get_template("docx.xml.j2").module
    for name, macro in PARTS.items():
        yield name, str(getattr(small, macro)(title))
    yield "word/document.xml", environment().get_template(template).render(titre=title, **values)
