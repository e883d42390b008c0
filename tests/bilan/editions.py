"""The editions of the miniature repository, and of copies of it, made once each."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from catalogue.bilan.edition import make_edition
from catalogue.bilan.edition_json import edition_json, json_text, read_edition
from catalogue.bilan.edition_views import Edition
from catalogue.bilan.shapes import Table
from catalogue.site.site_view import SiteView
from support.drawing import view_of
from support.places import MINIATURE


def text_of(view: SiteView, year: str) -> str:
    """Return the JSON of an edition."""
    return edition_json(make_edition(view, view.corpus.reports[year]))


@cache
def edition(year: str, root: Path = MINIATURE) -> Edition:
    """Return an edition as its JSON has it."""
    return read_edition(text_of(view_of(root), year))


def edited(year: str, change: Callable[[Any], object]) -> Edition:
    """Return an edition whose JSON was changed before it is read."""
    data = json.loads(edition_json(edition(year)))
    change(data)
    return read_edition(json_text(data))


def table(found: Edition, id_: str) -> Table:
    """Return a table of an edition."""
    return next(one for one in found.tableaux if one.id == id_)


def rows(found: Edition, id_: str) -> dict[str, list[str]]:
    """Return the words of a table's rows, by the id of each."""
    return {
        line.id: [" / ".join(v.texte for v in cell.valeurs) for cell in line.cellules]
        for line in table(found, id_).lignes
    }
