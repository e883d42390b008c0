"""What libyaml 0.2.5 refuses, what is no YAML at all, and the mistake that a person really made."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, NamedTuple

import yaml
from yaml.events import Event, ScalarEvent

from catalogue.issues import Issue
from catalogue.text.decoding import HIDDEN_SPACE, Spot, lines_of, position
from catalogue.text.letters import quoted
from catalogue.text.reading_faults import fault, tell
from catalogue.text.scalars import LimitError, parse, spot_of


class Pasted(NamedTuple):
    """A way of pasting, by the lines that show it; the pattern is common to Python and JavaScript.

    Enough lines tell it, or every line that is not blank. Some marks are also found in texts that
    read well: they are looked for where the reading fails.
    """

    name: str
    pattern: str
    lines: int
    all_lines: bool = False
    even_read: bool = False
    rule: str = "yaml-syntaxe"


PASTED: Final = (
    Pasted("conflit", r"^(?:<{7}|>{7})(?: |$)|^={7}$", 1),
    Pasted("differences", r"^(?:@@ -[0-9]|diff --git |\+\+\+ [ab]/|--- [ab]/)", 1),
    Pasted("differences", r"^\+ *(?:- +)?[\w-]+:(?: |$)", 2, even_read=True),
    Pasted("citation", r"^(?:> ?)+ *(?:- +)?[\w-]+:(?: |$)", 2, even_read=True),
    Pasted(
        "numeros", r"^ *[0-9]+(?:[ \t:|.)]+|$)(?:[^ \t0-9].*)?$", 3, all_lines=True, even_read=True
    ),
    Pasted(
        "accents",
        "Ã[\u00a0-\u00bf‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€ƒ]|â€[™œ¦“”˜]|Â[\u00a0«»°]|=C3=[89AB][0-9A-F]",
        1,
        even_read=True,
        rule="encodage",
    ),
    Pasted("page", r"^ *<[!/]?[A-Za-z][^>]*>|<br ?/?>$", 2),
    Pasted("cloture", r"^ *```", 1),
    Pasted("tableau", r"^ *\|.*\|[ \t]*$", 2),
    Pasted("cases", r"^ *- \[[ xX]\](?: |$)", 1),
    Pasted("gras", r"^(?:- +)?\*\*[\w-]+(?: ?:\*\*|\*\* ?:)", 1),
    Pasted(
        "courriel",
        r"^(?:-- ?$|-{2,}.*[Mm]essage.*-{2}|(?:De|From|Objet|Subject)[ \u00a0]?:"
        r"|(?:Bonjour|Madame|Monsieur|Merci|Cordialement|Bien cordialement)(?:[ ,.!]|$)"
        r"|Envoyé depuis |Envoyé de mon )",
        1,
    ),
    Pasted("traits", r"^(?:[—–_=*~…]+|-{4,}|\.{4,}) *$", 1),
)
"""The likeliest first."""

MANY: Final = 3
"""So many fields of the whole file written twice are a second record, not a slip."""


def pasted_fault(text: str, file: str, *, is_read: bool) -> Issue | None:
    """Return the fault of a text that something was pasted with, at the first line that shows it.

    `is_read` is whether the text reads, as fields or as a list.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    full = sum(bool(line.strip()) for line in lines)
    for kind in PASTED:
        if is_read and not kind.even_read:
            continue
        shows = re.compile(kind.pattern, re.ASCII).search
        marked = [number for number, line in enumerate(lines, 1) if shows(line)]
        if len(marked) >= kind.lines and (not kind.all_lines or len(marked) == full):
            return fault(file, kind.rule, tell(f"colle/{kind.name}"), marked[0])
    return None


def second_record(issues: Sequence[Issue], file: str) -> list[Issue]:
    """Return the faults of a text, its fields that are all written twice told as a second record.

    Those of the whole file start its lines.
    """
    twice = [i for i in issues if i.rule == "yaml-cle-double" and i.place.column == 1]
    if len(twice) < MANY:
        return [*issues]
    first = fault(file, "yaml-document-unique", tell("seconde-fiche"), twice[0].place.line)
    return sorted([*(i for i in issues if i not in twice), first], key=lambda issue: issue.order)


_field = re.compile(r"\s*+(?:- ++)*+[^\s#].*?:(?P<value>\s.*)?$").match
_glued = re.compile(r"\s*+(?:- ++)*+[\w-]+:(?!//)\S").match
_unparted = re.compile(rf"\s*+(?:- ++)*+[\w-]+:{HIDDEN_SPACE}").match
_hidden_space = re.compile(HIDDEN_SPACE).match
_bullet = re.compile(r"([•·●○▪◦‣➢➤✓–—])[ \t\u00a0]").match
_value_before = re.compile(r":\s").search


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where libyaml gave up, where what it was reading started, and the lines.

    `last_quote` is where the last text in quotes starts, if it goes over several lines: such a
    quote is often one that was left open.
    """

    here: Spot
    start: Spot
    lines: list[str]
    last_quote: Spot | None = None

    def line(self, number: int) -> str:
        """Return a line by its number, from 1; past the end of the file it is empty."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def before(self) -> str:
        """Return what comes before the place on its line."""
        return self.line(self.here[0])[: self.here[1] - 1]

    def character(self, spot: Spot) -> str:
        """Return the character at a place, or nothing past the end of its line."""
        return self.line(spot[0])[spot[1] - 1 : spot[1]]


def first_character(trouble: Trouble) -> tuple[str, Spot]:
    """« *gras* », « &co », « !non », « %hlm »: YAML keeps these first characters for itself."""
    first = trouble.character(trouble.start)
    if trouble.line(trouble.start[0]).startswith("```"):
        return tell("colle/cloture"), trouble.start
    return tell("premier-signe", signe=quoted(first)), trouble.start


def no_token(trouble: Trouble) -> tuple[str, Spot]:
    """A tab, or one of « @ », « ` » and « % » before a text."""
    if trouble.character(trouble.here) == "\t":
        return tell("tabulation"), trouble.here
    return first_character(trouble)


def colon_too_many(trouble: Trouble) -> tuple[str, Spot]:
    """« titre: a : b », or a name without colon on the line above, or a line pushed right."""
    if _value_before(trouble.before()):
        return tell("deux-points-dans-le-texte"), trouble.here
    number = trouble.here[0]
    full = (n for n in range(number - 1, 0, -1) if trouble.line(n).strip())
    above = next((n for n in full if not trouble.line(n).lstrip().startswith("#")), 0)
    if above and _lacks_colon(trouble, above):
        content = trouble.line(above)
        column = len(content) - len(content.lstrip()) + 1
        return tell(_missing_colon(content), texte=quoted(content.strip())), (above, column)
    return tell("deux-points-inattendus"), trouble.here


def _lacks_colon(trouble: Trouble, above: int) -> bool:
    """Tell whether the line above is a name without colon, not the end of a longer text."""
    if _field(trouble.line(above)):
        return False
    width = _indent(trouble.line(trouble.here[0]))
    lines = (trouble.line(number) for number in range(above, 0, -1))
    line = next((line for line in lines if _field(line)), "")
    found = _field(line)
    return not found or _indent(line) >= width or not (found["value"] or "").strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _missing_colon(line: str) -> str:
    """Return what is said of a field whose colon is not one: absent, glued, or before a space
    that does not part.
    """
    if _unparted(line):
        return "espace-insecable"
    return "sans-espace" if _glued(line) else "sans-deux-points"


def no_colon(trouble: Trouble) -> tuple[str, Spot]:
    """A line that is only a word, or « nom:valeur »."""
    rest = trouble.line(trouble.start[0])[trouble.start[1] - 1 :]
    if _hidden_space(rest):
        return tell("retrait-insecable"), trouble.start
    if (name := _missing_colon(rest)) != "sans-deux-points":
        return tell(name), trouble.start
    if bullet := _bullet(rest):
        return tell("puce", signe=quoted(bullet[1])), trouble.start
    if "\t" in rest.strip():
        return tell("tableau"), trouble.start
    return tell(name, texte=quoted(rest.strip())), trouble.start


def no_key(trouble: Trouble) -> tuple[str, Spot]:
    """Text after a closing quote, a dash among fields, or an indentation that fits nothing."""
    before = trouble.before().rstrip()
    quote = trouble.last_quote
    # A text in quotes that holds what must have been meant as a field.
    if quote and any(map(_field, trouble.lines[quote[0] : trouble.here[0]])):
        return tell("ouvert", signe=quoted(trouble.character(quote))), quote
    if before.endswith(("]", "}")) and _value_before(before):
        return tell("apres-crochet", signe=quoted(before[-1])), trouble.here
    if before.endswith("'"):
        return tell("apres-apostrophe"), trouble.here
    if before.endswith('"'):
        return tell("apres-guillemet"), trouble.here
    if trouble.character(trouble.here) == ":":
        return tell("sans-nom"), trouble.here
    is_dash = not before and trouble.character(trouble.here) == "-"
    return tell("tiret-inattendu" if is_dash else "sans-champ"), trouble.here


def never_closed(trouble: Trouble) -> tuple[str, Spot]:
    """A quote that is open until the end of the file."""
    return tell("ouvert", signe=quoted(trouble.character(trouble.start))), trouble.start


def open_bracket(trouble: Trouble) -> tuple[str, Spot]:
    """A list or group in brackets that is not closed, or lacks a comma."""
    opening = trouble.character(trouble.start)
    closing = "}" if opening == "{" else "]"
    message = tell("crochet", ouvrant=quoted(opening), fermant=quoted(closing))
    same_line = trouble.here[0] == trouble.start[0]
    return message, trouble.here if same_line else trouble.start


def no_content(trouble: Trouble) -> tuple[str, Spot]:
    """A comma or a closing bracket where a value should be."""
    character = trouble.character(trouble.here)
    if character == ":":
        return tell("sans-nom"), trouble.here
    return tell("sans-valeur", signe=quoted(character or " ")), trouble.here


DIAGNOSES: Final[dict[str, str]] = {
    "block sequence entries are not allowed in this context": "tiret-deplace",
    "could not find expected ':'": "no_colon",
    "could not find expected directive name": "first_character",
    "did not find URI escaped octet": "first_character",
    "did not find expected '!'": "first_character",
    "did not find expected ',' or ']'": "open_bracket",
    "did not find expected ',' or '}'": "open_bracket",
    "did not find expected '-' indicator": "sans-tiret",
    "did not find expected <document start>": "dehors",
    "did not find expected alphabetic or numeric character": "first_character",
    "did not find expected comment or line break": "apres-bloc",
    "did not find expected digit or '.' character": "first_character",
    "did not find expected hexdecimal number": "barre-oblique",
    "did not find expected key": "no_key",
    "did not find expected node content": "no_content",
    "did not find expected tag URI": "first_character",
    "did not find expected version number": "first_character",
    "did not find expected whitespace": "first_character",
    "did not find expected whitespace or line break": "first_character",
    "did not find the expected '>'": "first_character",
    "found a tab character that violates indentation": "tabulation",
    "found a tab character where an indentation space is expected": "tabulation",
    "found an incorrect leading UTF-8 octet": "first_character",
    "found an incorrect trailing UTF-8 octet": "first_character",
    "found an indentation indicator equal to 0": "apres-bloc",
    "found character that cannot start any token": "no_token",
    "found duplicate %TAG directive": "first_character",
    "found duplicate %YAML directive": "first_character",
    "found extremely long version number": "first_character",
    "found incompatible YAML document": "first_character",
    "found invalid Unicode character escape code": "barre-oblique",
    "found undefined tag handle": "first_character",
    "found unexpected ':'": "deux-points-en-liste",
    "found unexpected document indicator": "never_closed",
    "found unexpected end of stream": "never_closed",
    "found unexpected non-alphabetical character": "first_character",
    "found unknown directive name": "first_character",
    "found unknown escape character": "barre-oblique",
    "mapping keys are not allowed in this context": "question",
    "mapping values are not allowed in this context": "colon_too_many",
}
"""What libyaml says → the diagnosis to make, or else the name of the sentence to say there."""

FINDERS: Final[dict[str, Callable[[Trouble], tuple[str, Spot]]]] = {
    find.__name__: find
    for find in (
        colon_too_many, first_character, never_closed, no_colon, no_content, no_key, no_token,
        open_bracket,
    )
}  # fmt: skip

_tags = re.compile(r"!\S*+").finditer


def translate(error: Exception, text: str, file: str) -> Issue:
    """Return the issue of an error of libyaml, at the place where a person would look."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        # PyYAML itself fails, without a place, on a tag that hides wrong bytes: « !%ED%A0 ».
        offset = next((tag.start() for tag in _tags(text) if "%" in tag[0]), 0)
        return fault(file, "yaml-balise", tell("balise-incorrecte"), *position(text, offset))
    here = (error.problem_mark.line + 1, error.problem_mark.column + 1)
    mark = error.context_mark
    start = (mark.line + 1, mark.column + 1) if mark is not None else here
    trouble = Trouble(here, start, lines_of(text), _last_quote(text))
    name = DIAGNOSES.get(error.problem or "", "inconnu")
    message, spot = FINDERS[name](trouble) if name in FINDERS else (tell(name), here)
    return fault(file, "yaml-syntaxe", message, *spot)


def _last_quote(text: str) -> Spot | None:
    """Return where the last text in quotes before the fault starts, if it has several lines."""
    last: Event | None = None
    with suppress(yaml.YAMLError, UnicodeError, LimitError):
        for event in parse(text):
            last = event
    if not isinstance(last, ScalarEvent) or last.style not in ('"', "'"):
        return None
    assert last.start_mark is not None and last.end_mark is not None
    return spot_of(last) if last.start_mark.line < last.end_mark.line else None
