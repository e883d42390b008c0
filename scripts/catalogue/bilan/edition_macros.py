"""What a text of an edition may call: a figure, a count, a source, a table, a chart, records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalogue.bilan.edition_views import Published
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.prose import Arguments, arguments_of
from catalogue.bilan.published_figures import edition_address
from catalogue.bilan.shapes import Block, Run, Value
from catalogue.records.report import CHARTS, TABLES, Report
from catalogue.site.arguments import as_called, as_given, not_those
from catalogue.site.figure_views import short_name, source_link
from catalogue.site.site_view import SiteView
from catalogue.site.wording import number
from catalogue.text.letters import suggestion_or_choices

FEMININE = frozenset({"fiche"})


class UnknownChoiceError(Exception):
    """A filter or a choice that the catalogue has not; `word` is what was written."""

    def __init__(self, word: str, message: str) -> None:
        super().__init__(message)
        self.word = word


def filtered(view: SiteView, choices: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the records that answer to every choice, in the catalogue's order."""
    facets = {facet.parametre: facet for facet in view.all_facets}
    kept = set(range(len(view.corpus.projects)))
    for parameter, choice in choices.items():
        if parameter not in facets:
            raise UnknownChoiceError(parameter, unknown("filtre", parameter, facets))
        values = {value.id: value for value in facets[parameter].valeurs}
        if choice not in values:
            raise UnknownChoiceError(choice, unknown(f"choix de « {parameter} »", choice, values))
        kept &= set(values[choice].fiches)
    return tuple(view.corpus.projects[position].id for position in sorted(kept))


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """Return what to say of a word that is none of those known."""
    adjective = "inconnue" if kind in FEMININE else "inconnu"
    return f"{kind} {adjective} « {word} »{suggestion_or_choices(word, known)}"


EXAMPLES = {
    "chiffre": 'chiffre("objectif-logements")',
    "source": 'source("ush-initiatives-2019")',
    "nombre_de_fiches": "nombre_de_fiches()",
    "tableau": 'tableau("publics")',
    "graphique": 'graphique("publics")',
    "fiche": 'fiche("reims-eviter-expulsion")',
    "liste": 'liste(public="jeunes")',
}
"""A right call of each name: how many values it takes, and whether they have names."""
CHOSEN = frozenset({"liste", "nombre_de_fiches"})
"""What takes filters, each with its choice; a count may do without."""
NONE = "Aucune initiative de l’édition ne répond à ces choix."


@dataclass(frozen=True, slots=True)
class Refused:
    """A call that cannot be answered: the word at fault, what to say of it, what finds it."""

    word: str
    message: str
    pattern: re.Pattern[str]


class Calls:
    """Answers to the calls of a text, with the figures and the records of its edition.

    What cannot be answered is kept in `refused`.
    """

    def __init__(
        self,
        view: SiteView,
        report: Report,
        figures: Mapping[str, Published],
        proofs: Proofs | None = None,
    ) -> None:
        self.view, self.report, self.figures = view, report, figures
        self.proofs = proofs or Proofs(edition_address(report))
        self.sources: list[str] = []
        """The documents that the texts cite."""
        self.refused: list[Refused] = []
        self.runs = {"chiffre": self._figure, "source": self._source}
        self.blocks: dict[str, Iterable[str]] = {
            "tableau": TABLES,
            "graphique": CHARTS,
            "fiche": view.cards_by_id,
        }

    def inline(self, name: str, arguments: Arguments) -> Run | None:
        """Return what a call says within a paragraph, or None, and keep why."""
        if name not in EXAMPLES:
            self._refuse(name, unknown("appel", name, EXAMPLES))
        elif not self._fits(name, arguments):
            return None
        elif name == "nombre_de_fiches":
            return self._count(dict(arguments))
        elif name in self.runs:
            return self.runs[name](arguments[0][1])
        else:
            self._refuse(name, f"« {name} » se met seul, entre deux lignes vides")
        return None

    def standing(self, name: str, arguments: Arguments) -> Block | None:
        """Return what a call puts between paragraphs; None where it is no call of that kind."""
        if name not in (*self.blocks, "liste"):
            return None
        if not self._fits(name, arguments):
            return Block(genre="paragraphe")
        if name == "liste":
            # The records of the edition that answer to the choices.
            value = self._answer(dict(arguments))
            if value is None or value.liste:
                return Block(genre="liste", id=value.liste if value else "")
            return Block(genre="paragraphe", morceaux=(Run(texte=NONE),))
        id_ = arguments[0][1]
        self._is_known(name, id_, self.blocks[name])
        return Block(genre=name, id=id_)

    def _fits(self, name: str, arguments: Arguments) -> bool:
        """Tell whether a call has the values that its name takes; else it is refused."""
        example = arguments_of(EXAMPLES[name].partition("(")[2])
        named = [bool(key) for key, _ in arguments]
        chosen = all(named) and (bool(named) or name != "liste")
        whole = chosen if name in CHOSEN else named == [False] * len(example)
        if not whole:
            call = as_given(name, (value for _, value in arguments))
            self.refused.append(Refused(name, not_those(name, EXAMPLES[name]), call))
        return whole

    def _refuse(self, word: str, message: str) -> None:
        self.refused.append(Refused(word, message, as_called(word)))

    def _is_known(self, kind: str, id_: str, known: Iterable[str]) -> bool:
        """Tell whether there is such a thing; else the call is refused."""
        if id_ not in known:
            self._refuse(id_, unknown(kind, id_, known))
        return id_ in known

    def _figure(self, id_: str) -> Run | None:
        if not self._is_known("chiffre", id_, self.figures):
            return None
        figure = self.figures[id_]
        return Run(texte=figure.texte, adresse=figure.adresse, chiffre=id_)

    def _source(self, id_: str) -> Run | None:
        corpus = self.view.corpus
        if not self._is_known("document", id_, corpus.sources):
            return None
        source = corpus.sources[id_]
        self.sources.append(id_)
        words = ", ".join(filter(None, (short_name(source), source.date[:4])))
        return Run(texte=words, adresse=source_link(corpus, id_).adresse or "")

    def _count(self, choices: dict[str, str]) -> Run | None:
        """Return how many records the edition has, or how many of them answer to choices."""
        if not choices:
            return Run(texte=number(len(self.view.corpus.projects)))
        value = self._answer(choices)
        if value is None:
            return None
        return Run(texte=value.texte, adresse=value.adresse, liste=value.liste)

    def _answer(self, choices: dict[str, str]) -> Value | None:
        """Return the number of the records that answer to choices, with their list."""
        try:
            found = filtered(self.view, choices)
        except UnknownChoiceError as error:
            self._refuse(error.word, str(error))
            return None
        cle = "--".join(f"{parameter}-{choice}" for parameter, choice in choices.items())
        facets = {facet.parametre: facet for facet in self.view.all_facets}
        words = (
            f"{facets[p].libelle} : {next(v.libelle for v in facets[p].valeurs if v.id == choice)}"
            for p, choice in choices.items()
        )
        return self.proofs.value(cle, " · ".join(words), found, *choices.items())
