"""The editions of the miniature repository, and of copies of it, made once each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from catalogue.bilan.edition import make_edition
from catalogue.bilan.edition_json import edition_json, read_edition
from catalogue.site.site_view import SiteView
from support.drawing import view_of
from support.places import MINIATURE


def text_of(view: SiteView, year: str) -> str:
    """Return the JSON of an edition."""
    return edition_json(make_edition(view, view.corpus.reports[year]))


@cache
def edition(year: str, root: Path = MINIATURE) -> Any:
    """Return an edition as its JSON has it."""
    return read_edition(text_of(view_of(root), year))


def table(found: Any, id_: str) -> Any:
    """Return a table of an edition."""
    return next(one for one in found.tableaux if one.id == id_)


def rows(found: Any, id_: str) -> dict[str, list[str]]:
    """Return the words of a table's rows, by the id of each."""
    return {
        line.id: [" / ".join(v.texte for v in cell.valeurs) for cell in line.cellules]
        for line in table(found, id_).lignes
    }
