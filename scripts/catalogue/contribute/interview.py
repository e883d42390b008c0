"""The six questions of a new record, and the organisations that it is the first to name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import click

from catalogue.issues import UNSAFE
from catalogue.records.corpus import Corpus
from catalogue.records.types import Term
from catalogue.schema.fields import Spec
from catalogue.text.letters import fold, free_id, nearest
from catalogue.writing.tidy import as_date

Check = Callable[[str], str]
"""An answer → what is wrong with it, or the empty string."""


BACK: Final = "retour"
"""The answer that goes back to the question before."""


class BackError(Exception):
    """Somebody wants to answer the question before once more."""


@dataclass(slots=True)
class Dialogue:
    """Where answers come from and where questions go; click.Abort when no answer can come."""

    read: Callable[[], str]
    say: Callable[[str], None]
    wait: Callable[[], None]
    """Show that an answer is expected."""
    answers: int = 0
    """How many questions were answered."""

    def ask(self, question: str, check: Check = lambda answer: "", default: str = "") -> str:
        """Return the first answer that passes; an empty one stands for the default.

        BackError where the answer asks for the question before.
        """
        shown = f"{question} [{default}]" if default else question
        while True:
            self.say(shown)
            self.wait()
            line = self.read()
            if not line:
                raise click.Abort
            answer = UNSAFE.sub(" ", line).strip() or default
            if answer.lower() == BACK:
                raise BackError
            wrong = check(answer)
            if not wrong:
                self.answers += 1
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
            answer = self.ask(
                f"{asked}, séparés par des virgules :",
                lambda given: "" if pieces(given) else NONE_YET,
            )
            found = [self._chosen(piece, terms, numbered=numbered) for piece in pieces(answer)]
            ids = [id_ for id_ in found if id_]
            if ids and len(ids) == len(found):
                return list(dict.fromkeys(ids))

    def _chosen(self, piece: str, terms: Mapping[str, Term], *, numbered: bool) -> str | None:
        """Return the id that a piece of an answer means; ask when it is only near."""
        exact = meant(piece, terms, numbered=numbered)
        if exact is not None:
            return exact
        near = nearest(piece[:80], names_of(terms))
        if near and self.confirm(f"  « {piece} » : vouliez-vous dire « {terms[near].libelle} » ?"):
            return near
        self.say(f"  « {piece} » n’est pas dans la liste.")
        return None

    def one_more(self, question: str, found: Sequence[object]) -> str:
        """Return one more answer; it may be empty, to end, once something was found."""
        more = " (Entrée pour finir)" if found else ""
        return self.ask(f"{question}{more} :", lambda given: "" if given or found else NONE_YET)


NONE_YET: Final = "Il en faut au moins un."
_TRUTHS = {"oui": True, "o": True, "non": False, "n": False}


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


MAX_ID: Final = 60
STOP_WORDS: Final = frozenset(
    {
        "a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le",
        "les", "par", "pour", "sur", "un", "une",
    }
)  # fmt: skip


CODED: Final = frozenset({"territoires"})
"""Sets whose codes look like numbers: « 28 » is Eure-et-Loir, not the twenty-eighth."""
OPTIONAL: Final = ("partenariats", "outils")
"""Lists that the options may give, and that are not asked for."""
COMMUNE: Final = "  Commune, dans ce territoire : {} (Entrée si vous ne savez pas, ou plusieurs) :"


def choices_of(corpus: Corpus, name: str) -> Mapping[str, Term]:
    """Return the terms that a question or an option may be answered with."""
    return corpus.current("statuts-financement" if name == "lien" else name)


Step = Callable[[Mapping[str, Any]], Any]
"""The answers so far → the next one."""


@dataclass(slots=True)
class Interview:
    """What is asked, what it may be answered with, and what has been answered so far."""

    dialogue: Dialogue
    corpus: Corpus
    spec: Spec
    name: Callable[[str], str]
    """Asks for the name of the file, given the one to propose."""
    given: dict[str, Any]
    """What the command's options already say, by field."""
    organisations: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The new ones, by id."""

    def record(self) -> dict[str, Any]:
        """Return the name of the record and its six fields, asking for those that were not given.

        What may be absent is there only if it was given: a term that nothing attests is no answer.
        """
        self.dialogue.say(f"Répondez « {BACK} » pour revenir à la question précédente.")
        steps: dict[str, Step] = {
            "titre": lambda _: self.given.get("titre") or self._title(),
            "publics": lambda _: self._terms("publics"),
            "territoires": lambda _: [self._place(code) for code in self._terms("territoires")],
            "organismes": lambda _: self._organisations(),
            "financement": lambda _: {"statut": self._terms("lien")[0]},
            "sources": lambda _: self._sources(),
            "id": lambda found: self.name(proposed_id(found["titre"])),
        }
        found = self._answered(steps)
        more = {name: self.given[name] for name in OPTIONAL if self.given.get(name)}
        first = ("id", "titre", "publics", "territoires")
        order = (*first, *more, "organismes", "financement", "sources")
        return {name: (found | more)[name] for name in order}

    def _answered(self, steps: Mapping[str, Step]) -> dict[str, Any]:
        """Return the answers; who goes back begins the step again, or the one before."""
        names = [*steps]
        found: dict[str, Any] = {}
        asked: list[int] = []  # The steps that were answered here, rather than by an option.
        at = 0
        while at < len(names):
            before = self.dialogue.answers
            try:
                found[names[at]] = steps[names[at]](found)
            except BackError:
                if self.dialogue.answers == before and asked:
                    at = asked.pop()
                continue
            if self.dialogue.answers > before:
                asked.append(at)
            at += 1
        return found

    def _place(self, code: str) -> dict[str, str]:
        """Return the territory of a code, with the commune that narrows it, if one is known."""
        term = self.corpus.territories[code]
        if term.type != "departement":
            return {"region": code}
        if self.given.get("territoires"):
            return {"departement": code}
        commune = self.dialogue.ask(COMMUNE.format(term.libelle))
        return {"commune": commune, "departement": code} if commune else {"departement": code}

    def _question(self, name: str) -> str:
        known = self.spec.properties[name]
        return f"{known.title}. {known.description}"

    def _title(self) -> str:
        return self.dialogue.ask(
            f"{self._question('titre')}\n(exemple : {self.spec.properties['titre'].examples[0]})",
            lambda answer: length_fault(answer, self.spec.properties["titre"]),
        )

    def _terms(self, name: str) -> list[str]:
        """Return what the options chose for a field, or what is chosen now."""
        if chosen := self.given.get(name):
            return list(chosen)
        asked = "financement" if name == "lien" else name
        terms = choices_of(self.corpus, name)
        return self.dialogue.choose(self._question(asked), terms, numbered=name not in CODED)

    def _organisations(self) -> list[dict[str, Any]]:
        self.dialogue.say(f"\n{self._question('organismes')}")
        self.organisations.clear()
        found: list[dict[str, Any]] = []
        while name := self.dialogue.one_more("Nom d’un organisme", found):
            if id_ := self._organisation(name):
                roles = self.dialogue.choose("Son rôle ou ses rôles :", self._set("roles"))
                found.append({"organisme": id_, "roles": roles})
        return found

    def _organisation(self, name: str) -> str | None:
        """Return the id of an organisation that is known, or new; None to ask again."""
        known = self._set("organismes")
        exact = None if name.isdigit() else meant(name, known)
        if exact or free_id(fold(name)) in self.organisations:
            return exact or free_id(fold(name))
        near = nearest(name[:80], names_of(known))
        if near and self.dialogue.confirm(f"  Est-ce « {known[near].libelle} » ?"):
            return near
        if not fold(name) or not self.dialogue.confirm(f"  « {name} » est nouveau. L’ajouter ?"):
            return None
        kind = self.dialogue.choose(
            "De quelle sorte d’organisme s’agit-il ?", self._set("types-organisme")
        )
        id_ = free_id(fold(name)[:MAX_ID].strip("-"))
        self.organisations[id_] = {"id": id_, "nom": name, "type": kind[0]}
        return id_

    def _set(self, name: str) -> Mapping[str, Term]:
        return self.corpus.references.get(name, {})

    def _sources(self) -> list[dict[str, Any]]:
        self.dialogue.say(f"\n{self._question('sources')}")
        document = self.spec.properties["sources"].items
        fields = document.properties if document else {}
        found: list[dict[str, Any]] = []
        while title := self.dialogue.one_more("Titre ou nature d’un document", found):
            optional = {
                name: self.dialogue.ask(f"  {fields[name].title} (si vous savez) :", check)
                for name, check in _SOURCE_FIELDS.items()
            }
            found.append({"id": f"s{len(found) + 1}", "document": title, **optional})
        return found


def length_fault(answer: str, known: Spec) -> str:
    """Return what is wrong with the length of an answer."""
    least, most = known.schema.get("minLength", 0), known.schema.get("maxLength", 10**6)
    fits = least <= len(answer) <= most
    return "" if fits else f"Écrivez entre {least} et {most} caractères (ici {len(answer)})."


def _date_fault(answer: str) -> str:
    right = not answer or as_date(answer)[:4].isdigit()
    return "" if right else "Écrivez une année, un mois ou un jour : 2019, 09/2019, 13/09/2019."


def _address_fault(answer: str) -> str:
    right = not answer or answer.startswith(("https://", "http://"))
    return "" if right else "Une adresse commence par https:// ; laissez vide s’il n’y en a pas."


_SOURCE_FIELDS: Final = {"editeur": lambda answer: "", "date": _date_fault, "url": _address_fault}


def proposed_id(title: str) -> str:
    """Return a short id for a title: its words that say something, as many as fit."""
    found = ""
    for word in fold(title).split("-"):
        longer = f"{found}-{word}" if found else word
        if word not in STOP_WORDS and word.isascii() and len(longer) <= MAX_ID:
            found = longer
    return free_id(found)
