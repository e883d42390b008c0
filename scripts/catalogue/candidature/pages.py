"""« Préparer ma candidature »: its block, the data of its script, the blank documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from markupsafe import Markup

from catalogue.candidature.outlines import (
    OutlineView,
    advice,
    outline_data,
    outline_views,
    transfer_view,
)
from catalogue.site.blocks import Addition
from catalogue.site.catalogue_data import DATA_FOLDER, compact
from catalogue.site.environment import docx, fill
from catalogue.site.site_view import SiteView

PAGE: Final = "candidature/"
DATA: Final = "candidature.json"
TERMS: Final = (
    ("publics", "Publics"),
    ("outils", "Outils"),
    ("partenariats", "Partenariats"),
)
"""The vocabularies that a file may name, by their parameter in the page's address."""


def addition(view: SiteView) -> Addition:
    """Return what the room adds to the hand-written pages."""
    return Addition(blocks={"candidature": partial(_page, view)})


def _page(view: SiteView, base: str) -> Markup:
    corpus, model = view.corpus, view.corpus.file_model
    outlines = outline_views(view)
    return fill(
        "candidature.html.j2",
        base,
        trames=[(outline, file_of(outline)) for outline in outlines],
        noms={call.id: call.nom for call in view.calls},
        regions=[t for t in corpus.territories.values() if t.type == "region"],
        listes=[(name, title, corpus.families(name)) for name, title in TERMS],
        transfert=transfer_view(view, model) if model else None,
        conseils=advice(view, model) if model else (),
        donnees=f"{DATA_FOLDER}{DATA}",
        dossier=DATA_FOLDER,
    )


def file_of(outline: OutlineView) -> str:
    """Return the address of the blank document of an outline."""
    return f"{PAGE}trame-{outline.id}.docx"


def data_files(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield the data of the page's script, by name."""
    yield f"{DATA_FOLDER}{DATA}", compact(outline_data(view))


def documents(view: SiteView) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Yield the blank documents: their address and the parts of their package."""
    model = view.corpus.file_model
    for outline in outline_views(view):
        parts = docx(
            f"Dossier de candidature – {outline.nom}",
            "candidature.docx.xml.j2",
            trame=outline,
            noms={call.id: call.nom for call in outline.appels},
            transfert=transfer_view(view, model) if model else None,
        )
        yield file_of(outline), parts
