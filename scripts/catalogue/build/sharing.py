"""The images that messengers and social networks show of a page: one for the site, one per kind.

Drawn once and kept in `docs/assets/partage/`; `make partage` draws them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

from catalogue.text.swap import write_bytes
from catalogue.workspace import HOME

NAME: Final = "Logements Hlm accompagnés"
KINDS: Final = {
    "site": "Qui l’a déjà fait, avec qui, comment ?",
    "fiche": "Une initiative, ses partenaires, ses résultats",
    "liste": "Toutes les initiatives",
    "terme": "Les initiatives d’une même sorte",
    "territoire": "Les initiatives d’un territoire",
    "organisme": "Un organisme et ses initiatives",
    "appel": "Un appel à projets",
    "bilan": "Le bilan du programme",
}
"""Image → what it says. A page names its image in its head (`partage`), or has the site's."""
FOLDER: Final = HOME / "docs/assets/partage"
TEMPLATE: Final = Path(__file__).with_name("templates") / "partage.typ"
MARK: Final = HOME / "docs/assets/favicon.svg"
DOTS_PER_INCH: Final = 72.0
"""A point of the drawing is a dot of the image: 1200 by 630, as these services ask."""


def images() -> Iterator[tuple[str, bytes]]:
    """Yield each image by the name of its file, drawn with the fonts that Typst brings along."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for source in (TEMPLATE, MARK):
            write_bytes(folder / source.name, source.read_bytes())
        for kind, words in KINDS.items():
            drawn = typst.compile(
                str(folder / TEMPLATE.name),
                format="png",
                ppi=DOTS_PER_INCH,
                ignore_system_fonts=True,
                sys_inputs={"genre": words, "site": NAME},
            )
            assert isinstance(drawn, bytes)
            yield f"{kind}.png", drawn


if __name__ == "__main__":
    for file, content in images():
        write_bytes(FOLDER / file, content)
