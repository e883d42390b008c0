"""A record's sheet, built field by field from the schema's annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.schema.fields import BRIEF, Spec, section_of
from catalogue.schema.walk import strings
from catalogue.site.addresses import folder_of
from catalogue.site.figure_views import brief_name
from catalogue.site.lexicon import Lexicon
from catalogue.site.nodes import NodeMaker, Raw, actors, durations
from catalogue.site.sheet_views import (
    BriefQuestion,
    Node,
    Sheet,
    SheetField,
    SheetPart,
    SheetSection,
    SourceMark,
)
from catalogue.site.views import Card, Link
from catalogue.site.wording import date_words, inner_quotes, lower_first
from catalogue.text.letters import bare

# What the index would not know as people type it: « d’Épernay » (Pagefind takes it for one word),
# « œuvre » (for another word than « oeuvre »), « S.I.A.O. » and « St-Denis ».
# The apostrophe first, then what stands before it: the few of a text are found at once.
ELIDED = re.compile(
    r"['’](?:(?<=\b[cdjlmnst].)|(?<=\bqu.)|(?<=\bjusqu.)|(?<=\b(?:lors|puis|quoi)qu.))([\w-]{1,40})",
    re.IGNORECASE,
)
PLAIN = {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"}
LIGATURES = str.maketrans(PLAIN)
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
SAINT = re.compile(r"\b(S|s)(te?)(?=[-\s]+[^\W\d_])")
has_ligature = re.compile(f"[{''.join(PLAIN)}]").search
PRIORITY_AREA = "qpv"
"""The glossary's entry for what a record says by yes or no."""
PUNCTUATION = " .,;:!?…()[]«»\"'’"


class SearchWords:
    """The words to add to each record of a corpus; what terms bring is found once."""

    def __init__(self, corpus: Corpus, spec: Spec) -> None:
        self.corpus, self.spec = corpus, spec
        self.of_term = cache(self._of_term)
        entries = (e for e in corpus.glossary if e.id == PRIORITY_AREA)
        self._priority_area = [name for e in entries for name in (e.terme, e.developpe)]

    def of(self, project: Project) -> str:
        """Return the labels and other names of what a record names, and plain spellings."""
        terms: dict[tuple[str, str], None] = {}  # A dictionary, for their order.
        texts: list[str] = []
        for field, value in strings(self.spec, project.data):
            if field.reference:
                terms[field.reference, value] = None
            else:
                texts.append(value)
        names = [name for key in terms for name in self.of_term(*key)]
        if any(territory.qpv for territory in project.territoires):
            names += self._priority_area
        # All texts at once: most hold nothing odd, and each would cost a search of its own.
        return " ".join(dict.fromkeys((*names, *plain_spellings("\n".join(texts)))))

    def _of_term(self, reference: str, id_: str) -> tuple[str, ...]:
        # Only what has a page: « environ » or « prévu » would find every record.
        paged = bool(folder_of(self.corpus, reference))
        terms = self.corpus.lineage(reference, id_) if paged else ()
        names = [name for term in terms for name in (term.libelle, *term.other_names)]
        names += self._kinds(id_) if reference == "organismes" else ()
        odd = [word for name in names for word in plain_spellings(name)]
        # Pagefind finds « several words in this order » in one of the spellings of the index:
        # the one without accents, where there is one. So every name has one.
        plain = [word for name in names if (word := bare(name)) != name.lower()]
        return (*names, *odd, *plain)

    def _kinds(self, id_: str) -> Iterator[str]:
        """Yield the names of what an organisation is: « Bailleur social », « OPH »."""
        organisation = self.corpus.organisations.get(id_)
        if organisation is None:
            return
        kinds = {"types-organisme": organisation.type, "familles-organisme": organisation.famille}
        for vocabulary, kind in kinds.items():
            if term := self.corpus.term(vocabulary, kind):
                # Its true names alone: « banque » leads to the funders, but not all are banks.
                yield from (term.libelle, *term.alias)


def plain_spellings(text: str) -> Iterator[str]:
    """Yield the odd words of a text as people type them, without elision and ligature."""
    yield from (word.replace(".", "") for word in DOTTED.findall(text))
    yield from ("Sain" + end for _, end in SAINT.findall(text))
    elided = ELIDED.findall(text) if "’" in text or "'" in text else []
    if not any(sign in text for sign in PLAIN):  # Nearly every text: four quick looks.
        yield from elided
        return
    for word in elided:
        yield word.translate(LIGATURES)
    for word in filter(has_ligature, text.split()):
        yield word.translate(LIGATURES).strip(PUNCTUATION)


SHORTER: dict[str, Callable[[NodeMaker, Spec, Any], Node | None]] = {
    "organismes": actors,
    "deroulement": durations,
}
"""View of a field → the part of it that the brief shows, if it has that part."""
UNSAID_IN_BRIEF = frozenset({"session", "duree", "autres_appels", "precision"})
"""Fields whose absence says nothing: most calls have no sessions, most initiatives no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A field that answers a question, and the group that holds it, if any."""

    spec: Spec
    group: str = ""

    @property
    def path(self) -> str:
        """Return the keys that lead to the field."""
        return f"{self.group}.{self.spec.name}" if self.group else self.spec.name

    @property
    def whole(self) -> bool:
        """Tell whether the brief shows all of the field, so that its absence is said there."""
        return self.spec.note("vue") not in SHORTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of the brief with the fields that answer it."""

    id: str
    question: str
    answers: tuple[Answer, ...]


def questions(record: Spec, own: Iterable[Spec]) -> tuple[Asked, ...]:
    """Return the questions that the schema lists, then the brief's own fields that none names."""
    listed = [
        Asked(
            id=entry["id"],
            question=entry["question"],
            answers=tuple(_answer(record, path) for path in entry["champs"]),
        )
        for entry in record.note("en-bref", ())
    ]
    taken = {path for entry in record.note("en-bref", ()) for path in entry["champs"]}
    return (*listed, *_others(own, taken))


def _answer(record: Spec, path: str) -> Answer:
    group, _, name = path.rpartition(".")
    return Answer(
        spec=(record.properties[group] if group else record).properties[name], group=group
    )


def _others(own: Iterable[Spec], taken: set[str]) -> Iterator[Asked]:
    """Yield a question for each field of the brief, or of a group in it, that has none."""
    for spec in own:
        inner = {f"{spec.name}.{key}": child for key, child in spec.properties.items()}
        if taken & inner.keys():
            left = [(c, spec.name) for k, c in inner.items() if k not in taken and _tells(c)]
        else:
            left = [(spec, "")] if spec.name not in taken else []
        for child, group in left:
            answers = (Answer(spec=child, group=group),)
            yield Asked(id=child.name, question=child.title, answers=answers)


def _tells(spec: Spec) -> bool:
    return bool(spec.note("vue") != "source")


def brief(maker: NodeMaker, asked: Iterable[Asked], data: Raw) -> Iterator[BriefQuestion]:
    """Yield each question with what a record answers, and what it leaves unsaid."""
    for one in asked:
        known = [field for a in one.answers if (field := _field(maker, a, data)) is not None]
        said = {field.nom for field in known}
        missing = [
            a.spec.title
            for a in one.answers
            if a.whole and a.spec.name not in said | UNSAID_IN_BRIEF
        ]
        yield BriefQuestion(
            id=one.id,
            question=one.question,
            champs=tuple(known),
            seule=len(one.answers) == 1,
            inconnus=", ".join(lower_first(title) for title in missing),
        )


def _field(maker: NodeMaker, answer: Answer, data: Raw) -> SheetField | None:
    held = data.get(answer.group, {}) if answer.group else data
    spec = answer.spec
    if spec.name not in held:
        return None
    value, shorter = held[spec.name], SHORTER.get(spec.note("vue", ""))
    if shorter is not None:
        node = shorter(maker, spec, value)
    else:
        node = maker.sourced(spec, value, maker.cited(held) if answer.group else ())
    if node is None:
        return None
    if answer.group:
        return SheetField(nom=spec.name, libelle=spec.title, noeud=node)
    return _attested(maker, SheetField(nom=spec.name, libelle=spec.title, noeud=node), spec, data)


def _attested(maker: NodeMaker, field: SheetField, spec: Spec, data: Raw) -> SheetField:
    """Return a field with its sources, and with what is to be known of it, which stand apart."""
    own = [one for one in data.get("attestations", ()) if one["champ"] == spec.name]
    plain = [one for one in own if "precision" not in one and "terme" not in one]
    marks = dict.fromkeys(mark for one in plain for mark in maker.cited(one))
    notes = tuple(_remark(maker, spec, one) for one in own if one not in plain)
    return field._replace(
        noeud=field.noeud._replace(sources=(*field.noeud.sources, *marks)), remarques=notes
    )


def _remark(maker: NodeMaker, spec: Spec, one: Raw) -> Node:
    """Return what is said of a field, or of one of its terms, after which documents."""
    reference = spec.reference or (spec.items.reference if spec.items else "")
    term = maker.corpus.label(reference, one.get("terme", "")) if reference else ""
    text = " : ".join(filter(None, (term, one.get("precision", ""))))
    return Node(vue="texte", valeur=text, sources=maker.cited(one))


WHOLE = frozenset({"criteres"})
"""Views that show their own gaps."""
ALONE = WHOLE | {"prose", "objet", "liste", "deroulement", "organismes", "engagements", "sources"}
"""Views too large for a line of a list of fields."""
UNSAID = frozenset({"source", "introduction"})
"""Fields whose absence says nothing of the initiative."""

CHECKED, NOT_CHECKED = "fiche vérifiée le {date}", "fiche sans date de vérification"


class SheetMaker:
    """Makes the sheets of a corpus; what they share is prepared once."""

    def __init__(
        self,
        corpus: Corpus,
        spec: Spec,
        sections: tuple[tuple[str, str], ...],
        lexicon: Lexicon,
    ) -> None:
        self.corpus, self.lexicon = corpus, lexicon
        self.words = SearchWords(corpus, spec)
        self.links: dict[tuple[str, str], Link] = {}
        shown = [s for s in spec.properties.values() if s.note("fiche", True)]
        self.questions = questions(spec, [s for s in shown if section_of(s) == BRIEF])
        self.asked = {a.path for q in self.questions for a in q.answers if a.whole}
        self.sections = tuple(
            (id_, title, [s for s in shown if section_of(s) == id_])
            for id_, title in sections
            if id_ != BRIEF
        )

    def sheet(self, project: Project, card: Card) -> Sheet:
        """Return the sheet of a record: its sections in order, and what no source says."""
        maker, data = NodeMaker(self.corpus, source_marks(project), self.links), project.data
        return Sheet(
            carte=card,
            en_bref=tuple(brief(maker, self.questions, data)),
            sections=tuple(
                SheetSection(id=id_, titre=title, parties=tuple(_parts(maker, title, shown, data)))
                for id_, title, shown in self.sections
            ),
            non_renseigne=tuple(self._unsaid(data)),
            mots_de_recherche=self.words.of(project),
            mentions=self.lexicon.found("\n".join((project.resume, *maker.texts))),
            reference=(inner_quotes(project.titre), _checked(project)),
        )

    def _unsaid(self, data: Raw) -> Iterator[str]:
        """Yield what no source says, once; the brief shows its own gaps where they stand."""
        for _, title, shown in self.sections:
            if not any(spec.name in data for spec in shown):
                yield title
            else:
                yield from self._gaps(shown, data)

    def _gaps(self, shown: Sequence[Spec], data: Raw) -> Iterator[str]:
        for spec in shown:
            if spec.name not in data:
                yield from [spec.title] if spec.name not in self.asked else []
            elif spec.type == "object" and spec.note("vue") not in WHOLE:
                held = data[spec.name]
                missing = [
                    lower_first(child.title)
                    for key, child in spec.properties.items()
                    if key not in held
                    and key not in UNSAID
                    and f"{spec.name}.{key}" not in self.asked
                ]
                inner = ", ".join(missing)
                yield from [f"{spec.title} : {inner}"] if inner else []


def _checked(project: Project) -> str:
    if not project.verifie_le:
        return NOT_CHECKED
    return CHECKED.format(date=date_words(project.verifie_le))


def source_marks(project: Project) -> dict[str, SourceMark]:
    """Return the numbered call-out of each source of a record."""
    return {
        s.id: SourceMark(
            numero=rank,
            ancre=f"source-{s.id}",
            document=s.document,
            bref=brief_name(s),
        )
        for rank, s in enumerate(project.sources, start=1)
    }


def _parts(maker: NodeMaker, title: str, shown: Sequence[Spec], data: Raw) -> Iterator[SheetPart]:
    """Yield the parts of a section: a field that stands alone, or neighbouring short ones."""
    bare = title.lower().partition(" ")[2]  # « Le déroulement » says « Déroulement ».
    known = [spec for spec in shown if spec.name in data]
    fields = [
        SheetField(nom=s.name, libelle=s.title, noeud=maker.node(s, data[s.name])) for s in known
    ]
    for alone, group in groupby(fields, key=lambda field: field.noeud.vue in ALONE):
        if not alone:
            yield SheetPart(nom="", titre="", noeud=None, champs=tuple(group))
            continue
        for field in group:
            said = len(known) == 1 or field.libelle.lower() in (bare, title.lower())
            yield SheetPart(nom=field.nom, titre="" if said else field.libelle, noeud=field.noeud)
