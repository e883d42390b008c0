"""The interview guide, as a page to print and as a document to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from catalogue.derive.guide import BEFORE, FILE, MEETING, guide
from catalogue.derive.site import SiteView
from catalogue.render.environment import environment, fill

TITLE = "Guide d’entretien"
PARTS = {
    "[Content_Types].xml": "types",
    "_rels/.rels": "liens_du_paquet",
    "docProps/core.xml": "proprietes",
    "word/_rels/document.xml.rels": "liens_du_document",
    "word/settings.xml": "reglages",
    "word/footer.xml": "pied",
    "word/styles.xml": "styles",
}
"""Each small part of the document's package → the macro that writes it."""


def guide_html(view: SiteView, base: str) -> Markup:
    """Return the guide as a part of a page."""
    parts = guide(view.corpus, view.spec, view.schemas.sections)
    return fill(
        "guide.html.j2", base, parties=parts, consignes=BEFORE, rencontre=MEETING, document=FILE
    )


def guide_docx(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield the parts of the document (WordprocessingML, ISO/IEC 29500), by name."""
    small = environment().get_template("docx.xml.j2").module
    for name, macro in PARTS.items():
        yield name, str(getattr(small, macro)(TITLE))
    parts = guide(view.corpus, view.spec, view.schemas.sections)
    template = environment().get_template("guide.docx.xml.j2")
    yield (
        "word/document.xml",
        template.render(titre=TITLE, parties=parts, consignes=BEFORE, rencontre=MEETING),
    )
