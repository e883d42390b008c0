"""The values of a sheet, each as the view that its field asks for or that its type gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from catalogue.derive.addresses import term_link
from catalogue.derive.amounts import figure, money
from catalogue.derive.cards import territory_name
from catalogue.derive.course import course
from catalogue.derive.parties import commitments, organisations
from catalogue.derive.sheet_views import (
    Amount,
    Criterion,
    Fact,
    Field,
    Group,
    Node,
    Place,
    SourceDocument,
    SourceMark,
    WayOut,
)
from catalogue.derive.views import Link
from catalogue.derive.wording import YES_NO, date_or_unknown, date_words, quantity, upper_first
from catalogue.model.corpus import Corpus
from catalogue.model.records import Territoire, cited
from catalogue.read.schema import Spec

Raw = Mapping[str, Any]

READ_ON, READ_IN = "consulté le", "consulté en"
TEXTS = frozenset({"description", "texte"})
"""The fields that say in sentences what a group is about."""
Marks = tuple[SourceMark, ...]


@dataclass(frozen=True, slots=True)
class Maker:
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
        """Return the call-outs of the sources that a group of values cites."""
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

    def fields(self, spec: Spec, value: Raw) -> Iterator[Field]:
        """Yield the labelled values of a group, each with the group's source unless it has one."""
        marks = self.cited(value)
        for key, child in spec.properties.items():
            if key in value and key != "source":
                node = self.sourced(child, value[key], marks)
                yield Field(nom=key, libelle=child.title, noeud=node)


@cache
def _view_of(spec: Spec) -> View:
    """Return what shows the values of a field."""
    return VIEWS.get(spec.note("vue", "")) or (_term if spec.reference else TYPES[spec.type])


def _term(maker: Maker, spec: Spec, value: str) -> Node:
    return Node(vue="termes", valeur=(maker.link(spec.reference, value),))


def _list(maker: Maker, spec: Spec, value: list[Any]) -> Node:
    item = spec.items
    assert item is not None, spec.name  # every array of our schemas says what it holds
    if item.reference:
        links = tuple(maker.link(item.reference, v) for v in value)
        return Node(vue="termes", valeur=links)
    nodes = tuple(maker.node(item, v) for v in value)
    plain = all(n.vue == "territoire" for n in nodes)
    return Node(vue="territoires" if plain else "liste", valeur=nodes)


def _text(maker: Maker, spec: Spec, value: str) -> Node:
    if spec.note("prose"):
        return Node(vue="prose", valeur=maker.prose(value))
    return Node(vue="texte", valeur=value)


def _number(maker: Maker, spec: Spec, value: float) -> Node:
    return Node(vue="texte", valeur=quantity(value, spec.note("unite", "")))


def _yes_no(maker: Maker, spec: Spec, value: bool) -> Node:
    return Node(vue="texte", valeur=YES_NO[value])


def _group(maker: Maker, spec: Spec, value: Raw) -> Node:
    """Return a group whose source, if it cites one, is called out at each of its values."""
    sourced = list(maker.fields(spec, value))
    shown = Group(
        texte=next((f.noeud for f in sourced if f.nom in TEXTS), None),
        champs=tuple(f for f in sourced if f.nom not in TEXTS),
    )
    return Node(vue="objet", valeur=shown)


def _date(maker: Maker, spec: Spec, value: str) -> Node:
    return Node(vue="texte", valeur=date_words(value))


def _year(maker: Maker, spec: Spec, value: int) -> Node:
    return Node(vue="texte", valeur=str(value))


def _web(maker: Maker, spec: Spec, value: str) -> Node:
    return Node(vue="lien", valeur=Link(libelle=value, adresse=value))


def _source(maker: Maker, spec: Spec, value: str | list[str]) -> Node:
    ids = [value] if isinstance(value, str) else value
    named = [maker.marks[id_].document if id_ in maker.marks else id_ for id_ in ids]
    return Node(vue="texte", valeur=" ; ".join(named))


def _claim(maker: Maker, spec: Spec, value: Raw) -> Node:
    return Node(vue="prose", valeur=maker.prose(value["texte"]), sources=maker.cited(value))


def _territory(maker: Maker, spec: Spec, value: Raw) -> Node:
    known = {k: v for k, v in value.items() if k in Territoire.__slots__}
    around = value.get("departement") or value.get("region", "")
    link = maker.link("territoires", around) if around else Link(libelle="")
    name = territory_name(maker.corpus, Territoire(**known))
    shown = Place(lien=Link(libelle=name, adresse=link.adresse), qpv=bool(value.get("qpv")))
    return Node(vue="territoire", valeur=shown, sources=maker.cited(value))


def _way_out(maker: Maker, spec: Spec, value: Raw) -> Node:
    status = value.get("statut_occupation")
    shown = WayOut(
        type=value["type"],
        libelle=maker.label(spec, value, "type"),
        texte=maker.prose(value["texte"]),
        statut=maker.link("statuts-occupation", status) if status else None,
    )
    return Node(vue="issue", valeur=shown, sources=maker.cited(value))


def _criteria(maker: Maker, spec: Spec, value: Raw) -> Node:
    """Return a table: each criterion, what the record says of it, and the document that does."""
    rows = tuple(
        Criterion(
            critere=child.title,
            texte=maker.prose(value[key]["texte"]) if key in value else "",
            sources=maker.cited(value[key]) if key in value else (),
        )
        for key, child in spec.properties.items()
    )
    return Node(vue="criteres", valeur=rows)


def _documents(maker: Maker, spec: Spec, value: list[Raw]) -> Node:
    rows = tuple(
        SourceDocument(
            ancre=maker.marks[row["id"]].ancre,
            document=row["document"],
            url=row.get("url", ""),
            details=tuple(_document_details(row)),
            precision=row.get("precision", ""),
        )
        for row in value
    )
    return Node(vue="sources", valeur=rows)


def _document_details(row: Raw) -> list[str]:
    details = [row["editeur"]] if "editeur" in row else []
    details.append(date_or_unknown(row.get("date", "")))
    details += [_read(row["consulte_le"])] if "consulte_le" in row else []
    return details


def _read(day: str) -> str:
    """Return when a document was read: a day, or a month or a year."""
    return f"{READ_ON if len(day) == len('2019-09-13') else READ_IN} {date_words(day)}"


def _fact(maker: Maker, spec: Spec, value: Raw) -> Node:
    """Return a fact with its dates before it, and what to know of it after."""
    notes = [maker.label(spec, value, "nature"), value.get("precision", "").rstrip(".")]
    shown = Fact(
        date=upper_first(_period(value)),
        texte=maker.prose(value["texte"]),
        note=", ".join(filter(None, notes)),
    )
    return Node(vue="fait", valeur=shown, sources=maker.cited(value))


def _period(value: Raw) -> str:
    """Return the dates of a fact in words: one, or from one to another."""
    start, end = (date_words(value[key]) if key in value else "" for key in ("date", "fin"))
    if start and end:
        return f"{start} – {end}"
    return start or (f"jusqu’à {end}" if end else "")


def _length(maker: Maker, spec: Spec, value: Raw) -> Node:
    """Return how long an initiative lasts, as a figure."""
    notes = [maker.label(spec, value, "nature"), value.get("precision", "").rstrip(".")]
    unit = spec.properties["mois"].note("unite")
    shown = Amount(
        libelle="",
        valeur=quantity(value["mois"], unit),
        part="",
        note=", ".join(filter(None, notes)),
    )
    return Node(vue="chiffre", valeur=shown, sources=maker.cited(value))


View = Callable[[Maker, Spec, Any], Node]

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
