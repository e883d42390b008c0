"""The map of the départements: the same numbers as the tables, and nothing judged."""

from __future__ import annotations

import pytest

from catalogue.site.blocks import facet_of
from catalogue.site.map import (
    Department,
    MapView,
    RegionRow,
    departments,
    empty_departments,
    level,
    map_view,
    neighbours,
    region_rows,
    upper_bounds,
)
from catalogue.site.site_view import SiteView
from catalogue.site.views import Facet
from support.drawing import view_of
from support.places import MINIATURE, ROOT


@pytest.fixture(scope="module")
def view() -> SiteView:
    """Return the view of the miniature corpus."""
    return view_of(MINIATURE)


@pytest.fixture(scope="module")
def facet(view: SiteView) -> Facet:
    """Return the facet of territories."""
    found = facet_of(view, "territoires")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def rows(view: SiteView, facet: Facet) -> dict[str, Department]:
    """Return the départements by code."""
    return {d.id: d for d in departments(view.corpus, facet)}


@pytest.fixture(scope="module")
def drawn(view: SiteView, facet: Facet, rows: dict[str, Department]) -> MapView:
    """Return the map."""
    assert view.corpus.base_map is not None
    return map_view(view.corpus.base_map, tuple(rows.values()), region_rows(view.corpus, facet))


def _region(view: SiteView, facet: Facet, name: str) -> RegionRow:
    return next(r for r in region_rows(view.corpus, facet) if r.lien.libelle == name)


def test_un_departement_dit_son_nombre_de_fiches(rows: dict[str, Department]) -> None:
    assert rows["51"].phrase == "Marne\u00a0: 2\u00a0fiches"


def test_un_departement_sans_fiche_n_est_pas_un_lien(rows: dict[str, Department]) -> None:
    assert (rows["75"].lien.adresse, rows["75"].phrase) == (None, "Paris\u00a0: aucune fiche")


def test_les_departements_qui_ont_le_plus_de_fiches_viennent_d_abord(
    rows: dict[str, Department],
) -> None:
    counts = [d.fiches for d in rows.values()]
    assert counts == sorted(counts, reverse=True)
    assert next(iter(rows)) == "51"


def test_un_departement_absent_du_trace_est_nomme_a_part(drawn: MapView) -> None:
    assert [d.id for d in drawn.hors_carte] == ["974"]


def test_un_departement_sans_fiche_est_dessine(drawn: MapView) -> None:
    assert "75" in {place.id for place, _ in drawn.formes}


def test_la_legende_dit_en_mots_ce_que_montre_chaque_teinte(drawn: MapView) -> None:
    assert drawn.legende == ((3, "1\u00a0fiche"), (4, "2\u00a0fiches"))


@pytest.mark.parametrize(
    ("most", "tops"), [(0, ()), (1, (1,)), (3, (1, 2, 3)), (20, (3, 5, 10, 20))]
)
def test_chaque_teinte_va_jusqu_a_la_moitie_de_la_suivante(
    most: int, tops: tuple[int, ...]
) -> None:
    assert upper_bounds(most) == tops


def test_le_plus_grand_nombre_a_la_teinte_la_plus_foncee() -> None:
    for most in range(1, 50):
        assert level(most, upper_bounds(most)) == 4


def test_une_fiche_qui_ne_cite_que_la_region_y_est_comptee(view: SiteView, facet: Facet) -> None:
    row = _region(view, facet, "Centre-Val de Loire")
    assert (row.fiches, row.sans_departement) == (2, 1)


def test_un_departement_sans_fiche_mene_a_sa_page(rows: dict[str, Department]) -> None:
    ((region, links),) = empty_departments(tuple(rows.values()))
    assert (region, [(li.libelle, li.adresse) for li in links]) == (
        "Île-de-France",
        [("Paris", "territoires/75/")],
    )


def test_une_fiche_sans_departement_est_sur_la_carte_dans_sa_region(drawn: MapView) -> None:
    mark = next(m for m in drawn.regions if m.lien.libelle == "Centre-Val de Loire")
    assert mark.compte == "1"
    assert mark.phrase == "Centre-Val de Loire, sans département précis\u00a0: 1\u00a0fiche"


def test_une_region_dont_toutes_les_fiches_ont_un_departement_n_a_pas_de_marque(
    drawn: MapView,
) -> None:
    assert "Grand Est" not in {mark.lien.libelle for mark in drawn.regions}


def test_la_marque_d_une_region_ne_cache_pas_un_nombre() -> None:
    view = view_of(ROOT)
    facet = facet_of(view, "territoires")
    assert facet is not None
    assert view.corpus.base_map is not None
    places = departments(view.corpus, facet)
    drawn = map_view(view.corpus.base_map, places, region_rows(view.corpus, facet))
    counted = {shape.centre for place, shape in drawn.formes if place.fiches}
    full = {m.lien.libelle for m in drawn.regions if (m.x, m.y) in counted}
    assert drawn.regions
    # A region of which every département has records has no other place for its mark.
    empty = {p.region.libelle for p in places if not p.fiches}
    assert not full & empty


@pytest.mark.parametrize(
    ("place", "beside"),
    [
        ("34", {"11", "12", "30", "81"}),
        ("92", {"75", "78", "91", "93", "94", "95"}),
        ("2a", {"2b"}),
        ("bre", {"nor", "pdl"}),
        ("cor", set()),
        ("974", set()),
    ],
)
def test_les_voisins_d_un_lieu_sont_ceux_qui_le_touchent(place: str, beside: set[str]) -> None:
    corpus = view_of(ROOT).corpus
    assert corpus.base_map is not None
    assert set(neighbours(corpus.base_map, corpus.territories).get(place, ())) == beside


def test_la_carte_dessine_tous_les_departements_une_seule_fois() -> None:
    corpus = view_of(ROOT).corpus
    assert corpus.base_map is not None
    codes = [shape.departement for shape in corpus.base_map.formes]
    known = [t.id for t in corpus.territories.values() if t.type == "departement"]
    assert sorted(codes) == sorted(known)


def test_chaque_nombre_tient_dans_le_dessin() -> None:
    base = view_of(ROOT).corpus.base_map
    assert base is not None
    for shape in base.formes:
        assert 0 < shape.centre[0] < base.largeur
        assert 0 < shape.centre[1] < base.hauteur
