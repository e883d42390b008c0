"""The interview guide: the fields of a record as questions, each with the room that it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from catalogue.records.corpus import Corpus
from catalogue.schema.fields import Spec, section_of
from catalogue.site.environment import docx, fill
from catalogue.site.site_view import SiteView

ESSENTIAL, MORE = "essentiel", "complement"
PARTS = (
    (ESSENTIAL, "L’essentiel", "Une demi-heure d’entretien environ suffit à remplir ces pages."),
    (MORE, "Pour aller plus loin", "À remplir si le temps le permet, ou plus tard."),
)
"""The parts of the guide: what marks their fields, their title, and what to expect of them."""
BEFORE = (
    "Ce guide pose à l’oral les questions du formulaire : tout ce qui est écrit ici s’y reporte.",
    "Laissez vide ce que la personne ne sait pas. Aucune réponse n’est devinée.",
    "Une fiche demande au moins un document public : demandez lequel dit la même chose.",
    "Notez des organismes et des fonctions, jamais le nom, le téléphone ou la situation d’une"
    " personne que l’on pourrait reconnaître.",
)
"""What the interviewer is told first."""
MEETING = ("Date de l’entretien", "Organisme rencontré", "Service ou fonction de la personne")
"""What is noted of the interview itself."""
FILE = "contribuer/guide-entretien.docx"
"""The address of the guide as a document to fill in."""
ROWS = 3
"""How many blank rows a table of answers has."""
FEW = 6
"""A list of so many terms stands in each cell of a table; a longer one is named under it."""
LINES = ((200, 1), (400, 2), (600, 3))
"""The most characters that a text may have → how many lines are left for it."""
MOST_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Boxes to tick, under the name of their family if they have one."""

    famille: str
    termes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerColumn:
    """A column of a table of answers: its words, and the boxes of each of its cells."""

    titre: str
    termes: tuple[str, ...]
    large: bool
    """Whether a sentence is to be written there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideQuestion:
    """A question, what helps to answer it, and the room for the answer."""

    champ: str
    """The words of the field, which name the room for the answer to a screen reader."""
    question: str
    aide: str
    obligatoire: bool
    genre: str
    """`lignes`, `choix`, `tableau` or `groupe`."""
    lignes: int = 0
    choix: tuple[Choices, ...] = ()
    plusieurs: bool = False
    """Whether several boxes may be ticked."""
    colonnes: tuple[AnswerColumn, ...] = ()
    rangs: int = 0
    rappels: tuple[tuple[str, str], ...] = ()
    """Columns whose terms are too many for their cells, with those terms in words."""
    questions: tuple[GuideQuestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The questions of a section of the sheet."""

    titre: str
    questions: tuple[GuideQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePart:
    """A part of the guide."""

    titre: str
    annonce: str
    chapitres: tuple[Chapter, ...]


def guide(
    corpus: Corpus, record: Spec, sections: Sequence[tuple[str, str]]
) -> tuple[GuidePart, ...]:
    """Return the guide: what matters first, then the rest, each in the order of the sheet."""
    maker = _Questioner(corpus)
    return tuple(
        GuidePart(
            titre=title, annonce=lead, chapitres=tuple(_chapters(maker, record, sections, mark))
        )
        for mark, title, lead in PARTS
    )


def _chapters(
    maker: _Questioner, record: Spec, sections: Sequence[tuple[str, str]], mark: str
) -> Iterator[Chapter]:
    asked = [spec for spec in record.properties.values() if spec.note("entretien", MORE) == mark]
    for id_, title in sections:
        own = [spec for spec in asked if section_of(spec) == id_]
        if own:
            yield Chapter(titre=title, questions=tuple(maker.question(spec) for spec in own))


def _asked(spec: Spec) -> list[Spec]:
    """Return the fields of a group that an interview asks for."""
    return [child for child in spec.properties.values() if child.note("entretien", True)]


class _Questioner:
    """Makes the questions; the corpus gives the terms to choose from."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def question(self, spec: Spec) -> GuideQuestion:
        """Return the question that a field asks, with the room for its answer."""
        item = spec.items
        if item is not None and item.reference:
            return self._chosen(spec, item.reference, several=True)
        if item is not None:
            return self._rows(spec, item)
        if spec.reference:
            return self._chosen(spec, spec.reference, several=False)
        if spec.type == "boolean":
            return _question(spec, "choix", choix=(Choices(famille="", termes=("oui", "non")),))
        return self._written(spec)

    def _written(self, spec: Spec) -> GuideQuestion:
        """Return the question of a text, a number or a group, by what the group holds."""
        inner = _asked(spec)
        if len(inner) < 2:
            return _question(spec, "lignes", lignes=_lines(inner[0] if inner else spec))
        if not any(child.items or _asked(child) or _lines(child) > 1 for child in inner):
            return self._table(spec, inner, rows=1)
        return _question(spec, "groupe", questions=tuple(map(self.question, inner)))

    def _chosen(self, spec: Spec, reference: str, *, several: bool) -> GuideQuestion:
        if reference not in self.corpus.vocabularies:
            return _question(spec, "lignes", lignes=1)
        choices = tuple(
            Choices(famille=family, termes=tuple(term.libelle for term in terms))
            for family, terms in self.corpus.families(reference)
        )
        return _question(spec, "choix", choix=choices, plusieurs=several)

    def _rows(self, spec: Spec, item: Spec) -> GuideQuestion:
        """Return the question of a list: a table, or lines where its members are one text each."""
        inner = _asked(item)
        if len(inner) < 2:
            return _question(spec, "lignes", lignes=MOST_LINES)
        return self._table(spec, inner, rows=ROWS)

    def _table(self, spec: Spec, inner: Sequence[Spec], *, rows: int) -> GuideQuestion:
        """Return a question with a column for each inner field; long lists of terms stand under."""
        named = [(child, self._terms(child)) for child in inner]
        return _question(
            spec,
            "tableau",
            colonnes=tuple(
                AnswerColumn(
                    titre=child.note("question", child.title),
                    termes=terms if len(terms) <= FEW else (),
                    large=_lines(child) > 1,
                )
                for child, terms in named
            ),
            rangs=rows,
            rappels=tuple((c.title, ", ".join(terms)) for c, terms in named if len(terms) > FEW),
        )

    def _terms(self, spec: Spec) -> tuple[str, ...]:
        """Return the terms that a cell may hold, in words; none where it is written."""
        if spec.type == "boolean":
            return ("oui", "non")
        reference = spec.reference or (spec.items.reference if spec.items else "")
        listed = reference if reference in self.corpus.vocabularies else ""
        return tuple(term.libelle for term in self.corpus.current(listed).values())


def _question(spec: Spec, kind: str, **room: Any) -> GuideQuestion:
    """Return the question of a field with the room that its kind of answer takes."""
    return GuideQuestion(
        champ=spec.title,
        question=spec.note("question", spec.title),
        aide=spec.description,
        obligatoire=spec.required,
        genre=kind,
        **room,
    )


def _lines(spec: Spec) -> int:
    """Return how many lines an answer needs."""
    if spec.type != "string" or spec.note("vue"):
        return 1
    most = spec.schema.get("maxLength", 0)
    return next((lines for length, lines in LINES if most <= length), MOST_LINES)


TITLE = "Guide d’entretien"


def guide_html(view: SiteView, base: str) -> Markup:
    """Return the guide as a part of a page."""
    parts = guide(view.corpus, view.spec, view.schemas.sections)
    return fill(
        "guide.html.j2", base, parties=parts, consignes=BEFORE, rencontre=MEETING, document=FILE
    )


def guide_docx(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield the parts of the guide as a document to fill in, by name."""
    parts = guide(view.corpus, view.spec, view.schemas.sections)
    return docx(TITLE, "guide.docx.xml.j2", parties=parts, consignes=BEFORE, rencontre=MEETING)
