"""The repairs of a text, the table of them, a text after all, and the files that `--fix` writes.

A repair is of lines, of the place of fields, or of one value at a time.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent

from catalogue.issues import Issue
from catalogue.schema.fields import Schemas, Spec, fields_where
from catalogue.schema.shape import check_shape
from catalogue.text.decoding import TOLD, WIDE_MARKS, each_unseen, shown
from catalogue.text.disk import read_bytes, why
from catalogue.text.document import Document, read_text
from catalogue.text.limits import MAX_DEPTH
from catalogue.text.reading_faults import fault
from catalogue.text.scalars import (
    LimitError,
    Scalar,
    check_depth,
    in_digits,
    in_quotes,
    needs_quotes,
    parse,
)
from catalogue.text.swap import put
from catalogue.writing.edits import (
    Branch,
    Change,
    Edit,
    Leaf,
    Mended,
    Node,
    SourceText,
    apply,
    end_of,
    told,
)
from catalogue.writing.tidy import (
    BLANKS,
    BULLETS,
    DASH,
    VALUE_REPAIRS,
    in_order,
    is_free_text,
    repaired,
)

TAB_WIDTHS: Final = (2, 4, 8)
_COLON: Final = "mapping values are not allowed in this context"
_MOST: Final = 50
"""Colons to quote in one file: each costs a parse."""

_tabs = re.compile(r"^ *\t[ \t]*", re.MULTILINE).finditer
_odd = re.compile(
    "^[ \t]*[\u00a0\u2009\u202f][ \t\u00a0\u2009\u202f]*(?=- |-$|[\\w-]+:(?: |$))", re.MULTILINE
).finditer
_unparted = re.compile(
    "^( *(?:- +)*(?:[\\w-]+:|-))[\u00a0\u2009\u202f]+(?=\\S)", re.MULTILINE
).finditer
_curly_field = re.compile(
    '^( *(?:- +)*[\\w-]+: +| *(?:- +)+)[“„]([^“”„"\n]*)[”“][ \t]*$', re.MULTILINE
).finditer
_field = re.compile(r"( *(?:- +)*([\w-]+): +)([^\s\"'\[{|>&*!#].*?)[ \t]*").fullmatch


def widen_tabs(text: str, width: int) -> Iterator[Edit]:
    """Put spaces instead of the tabs that indent a line."""
    for match in _tabs(text):
        spaces = match[0].expandtabs(width)
        shown = match[0].replace("\t", "⇥")
        change = (match.start(), match.end(), spaces)
        yield Edit((change,), f"retrait « {shown} »", f"{len(spaces)} espaces")


def plain_indents(text: str) -> Iterator[Edit]:
    """Put ordinary spaces instead of the non-breaking ones that indent a field or an item."""
    for match in _odd(text):
        change = (match.start(), match.end(), " " * len(match[0]))
        yield Edit((change,), "espaces insécables en retrait", "espaces ordinaires")


def parting_spaces(text: str) -> Iterator[Edit]:
    """Put an ordinary space instead of the non-breaking one after a colon or a dash."""
    for match in _unparted(text):
        yield Edit(((match.end(1), match.end(), " "),), match[0].strip(), f"{match[1].strip()} ")


def seen_signs(text: str) -> Iterator[Edit]:
    """Take out the signs that nobody sees, or put the sign that they stood for."""
    places: dict[str, list[int]] = {}
    for match in each_unseen(text):
        places.setdefault(match[0], []).append(match.start())
    for sign, found in places.items():
        if (by := shown(sign)) is not TOLD:
            changes = tuple((at, at + 1, by) for at in found)
            yield Edit(
                changes, f"caractère invisible U+{ord(sign):04X}", f"« {by} »" if by else "rien"
            )


def straight_quotes(text: str) -> Iterator[Edit]:
    """Put straight quotes instead of curly ones around a whole value."""
    for match in _curly_field(text):
        start, new = match.end(1), in_quotes(match[2])
        yield Edit(((start, match.end(), new),), text[start : match.end()], new)


def quote_colons(text: str, spec: Spec) -> Iterator[Edit]:
    """Put quotes around a free text that a colon keeps from being read."""
    free = {path[-1] for path, _ in fields_where(spec, is_free_text) if path}
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for _ in range(_MOST):
        row = _row_of_colon("\n".join(lines))
        match = _field(lines[row]) if row is not None else None
        if row is None or match is None or match[2] not in free or " #" in match[3]:
            return
        new = in_quotes(match[3])
        lines[row] = match[1] + new
        start = starts[row]
        yield Edit(((start + match.end(1), start + match.end(), new),), match[3], new)


def _row_of_colon(text: str) -> int | None:
    """Return the line where a colon is one too many, if that is what stops the reading."""
    depth = 0
    try:
        for event in parse(text):
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            check_depth(event, depth)
    except yaml.MarkedYAMLError as error:
        if error.problem == _COLON and error.problem_mark is not None:
            return error.problem_mark.line
    except (LimitError, UnicodeError, yaml.YAMLError):
        pass
    return None


_bullet = re.compile(f" *([{BULLETS}{DASH}])([{BLANKS}]+)(?=[^\\s])").match
_opening = re.compile(r" *(?:- +)*([\w-]+):[ \t]*(?:#.*)?").fullmatch
_block = re.compile(r".*:[ \t]+[|>][0-9+-]{0,2}[ \t]*(?:#.*)?").fullmatch


@dataclass(slots=True)
class _List:
    """A field that wants a list: the indent of its name, and of its bullets once there is one."""

    name: int
    bullets: int | None = None


def dashes(text: str, spec: Spec) -> Iterator[Edit]:
    """Put dashes instead of the bullets that begin the items of a field that is a list."""
    wanted = {path[-1] for path, field in fields_where(spec, lambda f: f.type == "array") if path}
    lists: list[_List] = []
    for start, indent, line in _lines(text):
        while lists and indent < (lists[-1].bullets or lists[-1].name):
            lists.pop()
        bullet, last = _bullet(line), lists[-1] if lists else None
        if bullet and last and last.bullets in (None, indent) and indent >= last.name:
            last.bullets = indent
            change = (start + bullet.start(1), start + bullet.end(), "-" + " " * len(bullet[2]))
            yield Edit((change,), f"« {bullet[1]} » en début de ligne", "« - »")
            continue
        # This line begins no item: it is past the lists that have none yet, or stand as deep.
        while lists and (lists[-1].bullets is None or indent <= lists[-1].bullets):
            lists.pop()
        if (opening := _opening(line)) and opening[1] in wanted:
            lists.append(_List(opening.start(1)))


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start, indent and text of the lines that say something, blocks of text apart."""
    at, block = 0, -1
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        # In a block, a bullet is somebody's text.
        if bare.strip() and not bare.startswith("#") and (block < 0 or indent <= block):
            block = indent if _block(line) else -1
            yield start, indent, line


def trim_lines(source: SourceText) -> Iterator[Edit]:
    """Take the spaces off the end of the lines, except in a block, where they may be text."""
    blocks = _indents(source)
    for row, line in enumerate(source.lines):
        bare = line.rstrip(" \t")
        if bare != line and (row not in blocks or len(line) <= blocks[row]):
            end = source.starts[row] + len(line)
            change = (end - len(line) + len(bare), end, "")
            yield Edit((change,), f"« {line[len(bare) :]} » en fin de ligne", "rien")


def _indents(source: SourceText) -> dict[int, int]:
    """Return the rows of the blocks of text, each with the indent of its block."""
    found: dict[int, int] = {}
    for leaf in source.leaves:
        if leaf.style in ("|", ">"):
            rows = range(source.row(leaf.start) + 1, source.row(leaf.end))
            full = (source.lines[row] for row in rows if source.lines[row].strip())
            first = next(full, "")
            found |= dict.fromkeys(rows, len(first) - len(first.lstrip(" ")))
    return found


def end_file(source: SourceText) -> Iterator[Edit]:
    """Leave one line break at the end of the file."""
    bare = source.text.rstrip("\n")
    if source.text[len(bare) :] != "\n":
        change = (len(bare), len(source.text), "\n")
        ends = len(source.text) - len(bare)
        yield Edit((change,), f"{ends or 'aucune'} fin{'s' if ends else ''} de ligne", "une seule")


_before_first = re.compile(r" *(?:- +)*").fullmatch
_comment = re.compile(r"( *)#").match


def sort_fields(source: SourceText) -> Iterator[Edit]:
    """Put the fields of the deepest groups out of order in the order of the schema.

    The deepest alone: moving them leaves the lines of the others where they were.
    """
    wrong = [(depth, group) for depth, group in source.mappings if _names(group) != _wanted(group)]
    moves = [
        (depth, g, _in_braces(source.text, g) if g.flow else _in_lines(source, g))
        for depth, g in wrong
    ]
    deepest = max((depth for depth, _, change in moves if change), default=0)
    for depth, group, change in moves:
        if change and depth == deepest:
            yield Edit((change,), ", ".join(_names(group)), ", ".join(_wanted(group)))


def _names(group: Branch) -> list[str]:
    return [key.text for key in group.keys]


def _wanted(group: Branch) -> list[str]:
    return in_order(_names(group), group.spec.properties if group.spec else {})


def _in_braces(text: str, group: Branch) -> Change:
    """Return the change that permutes the fields of a group in braces, commas left in place."""
    places = [(k.start, end_of(v)) for k, v in zip(group.keys, group.values, strict=True)]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(places)]
    place_of = dict(zip(_names(group), places, strict=True))
    fields = [text[slice(*place_of[name])] for name in _wanted(group)]
    new = "".join(part for pair in zip(fields, [*gaps, ""], strict=True) for part in pair)
    return (places[0][0], places[-1][1], new)


def _in_lines(source: SourceText, group: Branch) -> Change | None:
    """Return the change that permutes the fields of a group of lines; None when it is unsure."""
    rows = [source.row(key.start) for key in group.keys]
    column = group.keys[0].start - source.starts[rows[0]]
    before = source.lines[rows[0]][:column]
    if not _before_first(before) or any(source.lines[row][:column].strip() for row in rows[1:]):
        return None
    tops = _tops(source, group, rows[0], column)
    chunks = [source.lines[top:bottom] for top, bottom in pairwise(tops)]
    dashed = bool(before.strip())
    if dashed:
        chunks[0][0] = " " * column + chunks[0][0][column:]
    chunk_of = dict(zip(_names(group), chunks, strict=True))
    moved = [line for name in _wanted(group) for line in chunk_of[name]]
    if dashed:
        # A blank line cannot stand between a dash and its first field; a comment can.
        moved = moved[next(i for i, line in enumerate(moved) if line.strip()) :]
        moved[0] = before + moved[0].lstrip(" ")
    return (source.starts[tops[0]], source.starts[tops[-1]] - 1, "\n".join(moved))


def _tops(source: SourceText, group: Branch, first: int, column: int) -> list[int]:
    """Return the row where what belongs to each field starts, and the row after the last."""
    lines, top = source.lines, first
    # The comments above a group's first field are its own, but a file's header stays.
    while top and not lines[first][:column].strip() and _comment(lines[top - 1]):
        top -= 1
    tops = [top or first]
    for key, value in zip(group.keys, group.values, strict=True):
        end = max(key.end, end_of(value))
        while source.text[end - 1].isspace():
            end -= 1
        tops.append(_past_own_comments(lines, source.row(end - 1) + 1, column))
    return tops


def _past_own_comments(lines: list[str], row: int, column: int) -> int:
    """Return the row after the comments that are deeper than a field, hence its own."""
    after = row
    for here in range(row, len(lines)):
        comment = _comment(lines[here])
        if lines[here].strip() and (comment is None or len(comment[1]) <= column):
            break
        after = here + 1 if comment else after
    return after


LONGEST: Final = 8_000
"""Twice what any field may hold: a longer value is not laid beside the text that writes it."""
LONGEST_RUN: Final = 40
"""Between two words, a longer run of signs is replaced whole: comparing costs its square."""

_word = re.compile("((?:\\w|[\u0300-\u036f])+)").split
_header = re.compile(r"[|>][+-]?[ \t]*(?:#[^\n]*)?\n(?P<indent> *)")
_ESCAPES: Final = {"'": ["''"], '"': [r"\\(?:x..|u....|U........|[^xuU\n])"]}
"""Style of a value in quotes → how it writes in several signs what is one of the value."""


def small_changes(text: str, leaf: Leaf, wanted: str) -> list[Change] | None:
    """Return the least changes of a text that make one of its values another.

    None when the value and the text that writes it cannot be laid side by side with certainty.
    """
    if len(leaf.text) > LONGEST:
        return None
    before, after = _word(leaf.text), _word(wanted)
    places = _places(text[: leaf.end], leaf) if len(before) == len(after) else None
    if places is None:
        return None
    changes: list[Change] = []
    for first, last, new in _differences(before, after):
        start, end = places[first][0], places[last - 1][1] if last > first else places[first][0]
        changes.append((start, end, new))
        if "\n" in text[start:end]:
            # The line break that is taken away goes to the next space, if there is one.
            space = leaf.text.find(" ", last)
            if space >= 0 and text[slice(*places[space])] == " ":
                changes.append((*places[space], text[start:end]))
    overlap = any(end > start for (_, end, _), (start, _, _) in pairwise(changes))
    return None if overlap else changes


def _differences(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Yield where two texts differ, given by their words and what stands between them, in turn.

    A repair neither adds nor takes away a word: pieces of the same rank are versions of each other,
    and only what stands between two words is compared sign by sign.
    """
    at = 0
    for old, new in zip(before, after, strict=True):
        if old != new and max(len(old), len(new)) > LONGEST_RUN:
            yield at, at + len(old), new
        elif old != new:
            matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
            for kind, first, last, i, j in matcher.get_opcodes():
                if kind != "equal":
                    yield at + first, at + last, new[i:j]
        at += len(old)


def _places(written: str, leaf: Leaf) -> list[tuple[int, int]] | None:
    """Return the start and end of each character of a value, then of its end.

    None when another stands in its place.
    """
    at, breaks = leaf.start + bool(leaf.style), r"[ \t]*\n[ \t\n]*"
    if leaf.style in ("|", ">"):
        header = _header.match(written, leaf.start)
        if header is None or leaf.text.startswith(("\n", " ")):
            return None  # An indent said by a number, or lines that only the number tells apart.
        at = header.end()
        breaks = rf"(?:\n {{0,{len(header['indent'])}}})+"
    next_piece = re.compile("|".join([breaks, *_ESCAPES.get(leaf.style, ()), r"[^\n]"])).match
    places: list[tuple[int, int]] = []
    while len(places) < len(leaf.text):
        sign, found = leaf.text[len(places)], next_piece(written, at)
        if found is None:
            return None
        count = 1
        if "\n" in found[0]:
            # A line break of the text is a space of the value, or all its line breaks there.
            if sign not in " \n":
                return None
            rest = leaf.text[len(places) :]
            count = max(1, len(rest) - len(rest.lstrip("\n")))
        elif len(found[0]) == 1 and found[0] != sign:
            return None
        places += [(at, found.end())] * count
        at = found.end()
    return [*places, (at, at)]


_curly = re.compile('[“„]([^“”„"]*)[”“]|‘([^‘"]*)’').fullmatch
_french = re.compile('«[ \u00a0\u2009\u202f]?([^«»"]*?)[ \u00a0\u2009\u202f]?»').fullmatch
_CONTEXT: Final = 16


def straighten(source: SourceText) -> Iterator[Edit]:
    """Put straight quotes where curly ones were meant as YAML's."""
    for leaf in source.leaves:
        bare = uncurled(leaf)
        if bare is not None:
            yield _whole(source.text, leaf, in_quotes(bare))


def quote(source: SourceText) -> Iterator[Edit]:
    """Put double quotes around a text that could be read as something else, and for single ones."""
    for leaf in source.leaves:
        text = source.text[leaf.start : leaf.end]
        unsure = not leaf.style and _wants_text(leaf) and needs_quotes(leaf.text)
        single = leaf.style == "'" and '"' not in leaf.text and "\\" not in leaf.text
        if "\n" not in text and leaf.spec and (unsure or single):
            yield _whole(source.text, leaf, in_quotes(leaf.text))


def repair_values(source: SourceText, name: str) -> Iterator[Edit]:
    """Make one repair of values."""
    for leaf in source.leaves:
        value = meant(leaf)
        wanted = repaired(name, value, leaf.spec) if leaf.spec else value
        if wanted != value or type(wanted) is not type(value):
            yield from _rewritten(source.text, leaf, wanted)


def meant(leaf: Leaf) -> Scalar:
    """Return what a value says: its text where the field wants a text."""
    return leaf.text if _wants_text(leaf) else leaf.value


def _wants_text(leaf: Leaf) -> bool:
    return leaf.spec is not None and leaf.spec.type == "string" and leaf.value is not None


def agrees(node: Node, data: object) -> bool:
    """Tell whether values are those of a tree, each as it was or after some of the repairs."""
    if isinstance(node, Leaf):
        return any(type(data) is type(value) and data == value for value in _stages(node))
    if node.is_mapping:
        if not isinstance(data, dict) or set(data) != set(_names(node)):
            return False
        data = [data[name] for name in _names(node)]
    if not isinstance(data, list) or len(data) != len(node.values):
        return False
    return all(map(agrees, node.values, data))


def _stages(leaf: Leaf) -> Iterator[Scalar]:
    """Yield what a value was, then what each repair in turn makes of it."""
    yield leaf.value
    bare = uncurled(leaf)
    value = meant(leaf) if bare is None else bare
    yield value
    if leaf.spec is not None:
        for name in VALUE_REPAIRS:
            value = repaired(name, value, leaf.spec)
            yield value


def uncurled(leaf: Leaf) -> str | None:
    """Return the text between curly quotes that stand for YAML's; None when they do not."""
    if leaf.style or leaf.spec is None or "\n" in leaf.text:
        return None
    match = _curly(leaf.text)
    if match is None and not is_free_text(leaf.spec):
        match = _french(leaf.text)
    return next((group for group in match.groups() if group is not None), "") if match else None


def _rewritten(text: str, leaf: Leaf, wanted: Scalar) -> Iterator[Edit]:
    """Yield the edit that gives a leaf another value, as small as can be."""
    if not isinstance(wanted, str):
        yield _whole(text, leaf, in_digits(wanted))
        return
    changes = small_changes(text, leaf, wanted)
    bare = not leaf.style and needs_quotes(wanted)
    if changes and is_free_text(leaf.spec) and not bare:
        yield Edit(tuple(changes), *_shown(leaf.text, wanted))
    elif "\n" not in text[leaf.start : leaf.end]:
        yield _whole(text, leaf, in_quotes(wanted) if leaf.style or bare else wanted)


def _whole(text: str, leaf: Leaf, new: str) -> Edit:
    return Edit(((leaf.start, leaf.end, new),), text[leaf.start : leaf.end], new)


def _shown(before: str, after: str) -> tuple[str, str]:
    """Return the part of two texts where they differ, with a few words around."""
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    alike = 0
    while alike < min(len(before), len(after)) - start and before[-1 - alike] == after[-1 - alike]:
        alike += 1
    first, rest = max(0, start - _CONTEXT), max(0, alike - _CONTEXT)
    return before[first : len(before) - rest], after[first : len(after) - rest]


Repair = Callable[[SourceText], Iterable[Edit]]

_VALUES: Final = (
    "nombre", "oui-non", "date", "bords", "accents", "termes", "puces", "typographie",
)  # fmt: skip
REPAIRS: Final[dict[str, Repair]] = {
    "guillemets-courbes": straighten,
    **{name: partial(repair_values, name=name) for name in _VALUES},
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
    ("retrait", plain_indents),
    ("espaces", parting_spaces),
)


@dataclass(frozen=True, slots=True)
class Mender:
    """What repairs the files of one kind."""

    schemas: Schemas
    kind: str

    def mend(self, text: str) -> tuple[str, list[Mended]] | None:
        """Return a text after its repairs, with what was done; None if it cannot be read."""
        text, seen = _after(text, [("invisibles", seen_signs)])
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
        spec = self.schemas.spec(self.kind)
        quotes: Step = ("guillemets-courbes", straight_quotes)
        colons: Step = ("guillemets", partial(quote_colons, spec=spec))
        widths = TAB_WIDTHS if "\t" in text else TAB_WIDTHS[:1]
        tabs = [("tabulations", partial(widen_tabs, width=width)) for width in widths]
        # The lightest first; each must say the same, whatever the width of a tab.
        for more in ([], [quotes], [quotes, colons]):
            tried = [_after(text, [*_SPACES, tab, self._dashes, *more]) for tab in tabs]
            found = [made for made in tried if _read(made[0])]
            if found and all(_read(made[0]) == _read(found[0][0]) for made in found):
                return found[0]
        return None

    def _faults(self, text: str) -> float:
        document = _read(text)
        if document is None:
            return float("inf")
        return sum(1 for _ in check_shape(document, self.kind, self.schemas))

    @property
    def _dashes(self) -> Step:
        return "tirets", partial(dashes, spec=self.schemas.spec(self.kind))


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
        if document is None or not agrees(source.root, document.data):
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
