"""The same records as plain MkDocs would have them: `python -m rig.markdown ROOT FOLDER`.

Writes one Markdown page per record (front matter, headings, text: all that the record says, with
the words of the schema and of the vocabularies) and two configurations, without and with search.
Records are not in `nav`: with them there, MkDocs is quadratic.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catalogue.model.corpus import Corpus
from catalogue.pipeline import load
from catalogue.read.schema import Spec
from catalogue.workspace import Workspace

CONFIGURATION = """\
site_name: Logements Hlm accompagnés
docs_dir: docs
theme:
  name: material
  language: fr
nav:
  - Accueil: index.md
not_in_nav: /projets/
plugins: {plugins}
"""
PLUGINS = {"mkdocs.yml": "[macros]", "mkdocs-search.yml": "[search, macros]"}
HEADED = ("id", "titre", "resume")
"""Fields that stand at the head of the page or in its name."""


def write_markdown(root: Path, folder: Path) -> int:
    """Write the pages and the configurations, and return the number of records."""
    loaded = load(Workspace(root))
    spec = loaded.schemas.spec("project")
    pages = folder / "docs" / "projets"
    pages.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Catalogue\n", encoding="utf-8")
    for name, plugins in PLUGINS.items():
        text = CONFIGURATION.format(plugins=plugins)
        (folder / name).write_text(text, encoding="utf-8")
    records = [r for r in loaded.readings if r.kind == "project" and r.document is not None]
    for reading in records:
        data: Any = reading.document.data if reading.document else {}
        text = page(loaded.corpus, spec, data)
        (pages / f"{reading.path.stem}.md").write_text(text, encoding="utf-8")
    return len(records)


def page(corpus: Corpus, spec: Spec, data: dict[str, Any]) -> str:
    """Return a record as a Markdown page."""
    front = {"title": data["titre"], "description": data.get("resume", data["titre"])}
    head = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in front.items()]
    blocks = ["\n".join(["---", *head, "---"]), f"# {data['titre']}", data.get("resume", "")]
    for name, field in spec.properties.items():
        if name in data and name not in HEADED:
            blocks += [f"## {field.title}", *_block(corpus, field, data[name], 3)]
    return "\n\n".join([block for block in blocks if block]) + "\n"


def _block(corpus: Corpus, spec: Spec, value: Any, level: int) -> Iterator[str]:
    """Yield the paragraphs, lists and headings of a value."""
    if isinstance(value, dict):
        yield from _fields(corpus, spec, value, level)
    elif isinstance(value, list) and spec.items is not None:
        items = spec.items
        if any(isinstance(item, dict) and "titre" in item for item in value):
            for item in value:
                yield f"{'#' * level} {item['titre']}"
                yield from _fields(corpus, items, item, level + 1, without="titre")
        else:
            yield "\n".join(f"- {_line(corpus, items, item)}" for item in value)
    else:
        yield _line(corpus, spec, value)


def _fields(
    corpus: Corpus, spec: Spec, data: dict[str, Any], level: int, without: str = ""
) -> Iterator[str]:
    for name, value in data.items():
        field = spec.properties[name]
        if name == without:
            continue
        if isinstance(value, dict | list):
            yield f"{'#' * min(level, 6)} {field.title}"
            yield from _block(corpus, field, value, level + 1)
        elif field.note("prose"):
            yield str(value)
        else:
            yield f"**{field.title}** : {_line(corpus, field, value)}"


def _line(corpus: Corpus, spec: Spec, value: Any) -> str:
    """Return a value on one line, in words."""
    if isinstance(value, dict):
        fields = ((spec.properties[name], part) for name, part in value.items())
        return " ; ".join(f"{field.title} : {_line(corpus, field, part)}" for field, part in fields)
    if isinstance(value, list) and spec.items is not None:
        return ", ".join(_line(corpus, spec.items, item) for item in value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    return corpus.label(spec.reference, value) if spec.reference else str(value)


if __name__ == "__main__":
    print(write_markdown(Path(sys.argv[1]), Path(sys.argv[2])))
