"""A record's sheet as plain data, beside its page: what the browser compares, prints, carries away.

Scripts that need a sheet read this, never the HTML of its page. It is made from the same sheet as
the page: sections, in each its rows (a label, what is said), and what is said as blocks of text.

A block is one of `{"p": runs}`, `{"ul": items}`, `{"ol": items}` (an item is a list of blocks; a
`genre` names the kind of list). A run is
a text, or `{"t": text}` with `gras`, `ital`, `lien` (an address from the site's root, an anchor of
the record's page, or a whole address) or `appel` (the call-out of a sources).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html.parser import HTMLParser
from typing import Any, Final

from catalogue.site.nodes import (
    BriefQuestion,
    Course,
    NamedTerm,
    Node,
    Participant,
    Sheet,
    SheetField,
    SheetSection,
    SourceDocument,
)
from catalogue.site.page import Identity
from catalogue.site.prose import SPACES, may_be_marked, prose
from catalogue.site.views import Link, SourceMark
from catalogue.site.wording import lower_first

NAME: Final = "fiche-vue.json"

Run = str | dict[str, Any]
Block = dict[str, Any]
Blocks = list[Block]
Row = dict[str, Any]
Marks = tuple[SourceMark, ...]
"""The sources that say a value, in the order of their numbers."""

BRIEF: Final = ("en-bref", "En bref")
STATUS: Final = "Statut d’occupation : "
ESSENTIAL: Final = (
    "en-bref/qui",
    "en-bref/pour-qui",
    "en-bref/combien",
    "en-bref/comment",
    "triptyque/logement",
    "triptyque/accompagnement",
    "moyens/resultats",
    "limites/limites",
    "en-bref/argent",
    "en-bref/duree",
    "triptyque/gestion_locative",
    "moyens/moyens",
    "deroulement/conditions_entree",
    "partenaires/engagements",
    "besoin/besoin",
    "en-bref/appel",
)
"""Keys of what a comparison and a note show first, the most useful before the others.

The key of a part (`en-bref/combien/menages`) begins with that of its topic.
"""


def sheet_data(sheet: Sheet, site: Identity) -> dict[str, Any]:
    """Return a sheet, ready for JSON."""
    card = sheet.carte
    sections = [(*BRIEF, _brief(sheet.en_bref))]
    sections += [(s.id, s.titre, _section(s)) for s in sheet.sections]
    return {
        "version": 1,
        "titre": card.titre,
        "resume": card.resume,
        **({"resume_en": sheet.resume_en} if sheet.resume_en else {}),
        "carte": {
            "lien": card.lien,
            "lieu": card.lieu,
            "organismes": card.organismes,
            "menages": card.menages,
            "publics": [link.libelle for link in card.publics],
            "outils": [link.libelle for link in card.outils],
        },
        "sections": [
            {"id": id_, "titre": title, "rubriques": rows} for id_, title, rows in sections if rows
        ],
        "non_renseigne": [*sheet.en_bref_tait, *map(lower_first, sheet.non_renseigne)],
        "citation": sheet.reference,
        "adresse": f"{site.adresse}{card.adresse}" if site.adresse else "",
    }


def moved_data(new: str) -> dict[str, Any]:
    """Return what stands in the place of a sheet whose record has another id now."""
    return {"version": 1, "deplacee": new}


def _brief(questions: Iterable[BriefQuestion]) -> list[Row]:
    found: list[Row] = []
    for question in questions:
        key = f"{BRIEF[0]}/{question.id}"
        if question.seule:
            for field in question.champs:
                found += _remarked(field, _rows(key, question.question, field.noeud))
        else:
            found += _fields(key, question.champs, question.question)
    return found


def _section(section: SheetSection) -> list[Row]:
    found: list[Row] = []
    for part in section.parties:
        if part.noeud.vue == "champs":
            fields: Any = part.noeud.valeur
            found += _fields(section.id, fields)
        else:
            label = part.libelle or section.titre
            found += _rows(f"{section.id}/{part.nom}", label, part.noeud, short=False)
    return found


def _fields(key: str, fields: Iterable[SheetField], group: str = "") -> list[Row]:
    found: list[Row] = []
    for field in fields:
        label = field.libelle
        rows = _remarked(field, _rows(f"{key}/{field.nom}", label, field.noeud, group))
        if found and not label:  # It goes with the one before it.
            found[-1]["blocs"] += rows[-1]["blocs"]
        else:
            found += rows
    return found


def _remarked(field: SheetField, rows: list[Row]) -> list[Row]:
    """Return the rows of a field, what is to be known of it at the end of the last."""
    rows[-1]["blocs"] += [block for node in field.remarques for block in blocks_of(node)]
    return rows


def _rows(key: str, label: str, node: Node, group: str = "", *, short: bool = True) -> list[Row]:
    """Return the rows of a field: one, or one for each of its own fields."""
    value: Any = node.valeur
    if node.vue == "objet":
        text = _rows(key, label, value.texte, group, short=short) if value.texte else []
        return [*text, *_fields(key, value.champs, label)]
    if node.vue == "criteres":
        return [_rows(f"{key}/{f.libelle}", f.libelle, f.noeud)[0] for f in value]
    row: Row = {"cle": key, "libelle": label, "blocs": blocks_of(node)}
    return [row | ({"groupe": group} if group else {}) | ({"court": True} if short else {})]


def blocks_of(node: Node) -> Blocks:
    """Return what a value says, block after block; nothing where no source says it."""
    return VIEWS[node.vue](node.valeur, node.sources)


def _text(runs: Sequence[Run | None], sources: Marks = ()) -> Blocks:
    return [{"p": [run for run in (*runs, *_call_outs(sources)) if run]}]


def _call_outs(sources: Marks) -> list[Run]:
    return [{"t": str(s.numero), "lien": f"#{s.ancre}", "appel": True} for s in sources]


def _link(link: Link) -> Run:
    return link.libelle if link.adresse is None else {"t": link.libelle, "lien": link.adresse}


def _bold(text: str) -> Run:
    return {"t": text, "gras": True}


def _list(items: Iterable[Blocks], kind: str) -> Blocks:
    return [{"ul": list(items), "genre": kind}]


def _terms(terms: Sequence[NamedTerm], sources: Marks) -> Blocks:
    last = len(terms) - 1
    items = (
        _text(
            [_link(term.lien), term.note and f". {term.note}"],
            (*term.sources, *(sources if rank == last else ())),
        )
        for rank, term in enumerate(terms)
    )
    return _list(items, "etiquettes")


def _figure(amount: Any, sources: Marks) -> Blocks:
    named = f"{amount.libelle} : " if amount.libelle and amount.valeur else amount.libelle
    notes = [f" ({note})" for note in (amount.part, amount.note) if note]
    words = f"{named}{amount.valeur}{''.join(notes)}"
    return _text([". ".join(filter(None, (words, amount.precision)))], sources)


def _headed(words: str, blocks: Blocks, *between: Run) -> Blocks:
    """Return blocks with bold words before the first of them, which may be no paragraph."""
    head = _bold(words)
    first, *rest = blocks or [{"p": []}]
    if "p" in first:
        return [{"p": [head, *between, *first["p"]]}, *rest]
    return [{"p": [head]}, first, *rest]


def _fact(fact: Any, sources: Marks) -> Blocks:
    blocks = _prose(fact.texte, sources)
    if fact.date:
        blocks = _headed(fact.date, blocks, " ")
    return [*blocks, *(_text([fact.note]) if fact.note else [])]


def _group(group: Any, _: Marks) -> Blocks:
    """Return a group within a list: its text, then a paragraph or more for each field."""
    blocks = blocks_of(group.texte) if group.texte else []
    for field in group.champs:
        blocks += _headed(f"{field.libelle} : ", blocks_of(field.noeud))
    return blocks


def _course(course: Course, _: Marks) -> Blocks:
    items: list[Blocks] = []
    for step in course.elements:
        marks = [
            _text([STATUS, _link(step.statut)]) if step.statut else [],
            _text([f"Durée : {step.duree}"]) if step.duree else [],
            _text([f"Phase : {step.phase}"]) if step.phase else [],
        ]
        blocks: Blocks = _text([_bold(step.titre)])
        if any(marks):
            blocks += _list(filter(None, marks), "etape-reperes")
        if step.description:
            blocks += _prose(step.description, step.sources)
        if step.detail:
            blocks += _course(step.detail, ())
        items.append(blocks)
    before = _prose(course.introduction) if course.introduction else []
    return [*before, {"ol": items, "genre": "parcours"}]


def _named(links: Sequence[Link]) -> list[Run]:
    return [run for link in links for run in (", ", _link(link))][1:]


def _actors(groups: Iterable[tuple[str, Sequence[Link]]], _: Marks) -> Blocks:
    items = (_text([*_named(links), f" ({roles})"]) for roles, links in groups)
    return _list(items, "acteurs")


def _organisations(rows: Iterable[Participant], _: Marks) -> Blocks:
    items = (
        _text(
            [*_named(row.organismes), f" – {'. '.join(filter(None, (row.roles, row.precision)))}"],
            row.sources,
        )
        for row in rows
    )
    return _list(items, "organismes")


def _commitments(parties: Iterable[tuple[str, Sequence[Node]]], _: Marks) -> Blocks:
    return [
        block
        for party, lines in parties
        for block in (*_text([_bold(party)]), *_list(map(blocks_of, lines), "liste"))
    ]


def _way_out(way: Any, sources: Marks) -> Blocks:
    blocks = [*_text([_bold(way.libelle)]), *_prose(way.texte, sources)]
    return [*blocks, *_text([STATUS, _link(way.statut)])] if way.statut else blocks


def _documents(documents: Iterable[SourceDocument], _: Marks) -> Blocks:
    def item(document: SourceDocument) -> Blocks:
        title: dict[str, Any] = {"t": document.document, "ital": True}
        if document.url:
            title["lien"] = document.url
        details = "".join(f", {detail}" for detail in document.details)
        return _text([title, f"{details}.", document.precision and f" {document.precision}"])

    return [{"ol": [item(document) for document in documents], "genre": "sources"}]


VIEWS: Final[dict[str, Callable[[Any, Marks], Blocks]]] = {
    "texte": lambda value, sources: _text([str(value)], sources),
    "prose": lambda value, sources: _prose(value, sources),  # noqa: PLW0108  # Defined below.
    "termes": _terms,
    "lien": lambda value, sources: _text([_link(value)]),
    "chiffre": _figure,
    "fait": _fact,
    "territoire": lambda place, sources: _text(
        [_link(place.lien), ", quartier prioritaire" if place.qpv else None], sources
    ),
    "territoires": lambda value, sources: _list(map(blocks_of, value), "territoires"),
    "objet": _group,
    "liste": lambda value, sources: _list(map(blocks_of, value), "liste"),
    "deroulement": _course,
    "acteurs": _actors,
    "organismes": _organisations,
    "engagements": _commitments,
    "issue": _way_out,
    "sources": _documents,
}
"""View of a node → what it says; a view that the page's templates know and this lacks stops."""


def _prose(text: str, sources: Marks = ()) -> Blocks:
    """Return the blocks of a prose field; its source is called at the end of its last paragraph."""
    if may_be_marked(text):
        blocks = _ProseReader().read(prose(text))
    else:
        parts = (SPACES.sub(" ", part).strip(" ") for part in text.split("\n\n"))
        blocks = [{"p": [part]} for part in parts if part]
    if marks := _call_outs(sources):
        if not blocks or "p" not in blocks[-1]:
            blocks.append({"p": []})
        blocks[-1]["p"] += marks
    return blocks


class _ProseReader(HTMLParser):
    """Reads the few elements that a prose field may hold (`prose.TAGS`)."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: Blocks = []
        self.holders: list[Blocks] = [self.blocks]
        """Where blocks go: the whole text, or the item of a list within an item…"""
        self.lists: list[list[Blocks]] = []
        self.runs: list[Run] | None = None
        self.styles: list[dict[str, Any]] = [{}]

    def read(self, html: str) -> Blocks:
        """Return what the HTML says, block after block."""
        self.feed(html)
        self.close()
        return self.blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a list, an item, a paragraph, or a style of its words."""
        if tag in {"ul", "ol"}:
            self.lists.append([])
            self.holders[-1].append({tag: self.lists[-1], "genre": "liste"})
        elif tag == "li":
            self.holders.append([])
            self.lists[-1].append(self.holders[-1])
        elif tag == "br":
            self.handle_data(" ")
        elif tag != "p":
            styles: dict[str, dict[str, Any]] = {"strong": {"gras": True}, "em": {"ital": True}}
            more = styles.get(tag) or {"lien": dict(attrs).get("href")}
            self.styles.append(self.styles[-1] | more)
            return
        if tag != "br":
            self.runs = None

    def handle_endtag(self, tag: str) -> None:
        """Close what a start tag opened."""
        if tag in {"ul", "ol"}:
            self.lists.pop()
        elif tag == "li":
            self.holders.pop()
        elif tag != "p":
            self.styles.pop()
            return
        self.runs = None

    def handle_data(self, data: str) -> None:
        """Add words to the paragraph, or begin one."""
        words = SPACES.sub(" ", data)
        if self.runs is None:
            if not (words := words.lstrip(" ")):
                return
            self.runs = []
            self.holders[-1].append({"p": self.runs})
        style = self.styles[-1]
        self.runs.append({"t": words, **style} if style else words)
