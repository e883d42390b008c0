"""The table of repairs, and a text after all of them: each is kept only if nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from catalogue.schema.fields import Schemas
from catalogue.schema.shape import check_shape
from catalogue.text.document import Document, read_text
from catalogue.text.limits import MAX_DEPTH
from catalogue.writing import lines as legibility
from catalogue.writing.edits import Edit, Mended, apply, told
from catalogue.writing.lines import TAB_WIDTHS, dashes, end_file, trim_lines
from catalogue.writing.order import sort_fields
from catalogue.writing.source_text import SourceText
from catalogue.writing.values import agrees, quote, repair_values, straighten

Repair = Callable[[SourceText], Iterable[Edit]]

REPAIRS: Final[dict[str, Repair]] = {
    "guillemets-courbes": straighten,
    "nombre": repair_values("nombre"),
    "oui-non": repair_values("oui-non"),
    "date": repair_values("date"),
    "bords": repair_values("bords"),
    "accents": repair_values("accents"),
    "termes": repair_values("termes"),
    "puces": repair_values("puces"),
    "typographie": repair_values("typographie"),
    "guillemets": quote,
    "espaces-finales": trim_lines,
    "fin-de-fichier": end_file,
    "ordre": sort_fields,
}
"""Name → repair of a text that reads, in the order they are made.

The order of the fields comes last: until then, every line keeps its number.
"""

Step = tuple[str, Callable[[str], Iterable[Edit]]]

_SPACES: Final[tuple[Step, ...]] = (
    ("retrait", legibility.plain_indents),
    ("espaces", legibility.parting_spaces),
)


@dataclass(frozen=True, slots=True)
class Mender:
    """What repairs the files of one kind."""

    schemas: Schemas
    kind: str

    def mend(self, text: str) -> tuple[str, list[Mended]] | None:
        """Return a text after its repairs, with what was done; None if it cannot be read."""
        text, seen = _after(text, [("invisibles", legibility.seen_signs)])
        made = self._made_legible(text)
        if made is None:
            return None
        text, done = made
        done = [*seen, *done]
        source = SourceText(text, self.schemas.spec(self.kind))
        for name, repair in REPAIRS.items():
            source, more = _repaired(source, name, repair)
            done += more
        return source.text, sorted(done, key=lambda mended: mended.line)

    def _made_legible(self, text: str) -> tuple[str, list[Mended]] | None:
        """Return a text that reads, as it is or after the repairs that it needs for that."""
        if _read(text) is not None:
            return self._after_odd_signs(text)
        for steps in self._attempts(TAB_WIDTHS if "\t" in text else TAB_WIDTHS[:1]):
            found = [made for made in (_after(text, step) for step in steps) if _read(made[0])]
            if found and all(_read(made[0]) == _read(found[0][0]) for made in found):
                return found[0]
        return None

    def _after_odd_signs(self, text: str) -> tuple[str, list[Mended]]:
        """Return a text that reads, odd indents and bullets mended if it has then fewer faults."""
        new, done = _after(text, [*_SPACES, self._dashes])
        better = bool(done) and self._faults(new) < self._faults(text)
        return (new, done) if better else (text, [])

    def _faults(self, text: str) -> float:
        document = _read(text)
        if document is None:
            return float("inf")
        return sum(1 for _ in check_shape(document, self.kind, self.schemas))

    def _attempts(self, widths: Sequence[int]) -> Iterator[list[list[Step]]]:
        """Yield the ways to make a text legible, the lightest first, each with every tab width."""
        spec = self.schemas.spec(self.kind)
        tabs = [("tabulations", _widening(width)) for width in widths]
        quotes: Step = ("guillemets-courbes", legibility.straight_quotes)
        colons: Step = ("guillemets", lambda text: legibility.quote_colons(text, spec))
        for more in ([], [quotes], [quotes, colons]):
            yield [[*_SPACES, tab, self._dashes, *more] for tab in tabs]

    @property
    def _dashes(self) -> Step:
        spec = self.schemas.spec(self.kind)
        return "tirets", lambda text: dashes(text, spec)


def _repaired(source: SourceText, name: str, repair: Repair) -> tuple[SourceText, list[Mended]]:
    """Return a text after one repair, made until there is nothing left for it to do."""
    done: list[Mended] = []
    for _ in range(MAX_DEPTH):
        # Most repairs have nothing to do: a text is read again only when it changed.
        edits = list(repair(source))
        new = apply(source.text, edits) if edits else source.text
        if new == source.text:
            break
        document = _read(new)
        if document is None or not agrees(source.root, document.data):
            break
        done += told(name, source.text, edits)
        source = SourceText(new, source.spec)
    return source, done


def _widening(width: int) -> Callable[[str], Iterable[Edit]]:
    return lambda text: legibility.widen_tabs(text, width)


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
