"""What a text of an edition may call: a figure, a count, a source, a table, a chart, a record."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.derive.figures import short_name, source_link
from catalogue.derive.report.prose import Arguments
from catalogue.derive.report.shapes import Block, Run
from catalogue.derive.report.views import Published
from catalogue.derive.wording import number
from catalogue.model.corpus import Corpus


class Calls:
    """Answers to the calls of a text, with the figures and the records of its edition."""

    def __init__(self, corpus: Corpus, figures: Mapping[str, Published]) -> None:
        self.corpus = corpus
        self.figures = figures
        self.sources: list[str] = []
        """The documents that the texts cite."""

    def inline(self, name: str, arguments: Arguments) -> Run | None:
        """Return what a call says within a paragraph; None where it is no call of that kind."""
        first = arguments[0][1] if arguments else ""
        if name == "chiffre" and first in self.figures:
            figure = self.figures[first]
            return Run(texte=figure.texte, adresse=figure.adresse, chiffre=figure.id)
        if name == "source" and first in self.corpus.sources:
            self.sources.append(first)
            source, link = self.corpus.sources[first], source_link(self.corpus, first)
            words = ", ".join(filter(None, (short_name(source), source.date[:4])))
            return Run(texte=words, adresse=link.adresse or "")
        if name == "nombre_de_fiches":
            return Run(texte=number(len(self.corpus.projects)))
        return None

    def standing(self, name: str, arguments: Arguments) -> Block | None:
        """Return what a call puts between paragraphs; None where it is no call of that kind."""
        first = arguments[0][1] if arguments else ""
        if name in {"tableau", "graphique", "fiche"}:
            return Block(genre=name, id=first)
        return None
