"""The same records as plain MkDocs would have them: Markdown pages, list pages written beforehand.

Records are not in `nav`: with them there, MkDocs is quadratic. MkDocs makes no list of records by
itself; ours are given to it as finished Markdown, at no cost to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rig.front import Front, Sources, TermPage, with_front

CARDS_PER_PAGE = 50
CONFIGURATION = """\
site_name: Logements Hlm accompagnés
site_url: https://exemple.test/
docs_dir: docs
theme:
  name: material
  language: fr
  font: false
nav:
  - Accueil: index.md
not_in_nav: "*"
plugins: {plugins}
"""
PLUGINS = {"mkdocs.yml": "[macros]", "mkdocs-search.yml": "[search, macros]"}


def write_records(sources: Sources, folder: Path) -> None:
    """Write the records alone: what Material's search is measured on."""
    write_site(sources, folder, lists=False)


def write_site(sources: Sources, folder: Path, *, lists: bool = True) -> None:
    """Write the pages and the two configurations, without and with search."""
    pages = folder / "docs"
    for name, text in sources.hand_written():
        _write(pages / name, text)
    for name, plugins in PLUGINS.items():
        (folder / name).write_text(CONFIGURATION.format(plugins=plugins), encoding="utf-8")
    cards: dict[tuple[str, str], list[str]] = {}
    every: list[str] = []
    for id_, front, body in sources.records():
        head = {key: front[key] for key in ("title", "description")}
        brief = "\n".join(f"- {key} : {front[key]}" for key in ("lieu", "avec", "combien"))
        text = f"# {front['title']}\n\n{front['resume']}\n\n{brief}\n\n{body}"
        _write(pages / "projets" / f"{id_}.md", with_front(head, text))
        card = _card(sources, id_, front)
        every.append(card)
        for vocabulary in sources.folder_names():
            for term in front.get(vocabulary, ()):
                cards.setdefault((vocabulary, term), []).append(card)
    if lists:
        whole = TermPage(folder="", id="catalogue", title="Catalogue", text="", alias="", family="")
        _write_term(pages, whole, every)
    for page in sources.term_pages() if lists else ():
        _write_term(pages, page, cards.get((page.folder, page.id), ()))


def _card(sources: Sources, id_: str, front: Front) -> str:
    """Return a record in a list, as our cards show it."""
    named = {
        name: ", ".join(sources.corpus.label(name, term) for term in front.get(name, ()))
        for name in ("publics", "outils")
    }
    facts = (front["lieu"], front["avec"], front["combien"], named["publics"], named["outils"])
    lines = "\n".join(f"- {fact}" for fact in facts if fact)
    return f"### [{front['title']}](/projets/{id_}/)\n\n{front['resume']}\n\n{lines}"


def _write_term(pages: Path, page: TermPage, cards: Sequence[str]) -> None:
    total = max(1, -(-len(cards) // CARDS_PER_PAGE))
    base = pages / page.folder / page.id
    address = f"/{base.relative_to(pages).as_posix()}/"
    for rank in range(1, total + 1):
        shown = cards[(rank - 1) * CARDS_PER_PAGE : rank * CARDS_PER_PAGE]
        links = (f"[{n}]({address}{f'{n}/' if n > 1 else ''})" for n in range(1, total + 1))
        blocks = (
            f"# {page.title}",
            page.text,
            page.alias,
            f"## {len(cards)} initiatives",
            *shown,
        )
        text = "\n\n".join([*(b for b in blocks if b), " ".join(links)]) + "\n"
        path = base.with_name(f"{page.id}.md") if rank == 1 else base / f"{rank}.md"
        _write(path, with_front({"title": page.title}, text))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
