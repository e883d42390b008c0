"""What was written is looked at before it is published: nothing empty, cut short or unreadable.

The programs that we call (MkDocs, Pagefind, Typst, Vega) may end well on a disk that is full.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from catalogue.issues import StopError

SIGNATURE = b"pagefind_dcd"
"""What Pagefind writes at the head of every file that it packs, before the data."""
ENDS = 64
"""How many bytes of each end of a file are looked at."""
MOST_PARSED = 1 << 20
"""A larger JSON is ours, and was written piece by piece by what raises: its ends are enough."""


class InspectionError(StopError):
    """A file of the site is not whole; the message names it."""


def cut_short(path: Path) -> InspectionError:
    """Return the error of a file that is missing, empty or cut short, with the room that is left.

    The disk's own word is the best reason there is: nobody was told of a refusal.
    """
    left = shutil.disk_usage(next(folder for folder in path.parents if folder.is_dir())).free
    room = f"il reste {left // 1024} Kio sur le disque"
    return InspectionError(f"{path} n’a pas été écrit en entier ({room}) : rien n’est publié")


def unpacked(path: Path) -> bytes:
    """Return the data of a file packed by Pagefind; InspectionError where it is not whole."""
    try:
        data = gzip.decompress(path.read_bytes())
    except (FileNotFoundError, EOFError, zlib.error, gzip.BadGzipFile):
        raise cut_short(path) from None
    if not data.startswith(SIGNATURE):
        raise cut_short(path)
    return data.removeprefix(SIGNATURE)


def inspect_site(out: Path) -> None:
    """Look at every file of a site; InspectionError at the first that is not whole."""
    for folder, _, names in os.walk(out):
        for name in names:
            inspect(Path(folder, name))


def inspect(path: Path) -> None:
    """Look at a file as its ending asks; InspectionError where it is not whole."""
    try:
        whole = path.stat().st_size > 0 and _is_whole(path)
    except (ElementTree.ParseError, LookupError, ValueError, BadZipFile, EOFError, zlib.error):
        whole = False
    if not whole:
        raise cut_short(path)


_ENDS: Final[Mapping[str, tuple[bytes, bytes]]] = {
    ".html": (b"", b"</html>"),
    ".pdf": (b"%pdf-", b"%%eof"),
    ".png": (b"\x89png", b"iend\xaeb`\x82"),
}
"""How a file of an ending begins and ends, in small letters."""


def _is_whole(path: Path) -> bool:
    """Tell whether a file is whole; its parser may raise where it is not."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(ENDS)
        file.seek(max(len(head), size - ENDS))
        ends = (head + file.read()).strip()
    match path.suffix:
        case ".html" | ".pdf" | ".png":
            first, last = _ENDS[path.suffix]
            return ends.lower().startswith(first) and ends.lower().endswith(last)
        case ".json" | ".jsonld" if size > MOST_PARSED:
            return (ends[:1], ends[-1:]) in {(b"{", b"}"), (b"[", b"]")}
        case ".json" | ".jsonld":
            json.loads(path.read_bytes())
        case ".svg" | ".xml":
            ElementTree.parse(path)
        case ".xlsx" | ".docx" | ".zip":
            with ZipFile(path) as archive:
                return archive.testzip() is None
        case ".woff2":
            # It says its own length.
            return head[:4] == b"wOF2" and int.from_bytes(head[8:12], "big") == size
    return True
