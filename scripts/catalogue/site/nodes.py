"""The values of a sheet: what a template is given of each, by the view that its field asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from catalogue.records.corpus import Corpus
from catalogue.records.types import Territoire, cited
from catalogue.schema.fields import Spec
from catalogue.site.addresses import term_link
from catalogue.site.cards import main_partners, place_groups, place_name
from catalogue.site.lexicon import Mention
from catalogue.site.views import Card, Link, SourceMark
from catalogue.site.wording import (
    OUT_OF,
    YES_NO,
    date_or_unknown,
    date_words,
    lower_first,
    number,
    quantity,
    share,
    upper_first,
)


class SourceDocument(NamedTuple):
    """A document that a page cites."""

    ancre: str
    document: str
    url: str
    details: tuple[str, ...]
    precision: str


# A sheet has a hundred of those that follow: a named tuple is made three times as fast as a
# frozen dataclass.


class Node(NamedTuple):
    """A value of the sheet: `vue` names the macro that shows it, `valeur` is what it reads."""

    vue: str
    valeur: object
    sources: tuple[SourceMark, ...] = ()
    langue: str = ""
    """The language of a text that is not in French: a voice reads it with its own sounds."""


class Amount(NamedTuple):
    """A figure in words: what is counted, how many, the share it makes, of what kind and when.

    `precision` is a sentence, or the empty string.
    """

    libelle: str
    valeur: str
    part: str
    note: str
    precision: str


class NamedTerm(NamedTuple):
    """A term of the record, and what is to be known of it, after which documents."""

    lien: Link
    note: str = ""
    sources: tuple[SourceMark, ...] = ()


class Fact(NamedTuple):
    """A fact of the record: when in words and whether it is planned, what it says, a precision."""

    date: str
    texte: str
    note: str


class Group(NamedTuple):
    """The fields of an object of the record; its description stands before them."""

    texte: Node | None
    champs: tuple[SheetField, ...]


class PlaceView(NamedTuple):
    """A territory; `qpv` says that it is a priority neighbourhood."""

    lien: Link
    qpv: bool


class WayOut(NamedTuple):
    """A way out of the scheme, and the status it leads to."""

    type: str
    libelle: str
    texte: str
    statut: Link | None


class Participant(NamedTuple):
    """Organisations of the same roles, in words, and what they do."""

    organismes: tuple[Link, ...]
    roles: str
    precision: str
    sources: tuple[SourceMark, ...]


class Step(NamedTuple):
    """An element of a course; `teinte` is the shade of its status, 0 where none is said."""

    titre: str
    phase: str
    statut: Link | None
    teinte: int
    duree: str
    description: str
    sources: tuple[SourceMark, ...]
    detail: Course | None


class Course(NamedTuple):
    """A course to draw: its form, and its elements, whose headings are of a level."""

    forme: str
    introduction: str
    de_front: bool
    """Its steps stand side by side where there is room."""
    bande: bool
    """A band of occupancy statuses goes along its steps."""
    niveau: int
    elements: tuple[Step, ...]


class SheetField(NamedTuple):
    """A labelled value of the sheet; without a label, it goes with the one before it."""

    nom: str
    libelle: str
    noeud: Node
    remarques: tuple[Node, ...] = ()
    """What is to be known of it that its own shape has no room for."""


class BriefQuestion(NamedTuple):
    """A question of the brief: the fields that answer it, if any."""

    id: str
    question: str
    champs: tuple[SheetField, ...]
    seule: bool
    """One field alone may answer it: the question names it well enough."""
    tait: tuple[str, ...]
    """What of it no source says."""


class SheetSection(NamedTuple):
    """A titled section of the sheet; it has no part where no source says anything."""

    id: str
    titre: str
    parties: tuple[SheetField, ...]
    """A field that stands alone under its heading (no label: the section's is enough), or
    neighbouring short ones in a node `champs`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A record's page: in brief, its sections, what no source says, how to cite it."""

    carte: Card
    source_unique: SourceMark | None
    """The document that says all of it, where there is one: nothing calls its number."""
    en_bref: tuple[BriefQuestion, ...]
    en_bref_tait: tuple[str, ...]
    """What the brief asks and no source says."""
    sections: tuple[SheetSection, ...]
    non_renseigne: tuple[str, ...]
    """What a reader expects in the sections and no source says."""
    mots_de_recherche: str
    mentions: tuple[Mention, ...]
    """The words of the glossary that its texts may hold."""
    resume_en: str
    """What its author says of it in English, or the empty string."""
    reference: tuple[str, str]
    """How to cite it: its title, and when it was checked."""


Raw = Mapping[str, Any]

SPEAKS_OF_DATE = re.compile(r"\b[Dd]ates?\b|\b[Dd]atée?s?\b")
"""What tells of a precision that it says itself what is known of the date."""


def figure(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return a figure, of its total where one is given."""
    words, date, precision = "", value.get("date", ""), value.get("precision", "")
    if "valeur" in value:
        unit, about = maker.label(spec, value, "unite"), maker.label(spec, value, "qualificatif")
        words = quantity(value["valeur"], unit, about, value.get("valeur_max"))
        if "denominateur" in value:
            words = f"{words} {OUT_OF} {number(value['denominateur'])}"
    # Of the number of a result, it is said that it has no date.
    dated = date or ("denominateur" in spec.properties and "valeur" in value)
    return _amount(maker, spec, value, words, date_or_untold(date, precision) if dated else "")


def _amount(maker: NodeMaker, spec: Spec, value: Raw, words: str, when: str = "") -> Node:
    # No share where the source only gives about how many.
    plain = "valeur" in value and "denominateur" in value and "qualificatif" not in value
    shown = Amount(
        libelle=value.get("libelle", "") or maker.label(spec, value, "organisme"),
        valeur=words,
        part=share(value["valeur"], value["denominateur"]) if plain else "",
        note=_notes(maker.label(spec, value, "nature"), when),
        precision=sentence(value.get("precision", "")),
    )
    return Node(vue="chiffre", valeur=shown, sources=maker.cited(value))


def date_or_untold(date: str, precision: str) -> str:
    """Return a date in words, or that there is none unless the precision beside it says so."""
    return "" if not date and SPEAKS_OF_DATE.search(precision) else date_or_unknown(date)


def _notes(*notes: str) -> str:
    """Return notes as they stand in parentheses: « prévu, octobre 2017 »."""
    return ", ".join(lower_first(note) for note in notes if note)


def sentence(text: str) -> str:
    """Return a precision as a sentence of its own, its words as they are."""
    return f"{text}." if text and text[-1] not in ".!?…" else text


def money(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return an amount in euros, who gives it and when."""
    words = quantity(value["valeur"], "€", maker.label(spec, value, "qualificatif"))
    return _amount(maker, spec, value, words, str(value.get("annee", "")))


STEPS = "etapes"
KINDS = {STEPS: "étape", "volets": "volet", "actions-graduees": "action", "recit": "moment"}
"""Form of a course → what one of its elements is called."""
ABREAST = range(2, 5)
"""How many steps stand side by side on a wide screen; more, or one, go down the page."""
SHADES = 4
"""How many shades the band of occupancy statuses has; further statuses share the last."""


def durations(maker: NodeMaker, spec: Spec, value: Raw, record: Raw) -> Node | None:
    """Return how long each element lasts that says so, inner ones included; else nothing."""
    nodes = tuple(
        Node(
            vue="texte",
            valeur=f"{quantity(e['duree_mois'], 'mois')} ({name})",
            sources=maker.cited(e),
        )
        for name, e in _named(value)
        if "duree_mois" in e
    )
    return Node(vue="liste", valeur=nodes) if nodes else None


def _named(value: Raw, around: str = "") -> Iterator[tuple[str, Raw]]:
    """Yield each element of a course, inner ones included, with its kind and rank."""
    for rank, element in enumerate(value["elements"], start=1):
        name = f"{around}{KINDS.get(value['forme'], 'élément')} {rank}"
        yield name, element
        if "detail" in element:
            yield from _named(element["detail"], f"{name}, ")


def _course(maker: NodeMaker, spec: Spec, value: Raw, level: int) -> Course:
    element = spec.properties["elements"].items
    assert element is not None
    elements, form, detail = value["elements"], value["forme"], element.properties.get("detail")
    statuses = dict.fromkeys(s for e in elements if (s := e.get("statut_occupation")))
    shades = {status: min(rank, SHADES) for rank, status in enumerate(statuses, start=1)}
    flat = not any("detail" in e for e in elements)
    introduction, steps = maker.prose(value.get("introduction", "")), []
    for one in elements:
        status = one.get("statut_occupation", "")
        step = Step(
            titre=one["titre"],
            phase=maker.label(element, one, "phase"),
            statut=maker.link("statuts-occupation", status) if status else None,
            teinte=shades.get(status, 0),
            duree=quantity(one["duree_mois"], "mois") if "duree_mois" in one else "",
            description=maker.prose(one.get("description", "")),
            sources=maker.cited(one),
            detail=_course(maker, detail, one["detail"], level + 1)
            if detail and "detail" in one
            else None,
        )
        steps.append(step)
    return Course(
        forme=form,
        introduction=introduction,
        de_front=form == STEPS and len(elements) in ABREAST and flat,
        bande=form == STEPS and bool(shades),
        niveau=level,
        elements=tuple(steps),
    )


def organisations(maker: NodeMaker, spec: Spec, value: list[Raw]) -> Node:
    """Return who does what; those of whom nothing but the same roles is said stand together."""
    groups: dict[tuple[str, str, Marks], list[Link]] = {}
    for row in value:
        key = (_roles(maker, row), sentence(row.get("precision", "")), maker.cited(row))
        groups.setdefault(key, []).append(maker.link("organismes", row["organisme"]))
    rows = tuple(
        Participant(
            organismes=tuple(links), roles=upper_first(roles), precision=words, sources=marks
        )
        for (roles, words, marks), links in groups.items()
    )
    return Node(vue="organismes", valeur=rows)


def _roles(maker: NodeMaker, row: Raw) -> str:
    return _notes(*(maker.corpus.label("roles", role) for role in row["roles"]))


def actors(maker: NodeMaker, spec: Spec, value: list[Raw], record: Raw) -> Node:
    """Return those who do it, first those who answer for it, those of the same roles together."""
    rows = {row["organisme"]: row for row in reversed(value)}
    by_role: dict[str, list[Link]] = {}
    for id_ in dict.fromkeys(main_partners([(r["organisme"], r["roles"]) for r in value])):
        by_role.setdefault(_roles(maker, rows[id_]), []).append(maker.link("organismes", id_))
    return Node(vue="acteurs", valeur=tuple(by_role.items()))


def funders(maker: NodeMaker, spec: Spec, value: list[Raw], record: Raw) -> Node | None:
    """Return who pays without a source saying how much."""
    summed = {one["organisme"] for one in record.get("financement", {}).get("montants", ())}
    unsaid = dict.fromkeys(
        row["organisme"]
        for row in value
        if "financeur" in row["roles"] and row["organisme"] not in summed
    )
    terms = tuple(NamedTerm(maker.link("organismes", id_)) for id_ in unsaid)
    return Node(vue="termes", valeur=terms) if terms else None


def commitments(maker: NodeMaker, spec: Spec, value: list[Raw]) -> Node:
    """Return what each party undertakes, party by party."""
    by_party: dict[str, list[Node]] = {}
    for row in value:
        party = maker.corpus.label("parties", row["partie"])
        by_party.setdefault(party, []).append(_claim(maker, spec, row))
    return Node(vue="engagements", valeur=tuple(by_party.items()))


TEXTS = frozenset({"description", "texte"})
"""The fields that say in sentences what a group is about."""
Marks = tuple[SourceMark, ...]


@dataclass(frozen=True, slots=True)
class NodeMaker:
    """What every node of one record's sheet needs."""

    corpus: Corpus
    marks: Mapping[str, SourceMark]
    texts: list[str] = field(default_factory=list)
    """The prose shown so far."""

    def node(self, spec: Spec, value: Any) -> Node:
        """Return what to show of a value: by the view its field asks for, or else by its type."""
        view = VIEWS.get(spec.note("vue", "")) or (_term if spec.reference else TYPES[spec.type])
        return view(self, spec, value)

    def link(self, reference: str, id_: str) -> Link:
        """Return the link to a member of a set."""
        return term_link(self.corpus, reference, id_)

    def prose(self, text: str) -> str:
        """Return a prose text, and keep note that the sheet shows it."""
        self.texts.append(text)
        return text

    def cited(self, value: Raw) -> Marks:
        """Return the call-outs of the sources that a group of values cites.

        None where the record has one source: the brief says so once.
        """
        if len(self.marks) == 1:
            return ()
        return tuple(self.marks[id_] for id_ in cited(value) if id_ in self.marks)

    def label(self, spec: Spec, value: Raw, key: str) -> str:
        """Return the words for a term that a group of values may name, or the empty string."""
        if key not in value:
            return ""
        child = spec.properties[key]
        return (
            self.corpus.label(child.reference, value[key]) if child.reference else str(value[key])
        )

    def sourced(self, spec: Spec, value: Any, marks: Marks) -> Node:
        """Return what to show of a value; its group's sources are its own unless it has some."""
        node = self.node(spec, value)
        return node if node.sources or not marks else node._replace(sources=marks)

    def fields(self, spec: Spec, value: Raw) -> Iterator[SheetField]:
        """Yield the labelled values of a group, each with the group's source unless it has one."""
        marks = self.cited(value)
        for key, child in spec.properties.items():
            if key in value and key != "source":
                node = self.sourced(child, value[key], marks)
                yield SheetField(nom=key, libelle=child.title, noeud=node)


def _term(maker: NodeMaker, spec: Spec, value: str) -> Node:
    return Node(vue="termes", valeur=(NamedTerm(maker.link(spec.reference, value)),))


def _list(maker: NodeMaker, spec: Spec, value: list[Any]) -> Node:
    item = spec.items
    assert item is not None, spec.name  # every array of our schemas says what it holds
    if item.reference:
        terms = tuple(NamedTerm(maker.link(item.reference, v)) for v in value)
        return Node(vue="termes", valeur=terms)
    if item.note("vue") == "territoire":
        return Node(vue="territoires", valeur=tuple(_territories(maker, value)))
    return Node(vue="liste", valeur=tuple(maker.node(item, v) for v in value))


def _text(maker: NodeMaker, spec: Spec, value: str) -> Node:
    told = spec.note("langue", "")
    if spec.note("prose"):
        return Node(vue="prose", valeur=maker.prose(value), langue=told)
    return Node(vue="texte", valeur=value, langue=told)


def _group(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return a group whose source, if it cites one, is called out at each of its values."""
    sourced = list(maker.fields(spec, value))
    shown = Group(
        texte=next((f.noeud for f in sourced if f.nom in TEXTS), None),
        champs=tuple(f for f in sourced if f.nom not in TEXTS),
    )
    return Node(vue="objet", valeur=shown)


def _source(maker: NodeMaker, spec: Spec, value: str | list[str]) -> Node:
    ids = [value] if isinstance(value, str) else value
    named = [maker.marks[id_].document if id_ in maker.marks else id_ for id_ in ids]
    return Node("texte", " ; ".join(named))


def _claim(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    return Node(vue="prose", valeur=maker.prose(value["texte"]), sources=maker.cited(value))


def _territories(maker: NodeMaker, values: Iterable[Raw]) -> Iterator[Node]:
    """Yield territories, those told together that the same sources say alike."""
    alike: dict[tuple[Marks, bool], list[Territoire]] = {}
    for value in values:
        known = {k: v for k, v in value.items() if k in Territoire.__slots__}
        key = (maker.cited(value), bool(value.get("qpv")))
        alike.setdefault(key, []).append(Territoire(**known))
    for (marks, priority), territories in alike.items():
        for group in place_groups(territories):
            around = group[0].departement or group[0].region
            address = maker.link("territoires", around).adresse if around else None
            link = Link(libelle=place_name(maker.corpus, group), adresse=address)
            yield Node(vue="territoire", valeur=PlaceView(lien=link, qpv=priority), sources=marks)


def _way_out(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    status = value.get("statut_occupation")
    shown = WayOut(
        type=value["type"],
        libelle=maker.label(spec, value, "type"),
        texte=maker.prose(value["texte"]),
        statut=maker.link("statuts-occupation", status) if status else None,
    )
    return Node(vue="issue", valeur=shown, sources=maker.cited(value))


def document_view(row: Raw, mark: SourceMark) -> SourceDocument:
    """Return a document of a page's list of sources, as its file gives it."""
    day, precision = row.get("consulte_le"), row.get("precision", "")
    # A document may have been read on a day, or in a month or a year.
    read = "consulté le" if day and len(day) == len("2019-09-13") else "consulté en"
    details = (
        row.get("editeur", ""),
        date_or_untold(row.get("date", ""), precision),
        f"{read} {date_words(day)}" if day else "",
    )
    return SourceDocument(
        ancre=mark.ancre,
        document=row["document"],
        url=row.get("url", ""),
        details=tuple(filter(None, details)),
        precision=precision,
    )


def _fact(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return a fact with its dates before it, and what to know of it after."""
    start, end = (date_words(value[key]) if key in value else "" for key in ("date", "fin"))
    dates = f"{start} – {end}" if start and end else start or (end and f"jusqu’à {end}")
    nature = maker.label(spec, value, "nature")
    when = f"{dates} ({lower_first(nature)})" if dates and nature else dates or nature
    shown = Fact(
        date=upper_first(f"{when}." if when else ""),
        texte=maker.prose(value["texte"]),
        note=sentence(value.get("precision", "")),
    )
    return Node(vue="fait", valeur=shown, sources=maker.cited(value))


View = Callable[[NodeMaker, Spec, Any], Node]

VIEWS: dict[str, View] = {
    "date": lambda maker, spec, value: Node("texte", date_words(value)),
    "annee": lambda maker, spec, value: Node("texte", str(value)),
    "url": lambda maker, spec, value: Node(vue="lien", valeur=Link(libelle=value, adresse=value)),
    "source": _source,
    "affirmation": _claim,
    "fait": _fact,
    "duree": lambda maker, spec, value: _amount(
        maker, spec, value, quantity(value["mois"], spec.properties["mois"].note("unite"))
    ),
    "chiffre": figure,
    "montant": money,
    "territoire": lambda maker, spec, value: next(_territories(maker, [value])),
    "deroulement": lambda maker, spec, value: Node("deroulement", _course(maker, spec, value, 3)),
    "organismes": organisations,
    "engagements": commitments,
    "issue": _way_out,
    "criteres": lambda maker, spec, value: Node("criteres", tuple(maker.fields(spec, value))),
    "sources": lambda maker, spec, value: Node(
        "sources", tuple(document_view(row, maker.marks[row["id"]]) for row in value)
    ),
}
"""Annotation `x-vue` → how the value is shown; any other field is shown by its type."""

TYPES: dict[str, View] = {
    "string": _text,
    **dict.fromkeys(
        ("integer", "number"),
        lambda maker, spec, value: Node("texte", quantity(value, spec.note("unite", ""))),
    ),
    "boolean": lambda maker, spec, value: Node("texte", YES_NO[value]),
    "array": _list,
    "object": _group,
}
