"""The pages of an edition of the bilan, made from its JSON alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from catalogue.bilan.edition_json import Edited
from catalogue.bilan.edition_tables import file_name
from catalogue.bilan.page_kinds import EDITION
from catalogue.site.environment import fill
from catalogue.site.page import Page, base_of, landing_link, shortened
from catalogue.site.views import Link
from catalogue.site.wording import plural

EDITIONS = landing_link(EDITION)
SHELL, LIST_SHELL = EDITION.shells
CROSSED = frozenset({"publics-outils"})
"""Tables whose every column counts."""
WIDE = frozenset({"appels"})
"""Tables of more columns than a page has room for."""

FIRST = 20
"""How many records or lessons a page shows before it only says where the others are."""
FIRST_DOCUMENTS = 40
"""How many documents: those of the bibliography come first, then each record's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of the edition that a reader may take away: its name, what it is, its file."""

    nom: str
    titre: str
    fichier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What an edition's page shows that is made apart: its other forms, its charts' drawings."""

    formes: Sequence[Form] = ()
    dessins: Mapping[str, Markup] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A long list as a page to read shows it: the first of it, the others, how many in all."""

    premiers: Sequence[Edited]
    autres: Sequence[Edited]
    total: int


def cut(listed: Sequence[Edited], first: int = FIRST) -> Cut:
    """Return a list cut where reading it whole would lose the reader."""
    return Cut(premiers=listed[:first], autres=listed[first:], total=len(listed))


def edition_pages(edition: Edited, beside: Beside) -> Iterator[Page]:
    """Yield the page of an edition, then one for each list of records behind a number."""
    base = base_of(edition.adresse)
    yield Page(
        address=edition.adresse,
        shell=SHELL,
        title=edition.titre,
        description=shortened(edition.perimetre),
        html=edition_html(edition, base, beside),
        summary=tuple((s.id, f"{s.numero}. {s.titre}") for s in edition.sections),
        source=f"reference/reports/{edition.annee}.yml",
    )
    records = {record.id: record for record in edition.fiches}
    for listed in edition.listes:
        yield _list_page(edition, listed, [records[id_] for id_ in listed.fiches])


def edition_html(edition: Edited, base: str, beside: Beside) -> Markup:
    """Return the article of an edition; `base` leads from its page to the site's root."""
    records = {record.id: record for record in edition.fiches}
    return fill(
        "bilan.html.j2",
        base,
        e=edition,
        fil=(EDITIONS, Link(libelle=edition.titre)),
        formes=beside.formes,
        dessins=beside.dessins,
        croises=CROSSED,
        larges=WIDE,
        tableaux={table.id: table for table in edition.tableaux},
        fichiers={table.id: f"tableaux/{file_name(table)}" for table in edition.tableaux},
        graphiques={chart.id: chart for chart in edition.graphiques},
        chiffres={figure.id: figure for figure in edition.chiffres},
        fiches=records,
        listes={listed.cle: listed for listed in edition.listes},
        membres={one.cle: cut([records[id_] for id_ in one.fiches]) for one in edition.listes},
        lecons={lessons.id: lessons for lessons in edition.enseignements},
        documents=cut(edition.documents, FIRST_DOCUMENTS),
        dites={lessons.id: cut(lessons.lecons) for lessons in edition.enseignements},
    )


def _list_page(edition: Edited, listed: Edited, members: list[Edited]) -> Page:
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
