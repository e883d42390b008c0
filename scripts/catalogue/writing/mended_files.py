"""Repairs of files: read, mended, and written in one go or not at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from catalogue.issues import Issue
from catalogue.text.disk import read_bytes, why
from catalogue.text.placing import put
from catalogue.text.reading_faults import fault
from catalogue.writing.edits import Mended
from catalogue.writing.mend import Mender

_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# What a French text holds beside ASCII. One sign beyond, and the guess is not certain.
_is_french = re.compile(
    "[\t\n\r -~àâäæçéèêëîïôöùûüÿœÀÂÄÆÇÉÈÊËÎÏÔÖÙÛÜŸŒ«»’‘“”…–—€°²³·\u00a0]*"
).fullmatch
# A French letter, space or quote as UTF-8 writes it: the file mixes both encodings, and no reading
# of the whole is right.
_mixed = re.compile(
    b"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xc5[\x92\x93\xb8]|\xe2\x80[\x80-\xbf]"
).search


def decoded(content: bytes) -> tuple[str, str] | None:
    """Return the text of bytes and the name of their encoding; None when it is not certain."""
    for mark, codec, name in _WIDE:
        if content.startswith(mark):
            return _by(content, codec, name)
    if b"\0" in content:  # UTF-16 without its mark: every other byte of a French text is zero.
        return _french(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "UTF-16")
    if found := _by(content, "utf-8-sig", "UTF-8"):
        return found
    return None if _mixed(content) else _french(content, "cp1252", "Windows-1252 (Latin-1)")


def _french(content: bytes, codec: str, name: str) -> tuple[str, str] | None:
    """Return the text of bytes if it looks like French."""
    found = _by(content, codec, name)
    return found if found and _is_french(found[0]) else None


def _by(content: bytes, codec: str, name: str) -> tuple[str, str] | None:
    try:
        return content.decode(codec), name
    except UnicodeDecodeError:
        return None


def legible(content: bytes) -> tuple[str, list[Mended]] | None:
    """Return the text of a file in UTF-8 with plain line ends, and what had to be done for that."""
    found = decoded(content)
    if found is None:
        return None
    text, encoding = found
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain, list(_told(content, text, encoding))


def _told(content: bytes, text: str, encoding: str) -> Iterator[Mended]:
    if encoding != "UTF-8":
        yield Mended(1, "encodage", encoding, "UTF-8")
    elif content.startswith(codecs.BOM_UTF8):
        yield Mended(1, "encodage", "marque invisible au début du fichier (BOM)", "rien")
    if "\r" in text:
        yield Mended(1, "fins-de-ligne", "fins de ligne de Windows ou d’ancien Mac", "simples")


def mend_file(path: Path, file: str, mender: Mender) -> tuple[list[Mended], list[Issue]]:
    """Repair a file; one that cannot be read, or that leads elsewhere, is left as it is."""
    content = read_bytes(path, file)
    if isinstance(content, Issue):
        return [], []  # The check that follows tells it.
    found = legible(content)
    mended = mender.mend(found[0]) if found else None
    if found is None or mended is None:
        return [], []
    new = mended[0].encode()
    try:
        if new != content:
            put(path, new)
    except OSError as error:
        message = f"le fichier ne peut pas être réécrit ({why(error)}) : il reste comme avant"
        return [], [fault(file, "fichier-illisible", message)]
    return [*found[1], *mended[1]], []
