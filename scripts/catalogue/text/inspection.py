"""What was written is looked at before it is published: nothing empty, cut short or unreadable.

The programs that we call (MkDocs, Pagefind, Typst, Vega) may end well on a disk that is full.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import zlib
from collections.abc import Callable, Mapping
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
    whole = path.stat().st_size > 0 and _LOOKS.get(path.suffix, _is_anything)(path)
    if not whole:
        raise cut_short(path)


def _is_anything(path: Path) -> bool:
    return True


def _ends(path: Path) -> bytes:
    """Return the first and last bytes of a file, without the blanks around it."""
    with path.open("rb") as file:
        first = file.read(ENDS)
        file.seek(max(len(first), path.stat().st_size - ENDS))
        return (first + file.read()).strip()


def _is_page(path: Path) -> bool:
    return _ends(path).lower().endswith(b"</html>")


def _is_printed(path: Path) -> bool:
    ends = _ends(path)
    return ends.startswith(b"%PDF-") and ends.endswith(b"%%EOF")


def _is_json(path: Path) -> bool:
    if path.stat().st_size > MOST_PARSED:
        ends = _ends(path)
        return (ends[:1], ends[-1:]) in {(b"{", b"}"), (b"[", b"]")}
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True


def _is_xml(path: Path) -> bool:
    try:
        ElementTree.parse(path)
    except (ElementTree.ParseError, LookupError, ValueError):
        return False
    return True


def _is_archive(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return archive.testzip() is None
    except (BadZipFile, EOFError, zlib.error):
        return False


def _is_png(path: Path) -> bool:
    ends = _ends(path)
    return ends.startswith(b"\x89PNG") and ends.endswith(b"IEND\xaeB`\x82")


def _is_font(path: Path) -> bool:
    """Tell whether a WOFF2 has the length that it says at its head."""
    with path.open("rb") as file:
        head = file.read(12)
    return head[:4] == b"wOF2" and int.from_bytes(head[8:12], "big") == path.stat().st_size


_LOOKS: Final[Mapping[str, Callable[[Path], bool]]] = {
    ".html": _is_page,
    ".json": _is_json,
    ".jsonld": _is_json,
    ".pdf": _is_printed,
    ".svg": _is_xml,
    ".xml": _is_xml,
    ".xlsx": _is_archive,
    ".docx": _is_archive,
    ".zip": _is_archive,
    ".png": _is_png,
    ".woff2": _is_font,
}
"""How a file is looked at, by its ending; any other must only hold something."""
