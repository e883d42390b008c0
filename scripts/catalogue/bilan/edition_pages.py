"""The pages of an edition of the bilan, made from its JSON alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from catalogue.bilan.edition_tables import file_name
from catalogue.bilan.edition_views import Edition, ProofList, Record
from catalogue.bilan.page_kinds import EDITION
from catalogue.bilan.published_figures import ANNEXES, DETAIL
from catalogue.bilan.shapes import Table
from catalogue.site.environment import fill
from catalogue.site.page import Page, base_of, landing_link, shortened
from catalogue.site.views import Link
from catalogue.site.wording import lower_first, plural

EDITIONS = landing_link(EDITION)
SHELL, LIST_SHELL = EDITION.shells
FILES = "tableaux/"
PLACES = {
    "essentiel": ("L’essentiel", ""),
    "corps": ("En détail", DETAIL),
    "annexe": ("Annexes", ANNEXES),
}
"""Where a section of an edition stands → the name of its page, and where that is."""

FIRST = 20
"""How many records a page shows before it only says where the others are."""
FIRST_LESSONS = 8
MOST_VALUES = 16
"""Of a table that a telephone shows open: a longer one is folded there."""
FIRST_DOCUMENTS = 40
"""How many documents: those of the bibliography come first, then each record's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What an edition's page shows that is made apart: its other forms, its charts' drawings."""

    formes: Sequence[tuple[str, str, str]] = ()
    """The name of each, what it is, its file."""
    dessins: Mapping[str, Markup] = field(default_factory=dict)


def edition_pages(edition: Edition, beside: Beside) -> Iterator[Page]:
    """Yield the pages of an edition, then one for each list of records behind a number."""
    for place in PLACES:
        yield _page(edition, place, beside)
    records = {record.id: record for record in edition.fiches}
    for listed in edition.listes:
        yield _list_page(edition, listed, [records[id_] for id_ in listed.fiches])


def _page(edition: Edition, place: str, beside: Beside) -> Page:
    """Return the page of one place: « L’essentiel » is the edition's own address."""
    name, folder = PLACES[place]
    address = f"{edition.adresse}{folder}"
    sections = [section for section in edition.sections if section.place == place]
    records = {record.id: record for record in edition.fiches}
    whole = Link(libelle=edition.titre, adresse=edition.adresse if folder else None)
    files = f"../{FILES}" if folder else FILES
    html = fill(
        "bilan.html.j2",
        base_of(address),
        e=edition,
        place=place,
        titre=name,
        sections=sections,
        pages=[
            {"libelle": title, "adresse": f"{edition.adresse}{where}", "ici": key == place}
            for key, (title, where) in PLACES.items()
        ],
        detail=f"{edition.adresse}{DETAIL}",
        annexes=f"{edition.adresse}{ANNEXES}",
        fil=(EDITIONS, whole, *((Link(libelle=name),) if folder else ())),
        formes=beside.formes,
        dessins=beside.dessins,
        longs={table.id for table in edition.tableaux if values_of(table) > MOST_VALUES},
        tableaux={table.id: table for table in edition.tableaux},
        fichiers={table.id: f"{files}{file_name(table)}" for table in edition.tableaux},
        graphiques={chart.id: chart for chart in edition.graphiques},
        chiffres={figure.id: figure for figure in edition.chiffres},
        fiches=records,
        premieres=FIRST,
        listes={listed.cle: listed for listed in edition.listes},
        membres={one.cle: [records[id_] for id_ in one.fiches] for one in edition.listes},
        lecons={lessons.id: lessons for lessons in edition.enseignements},
        premiers_documents=FIRST_DOCUMENTS,
        premieres_lecons=FIRST_LESSONS,
    )
    own = [(s.id, f"{s.numero}. {s.titre}" if s.numero else s.titre) for s in sections]
    return Page(
        address=address,
        shell=SHELL,
        title=f"{edition.titre} – {lower_first(name)}" if folder else edition.titre,
        description=shortened(f"{name}. {edition.perimetre}"),
        html=html,
        summary=(*own, *(() if folder else (("suite", "La suite du bilan"),))),
        source=f"reference/reports/{edition.annee}.yml",
    )


def values_of(table: Table) -> int:
    """Return how many things a table says."""
    return sum(len(cell.valeurs) for line in table.lignes for cell in line.cellules)


def _list_page(edition: Edition, listed: ProofList, members: list[Record]) -> Page:
    trail = (EDITIONS, Link(libelle=edition.titre, adresse=edition.adresse))
    html = fill(
        "bilan_liste.html.j2",
        base_of(listed.adresse),
        e=edition,
        l=listed,
        membres=members,
        nombre=plural(len(members), "initiative", "initiatives"),
        fil=(*trail, Link(libelle=listed.titre)),
    )
    return Page(
        address=listed.adresse,
        shell=LIST_SHELL,
        title=f"{listed.titre} – bilan {edition.annee}",
        description=shortened(
            f"Les initiatives comptées dans le bilan {edition.annee} : {listed.titre}."
        ),
        html=html,
        source=f"reference/reports/{edition.annee}.yml",
    )
