"""Every refusal that libyaml 0.2.5 can utter, and what to tell about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from catalogue.read import diagnosis
from catalogue.read.diagnosis import QUOTE_IT, TAB, Trouble
from catalogue.read.text import Spot

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
    "could not find expected ':'": diagnosis.no_colon,
    "could not find expected directive name": diagnosis.first_character,
    "did not find URI escaped octet": diagnosis.first_character,
    "did not find expected '!'": diagnosis.first_character,
    "did not find expected ',' or ']'": diagnosis.open_bracket,
    "did not find expected ',' or '}'": diagnosis.open_bracket,
    "did not find expected '-' indicator": _NO_DASH,
    "did not find expected <document start>": _OUTSIDE,
    "did not find expected alphabetic or numeric character": diagnosis.first_character,
    "did not find expected comment or line break": _AFTER_BLOCK,
    "did not find expected digit or '.' character": diagnosis.first_character,
    "did not find expected hexdecimal number": _ESCAPE,
    "did not find expected key": diagnosis.no_key,
    "did not find expected node content": diagnosis.no_content,
    "did not find expected tag URI": diagnosis.first_character,
    "did not find expected version number": diagnosis.first_character,
    "did not find expected whitespace": diagnosis.first_character,
    "did not find expected whitespace or line break": diagnosis.first_character,
    "did not find the expected '>'": diagnosis.first_character,
    "found a tab character that violates indentation": at(TAB),
    "found a tab character where an indentation space is expected": at(TAB),
    "found an incorrect leading UTF-8 octet": diagnosis.first_character,
    "found an incorrect trailing UTF-8 octet": diagnosis.first_character,
    "found an indentation indicator equal to 0": _AFTER_BLOCK,
    "found character that cannot start any token": diagnosis.no_token,
    "found duplicate %TAG directive": diagnosis.first_character,
    "found duplicate %YAML directive": diagnosis.first_character,
    "found extremely long version number": diagnosis.first_character,
    "found incompatible YAML document": diagnosis.first_character,
    "found invalid Unicode character escape code": _ESCAPE,
    "found undefined tag handle": diagnosis.first_character,
    "found unexpected ':'": _FLOW_COLON,
    "found unexpected document indicator": diagnosis.never_closed,
    "found unexpected end of stream": diagnosis.never_closed,
    "found unexpected non-alphabetical character": diagnosis.first_character,
    "found unknown directive name": diagnosis.first_character,
    "found unknown escape character": _ESCAPE,
    "mapping keys are not allowed in this context": _QUESTION,
    "mapping values are not allowed in this context": diagnosis.colon_too_many,
}
