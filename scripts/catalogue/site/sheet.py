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
from catalogue.schema.fields import BRIEF, Spec, section_of, strings
from catalogue.site.addresses import folder_of
from catalogue.site.figure_views import source_marks
from catalogue.site.lexicon import Lexicon
from catalogue.site.nodes import (
    BriefQuestion,
    Node,
    NodeMaker,
    Raw,
    Sheet,
    SheetField,
    SheetSection,
    actors,
    durations,
    funders,
    sentence,
)
from catalogue.site.views import Card, SourceMark
from catalogue.site.wording import date_words, inner_quotes, lower_first
from catalogue.text.letters import bare

# What the index would not know as people type it: « d’Épernay » (Pagefind takes it for one word),
# « œuvre » (for another word than « oeuvre »), « S.I.A.O. » and « St-Denis ».
# What follows is only looked at: it may be elided too.
ELIDED = re.compile(
    r"\b(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’](?=([\w-]{1,40}))", re.IGNORECASE
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
        organisation = self.corpus.organisations.get(id_) if reference == "organismes" else None
        if organisation:
            kinds = (
                self.corpus.term("types-organisme", organisation.type),
                self.corpus.term("familles-organisme", organisation.famille),
            )
            # Their true names alone: « banque » leads to the funders, but not all are banks.
            names += [name for kind in kinds if kind for name in (kind.libelle, *kind.alias)]
        odd = [word for name in names for word in plain_spellings(name)]
        # Pagefind finds « several words in this order » in one of the spellings of the index:
        # the one without accents, where there is one. So every name has one.
        plain = [word for name in names if (word := bare(name)) != name.lower()]
        return (*names, *odd, *plain)


def plain_spellings(text: str) -> Iterator[str]:
    """Yield the odd words of a text as people type them, without elision and ligature."""
    yield from (word.replace(".", "") for word in DOTTED.findall(text))
    yield from ("Sain" + end for _, end in SAINT.findall(text))
    odd = (*ELIDED.findall(text), *filter(has_ligature, text.split()))
    yield from (word.translate(LIGATURES).strip(PUNCTUATION) for word in odd)


PartView = Callable[[NodeMaker, Spec, Any, Raw], Node | None]
"""Shows the part of a field that answers a question, if the record, given last, has it."""
PARTS: dict[tuple[str, str], tuple[PartView, str]] = {
    ("qui", "organismes"): (actors, ""),
    ("duree", "deroulement"): (durations, ""),
    ("argent", "organismes"): (funders, "Financeurs dont la part n’est pas dite"),
}
"""Question and field → the part of it that answers, and its title where the field's says too much.
"""
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
    """A field that answers a question, what to call it, and the group that holds it, if any."""

    spec: Spec
    group: str
    title: str
    part: PartView | None
    """Where the brief does not show all of the field: its absence is not said there."""

    @property
    def path(self) -> str:
        """Return the keys that lead to the field."""
        return f"{self.group}.{self.spec.name}" if self.group else self.spec.name

    def holder(self, data: Raw) -> Raw:
        """Return the group of a record that may hold the field."""
        found: Raw = data.get(self.group, {}) if self.group else data
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFields:
    """A question of the brief with the fields that answer it."""

    id: str
    question: str
    answers: tuple[HeldField, ...]


def questions(record: Spec, own: Iterable[Spec]) -> tuple[BriefFields, ...]:
    """Return the questions that the schema lists, then the brief's own fields that none names."""
    found, taken = [], set[str]()
    for entry in record.note("en-bref", ()):
        answers = []
        for path in entry["champs"]:
            group, _, name = path.rpartition(".")
            spec = (record.properties[group] if group else record).properties[name]
            answers.append(_held(spec, group, *PARTS.get((entry["id"], path), (None, ""))))
        taken |= set(entry["champs"])
        found.append(
            BriefFields(id=entry["id"], question=entry["question"], answers=tuple(answers))
        )
    for spec in own:
        inner = [_held(child, spec.name) for child in spec.properties.values()]
        if any(one.path in taken for one in inner):
            # Of a group that answers in part, what is left.
            left = [one for one in inner if one.spec.note("vue") != "source"]
        else:
            left = [_held(spec)]
        found += [
            BriefFields(id=one.spec.name, question=one.spec.title, answers=(one,))
            for one in left
            if one.path not in taken
        ]
    return tuple(found)


def _held(spec: Spec, group: str = "", part: PartView | None = None, title: str = "") -> HeldField:
    # A precision has no title: it goes with what it is about.
    title = "" if spec.name == "precision" else title or spec.title
    return HeldField(spec=spec, group=group, part=part, title=title)


def brief(maker: NodeMaker, asked: Iterable[BriefFields], data: Raw) -> Iterator[BriefQuestion]:
    """Yield each question with what a record answers, and what no source says."""
    for one in asked:
        found, unsaid = [], []
        for answer in one.answers:
            other, values = WITHOUT_OBJECT.get(answer.path, ("", frozenset()))
            if field := _field(maker, answer, data):
                found.append(field)
            elif (
                answer.part is None
                and answer.spec.name not in UNSAID_IN_BRIEF
                and answer.holder(data).get(other) not in values
            ):
                unsaid.append(answer.spec.title)
        if not found:
            unsaid = [] if one.id in NOT_OF_SOURCES else [one.question]
        elif one.id in ONE_IS_ENOUGH:
            unsaid = []
        yield BriefQuestion(
            id=one.id,
            question=one.question,
            champs=tuple(found),
            seule=len(one.answers) == 1,
            tait=tuple(map(lower_first, unsaid)),
        )


def _field(maker: NodeMaker, answer: HeldField, data: Raw) -> SheetField | None:
    held, spec = answer.holder(data), answer.spec
    value = held.get(spec.name, UNKNOWN)
    if value == UNKNOWN:
        return None
    if answer.part:
        node = answer.part(maker, spec, value, data)
    else:
        node = maker.sourced(spec, value, maker.cited(held) if answer.group else ())
    if node is None:
        return None
    field = SheetField(nom=spec.name, libelle=answer.title, noeud=node)
    return field if answer.group else _attested(maker, field, spec, data)


def _attested(maker: NodeMaker, field: SheetField, spec: Spec, data: Raw) -> SheetField:
    """Return a field with its sources, and with what is to be known of it or of its terms."""
    node, held = field.noeud, data[spec.name]
    own = [one for one in data.get("attestations", ()) if one["champ"] == spec.name]
    # An attestation may be about one of several terms.
    by_term = {
        one["terme"]: one for one in own if spec.type == "array" and one.get("terme") in held
    }
    if by_term:
        terms: Any = node.valeur
        noted = tuple(
            term._replace(
                note=sentence(by_term[id_].get("precision", "")), sources=maker.cited(by_term[id_])
            )
            if id_ in by_term
            else term
            for id_, term in zip(held, terms, strict=True)
        )
        node = node._replace(valeur=noted)
    marks: dict[SourceMark, None] = {}
    remarks = []
    for one in own:
        if one.get("terme") in by_term:
            continue
        if "precision" in one:
            remarks.append(Node("texte", one["precision"], maker.cited(one)))
        else:
            marks |= dict.fromkeys(maker.cited(one))
    node = node._replace(sources=(*node.sources, *marks))
    return field._replace(noeud=node, remarques=tuple(remarks))


ALONE = frozenset(
    {"criteres", "prose", "objet", "liste", "deroulement", "organismes", "engagements", "sources"}
)
"""Views too large for a line of a list of fields."""


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
        shown = [s for s in spec.properties.values() if s.note("fiche", True)]
        self.questions = questions(spec, [s for s in shown if section_of(s) == BRIEF])
        self.sections = tuple(
            (id_, title, [s for s in shown if section_of(s) == id_])
            for id_, title in sections
            if id_ != BRIEF
        )

    def sheet(self, project: Project, card: Card) -> Sheet:
        """Return the sheet of a record: its sections in order, and what no source says."""
        marks, data = source_marks(project.sources), project.data
        maker = NodeMaker(self.corpus, marks)
        known = tuple(brief(maker, self.questions, data))
        # What the interview asks of everybody, and no source says: a section, or a field.
        unsaid = []
        for _, title, shown in self.sections:
            wanted = [s for s in shown if s.note("entretien") == ESSENTIAL or s.note("facette")]
            missing = [spec.title for spec in wanted if spec.name not in data]
            empty = wanted and not any(spec.name in data for spec in shown)
            unsaid += [title] if empty else missing
        return Sheet(
            carte=card,
            source_unique=next(iter(marks.values())) if len(marks) == 1 else None,
            en_bref=known,
            en_bref_tait=tuple(words for question in known for words in question.tait),
            sections=tuple(
                SheetSection(id_, title, tuple(_parts(maker, title, shown, data)))
                for id_, title, shown in self.sections
            ),
            non_renseigne=tuple(unsaid),
            mots_de_recherche=self.words.of(project),
            mentions=self.lexicon.found("\n".join((project.resume, *maker.texts))),
            resume_en=data.get("resume_en", ""),
            reference=(
                inner_quotes(project.titre),
                f"fiche vérifiée le {date_words(project.verifie_le)}"
                if project.verifie_le
                else "fiche sans date de vérification",
            ),
        )


def _named(title: str, label: str) -> bool:
    """Tell whether the title of a section names a field of it, by a word of its label."""
    return any(word in title.lower() for word in label.lower().split() if len(word) > len("avec"))


def _parts(maker: NodeMaker, title: str, shown: Sequence[Spec], data: Raw) -> Iterator[SheetField]:
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
            yield SheetField("", "", Node("champs", tuple(group)))
            continue
        for field in group:
            first = field is fields[0]
            lone = len(known) == 1 and (_named(title, field.libelle) or not names)
            said = lone or (first and field.libelle.lower() in (bare, title.lower()))
            yield field._replace(libelle="") if said else field
