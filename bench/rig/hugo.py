"""The same records for Hugo, as Markdown."""

from __future__ import annotations

import shutil
from pathlib import Path

from rig.front import Sources, TermPage, with_front

PEER = Path(__file__).resolve().parents[1] / "peers" / "hugo"
LAYOUTS = {"catalogue.md": "catalogue", "plan-du-site.md": "plan"}


def write_site(sources: Sources, folder: Path) -> None:
    """Write a Hugo site whose records are Markdown pages with front matter."""
    shutil.copytree(PEER, folder)
    shutil.copytree(sources.assets, folder / "static" / "assets")
    (folder / "data").mkdir()
    (folder / "data" / "listes.json").write_text(sources.lists(), encoding="utf-8")
    (folder / "data" / "libelles.json").write_text(sources.labels(), encoding="utf-8")
    content = folder / "content"
    (content / "projets").mkdir(parents=True, exist_ok=True)
    (content / "projets" / "_index.md").write_text(
        "---\ntitle: Catalogue\nbuild: {render: never}\n---\n", encoding="utf-8"
    )
    for id_, front, body in sources.records():
        path = content / "projets" / f"{id_}.md"
        path.write_text(with_front(front, body), encoding="utf-8")
    for term in sources.term_pages():
        _write_term(content, term)
    folders = {term.folder for term in sources.term_pages()}
    for name, text in sources.hand_written():
        stem = name.removesuffix(".md")
        target = content / name
        if stem == "index" or stem.endswith("/index"):
            target = target.with_name("_index.md")
        elif stem in folders or stem == "catalogue":  # Hugo pages only lists.
            target = content / stem / "_index.md"
        layout = f"layout: {LAYOUTS[name]}\n" if name in LAYOUTS else ""
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("---\n", f"---\n{layout}", 1), encoding="utf-8")


def _write_term(content: Path, term: TermPage) -> None:
    front = {"title": term.title, "famille": term.family, "alias": term.alias}
    path = content / term.folder / term.id / "_index.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(with_front(front, term.text), encoding="utf-8")
