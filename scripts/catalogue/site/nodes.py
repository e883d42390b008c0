"""The values of a sheet, each as the view that its field asks for or that its type gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from catalogue.records.corpus import Corpus
from catalogue.records.types import Territoire, cited
from catalogue.schema.fields import Spec
from catalogue.site.addresses import term_link
from catalogue.site.cards import main_partners, territory_name
from catalogue.site.sheet_views import (
    Amount,
    Course,
    Criterion,
    Fact,
    Group,
    Node,
    Participant,
    PlaceView,
    SheetField,
    SourceDocument,
    SourceMark,
    Step,
    WayOut,
)
from catalogue.site.views import Link
from catalogue.site.wording import (
    NO_DATE,
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

if TYPE_CHECKING:
    pass

Raw = Mapping[str, Any]

MISSING = {"denominateur": "total non renseigné", "date": NO_DATE}
"""What a result lacks to be judged → how its absence is told."""


def figure(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return a figure with its total, and the share where both are given as plain numbers."""
    notes = [maker.label(spec, value, "nature"), value.get("precision", "").rstrip(".")]
    notes += [date_words(value["date"])] if "date" in value else []
    notes += _missing(spec, value)
    shown = Amount(
        libelle=value.get("libelle", ""),
        valeur=_amount(maker, spec, value),
        part=_share(value),
        note=", ".join([note for note in notes if note]),
    )
    return Node(vue="chiffre", valeur=shown, sources=maker.cited(value))


def _amount(maker: NodeMaker, spec: Spec, value: Raw) -> str:
    if "valeur" not in value:
        return ""
    unit, qualifier = maker.label(spec, value, "unite"), maker.label(spec, value, "qualificatif")
    words = quantity(value["valeur"], unit, qualifier, value.get("valeur_max"))
    return f"{words} {OUT_OF} {number(value['denominateur'])}" if "denominateur" in value else words


def _missing(spec: Spec, value: Raw) -> list[str]:
    """Return what a result lacks to be judged, where its number is given."""
    if "denominateur" not in spec.properties or "valeur" not in value:
        return []
    return [words for key, words in MISSING.items() if key not in value]


def _share(value: Raw) -> str:
    """Return the share that a result makes: none where its source only gives about how many."""
    plain = "valeur" in value and "denominateur" in value and "qualificatif" not in value
    return share(value["valeur"], value["denominateur"]) if plain else ""


def money(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
    """Return an amount in euros, who gives it and when."""
    notes = [maker.label(spec, value, "nature"), str(value.get("annee", ""))]
    notes.append(value.get("precision", "").rstrip("."))
    shown = Amount(
        libelle=maker.label(spec, value, "organisme"),
        valeur=quantity(value["valeur"], "€", maker.label(spec, value, "qualificatif")),
        part="",
        note=", ".join([note for note in notes if note]),
    )
    return Node(vue="chiffre", valeur=shown, sources=maker.cited(value))


if TYPE_CHECKING:
    pass


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


def durations(maker: NodeMaker, spec: Spec, value: Raw) -> Node | None:
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
    term = maker.corpus.term(spec.properties["forme"].reference, form)
    return Course(
        forme=form,
        libelle=term.libelle if term else form,
        legende=term.definition if term else "",
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


if TYPE_CHECKING:
    pass


def organisations(maker: NodeMaker, spec: Spec, value: list[Raw]) -> Node:
    """Return the table of who does what."""
    rows = tuple(
        Participant(
            organisme=maker.link("organismes", row["organisme"]),
            roles=", ".join([maker.corpus.label("roles", role) for role in row["roles"]]),
            precision=row.get("precision", ""),
            sources=maker.cited(row),
        )
        for row in value
    )
    return Node(vue="organismes", valeur=rows)


def actors(maker: NodeMaker, spec: Spec, value: list[Raw]) -> Node:
    """Return the landlords and associations alone, those of the same roles together."""
    main = set(main_partners(maker.corpus, [row["organisme"] for row in value]))
    by_role: dict[str, list[Link]] = {}
    for row in (row for row in value if row["organisme"] in main):
        roles = ", ".join(lower_first(maker.corpus.label("roles", r)) for r in row["roles"])
        by_role.setdefault(roles, []).append(maker.link("organismes", row["organisme"]))
    return Node(vue="acteurs", valeur=tuple(by_role.items()))


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
    return Node(vue="termes", valeur=(maker.link(spec.reference, value),))


def _list(maker: NodeMaker, spec: Spec, value: list[Any]) -> Node:
    item = spec.items
    assert item is not None, spec.name  # every array of our schemas says what it holds
    if item.reference:
        links = tuple(maker.link(item.reference, v) for v in value)
        return Node(vue="termes", valeur=links)
    nodes = tuple(maker.node(item, v) for v in value)
    plain = all(n.vue == "territoire" for n in nodes)
    return Node(vue="territoires" if plain else "liste", valeur=nodes)


def _text(maker: NodeMaker, spec: Spec, value: str) -> Node:
    if spec.note("prose"):
        return Node(vue="prose", valeur=maker.prose(value))
    return Node(vue="texte", valeur=value)


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
    known = {k: v for k, v in value.items() if k in Territoire.__slots__}
    around = value.get("departement") or value.get("region", "")
    link = maker.link("territoires", around) if around else Link(libelle="")
    name = territory_name(maker.corpus, Territoire(**known))
    shown = PlaceView(lien=Link(libelle=name, adresse=link.adresse), qpv=bool(value.get("qpv")))
    return Node(vue="territoire", valeur=shown, sources=maker.cited(value))


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


def _documents(maker: NodeMaker, spec: Spec, value: list[Raw]) -> Node:
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


def _fact(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
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


def _length(maker: NodeMaker, spec: Spec, value: Raw) -> Node:
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
