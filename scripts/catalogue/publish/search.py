"""The text index: Pagefind over the built pages, and which of its results is which record."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

FOLDER = "pagefind"
UNUSED = ("*-ui.*", "pagefind-highlight.js")
"""What Pagefind writes for interfaces that are not ours."""
SIGNATURE = b"pagefind_dcd"
"""What Pagefind writes at the head of every file, before the data."""


class SearchError(Exception):
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
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (out / "pagefind.js").exists():
        said = (done.stderr or done.stdout).strip()[-500:]
        raise SearchError(f"Pagefind n’a pas fait l’index : {said}")
    for pattern in UNUSED:
        for path in list(out.glob(pattern)):
            path.unlink()


def fragments(index_folder: Path, addresses: Sequence[str]) -> list[str]:
    """Return the id of each address's fragment, or the empty string where Pagefind made none.

    Without it, the page would have to download one file a result to know what was found.
    """
    by_address = {}
    for path in (index_folder / "fragment").glob("*.pf_fragment"):
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))
        by_address[data["url"].strip("/")] = path.stem
    return [by_address.get(address.strip("/"), "") for address in addresses]
