"""Write the same records for each peer: `python -m rig.prepare ROOT FOLDER PEER…`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rig import hugo, markdown
from rig.front import Sources

WRITERS: dict[str, Callable[[Sources, Path], None]] = {
    "hugo": hugo.write_site,
    "mkdocs": markdown.write_site,
    "mkdocs-records": markdown.write_records,
}


def prepare(root: Path, folder: Path, peers: Sequence[str]) -> None:
    """Write a folder per peer."""
    sources = Sources(root)
    for peer in peers:
        WRITERS[peer](sources, folder / peer)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
