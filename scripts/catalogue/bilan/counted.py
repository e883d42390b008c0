"""What the records say, term by term: each line n of N, and the records that say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalogue.bilan.drafts import ABSENT, columns, row, text_cell
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.shapes import Cell, Chart, ChartPoint, Table, Value
from catalogue.site.site_view import SiteView
from catalogue.site.wording import plural


@dataclass(frozen=True, slots=True)
class Axis:
    """A way to sort the records: its facet, its words, and whether it has a chart."""

    id: str
    parametre: str
    titre: str
    colonne: str
    dessine: bool = True
    sommets: bool = False
    """Only the broadest terms: régions without their départements."""
    muet: str = ""
    """A term that says that nobody knows: its records count among those that say nothing."""


FAMILIES = "familles-organisme"
PUBLICS = Axis("publics", "public", "Les publics", "Public")
TOOLS = Axis("outils", "outil", "Les outils", "Outil")
AXES = (
    PUBLICS,
    TOOLS,
    Axis("partenariats", "partenariat", "Les partenariats", "Forme de partenariat"),
    Axis("finalites", "finalite", "Les finalités", "Finalité"),
    Axis("modalites", "modalite", "Les modalités d’accompagnement", "Modalité"),
    Axis("regions", "territoire", "Les régions", "Région", sommets=True),
    Axis(
        "liens", "lien", "Le lien des initiatives avec le programme", "Lien avec le programme",
        dessine=False,
    ),
    Axis(
        "par-appel", "appel", "Les appels à projets des initiatives", "Appel à projets",
        dessine=False,
    ),
    Axis("etats", "statut", "L’état des initiatives", "État", muet="inconnu"),
    # No facet of the catalogue: these lists are only the edition's.
    Axis(
        "familles", "famille", "Les familles d’organismes Hlm", "Famille d’organisme",
        dessine=False,
    ),
)  # fmt: skip
FEWEST = 3
"""Bars that a chart needs: two numbers are read as well in a table."""
MOST = 12
"""Bars that a chart shows: the most frequent, for the others are in its table."""
FEWEST_LINES = 2
"""Rows that a table needs: one is a sentence."""
MOST_PAIRS = 8
"""Tools that are named for a public: the most frequent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A term and its records, as ids."""

    id: str
    libelle: str
    adresse: str
    fiches: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the records say on an axis: its lines, the most frequent first, and who is silent."""

    axe: Axis
    lignes: tuple[Line, ...]
    muettes: tuple[str, ...]
    sur: int


def told(view: SiteView, axis: Axis) -> Told:
    """Return what the records say on an axis."""
    found = _family_lines(view) if axis.id == "familles" else _facet_lines(view, axis)
    lines = [line for line in found if line.fiches and line.id != axis.muet]
    said = {id_ for line in lines for id_ in line.fiches}
    return Told(
        axe=axis,
        lignes=tuple(sorted(lines, key=lambda line: -len(line.fiches))),
        muettes=tuple(p.id for p in view.corpus.projects if p.id not in said),
        sur=len(view.corpus.projects),
    )


def _facet_lines(view: SiteView, axis: Axis) -> Iterator[Line]:
    facet = next((f for f in view.all_facets if f.parametre == axis.parametre), None)
    ids = [project.id for project in view.corpus.projects]
    for value in facet.valeurs if facet else ():
        if not (axis.sommets and value.parent):
            records = tuple(ids[position] for position in value.fiches)
            address = value.adresse or ""
            yield Line(id=value.id, libelle=value.libelle, adresse=address, fiches=records)


def _family_lines(view: SiteView) -> Iterator[Line]:
    """Yield the records that name a landlord of each family."""
    landlords = view.corpus.organisations
    for term in view.corpus.references.get(FAMILIES, {}).values():
        of_family = {id_ for id_, landlord in landlords.items() if landlord.famille == term.id}
        records = tuple(
            project.id
            for project in view.corpus.projects
            if any(part.organisme in of_family for part in project.organismes)
        )
        yield Line(id=term.id, libelle=term.libelle, adresse="", fiches=records)


def _value(found: Told, line: Line, proofs: Proofs) -> Value:
    axis = found.axe
    # The catalogue has no filter on the families of landlords.
    choices = () if axis.id == "familles" else ((axis.parametre, line.id),)
    title = f"{axis.colonne} : {line.libelle}"
    key = f"{axis.parametre}-{line.id}"
    return proofs.value(key, title, line.fiches, *choices, sur=found.sur)


def silent(found: Told, proofs: Proofs) -> Value:
    """Return how many records say nothing on an axis, with their list."""
    title = f"{found.axe.colonne} : non renseigné"
    key = f"{found.axe.parametre}-non-renseigne"
    return proofs.value(key, title, found.muettes, sur=found.sur)


def counted_table(found: Told, proofs: Proofs) -> Table | None:
    """Return the table of an axis; None where it would have one line, which is a sentence."""
    if len(found.lignes) < FEWEST_LINES:
        return None
    rows = [
        row(
            line.id,
            [text_cell(line.libelle, line.adresse), Cell(valeurs=(_value(found, line, proofs),))],
        )
        for line in found.lignes
    ]
    if found.muettes:
        count = Cell(valeurs=(silent(found, proofs),))
        rows.append(row("non-renseigne", [text_cell(ABSENT), count], "absent"))
    counts = [len(line.fiches) for line in found.lignes]
    several = sum(counts) > found.sur - len(found.muettes)
    notes = ("Une initiative peut compter dans plusieurs lignes : leur somme dépasse le total.",)
    return Table(
        id=found.axe.id,
        titre=found.axe.titre,
        description=f"Nombre d’initiatives concernées, sur {found.sur}.",
        colonnes=columns(
            ("terme", found.axe.colonne, "texte"), ("initiatives", "Initiatives", "nombre")
        ),
        lignes=tuple(rows),
        sur=found.sur,
        multiple=several,
        notes=notes if several else (),
    )


def counted_sentence(found: Told, proofs: Proofs) -> tuple[str | Value, ...]:
    """Return what an axis of one line says, in a sentence: « Région : Bretagne, 3 sur 5. »."""
    pieces: list[str | Value] = []
    for line in found.lignes:
        pieces += [f"{found.axe.colonne} : {line.libelle}, ", _value(found, line, proofs), "."]
    return tuple(pieces)


def counted_chart(found: Told, table: Table) -> Chart | None:
    """Return the bars of a table that counts records; None where they would show nothing.

    They show something where there are three at least, and not all of one length.
    """
    points = []
    for line in table.lignes:
        (name,), (count,) = (cell.valeurs for cell in line.cellules)
        point = ChartPoint(
            categorie=name.texte, serie=line.genre, valeur=count.nombre, texte=count.texte
        )
        points.append(point)
    bars = [point for point in points if point.serie != "absent"]
    if len(bars) < FEWEST or len({point.valeur for point in bars}) == 1:
        return None
    left = len(bars) - MOST
    more = f"Les {MOST} plus fréquents ; {plural(left, 'autre est', 'autres sont')} au tableau."
    return Chart(
        id=table.id,
        titre=table.titre if "initiatives" in table.titre else f"{table.titre} des initiatives",
        description=f"Nombre d’initiatives concernées, sur {table.sur}.",
        genre="barres",
        tableau=table.id,
        axe=found.axe.colonne,
        unite="initiatives",
        donnees=(*bars[:MOST], *points[len(bars) :]),
        notes=(more,) if left > 0 else (),
    )


def crossing_table(view: SiteView, proofs: Proofs) -> Table | None:
    """Return, for each public, the tools that its records name most; None for too few of either."""
    publics, outils = told(view, PUBLICS), told(view, TOOLS)
    if min(len(publics.lignes), len(outils.lignes)) < FEWEST_LINES:
        return None
    rows = [
        row(
            public.id,
            [
                text_cell(public.libelle, public.adresse),
                Cell(valeurs=(_value(publics, public, proofs),)),
                _named_tools(public, outils, proofs),
            ],
        )
        for public in publics.lignes
    ]
    return Table(
        id="publics-outils",
        titre="Les outils employés pour chaque public",
        description=(
            "Pour chaque public, combien d’initiatives nomment à la fois ce public et cet outil :"
            f" les {MOST_PAIRS} outils les plus fréquents."
        ),
        colonnes=columns(
            ("public", publics.axe.colonne, "texte"),
            ("initiatives", "Initiatives", "nombre"),
            ("outils", "Outils les plus nommés", "texte"),
        ),
        lignes=tuple(rows),
        sur=publics.sur,
        multiple=True,
        notes=("Une initiative peut compter dans plusieurs lignes et pour plusieurs outils.",),
    )


def _named_tools(public: Line, outils: Told, proofs: Proofs) -> Cell:
    """Return the tools that the records of a public name most, each with how many name both."""
    named = []
    for tool in outils.lignes:
        of_tool = frozenset(tool.fiches)
        if both := [id_ for id_ in public.fiches if id_ in of_tool]:
            named.append((tool, both))
    named.sort(key=lambda pair: -len(pair[1]))
    values = []
    for tool, both in named[:MOST_PAIRS]:
        value = proofs.value(
            f"{PUBLICS.parametre}-{public.id}--{TOOLS.parametre}-{tool.id}",
            f"{PUBLICS.colonne} : {public.libelle} · {TOOLS.colonne} : {tool.libelle}",
            both,
            (PUBLICS.parametre, public.id),
            (TOOLS.parametre, tool.id),
        )
        values.append(replace(value, quoi=tool.libelle))
    if (left := len(named) - MOST_PAIRS) > 0:
        values.append(Value(texte=f"et {plural(left, 'autre', 'autres')}"))
    return Cell(valeurs=tuple(values) or (Value(texte="aucun outil nommé"),))
