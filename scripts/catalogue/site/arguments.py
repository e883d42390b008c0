"""What is wrong with the arguments of a macro, and where it stands in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.issues import Issue, Place
from catalogue.text.decoding import position


def as_word(word: str) -> re.Pattern[str]:
    """Return what finds a word that no letter, figure or hyphen goes on with."""
    return re.compile(rf"(?<![\w-])(?P<mot>{re.escape(word)})(?![\w-])")


def as_called(word: str) -> re.Pattern[str]:
    """Return what finds a word inside a call, as its name or as one of its values."""
    return re.compile(rf"\{{\{{[^{{}}]*?(?<![\w-])(?P<mot>{re.escape(word)})(?![\w-])")


def as_given(name: str, values: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the call of a name with just these values, quoted or not, named or not."""
    given = r"\s*,\s*".join(
        rf"""(?:[a-z_]+\s*=\s*)?["']?{re.escape(value)}["']?""" for value in values
    )
    return re.compile(rf"\{{\{{\s*(?P<mot>{re.escape(name)})\(\s*{given}\s*\)")


def not_those(name: str, example: str) -> str:
    """Return what to say of a call that was not given as many values as it takes."""
    right = f"{{{{ {example} }}}}"
    return f"« {name} » n’a pas les bonnes valeurs entre parenthèses : écrivez par exemple {right}"


def offset_of(text: str, *patterns: re.Pattern[str]) -> int:
    """Return where the first pattern that is found has its word; the beginning where none is."""
    found = (pattern.search(text) for pattern in patterns)
    return next((match.start("mot") for match in found if match), 0)


EXAMPLES = {
    "chiffre": 'chiffre("objectif-logements")',
    "chiffres_cles": 'chiffres_cles("objectif-logements", "objectif-horizon")',
    "dernieres_fiches": "dernieres_fiches(3)",
    "vocabulaire": 'vocabulaire("publics")',
    "guides": 'guides("outils")',
    "croisement": 'croisement("publics", "outils")',
    "tableau": 'tableau("2019", "publics")',
    "graphique": 'graphique("2019", "publics")',
    "fiche": 'fiche("reims-eviter-expulsion")',
    "liste": 'liste(public="jeunes")',
    "donnees_exemple": 'donnees_exemple("python")',
}
"""A right call of each macro that takes values."""


class BadArgumentError(Exception):
    """A macro was given something that does not exist.

    `word` is what to look for in the page, `call` finds it first where the word alone would not do.
    """

    def __init__(self, word: str, message: str, call: re.Pattern[str] | None = None) -> None:
        super().__init__(message)
        self.word = word
        self.patterns = (*((call,) if call else ()), as_called(word), as_word(word))


def wrong_values(name: str, values: Iterable[str]) -> BadArgumentError:
    """Return the error of a macro that was not given as many values as it takes."""
    call = as_given(name, values)
    return BadArgumentError(name, not_those(name, EXAMPLES.get(name, f"{name}()")), call)


def issue_of(error: BadArgumentError, file: str, text: str) -> Issue:
    """Return the issue of a block's bad argument at its line in the page's source."""
    line, column = position(text, offset_of(text, *error.patterns))
    return Issue(Place(file, (), False, line, column), "bloc", str(error))
