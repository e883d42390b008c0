"""What the records say, term by term: each line n of N, and the records that say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalogue.bilan.drafts import ABSENT, columns, row, text_cell
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.shapes import Cell, Chart, ChartPoint, Table, TableRow, Value
from catalogue.records.types import Project
from catalogue.site.site_view import SiteView
from catalogue.site.views import Facet
from catalogue.site.wording import number, plural


@dataclass(frozen=True, slots=True, kw_only=True)
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
AXES = (
    Axis(id="publics", parametre="public", titre="Les publics", colonne="Public"),
    Axis(id="outils", parametre="outil", titre="Les outils", colonne="Outil"),
    Axis(
        id="partenariats",
        parametre="partenariat",
        titre="Les partenariats",
        colonne="Forme de partenariat",
    ),
    Axis(id="finalites", parametre="finalite", titre="Les finalités", colonne="Finalité"),
    Axis(
        id="modalites",
        parametre="modalite",
        titre="Les modalités d’accompagnement",
        colonne="Modalité",
    ),
    Axis(id="regions", parametre="territoire", titre="Les régions", colonne="Région", sommets=True),
    Axis(
        id="liens",
        parametre="lien",
        titre="Le lien des initiatives avec le programme",
        colonne="Lien avec le programme",
        dessine=False,
    ),
    Axis(
        id="par-appel",
        parametre="appel",
        titre="Les appels à projets des initiatives",
        colonne="Appel à projets",
        dessine=False,
    ),
    Axis(
        id="etats",
        parametre="statut",
        titre="L’état des initiatives",
        colonne="État",
        muet="inconnu",
    ),
    # No facet of the catalogue: these lists are only the edition's.
    Axis(
        id="familles",
        parametre="famille",
        titre="Les familles d’organismes Hlm",
        colonne="Famille d’organisme",
        dessine=False,
    ),
)
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
    facet: Facet | None = next((f for f in view.all_facets if f.parametre == axis.parametre), None)
    ids = [project.id for project in view.corpus.projects]
    for value in facet.valeurs if facet else ():
        if not (axis.sommets and value.parent):
            yield Line(
                id=value.id,
                libelle=value.libelle,
                adresse=value.adresse or "",
                fiches=tuple(ids[position] for position in value.fiches),
            )


def _family_lines(view: SiteView) -> Iterator[Line]:
    """Yield how many records name a landlord of each family."""
    named = {project.id: _families(view, project) for project in view.corpus.projects}
    for term in view.corpus.references.get(FAMILIES, {}).values():
        records = tuple(id_ for id_, families in named.items() if term.id in families)
        yield Line(id=term.id, libelle=term.libelle, adresse="", fiches=records)


def _families(view: SiteView, project: Project) -> set[str]:
    organisations = view.corpus.organisations
    named = (organisations.get(part.organisme) for part in project.organismes)
    return {found.famille for found in named if found is not None and found.famille}


def _value(found: Told, line: Line, proofs: Proofs) -> Value:
    axis = found.axe
    # The catalogue has no filter on the families of landlords.
    choices = () if axis.id == "familles" else ((axis.parametre, line.id),)
    title = f"{axis.colonne} : {line.libelle}"
    return proofs.value(_key(axis, line.id), title, line.fiches, *choices, sur=found.sur)


def _key(axis: Axis, term: str) -> str:
    return f"{axis.parametre}-{term}"


def silent(found: Told, proofs: Proofs) -> Value:
    """Return how many records say nothing on an axis, with their list."""
    title = f"{found.axe.colonne} : non renseigné"
    return proofs.value(_key(found.axe, "non-renseigne"), title, found.muettes, sur=found.sur)


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
        numero=0,
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
    points = [_point(line) for line in table.lignes]
    bars = [point for point in points if point.serie != "absent"]
    if len(bars) < FEWEST or len({point.valeur for point in bars}) == 1:
        return None
    left = len(bars) - MOST
    more = f"Les {MOST} plus fréquents ; {plural(left, 'autre est', 'autres sont')} au tableau."
    return Chart(
        id=table.id,
        numero=0,
        titre=table.titre if "initiatives" in table.titre else f"{table.titre} des initiatives",
        description=f"Nombre d’initiatives concernées, sur {table.sur}.",
        genre="barres",
        tableau=table.id,
        axe=found.axe.colonne,
        unite="initiatives",
        donnees=(*bars[:MOST], *points[len(bars) :]),
        notes=(more,) if left > 0 else (),
    )


def _point(line: TableRow) -> ChartPoint:
    (name,), (count,) = (cell.valeurs for cell in line.cellules)
    return ChartPoint(
        categorie=name.texte, serie=line.genre, valeur=count.nombre, texte=count.texte
    )


def crossing_table(view: SiteView, proofs: Proofs) -> Table | None:
    """Return, for each public, the tools that its records name most; None for too few of either."""
    publics, outils = told(view, AXES[0]), told(view, AXES[1])
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
        numero=0,
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
    pairs = [(_both(public, outil), outil) for outil in outils.lignes]
    named = sorted((pair for pair in pairs if pair[0]), key=lambda pair: -len(pair[0]))
    values = [_pair(public, outil, both, proofs) for both, outil in named[:MOST_PAIRS]]
    if left := len(named) - MOST_PAIRS:
        values += [Value(texte=f"et {plural(left, 'autre', 'autres')}")] if left > 0 else []
    return Cell(valeurs=tuple(values) or (Value(texte="aucun outil nommé"),))


def _both(public: Line, outil: Line) -> list[str]:
    named = frozenset(outil.fiches)
    return [id_ for id_ in public.fiches if id_ in named]


def _pair(public: Line, outil: Line, both: list[str], proofs: Proofs) -> Value:
    across, down = AXES[0], AXES[1]
    value = proofs.value(
        f"{_key(across, public.id)}--{_key(down, outil.id)}",
        f"{across.colonne} : {public.libelle} · {down.colonne} : {outil.libelle}",
        both,
        (across.parametre, public.id),
        (down.parametre, outil.id),
        texte=number(len(both)),
    )
    return replace(value, quoi=outil.libelle)
