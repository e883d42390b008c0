"""Questions in a terminal: a line read, checked, asked again until it will do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click

from catalogue.issues import UNSAFE
from catalogue.model.records import Term
from catalogue.read.nearest import fold, nearest

Check = Callable[[str], str]
"""An answer → what is wrong with it, or the empty string."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where answers come from and where questions go; click.Abort when no answer can come."""

    read: Callable[[], str]
    say: Callable[[str], None]
    wait: Callable[[], None]
    """Show that an answer is expected."""

    def ask(self, question: str, check: Check = lambda answer: "", default: str = "") -> str:
        """Return the first answer that passes; an empty one stands for the default."""
        shown = f"{question} [{default}]" if default else question
        while True:
            self.say(shown)
            self.wait()
            line = self.read()
            if not line:
                raise click.Abort
            answer = UNSAFE.sub(" ", line).strip() or default
            wrong = check(answer)
            if not wrong:
                return answer
            self.say(f"  {wrong}")

    def confirm(self, question: str) -> bool:
        """Return whether the answer is yes; an empty one is."""
        answer = self.ask(
            f"{question} (oui ou non)",
            lambda given: "" if given.lower() in _TRUTHS else "Répondez oui ou non.",
            "oui",
        )
        return _TRUTHS[answer.lower()]

    def choose(
        self, question: str, terms: Mapping[str, Term], *, numbered: bool = True
    ) -> list[str]:
        """Return at least one id among terms, answered by number or by words.

        Where they are too many to be shown, or have codes that look like numbers, by words alone.
        """
        self.say(f"\n{question}")
        for number, term in enumerate(terms.values(), 1) if numbered else ():
            self.say(f"  {number:>2}. {term.libelle}")
        asked = "Numéros ou mots" if numbered else "Codes ou noms"
        while True:
            answer = self.ask(f"{asked}, séparés par des virgules :", _needed)
            found = [self._chosen(piece, terms, numbered=numbered) for piece in pieces(answer)]
            ids = [id_ for id_ in found if id_]
            if ids and len(ids) == len(found):
                return list(dict.fromkeys(ids))

    def _chosen(self, piece: str, terms: Mapping[str, Term], *, numbered: bool) -> str | None:
        """Return the id that a piece of an answer means; ask when it is only near."""
        exact = meant(piece, terms, numbered=numbered)
        if exact is not None:
            return exact
        near = nearest(piece[:80], names_of(terms), cutoff=0.5)
        if near and self.confirm(f"  « {piece} » : vouliez-vous dire « {terms[near].libelle} » ?"):
            return near
        self.say(f"  « {piece} » n’est pas dans la liste.")
        return None


_TRUTHS = {"oui": True, "o": True, "non": False, "n": False}


def _needed(answer: str) -> str:
    return "" if pieces(answer) else "Il en faut au moins un."


def pieces(answer: str) -> list[str]:
    """Return the parts of an answer that lists several things."""
    return [piece.strip() for piece in re.split("[,;]", answer) if piece.strip()]


def names_of(terms: Mapping[str, Term]) -> dict[str, Sequence[str]]:
    """Return each id with the names that it may be called by."""
    return {id_: (term.libelle, *term.other_names) for id_, term in terms.items()}


def meant(answer: str, terms: Mapping[str, Term], *, numbered: bool = True) -> str | None:
    """Return the id that an answer is, by its number, its id, or one of its names."""
    if numbered and answer.isascii() and answer.isdigit():
        rank = int(answer[:6])
        return list(terms)[rank - 1] if 1 <= rank <= len(terms) else None
    by_name = {fold(n): id_ for id_, names in names_of(terms).items() for n in (id_, *names)}
    return by_name.get(fold(answer)) if fold(answer) else None
