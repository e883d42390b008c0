"""The kinds of page that the bilan adds to those of the site."""

from __future__ import annotations

from catalogue.site.kinds.table import PageKind

EDITION = PageKind(
    folder="bilans",
    title="Bilans",
    shells=("bilan", "bilan-liste"),
    rank=3,
    searched=False,
)
"""An edition, with a page for each list of records behind a number."""
KINDS = (EDITION,)
