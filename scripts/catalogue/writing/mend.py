"""The table of repairs, a text after all of them, and the files that `--fix` writes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from catalogue.issues import Issue
from catalogue.schema.fields import Schemas
from catalogue.schema.shape import check_shape
from catalogue.text.decoding import WIDE_MARKS
from catalogue.text.disk import read_bytes, why
from catalogue.text.document import Document, read_text
from catalogue.text.limits import MAX_DEPTH
from catalogue.text.reading_faults import fault
from catalogue.text.swap import put
from catalogue.writing import repairs
from catalogue.writing.edits import Edit, Mended, SourceText, apply, told

Repair = Callable[[SourceText], Iterable[Edit]]

_VALUES: Final = (
    "nombre", "oui-non", "date", "bords", "accents", "termes", "puces", "typographie",
)  # fmt: skip
REPAIRS: Final[dict[str, Repair]] = {
    "guillemets-courbes": repairs.straighten,
    **{name: repairs.repair_values(name) for name in _VALUES},
    "guillemets": repairs.quote,
    "espaces-finales": repairs.trim_lines,
    "fin-de-fichier": repairs.end_file,
    "ordre": repairs.sort_fields,
}
"""Name → repair of a text that reads, in the order they are made.

The order of the fields comes last: until then, every line keeps its number.
"""

Step = tuple[str, Callable[[str], Iterable[Edit]]]

_SPACES: Final[tuple[Step, ...]] = (
    ("retrait", repairs.plain_indents),
    ("espaces", repairs.parting_spaces),
)


@dataclass(frozen=True, slots=True)
class Mender:
    """What repairs the files of one kind."""

    schemas: Schemas
    kind: str

    def mend(self, text: str) -> tuple[str, list[Mended]] | None:
        """Return a text after its repairs, with what was done; None if it cannot be read."""
        text, seen = _after(text, [("invisibles", repairs.seen_signs)])
        made = self._made_legible(text)
        if made is None:
            return None
        text, done = made[0], [*seen, *made[1]]
        source = SourceText(text, self.schemas.spec(self.kind))
        for name, repair in REPAIRS.items():
            source = _repaired(source, name, repair, done)
        return source.text, sorted(done, key=lambda mended: mended.line)

    def _made_legible(self, text: str) -> tuple[str, list[Mended]] | None:
        """Return a text that reads, as it is or after the repairs that it needs for that."""
        if _read(text) is not None:
            # Odd indents and bullets are mended if it has then fewer faults.
            new, done = _after(text, [*_SPACES, self._dashes])
            better = bool(done) and self._faults(new) < self._faults(text)
            return (new, done) if better else (text, [])
        for steps in self._attempts(repairs.TAB_WIDTHS if "\t" in text else repairs.TAB_WIDTHS[:1]):
            found = [made for made in (_after(text, step) for step in steps) if _read(made[0])]
            if found and all(_read(made[0]) == _read(found[0][0]) for made in found):
                return found[0]
        return None

    def _faults(self, text: str) -> float:
        document = _read(text)
        if document is None:
            return float("inf")
        return sum(1 for _ in check_shape(document, self.kind, self.schemas))

    def _attempts(self, widths: Sequence[int]) -> Iterator[list[list[Step]]]:
        """Yield the ways to make a text legible, the lightest first, each with every tab width."""
        spec = self.schemas.spec(self.kind)
        tabs = [("tabulations", partial(repairs.widen_tabs, width=width)) for width in widths]
        quotes: Step = ("guillemets-courbes", repairs.straight_quotes)
        colons: Step = ("guillemets", lambda text: repairs.quote_colons(text, spec))
        for more in ([], [quotes], [quotes, colons]):
            yield [[*_SPACES, tab, self._dashes, *more] for tab in tabs]

    @property
    def _dashes(self) -> Step:
        spec = self.schemas.spec(self.kind)
        return "tirets", lambda text: repairs.dashes(text, spec)


def _repaired(source: SourceText, name: str, repair: Repair, done: list[Mended]) -> SourceText:
    """Return a text after one repair, made until there is nothing left for it to do.

    What it does is added to what was done.
    """
    for _ in range(MAX_DEPTH):
        # Most repairs have nothing to do: a text is read again only when it changed.
        edits = list(repair(source))
        new = apply(source.text, edits) if edits else source.text
        if new == source.text:
            break
        document = _read(new)
        if document is None or not repairs.agrees(source.root, document.data):
            break
        done += told(name, source.text, edits)
        source = SourceText(new, source.spec)
    return source


def _after(text: str, steps: Iterable[Step]) -> tuple[str, list[Mended]]:
    """Return a text after repairs that know nothing of its structure, and what they did."""
    done: list[Mended] = []
    for name, step in steps:
        edits = list(step(text))
        done += told(name, text, edits)
        text = apply(text, edits)
    return text, done


def _read(text: str) -> Document | None:
    """Return the document of a text without a fault of writing, else None."""
    document, issues = read_text(text, "")
    return None if any(issue.level == "error" for issue in issues) else document


# What a French text holds besides ASCII. One sign beyond, and the guess is not certain.
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
    with suppress(UnicodeDecodeError):
        for mark, name in WIDE_MARKS.items():
            if content.startswith(mark):
                return content.decode(name), name
        if b"\0" in content:  # UTF-16 without its mark: every other byte of a French text is zero.
            text = content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
            return (text, "UTF-16") if _is_french(text) else None
        with suppress(UnicodeDecodeError):
            return content.decode("utf-8-sig"), "UTF-8"
        if not _mixed(content):
            text = content.decode("cp1252")
            return (text, "Windows-1252 (Latin-1)") if _is_french(text) else None
    return None


def legible(content: bytes) -> tuple[str, list[Mended]] | None:
    """Return the text of a file in UTF-8 with plain line ends, and what had to be done for that."""
    found = decoded(content)
    if found is None:
        return None
    text, encoding = found
    done: list[Mended] = []
    if encoding != "UTF-8":
        done.append(Mended(1, "encodage", encoding, "UTF-8"))
    elif content.startswith(codecs.BOM_UTF8):
        done.append(Mended(1, "encodage", "marque invisible au début du fichier (BOM)", "rien"))
    if "\r" in text:
        made = Mended(1, "fins-de-ligne", "fins de ligne de Windows ou d’ancien Mac", "simples")
        done.append(made)
    return text.replace("\r\n", "\n").replace("\r", "\n"), done


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
