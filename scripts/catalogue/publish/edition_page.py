"""The pages of an edition on their own, to be read before the site is built: a draft's, above all.

Opened from a folder, their links lead from one to another; those to the rest of the site work once
the folder stands in one, at the edition's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from catalogue.placing import below
from catalogue.publish.folder import write, write_bytes
from catalogue.publish.report import beside
from catalogue.render import policy
from catalogue.render.editions import edition_pages
from catalogue.render.environment import fill
from catalogue.render.page import Page
from catalogue.render.reading import read_edition

SHEETS = ("jetons", "site", "contenu", "tableaux", "fiche", "croisements", "bilan")


TO_FOLDER = re.compile(r'(href="[^":?#]*/)(?=["?#])')
"""A link to a folder: a browser that reads files does not look for the page inside."""


def write_pages(text: str, folder: Path, assets: Path) -> Iterator[Path]:
    """Write the page of an edition and its lists; `assets` holds the site's style sheets."""
    edition = read_edition(text)
    for page in edition_pages(edition, beside(edition)):
        address = page.address.removeprefix(edition.adresse)
        path = below(folder, f"{address}index.html")
        write(path, _alone(page, address))
        yield path
    for sheet in (*SHEETS, "impression"):
        path = folder / "assets" / "css" / f"{sheet}.css"
        write_bytes(path, (assets / "css" / f"{sheet}.css").read_bytes())
        yield path


def _alone(page: Page, address: str) -> str:
    up = "../" * address.count("/")
    text = str(
        fill(
            "bilan_seul.html.j2",
            "",
            page=page,
            haut=up,
            feuilles=SHEETS,
            politique=policy.text(policy.ON_DISK),
        )
    )
    return TO_FOLDER.sub(r"\1index.html", text)
