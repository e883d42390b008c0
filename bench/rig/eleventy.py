"""The same records for Eleventy, as Markdown with front matter."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from rig.front import Sources, with_front

PEER = Path(__file__).resolve().parents[1] / "peers" / "eleventy"
LAYOUTS = {"plan-du-site.md": "plan"}
MADE = "catalogue.md"
"""The page that a template makes, page by page."""


def write_site(sources: Sources, folder: Path) -> None:
    """Write an Eleventy site whose records are Markdown pages with front matter."""
    shutil.copytree(PEER, folder)
    shutil.copytree(sources.assets, folder / "assets")
    data = folder / "_data"
    terms = list(sources.term_pages())
    (data / "libelles.json").write_text(sources.labels(), encoding="utf-8")
    names = sources.folder_names()
    _write(data / "vocabulaires.json", {t.folder: names[t.folder] for t in terms})
    _write(
        data / "termes.json",
        [
            {
                "dossier": t.folder, "id": t.id, "titre": t.title, "definition": t.text,
                "alias": t.alias, "famille": t.family,
            }
            for t in terms
        ],
    )  # fmt: skip
    (folder / "projets").mkdir()
    _write(
        folder / "projets" / "projets.11tydata.json", {"layout": "fiche.njk", "rubrique": CATALOGUE}
    )
    for id_, front, body in sources.records():
        (folder / "projets" / f"{id_}.md").write_text(with_front(front, body), encoding="utf-8")
    for name, text in sources.hand_written():
        if name == MADE:
            continue
        stem = name.removesuffix(".md")
        layout = LAYOUTS.get(name, "liste" if stem in names else "base")
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("---\n", f"---\nlayout: {layout}.njk\n", 1), encoding="utf-8")


CATALOGUE = {"url": "/catalogue/", "titre": "Catalogue"}


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
