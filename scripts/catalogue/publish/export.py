"""The exports, written to a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.derive.site import SiteView
from catalogue.pipeline import Loaded
from catalogue.publish.folder import write
from catalogue.render.exports import export_files


def write_exports(loaded: Loaded, folder: Path) -> Iterator[Path]:
    """Write every export and yield its path."""
    for name, text in export_files(SiteView(loaded.corpus, loaded.schemas)):
        write(folder / name, text)
        yield folder / name
