"""The text index: Pagefind over the built pages, and which of its results is which record."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.issues import StopError

FOLDER = "pagefind"
UNUSED = ("*-ui.*", "pagefind-highlight.js")
"""What Pagefind writes for interfaces that are not ours."""
SAMPLE = 400
"""From about how many records the words that a query can be corrected to are taken."""
SIGNATURE = b"pagefind_dcd"
"""What Pagefind writes at the head of every file, before the data."""


class SearchError(StopError):
    """Pagefind did not make its index."""


def index(site: Path, out: Path) -> None:
    """Write the text index of a site's pages into a new folder; SearchError when it cannot be."""
    # Pagefind adds to what is there: an older index would stay and answer too.
    shutil.rmtree(out, ignore_errors=True)
    command = [
        sys.executable, "-m", "pagefind_bin",
        "--site", str(site),
        "--output-path", str(out),
        "--force-language", "fr",
        "--quiet",
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode != 0 or not (out / "pagefind.js").exists():
        said = (done.stderr or done.stdout).strip()[-500:]
        raise SearchError(f"Pagefind n’a pas fait l’index : {said}")
    for pattern in UNUSED:
        for path in list(out.glob(pattern)):
            path.unlink()


@dataclass(frozen=True, slots=True)
class Fragment:
    """What Pagefind kept of a page: the name of its results, and the text that it read."""

    id: str
    text: str


def fragments(index_folder: Path, addresses: Sequence[str]) -> list[Fragment | None]:
    """Return the fragment of each address, or None where Pagefind made none.

    Without it, the page would have to download one file a result to know what was found.
    """
    places = {address.strip("/"): place for place, address in enumerate(addresses)}
    found: list[Fragment | None] = [None] * len(addresses)
    for path in (index_folder / "fragment").glob("*.pf_fragment"):
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))
        place = places.get(data["url"].strip("/"))
        if place is not None:
            # The text of ten thousand pages would fill the memory: only a sample is kept.
            text = data["content"] if place % max(1, len(addresses) // SAMPLE) == 0 else ""
            found[place] = Fragment(path.stem, text)
    return found
