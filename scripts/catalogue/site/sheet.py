"""A record's sheet, built field by field from the schema's annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.schema.fields import BRIEF, Spec, section_of, strings
from catalogue.site.addresses import folder_of
from catalogue.site.figure_views import source_marks
from catalogue.site.lexicon import Lexicon
from catalogue.site.nodes import (
    BriefQuestion,
    NamedTerm,
    Node,
    NodeMaker,
    Raw,
    Sheet,
    SheetField,
    SheetPart,
    SheetSection,
    actors,
    durations,
    funders,
    sentence,
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


@dataclass(frozen=True, slots=True)
class FieldPart:
    """The part of a field that answers a question, if a record has it, and what to call it."""

    view: Callable[[NodeMaker, Spec, Any, Raw], Node | None]
    """Is given the record too."""
    title: str = ""
    """Where the field's own would say too much."""


PARTS = {
    ("qui", "organismes"): FieldPart(actors),
    ("duree", "deroulement"): FieldPart(durations),
    ("argent", "organismes"): FieldPart(funders, "Financeurs dont la part n’est pas dite"),
}
"""Question and field → the part of the field that answers it."""
UNSAID_IN_BRIEF = frozenset({"session", "duree", "fin", "autres_appels", "precision"})
"""Fields whose absence says nothing: most calls have no sessions, most initiatives no end."""
ONE_IS_ENOUGH = frozenset({"combien"})
"""Questions that one of their fields answers: households are counted, or dwellings."""
WITHOUT_OBJECT = {"financement.appel": ("statut", frozenset({"apparentee"}))}
"""A field → the other field of its group, and its values where there is nothing to say."""
UNKNOWN = "inconnu"
"""The term that answers nothing: as if the field was not given."""
NOT_OF_SOURCES = frozenset({"fraicheur"})
"""Questions that the catalogue answers, no source."""
ESSENTIAL = "essentiel"
"""What the interview asks of everybody: its absence is worth a word, as that of a facet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldField:
    """A field that answers a question, and the group that holds it, if any."""

    spec: Spec
    group: str = ""
    part: FieldPart | None = None

    @property
    def path(self) -> str:
        """Return the keys that lead to the field."""
        return f"{self.group}.{self.spec.name}" if self.group else self.spec.name

    @property
    def whole(self) -> bool:
        """Tell whether the brief shows all of the field, so that its absence is said there."""
        return self.part is None

    @property
    def title(self) -> str:
        """Return what to call it; a precision goes with what it is about."""
        if self.spec.name == "precision":
            return ""
        return (self.part and self.part.title) or self.spec.title


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFields:
    """A question of the brief with the fields that answer it."""

    id: str
    question: str
    answers: tuple[HeldField, ...]


def questions(record: Spec, own: Iterable[Spec]) -> tuple[BriefFields, ...]:
    """Return the questions that the schema lists, then the brief's own fields that none names."""
    listed = [
        BriefFields(
            id=entry["id"],
            question=entry["question"],
            answers=tuple(_answer(record, entry["id"], path) for path in entry["champs"]),
        )
        for entry in record.note("en-bref", ())
    ]
    taken = {path for entry in record.note("en-bref", ()) for path in entry["champs"]}
    return (*listed, *_others(own, taken))


def _answer(record: Spec, question: str, path: str) -> HeldField:
    group, _, name = path.rpartition(".")
    held = record.properties[group] if group else record
    return HeldField(spec=held.properties[name], group=group, part=PARTS.get((question, path)))


def _others(own: Iterable[Spec], taken: set[str]) -> Iterator[BriefFields]:
    """Yield a question for each field of the brief, or of a group in it, that has none."""
    for spec in own:
        inner = {f"{spec.name}.{key}": child for key, child in spec.properties.items()}
        if taken & inner.keys():
            left = [(c, spec.name) for k, c in inner.items() if k not in taken and _tells(c)]
        else:
            left = [(spec, "")] if spec.name not in taken else []
        for child, group in left:
            answers = (HeldField(spec=child, group=group),)
            yield BriefFields(id=child.name, question=child.title, answers=answers)


def _tells(spec: Spec) -> bool:
    return bool(spec.note("vue") != "source")


def brief(maker: NodeMaker, asked: Iterable[BriefFields], data: Raw) -> Iterator[BriefQuestion]:
    """Yield each question with what a record answers."""
    for one in asked:
        known = [field for a in one.answers if (field := _field(maker, a, data)) is not None]
        yield BriefQuestion(
            id=one.id, question=one.question, champs=tuple(known), seule=len(one.answers) == 1
        )


def unsaid_in_brief(
    asked: Iterable[BriefFields], known: Iterable[BriefQuestion], data: Raw
) -> Iterator[str]:
    """Yield what the brief asks and no source says: a question, or some of its fields."""
    said = {question.id: {field.nom for field in question.champs} for question in known}
    for one in asked:
        if not said[one.id]:
            yield from [lower_first(one.question)] if one.id not in NOT_OF_SOURCES else []
        elif one.id not in ONE_IS_ENOUGH:
            left = [a for a in one.answers if a.whole and a.spec.name not in said[one.id]]
            yield from (lower_first(a.spec.title) for a in left if _is_wanting(a, data))


def _is_wanting(answer: HeldField, data: Raw) -> bool:
    """Tell whether the absence of a field says something."""
    other, values = WITHOUT_OBJECT.get(answer.path, ("", frozenset()))
    beside = data.get(answer.group, {}) if answer.group else data
    return answer.spec.name not in UNSAID_IN_BRIEF and beside.get(other) not in values


def _field(maker: NodeMaker, answer: HeldField, data: Raw) -> SheetField | None:
    held = data.get(answer.group, {}) if answer.group else data
    spec = answer.spec
    if spec.name not in held or held[spec.name] == UNKNOWN:
        return None
    value = held[spec.name]
    if answer.part:
        node = answer.part.view(maker, spec, value, data)
    else:
        node = maker.sourced(spec, value, maker.cited(held) if answer.group else ())
    if node is None:
        return None
    field = SheetField(nom=spec.name, libelle=answer.title, noeud=node)
    return field if answer.group else _attested(maker, field, spec, data)


def _attested(maker: NodeMaker, field: SheetField, spec: Spec, data: Raw) -> SheetField:
    """Return a field with its sources, and with what is to be known of it or of its terms."""
    own = [one for one in data.get("attestations", ()) if one["champ"] == spec.name]
    node = field.noeud
    whole = [one for one in own if not _of_one_term(spec, one, data)]
    if terms := {one["terme"]: one for one in own if one not in whole and "terme" in one}:
        node = node._replace(valeur=_noted(maker, data[spec.name], node, terms))
    plain = [one for one in whole if "precision" not in one]
    marks = dict.fromkeys(mark for one in plain for mark in maker.cited(one))
    remarks = tuple(
        Node(vue="texte", valeur=one["precision"], sources=maker.cited(one))
        for one in whole
        if "precision" in one
    )
    return field._replace(noeud=node._replace(sources=(*node.sources, *marks)), remarques=remarks)


def _of_one_term(spec: Spec, one: Raw, data: Raw) -> bool:
    """Tell whether an attestation is about one of several terms of a field."""
    return one.get("terme") in data[spec.name] if spec.type == "array" and "terme" in one else False


def _noted(
    maker: NodeMaker, ids: Sequence[str], node: Node, terms: Mapping[str, Raw]
) -> tuple[NamedTerm, ...]:
    """Return the terms of a field, each with what is to be known of it, and its documents."""
    links: Any = node.valeur
    return tuple(
        term._replace(
            note=sentence(terms[id_].get("precision", "")),
            sources=maker.cited(terms[id_]),
        )
        if id_ in terms
        else term
        for id_, term in zip(ids, links, strict=True)
    )


ALONE = frozenset(
    {"criteres", "prose", "objet", "liste", "deroulement", "organismes", "engagements", "sources"}
)
"""Views too large for a line of a list of fields."""

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
        marks_by_id, data = source_marks(project.sources), project.data
        maker = NodeMaker(self.corpus, marks_by_id, self.links)
        known = tuple(brief(maker, self.questions, data))
        marks = tuple(maker.marks.values())
        return Sheet(
            carte=card,
            source_unique=marks[0] if len(marks) == 1 else None,
            en_bref=known,
            en_bref_tait=tuple(unsaid_in_brief(self.questions, known, data)),
            sections=tuple(
                SheetSection(id=id_, titre=title, parties=tuple(_parts(maker, title, shown, data)))
                for id_, title, shown in self.sections
            ),
            non_renseigne=tuple(self._unsaid(data)),
            mots_de_recherche=self.words.of(project),
            mentions=self.lexicon.found("\n".join((project.resume, *maker.texts))),
            resume_en=data.get("resume_en", ""),
            reference=(inner_quotes(project.titre), _checked(project)),
        )

    def _unsaid(self, data: Raw) -> Iterator[str]:
        """Yield what the interview asks of everybody, and no source says: a section, or a field."""
        for _, title, shown in self.sections:
            wanted = [s for s in shown if s.note("entretien") == ESSENTIAL or s.note("facette")]
            missing = [spec.title for spec in wanted if spec.name not in data]
            empty = wanted and not any(spec.name in data for spec in shown)
            yield from [title] if empty else missing


def _checked(project: Project) -> str:
    if not project.verifie_le:
        return NOT_CHECKED
    return CHECKED.format(date=date_words(project.verifie_le))


def _named(title: str, label: str) -> bool:
    """Tell whether the title of a section names a field of it, by a word of its label."""
    return any(word in title.lower() for word in label.lower().split() if len(word) > len("avec"))


def _parts(maker: NodeMaker, title: str, shown: Sequence[Spec], data: Raw) -> Iterator[SheetPart]:
    """Yield the parts of a section: a field that stands alone, or neighbouring short ones."""
    bare = title.lower().partition(" ")[2]  # « Le déroulement » says « Déroulement ».
    known = [spec for spec in shown if spec.name in data]
    # « Le déroulement » names one of its fields: it would not tell that what follows is another.
    names = any(_named(title, spec.title) for spec in shown)
    fields = [
        SheetField(nom=s.name, libelle=s.title, noeud=maker.node(s, data[s.name])) for s in known
    ]
    for alone, group in groupby(fields, key=lambda field: field.noeud.vue in ALONE):
        if not alone:
            yield SheetPart(nom="", titre="", noeud=None, champs=tuple(group))
            continue
        for field in group:
            first = field is fields[0]
            lone = len(known) == 1 and (_named(title, field.libelle) or not names)
            said = lone or (first and field.libelle.lower() in (bare, title.lower()))
            yield SheetPart(nom=field.nom, titre="" if said else field.libelle, noeud=field.noeud)
