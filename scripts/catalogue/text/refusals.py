"""What libyaml 0.2.5 refuses, and the mistake that a person really made."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import yaml
from yaml.events import Event, ScalarEvent

from catalogue.issues import Issue
from catalogue.text.decoding import Spot, lines_of, position
from catalogue.text.events import LimitError, parse, spot_of
from catalogue.text.quoting import quoted
from catalogue.text.reading_faults import fault

_field = re.compile(r"\s*+(?:- ++)*+[^\s#].*?:(?P<value>\s.*)?$").match
_glued = re.compile(r"\s*+(?:- ++)*+[\w-]+:(?!//)\S").match
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


QUOTE_IT: Final = "mettez tout le texte entre guillemets"
TAB: Final = "une tabulation sert de retrait : remplacez-la par deux espaces"
_AFTER_APOSTROPHE: Final = (
    'du texte suit l’apostrophe qui ferme : entourez tout le texte de guillemets doubles ("…"),'
    " ou doublez l’apostrophe qu’il contient"
)
_AFTER_QUOTE: Final = (
    "du texte suit le guillemet qui ferme : supprimez les guillemets placés dans le texte"
    " (ou écrivez « … »), ou fermez ceux qui sont ouverts plus haut"
)
NO_NAME: Final = "le nom du champ manque devant les deux-points : ajoutez-le"
_DASH: Final = (
    "un tiret n’est pas attendu ici : alignez-le avec les autres tirets de la liste, ou complétez"
    " le nom de champ qui l’introduit"
)
_NO_FIELD: Final = (
    "un champ « nom: valeur » est attendu ici : alignez cette ligne avec les champs du même niveau"
)
_NO_COLON: Final = "il manque « : » après ce nom de champ : écrivez « nom: valeur »"
_BULLET: Final = (
    "« {} » ne fait pas une liste : commencez chaque élément par un tiret « - » et une espace"
)
_TABLE: Final = (
    "un tableau collé ne se lit pas : écrivez chacune de ses valeurs sur une ligne « nom: valeur »"
)
_FENCE: Final = "supprimez les lignes « ``` » : elles ne font pas partie de la fiche"
_NO_SPACE: Final = "il manque une espace après les deux-points : écrivez « nom: valeur »"


def first_character(trouble: Trouble) -> tuple[str, Spot]:
    """« *gras* », « &co », « !non », « %hlm »: YAML keeps these first characters for itself."""
    first = trouble.character(trouble.start)
    if trouble.line(trouble.start[0]).startswith("```"):
        return _FENCE, trouble.start
    return f"un texte ne peut pas commencer par {quoted(first)} : {QUOTE_IT}", trouble.start


def no_token(trouble: Trouble) -> tuple[str, Spot]:
    """A tab, or one of « @ », « ` » and « % » before a text."""
    if trouble.character(trouble.here) == "\t":
        return TAB, trouble.here
    return first_character(trouble)


def colon_too_many(trouble: Trouble) -> tuple[str, Spot]:
    """« titre: a : b », or a name without colon on the line above, or a line pushed right."""
    if _value_before(trouble.before()):
        return (
            f"ce texte contient « : » sans être entre guillemets : {QUOTE_IT},"
            " ou écrivez-le sous « >- », à la ligne et en retrait",
            trouble.here,
        )
    number = trouble.here[0]
    above = next((n for n in range(number - 1, 0, -1) if not _is_blank(trouble.line(n))), 0)
    if above and _lacks_colon(trouble, above):
        content = trouble.line(above)
        column = len(content) - len(content.lstrip()) + 1
        return _NO_SPACE if _glued(content) else _NO_COLON, (above, column)
    return (
        "deux-points inattendus : si cette ligne est un champ, donnez-lui le retrait des autres"
        f" champs ; si elle continue le texte du dessus, {QUOTE_IT}",
        trouble.here,
    )


def _lacks_colon(trouble: Trouble, above: int) -> bool:
    """Tell whether the line above is a name without colon, not the end of a longer text."""
    if _field(trouble.line(above)):
        return False
    width = _indent(trouble.line(trouble.here[0]))
    fields = (n for n in range(above, 0, -1) if _field(trouble.line(n)))
    field = next(fields, 0)
    return not field or _indent(trouble.line(field)) >= width or not _has_value(trouble.line(field))


def _is_blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _has_value(line: str) -> bool:
    found = _field(line)
    return bool(found and (found["value"] or "").strip())


def no_colon(trouble: Trouble) -> tuple[str, Spot]:
    """A line that is only a word, or « nom:valeur »."""
    rest = trouble.line(trouble.start[0])[trouble.start[1] - 1 :]
    if _glued(rest):
        return _NO_SPACE, trouble.start
    if bullet := _bullet(rest):
        return _BULLET.format(bullet[1]), trouble.start
    if "\t" in rest.strip():
        return _TABLE, trouble.start
    return (
        f"il manque « : » après {quoted(rest.strip())} : écrivez « nom: valeur » ; si c’est la"
        " suite du texte du dessus, mettez cette ligne en retrait",
        trouble.start,
    )


def no_key(trouble: Trouble) -> tuple[str, Spot]:
    """Text after a closing quote, a dash among fields, or an indentation that fits nothing."""
    before = trouble.before().rstrip()
    if trouble.last_quote and _swallows_field(trouble, trouble.last_quote):
        return open_quote(trouble.character(trouble.last_quote)), trouble.last_quote
    if before.endswith("'"):
        return _AFTER_APOSTROPHE, trouble.here
    if before.endswith('"'):
        return _AFTER_QUOTE, trouble.here
    if trouble.character(trouble.here) == ":":
        return NO_NAME, trouble.here
    is_dash = not before and trouble.character(trouble.here) == "-"
    return _DASH if is_dash else _NO_FIELD, trouble.here


def _swallows_field(trouble: Trouble, quote: Spot) -> bool:
    """Tell whether a text in quotes holds a line that must have been meant as a field."""
    inside = trouble.lines[quote[0] : trouble.here[0]]
    return any(_field(line) for line in inside)


def open_quote(sign: str) -> str:
    """Return what to do about a quote that is left open."""
    return f"le signe {quoted(sign)} ouvert ici n’est pas refermé : ajoutez-le à la fin du texte"


def never_closed(trouble: Trouble) -> tuple[str, Spot]:
    """A quote that is open until the end of the file."""
    return open_quote(trouble.character(trouble.start)), trouble.start


def open_bracket(trouble: Trouble) -> tuple[str, Spot]:
    """A list or group in brackets that is not closed, or lacks a comma."""
    opening = trouble.character(trouble.start)
    closing = "}" if opening == "{" else "]"
    message = (
        f"après {quoted(opening)}, il manque une virgule entre deux éléments, ou {quoted(closing)}"
        " à la fin : ajoutez-les, et mettez entre guillemets un élément qui contient une virgule,"
        " un crochet ou une accolade"
    )
    same_line = trouble.here[0] == trouble.start[0]
    return message, trouble.here if same_line else trouble.start


def no_content(trouble: Trouble) -> tuple[str, Spot]:
    """A comma or a closing bracket where a value should be."""
    character = trouble.character(trouble.here)
    if character == ":":
        return NO_NAME, trouble.here
    found = quoted(character or " ")
    return (
        f"une valeur est attendue avant {found} : ajoutez-la, ou mettez entre guillemets"
        " le texte qui commence ainsi",
        trouble.here,
    )


Diagnosis = Callable[[Trouble], tuple[str, Spot]]


def at(message: str) -> Diagnosis:
    """Return a diagnosis that says the same sentence where libyaml gave up."""
    return lambda trouble: (message, trouble.here)


unknown = at(
    "la mise en forme est incorrecte ici : vérifiez le retrait, les deux-points et les guillemets"
    " de cette ligne et de la précédente"
)


_NO_DASH: Final = at(
    "un tiret « - » est attendu ici : commencez l’élément par « - », ou alignez cette ligne avec"
    " le reste de l’élément"
)
_OUTSIDE: Final = at(
    "cette ligne n’est rattachée à rien : donnez aux champs principaux le même retrait que le"
    " premier, et rien ne doit suivre la fin du document"
)
_AFTER_BLOCK: Final = at(
    "rien ne peut suivre « | » ou « > » sur la ligne : commencez le texte à la ligne suivante, en"
    " retrait"
)
_ESCAPE: Final = at(
    "une barre oblique inverse « \\ » a un sens spécial entre guillemets doubles : doublez-la"
    " (« \\\\ »), ou entourez le texte d’apostrophes ('…')"
)
_MISPLACED_DASH: Final = at(
    "ce tiret n’est pas à sa place : commencez la liste à la ligne suivante, en retrait sous le"
    f" nom du champ ; si c’est du texte, {QUOTE_IT}"
)
_QUESTION: Final = at(f"« ? » n’est pas à sa place ici : si c’est du texte, {QUOTE_IT}")
_FLOW_COLON: Final = at(f"« : » n’est pas à sa place dans cette liste : {QUOTE_IT}")

DIAGNOSES: Final[dict[str, Diagnosis]] = {
    "block sequence entries are not allowed in this context": _MISPLACED_DASH,
    "could not find expected ':'": no_colon,
    "could not find expected directive name": first_character,
    "did not find URI escaped octet": first_character,
    "did not find expected '!'": first_character,
    "did not find expected ',' or ']'": open_bracket,
    "did not find expected ',' or '}'": open_bracket,
    "did not find expected '-' indicator": _NO_DASH,
    "did not find expected <document start>": _OUTSIDE,
    "did not find expected alphabetic or numeric character": first_character,
    "did not find expected comment or line break": _AFTER_BLOCK,
    "did not find expected digit or '.' character": first_character,
    "did not find expected hexdecimal number": _ESCAPE,
    "did not find expected key": no_key,
    "did not find expected node content": no_content,
    "did not find expected tag URI": first_character,
    "did not find expected version number": first_character,
    "did not find expected whitespace": first_character,
    "did not find expected whitespace or line break": first_character,
    "did not find the expected '>'": first_character,
    "found a tab character that violates indentation": at(TAB),
    "found a tab character where an indentation space is expected": at(TAB),
    "found an incorrect leading UTF-8 octet": first_character,
    "found an incorrect trailing UTF-8 octet": first_character,
    "found an indentation indicator equal to 0": _AFTER_BLOCK,
    "found character that cannot start any token": no_token,
    "found duplicate %TAG directive": first_character,
    "found duplicate %YAML directive": first_character,
    "found extremely long version number": first_character,
    "found incompatible YAML document": first_character,
    "found invalid Unicode character escape code": _ESCAPE,
    "found undefined tag handle": first_character,
    "found unexpected ':'": _FLOW_COLON,
    "found unexpected document indicator": never_closed,
    "found unexpected end of stream": never_closed,
    "found unexpected non-alphabetical character": first_character,
    "found unknown directive name": first_character,
    "found unknown escape character": _ESCAPE,
    "mapping keys are not allowed in this context": _QUESTION,
    "mapping values are not allowed in this context": colon_too_many,
}


_tags = re.compile(r"!\S*+").finditer
_BAD_TAG: Final = "balise incorrecte : si c’est du texte, mettez-le entre guillemets"


def translate(error: Exception, text: str, file: str) -> Issue:
    """Return the issue of an error of libyaml, at the place where a person would look."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        # PyYAML itself fails, without a place, on a tag that hides wrong bytes: « !%ED%A0 ».
        offset = next((tag.start() for tag in _tags(text) if "%" in tag[0]), 0)
        return fault(file, "yaml-balise", _BAD_TAG, *position(text, offset))
    here = (error.problem_mark.line + 1, error.problem_mark.column + 1)
    mark = error.context_mark
    start = (mark.line + 1, mark.column + 1) if mark is not None else here
    trouble = Trouble(here, start, lines_of(text), _last_quote(text))
    message, spot = DIAGNOSES.get(error.problem or "", unknown)(trouble)
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
