"""The values of a sheet, each as the view that its field asks for or that its type gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from catalogue.records.corpus import Corpus
from catalogue.records.types import Territoire, cited
from catalogue.schema.fields import Spec
from catalogue.site.addresses import term_link
from catalogue.site.cards import main_partners, place_groups, place_name
from catalogue.site.sheet_views import (
    Amount,
    Course,
    Criterion,
    Fact,
    Group,
    NamedTerm,
    Node,
    Participant,
    PlaceView,
    SheetField,
    Step,
    WayOut,
)
from catalogue.site.views import Link, SourceDocument, SourceMark
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

FUNDER = "financeur"
"""The role of who pays."""

Raw = Mapping[str, Any]

SPEAKS_OF_DATE = re.compile(r"\b[Dd]ates?\b|\b[Dd]atée?s?\b")
"""What tells of a precision that it says itself what is known of the date."""


def figure(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return a figure with its total, and the share where both are given as plain numbers."""
    dated = date_words(value["date"]) if "date" in value else _undated(spec, value)
    shown = Amount(
        libelle=value.get("libelle", ""),
        valeur=_amount(maker, spec, value),
        part=_share(value),
        note=_notes(maker.label(spec, value, "nature"), dated),
        precision=sentence(value.get("precision", "")),
    )
    return Node(vue="chiffre", valeur=shown, sources=maker.cited(value))


def _amount(maker: NodeMaker, spec: Spec, value: Raw) -> str:
    if "valeur" not in value:
        return ""
    unit, qualifier = maker.label(spec, value, "unite"), maker.label(spec, value, "qualificatif")
    words = quantity(value["valeur"], unit, qualifier, value.get("valeur_max"))
    return f"{words} {OUT_OF} {number(value['denominateur'])}" if "denominateur" in value else words


def _undated(spec: Spec, value: Raw) -> str:
    """Return that the number of a result has no date, unless its precision says why."""
    asked = "denominateur" in spec.properties and "valeur" in value
    return date_or_untold("", value.get("precision", "")) if asked else ""


def date_or_untold(date: str, precision: str) -> str:
    """Return a date in words, or that there is none unless the precision beside it says so."""
    return "" if not date and SPEAKS_OF_DATE.search(precision) else date_or_unknown(date)


def _notes(*notes: str) -> str:
    """Return notes as they stand in parentheses: « prévu, octobre 2017 »."""
    return ", ".join(lower_first(note) for note in notes if note)


def sentence(text: str) -> str:
    """Return a precision as a sentence of its own, its words as they are."""
    return f"{text}." if text and text[-1] not in ".!?…" else text


def _share(value: Raw) -> str:
    """Return the share that a result makes: none where its source only gives about how many."""
    plain = "valeur" in value and "denominateur" in value and "qualificatif" not in value
    return share(value["valeur"], value["denominateur"]) if plain else ""


def money(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return an amount in euros, who gives it and when."""
    shown = Amount(
        libelle=maker.label(spec, value, "organisme"),
        valeur=quantity(value["valeur"], "€", maker.label(spec, value, "qualificatif")),
        part="",
        note=_notes(maker.label(spec, value, "nature"), str(value.get("annee", ""))),
        precision=sentence(value.get("precision", "")),
    )
    return Node(vue="chiffre", valeur=shown, sources=maker.cited(value))


STEPS = "etapes"
KINDS = {STEPS: "étape", "volets": "volet", "actions-graduees": "action", "recit": "moment"}
"""Form of a course → what one of its elements is called."""
ELEMENT = "élément"
ABREAST = range(2, 5)
"""How many steps stand side by side on a wide screen; more, or one, go down the page."""
SHADES = 4
"""How many shades the band of occupancy statuses has; further statuses share the last."""


def course(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return the view of a course, with the inner course of each element."""
    return Node(vue="deroulement", valeur=_course(maker, spec, value, 3))


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
        name = f"{around}{KINDS.get(value['forme'], ELEMENT)} {rank}"
        yield name, element
        if "detail" in element:
            yield from _named(element["detail"], f"{name}, ")


def _course(maker: NodeMaker, spec: Spec, value: Raw, level: int) -> Course:
    element = spec.properties["elements"].items
    assert element is not None
    elements, form = value["elements"], value["forme"]
    shades = _shades(elements)
    return Course(
        forme=form,
        introduction=maker.prose(value.get("introduction", "")),
        de_front=form == STEPS
        and len(elements) in ABREAST
        and not any("detail" in e for e in elements),
        bande=form == STEPS and any(shades),
        niveau=level,
        elements=tuple(
            _step(maker, element, e, shade, level)
            for e, shade in zip(elements, shades, strict=True)
        ),
    )


def _shades(elements: list[Raw]) -> list[int]:
    """Return the shade of each element's occupancy status: 1 for the first, 0 where none is said.

    The same status keeps its shade.
    """
    ranks: dict[str, int] = {}
    for element in elements:
        if status := element.get("statut_occupation"):
            ranks.setdefault(status, min(len(ranks) + 1, SHADES))
    return [ranks.get(element.get("statut_occupation", ""), 0) for element in elements]


def _step(maker: NodeMaker, spec: Spec, value: Raw, shade: int, level: int) -> Step:
    detail = spec.properties.get("detail")
    status = value.get("statut_occupation")
    return Step(
        titre=value["titre"],
        phase=maker.label(spec, value, "phase"),
        statut=maker.link("statuts-occupation", status) if status else None,
        teinte=shade,
        duree=quantity(value["duree_mois"], "mois") if "duree_mois" in value else "",
        description=maker.prose(value.get("description", "")),
        sources=maker.cited(value),
        detail=_course(maker, detail, value["detail"], level + 1)
        if detail and "detail" in value
        else None,
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
        if FUNDER in row["roles"] and row["organisme"] not in summed
    )
    terms = tuple(NamedTerm(maker.link("organismes", id_)) for id_ in unsaid)
    return Node(vue="termes", valeur=terms) if terms else None


def commitments(maker: NodeMaker, spec: Spec, value: list[Raw]) -> Node:
    """Return what each party undertakes, party by party."""
    by_party: dict[str, list[Node]] = {}
    for row in value:
        party = maker.corpus.label("parties", row["partie"])
        claim = Node(vue="prose", valeur=maker.prose(row["texte"]), sources=maker.cited(row))
        by_party.setdefault(party, []).append(claim)
    return Node(vue="engagements", valeur=tuple(by_party.items()))


READ_ON, READ_IN = "consulté le", "consulté en"
TEXTS = frozenset({"description", "texte"})
"""The fields that say in sentences what a group is about."""
Marks = tuple[SourceMark, ...]


@dataclass(frozen=True, slots=True)
class NodeMaker:
    """What every node of one record's sheet needs."""

    corpus: Corpus
    marks: Mapping[str, SourceMark]
    links: dict[tuple[str, str], Link]
    """The links made so far, shared by the sheets of a corpus."""
    texts: list[str] = field(default_factory=list)
    """The prose shown so far."""

    def node(self, spec: Spec, value: Any) -> Node:
        """Return what to show of a value: by the view its field asks for, or else by its type."""
        return _view_of(spec)(self, spec, value)

    def link(self, reference: str, id_: str) -> Link:
        """Return the link to a member of a set."""
        key = (reference, id_)
        if key not in self.links:
            self.links[key] = term_link(self.corpus, reference, id_)
        return self.links[key]

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


@cache
def _view_of(spec: Spec) -> View:
    """Return what shows the values of a field."""
    return VIEWS.get(spec.note("vue", "")) or (_term if spec.reference else TYPES[spec.type])


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


def _number(maker: NodeMaker, spec: Spec, value: float) -> Node:
    return Node(vue="texte", valeur=quantity(value, spec.note("unite", "")))


def _yes_no(maker: NodeMaker, spec: Spec, value: bool) -> Node:
    return Node(vue="texte", valeur=YES_NO[value])


def _group(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return a group whose source, if it cites one, is called out at each of its values."""
    sourced = list(maker.fields(spec, value))
    shown = Group(
        texte=next((f.noeud for f in sourced if f.nom in TEXTS), None),
        champs=tuple(f for f in sourced if f.nom not in TEXTS),
    )
    return Node(vue="objet", valeur=shown)


def _date(maker: NodeMaker, spec: Spec, value: str) -> Node:
    return Node(vue="texte", valeur=date_words(value))


def _year(maker: NodeMaker, spec: Spec, value: int) -> Node:
    return Node(vue="texte", valeur=str(value))


def _web(maker: NodeMaker, spec: Spec, value: str) -> Node:
    return Node(vue="lien", valeur=Link(libelle=value, adresse=value))


def _source(maker: NodeMaker, spec: Spec, value: str | list[str]) -> Node:
    ids = [value] if isinstance(value, str) else value
    named = [maker.marks[id_].document if id_ in maker.marks else id_ for id_ in ids]
    return Node(vue="texte", valeur=" ; ".join(named))


def _claim(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    return Node(vue="prose", valeur=maker.prose(value["texte"]), sources=maker.cited(value))


def _territory(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    return next(_territories(maker, [value]))


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


def _criteria(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return the criteria that the record speaks of, and the documents that do."""
    rows = tuple(
        Criterion(
            critere=child.title,
            texte=maker.prose(value[key]["texte"]),
            sources=maker.cited(value[key]),
        )
        for key, child in spec.properties.items()
        if key in value
    )
    return Node(vue="criteres", valeur=rows)


def _documents(maker: NodeMaker, spec: Spec, value: list[Raw]) -> Node:
    rows = tuple(document_view(row, maker.marks[row["id"]]) for row in value)
    return Node(vue="sources", valeur=rows)


def document_view(row: Raw, mark: SourceMark) -> SourceDocument:
    """Return a document of a page's list of sources, as its file gives it."""
    day, precision = row.get("consulte_le"), row.get("precision", "")
    details = (
        row.get("editeur", ""),
        date_or_untold(row.get("date", ""), precision),
        _read(day) if day else "",
    )
    return SourceDocument(
        ancre=mark.ancre,
        document=row["document"],
        url=row.get("url", ""),
        details=tuple(filter(None, details)),
        precision=precision,
    )


def _read(day: str) -> str:
    """Return when a document was read: a day, or a month or a year."""
    return f"{READ_ON if len(day) == len('2019-09-13') else READ_IN} {date_words(day)}"


def _fact(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return a fact with its dates before it, and what to know of it after."""
    dates, nature = _period(value), maker.label(spec, value, "nature")
    when = f"{dates} ({lower_first(nature)})" if dates and nature else dates or nature
    shown = Fact(
        date=upper_first(f"{when}." if when else ""),
        texte=maker.prose(value["texte"]),
        note=sentence(value.get("precision", "")),
    )
    return Node(vue="fait", valeur=shown, sources=maker.cited(value))


def _period(value: Raw) -> str:
    """Return the dates of a fact in words: one, or from one to another."""
    start, end = (date_words(value[key]) if key in value else "" for key in ("date", "fin"))
    if start and end:
        return f"{start} – {end}"
    return start or (f"jusqu’à {end}" if end else "")


def _length(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return how long an initiative lasts, as a figure."""
    unit = spec.properties["mois"].note("unite")
    shown = Amount(
        libelle="",
        valeur=quantity(value["mois"], unit),
        part="",
        note=_notes(maker.label(spec, value, "nature")),
        precision=sentence(value.get("precision", "")),
    )
    return Node(vue="chiffre", valeur=shown, sources=maker.cited(value))


View = Callable[[NodeMaker, Spec, Any], Node]

VIEWS: dict[str, View] = {
    "date": _date,
    "annee": _year,
    "url": _web,
    "source": _source,
    "affirmation": _claim,
    "fait": _fact,
    "duree": _length,
    "chiffre": figure,
    "montant": money,
    "territoire": _territory,
    "deroulement": course,
    "organismes": organisations,
    "engagements": commitments,
    "issue": _way_out,
    "criteres": _criteria,
    "sources": _documents,
}
"""Annotation `x-vue` → how the value is shown; any other field is shown by its type."""

TYPES: dict[str, View] = {
    "string": _text,
    "integer": _number,
    "number": _number,
    "boolean": _yes_no,
    "array": _list,
    "object": _group,
}
