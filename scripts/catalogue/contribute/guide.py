"""The interview guide: the fields of a record as questions, each with the room that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

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


class AnswerColumn(NamedTuple):
    """A column of a table of answers: its words, and the boxes of each of its cells."""

    titre: str
    termes: tuple[str, ...]
    large: bool
    """Whether a sentence is to be written there."""


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """The question that a field asks, and the room for its answer."""

    spec: Spec
    genre: str
    """`lignes`, `choix`, `tableau` or `groupe`."""
    lignes: int = 0
    choix: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Boxes to tick, under the name of their family if they have one."""
    plusieurs: bool = False
    """Whether several boxes may be ticked."""
    colonnes: tuple[AnswerColumn, ...] = ()
    rangs: int = 0
    rappels: tuple[tuple[str, str], ...] = ()
    """Columns whose terms are too many for their cells, with those terms in words."""
    questions: tuple[GuideQuestion, ...] = ()


class GuidePart(NamedTuple):
    """A part of the guide: the questions of each section of the sheet, under its title."""

    titre: str
    annonce: str
    chapitres: tuple[tuple[str, tuple[GuideQuestion, ...]], ...]


def guide(view: SiteView) -> tuple[GuidePart, ...]:
    """Return the guide: what matters first, then the rest, each in the order of the sheet."""
    made: list[GuidePart] = []
    for mark, title, lead in PARTS:
        fields = view.spec.properties.values()
        asked = [spec for spec in fields if spec.note("entretien", MORE) == mark]
        chapters = (
            (name, tuple(_question(view.corpus, s) for s in asked if section_of(s) == id_))
            for id_, name in view.schemas.sections
        )
        made.append(GuidePart(title, lead, tuple(c for c in chapters if c[1])))
    return tuple(made)


def _asked(spec: Spec) -> list[Spec]:
    """Return the fields of a group that an interview asks for."""
    return [child for child in spec.properties.values() if child.note("entretien", True)]


def _question(corpus: Corpus, spec: Spec) -> GuideQuestion:
    """Return the question that a field asks, with the room for its answer."""
    item = spec.items
    if reference := (item or spec).reference:
        if reference not in corpus.vocabularies:
            return GuideQuestion(spec, "lignes", lignes=1)
        choices = tuple(
            (family, tuple(term.libelle for term in terms))
            for family, terms in corpus.families(reference)
        )
        return GuideQuestion(spec, "choix", choix=choices, plusieurs=item is not None)
    if spec.type == "boolean":
        return GuideQuestion(spec, "choix", choix=(("", ("oui", "non")),))
    inner = _asked(item or spec)
    if len(inner) < 2:
        lines = MOST_LINES if item else _lines(inner[0] if inner else spec)
        return GuideQuestion(spec, "lignes", lignes=lines)
    if not item and any(child.items or _asked(child) or _lines(child) > 1 for child in inner):
        return GuideQuestion(spec, "groupe", questions=tuple(_question(corpus, s) for s in inner))
    # A column for each inner field; long lists of terms stand under the table.
    named = [(child, _terms(corpus, child)) for child in inner]
    return GuideQuestion(
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
        rangs=ROWS if item else 1,
        rappels=tuple((c.title, ", ".join(terms)) for c, terms in named if len(terms) > FEW),
    )


def _terms(corpus: Corpus, spec: Spec) -> tuple[str, ...]:
    """Return the terms that a cell may hold, in words; none where it is written."""
    if spec.type == "boolean":
        return ("oui", "non")
    reference = (spec.items or spec).reference
    listed = reference if reference in corpus.vocabularies else ""
    return tuple(term.libelle for term in corpus.current(listed).values())


def _lines(spec: Spec) -> int:
    """Return how many lines an answer needs."""
    if spec.type != "string" or spec.note("vue"):
        return 1
    most = spec.schema.get("maxLength", 0)
    return next((lines for length, lines in LINES if most <= length), MOST_LINES)


def guide_html(view: SiteView, base: str) -> Markup:
    """Return the guide as a part of a page."""
    parts = guide(view)
    return fill(
        "guide.html.j2", base, parties=parts, consignes=BEFORE, rencontre=MEETING, document=FILE
    )


def guide_docx(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield the parts of the guide as a document to fill in, by name."""
    parts, title = guide(view), "Guide d’entretien"
    return docx(title, "guide.docx.xml.j2", parties=parts, consignes=BEFORE, rencontre=MEETING)
