"""The texts of a site, made in memory: MkDocs' part is given, the rest takes milliseconds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from catalogue.build.open_data import EXPORTS
from catalogue.build.whole_site import House, site_texts
from catalogue.contribute.form_data import form_files
from catalogue.data.exports import export_files
from catalogue.records import assemble as build
from catalogue.records.corpus import in_catalogue_order
from catalogue.site.catalogue_data import DATA_FOLDER
from catalogue.site.site_view import SiteView
from catalogue.text.document import Document
from catalogue.workspace import Workspace
from support.miniature import loaded
from support.places import MINIATURE, ROOT


def view_of(root: Path) -> SiteView:
    """Return everything that the pages of a repository show; once where no test changes it."""
    return _unchanged(root) if root in (ROOT, MINIATURE) else view_anew(root)


@cache
def _unchanged(root: Path) -> SiteView:
    return view_anew(root)


def view_anew(root: Path) -> SiteView:
    """Return the same, of which nothing was computed yet."""
    read = loaded(root)
    return SiteView(read.corpus, read.schemas)


def texts_of(view: SiteView, house: House) -> dict[str, str]:
    """Return every text of a site that depends on its records, by name."""
    texts = dict(site_texts(Workspace(MINIATURE), house, view))
    texts |= {f"{DATA_FOLDER}{name}": text for name, text in form_files(view)}
    return texts | exports_of(view)


def exports_of(view: SiteView) -> dict[str, str]:
    """Return every export whole, by name."""
    return {f"{EXPORTS}{name}": text for name, text in export_files(view, lots=True)}


def with_project(view: SiteView, file: str, data: dict[str, Any]) -> SiteView:
    """Return a view where a record is another, without reading a file."""
    others = [p for p in view.corpus.projects if p.file != file]
    projects = in_catalogue_order(
        [*others, build.project(Document(file, data))], view.corpus.vocabularies
    )
    return SiteView(replace(view.corpus, projects=projects), view.schemas)
